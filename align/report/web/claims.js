// Moving through the claims: opening, filters, search, keyboard.
"use strict";
const marks = all(".claim");
const ticks = all(".tick");
const filters = all("[data-filter]");
const search = one("#search");
const phone = matchMedia("(max-width: 56rem)");
let open = null; // the card that is open
let origin = null; // the mark in the article that it was opened from

const isOpen = (card) => card.classList.contains("open");

function close() {
  if (!open) return;
  if (playing && open.contains(playing.button)) stop();
  open.classList.remove("open", "sheet");
  one(".head", open).setAttribute("aria-expanded", "false");
  for (const element of [...marks, ...ticks]) element.classList.remove("chosen");
  open = null;
}

/** Opens `card`, brings it and its place in the article into view; `from` is the mark it was opened from. */
function openCard(card, from = null) {
  close();
  open = card;
  origin = from;
  card.hidden = false;
  card.classList.add("open");
  card.classList.toggle("sheet", Boolean(from) && phone.matches);
  one(".head", card).setAttribute("aria-expanded", "true");
  for (const element of [...marks, ...ticks]) {
    element.classList.toggle("chosen", element.dataset.open === card.dataset.number);
  }
  card.focus({ preventScroll: true });
  if (!card.classList.contains("sheet")) bringIntoView(card);
  if (!marks.includes(from) && !phone.matches) {
    marks.find((mark) => mark.classList.contains("chosen"))?.scrollIntoView({ block: "center" });
  }
  history.replaceState(null, "", `#${card.id}`);
}

/** Scrolls the list, or where the list does not scroll the page, until the card's head shows. */
function bringIntoView(card) {
  const list = card.closest(".claims");
  if (list.scrollHeight > list.clientHeight + 1 && getComputedStyle(list).overflowY === "auto") {
    list.scrollTop += card.getBoundingClientRect().top - list.getBoundingClientRect().top - 8;
  } else {
    card.scrollIntoView({ block: "start" });
  }
}

for (const card of cards) {
  one(".head", card).setAttribute("aria-expanded", "false");
  one(".head", card).addEventListener("click", () => (isOpen(card) ? close() : openCard(card)));
  one(".close", card).addEventListener("click", leave);
}
for (const element of [...marks, ...ticks]) {
  element.addEventListener("click", (event) => {
    event.preventDefault();
    openCard(one(`#claim-${element.dataset.open}`), element);
  });
}

/** Closes the open card and goes back to where it was opened. */
function leave() {
  const back = origin ?? (open && one(".head", open));
  close();
  if (back instanceof HTMLElement) back.focus({ preventScroll: phone.matches });
}

document.addEventListener("click", (event) => {
  if (open?.classList.contains("sheet") && !open.contains(event.target) && !event.target.closest(".claim, .tick")) leave();
});

// Filters and search

/** Text as it is searched: no diacritics, one form for each letter that is written in several ways. */
const plainText = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\p{Mn}\u0640]/gu, "")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();

const searchable = new Map();

/** What a card is found by; read when first searched, since it is much text. */
function textOf(card) {
  if (!searchable.has(card)) {
    const words = all(".statement, blockquote, .versus q, .who", card).map((element) => element.textContent);
    searchable.set(card, plainText(words.join("\n")));
  }
  return searchable.get(card);
}

function sift() {
  const verdicts = filters.filter((button) => button.getAttribute("aria-pressed") === "true").map((button) => button.dataset.filter);
  const sought = plainText(search.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  const numbers = new Set();
  for (const card of cards) {
    const fits = !verdicts.length || verdicts.includes(card.dataset.verdict);
    card.hidden = !(fits && sought.every((word) => textOf(card).includes(word)));
    if (!card.hidden) numbers.add(card.dataset.number);
    shown += Number(!card.hidden);
  }
  for (const mark of marks) mark.classList.toggle("dimmed", !numbers.has(mark.dataset.open));
  if (open?.hidden) close();
  one("#shown-count").textContent = String(shown);
  one("#nothing").hidden = shown > 0;
  one("#show-all").hidden = shown === cards.length;
}

for (const button of filters) {
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    sift();
  });
}
search.addEventListener("input", sift);
one("#show-all").addEventListener("click", () => {
  for (const button of filters) button.setAttribute("aria-pressed", "false");
  search.value = "";
  sift();
  search.focus();
});

// Keyboard

function step(by) {
  const visible = cards.filter((card) => !card.hidden);
  const at = visible.indexOf(open);
  const next = at < 0 ? (by > 0 ? 0 : visible.length - 1) : at + by;
  if (visible[next]) openCard(visible[next]);
}

const decisionOfKey = { 1: "agree", 2: "disagree", 3: "cant_tell", 0: "" };
const keys = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => search.focus(),
  Escape: leave,
  " ": () => open && one(".play", open) && toggle(one(".play", open)),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input:not([type=radio]), textarea, audio");
  if (typing && event.key !== "Escape") return;
  if (event.key === " " && (!open || event.target.matches("button, summary, a, input"))) return;
  // The keys by their place too, so that j and k work on an Arabic keyboard.
  const key = event.key in keys ? event.key : { KeyJ: "j", KeyK: "k", Slash: "/" }[event.code];
  const digit = /^(?:Digit|Numpad)([0-3])$/.exec(event.code)?.[1];
  if (digit && open) decide(open, decisionOfKey[digit]);
  else if (key) keys[key]();
  else return;
  event.preventDefault();
});

const linked = cards.find((card) => `#${card.id}` === location.hash);
if (linked) openCard(linked);
