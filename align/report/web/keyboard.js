// Everything by keyboard.
"use strict";
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
  " ": () => (open && one(".play", open) ? toggle(one(".play", open)) : playButton?.click()),
  ArrowLeft: () => skip(-5),
  ArrowRight: () => skip(5),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const typing = event.target.matches("input:not([type=radio]), textarea, select, audio, [contenteditable]");
  if (typing && event.key !== "Escape") return;
  if (event.key === " " && event.target.matches("button, summary, a, input")) return;
  if (event.key.startsWith("Arrow") && event.target.matches("input")) return;
  // The keys by their place too, so that j and k work on an Arabic keyboard.
  const key = event.key in keys ? event.key : { KeyJ: "j", KeyK: "k", Slash: "/" }[event.code];
  const digit = /^(?:Digit|Numpad)([0-3])$/.exec(event.code)?.[1];
  if (digit && open) decide(open, decisionOfKey[digit]);
  else if (key) keys[key]();
  else return;
  event.preventDefault();
});
