// Language and appearance of the interface. The article's and the recording's own words are never touched.
"use strict";
document.documentElement.classList.add("js");

/** First element that matches, and all of them as an array. */
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** What the browser keeps for this page; a browser that keeps nothing (private windows, old phones) is no error. */
const memory = {
  read(key) {
    try {
      return localStorage.getItem(`mazeej.${key}`);
    } catch {
      return null;
    }
  },
  /** Whether it was kept. */
  write(key, value) {
    try {
      localStorage.setItem(`mazeej.${key}`, value);
      return true;
    } catch {
      return false;
    }
  },
};

const phrases = JSON.parse(one("#phrases").textContent);
let language = document.documentElement.lang;

/** The phrase `key` in the language of the interface, `{name}` filled in from `values`. */
function say(key, values = {}) {
  const phrase = phrases[language][key] ?? key;
  return phrase.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function speak(code) {
  language = code;
  document.documentElement.lang = code;
  document.documentElement.dir = phrases[code].direction;
  for (const element of all("[data-t]")) {
    const values = JSON.parse(element.dataset.values ?? "[]");
    if (element.dataset.t in phrases[code]) element.textContent = say(element.dataset.t, values);
  }
  for (const element of all("[data-t-label]")) {
    const end = element.dataset.labelEnd;
    element.setAttribute("aria-label", say(element.dataset.tLabel) + (end ? ` ${end}` : ""));
  }
  for (const element of all("[data-t-placeholder]")) element.placeholder = say(element.dataset.tPlaceholder);
  for (const button of all("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === code));
  }
  document.dispatchEvent(new Event("languagechange"));
}

for (const button of all("[data-language]")) {
  button.addEventListener("click", () => {
    speak(button.dataset.language);
    memory.write("language", language);
  });
}
const wanted = memory.read("language");
if (wanted !== language && Object.hasOwn(phrases, wanted)) speak(wanted);

const darkness = matchMedia("(prefers-color-scheme: dark)");
const themeButton = one("#theme");

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : darkness.matches;
}

function showTheme() {
  themeButton.setAttribute("aria-pressed", String(isDark()));
}

const theme = memory.read("theme");
if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
themeButton.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  memory.write("theme", document.documentElement.dataset.theme);
  showTheme();
});
darkness.addEventListener("change", showTheme);
showTheme();

// Panes on a narrow screen, where one is seen at a time; and the height of the bar that the panes stand below.

function showPane(name) {
  document.body.dataset.pane = name;
  for (const button of all("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === name));
}
for (const button of all("[data-show]")) button.addEventListener("click", () => showPane(button.dataset.show));

const tools = one(".tools");
if (tools) {
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--bar", `${tools.offsetHeight}px`);
  }).observe(tools);
}
