// The talk: a click on a word plays there, the word that is spoken is lit, what the recogniser was unsure of is shaded.
// Words are no elements: a turn is one text, its words are parted by spaces, and the browser's own highlights paint them.
"use strict";
const talkPane = one("#talk");
const paints = globalThis.CSS?.highlights && globalThis.Highlight ? CSS.highlights : null;
let turns = []; // {element, starts: seconds, end, unsure}
let lit = null; // {turn, word}: what is lit
let scrolledAt = 0; // when the reader last moved the talk

/** Takes the table of times over: hundredths of a second, each from the one before. */
function readTurns(table) {
  turns = table.map(([deltas, end, unsure], index) => {
    let time = 0;
    const starts = deltas.map((delta) => (time += delta) / 100);
    return { element: document.getElementById(`turn-${index + 1}`), starts, end: end / 100, unsure };
  });
}

const textOfTurn = (turn) => one(".said-words", turn.element);
const lastSecond = () => turns.at(-1)?.end ?? 1;

/** Where the words `first` to `last` of a turn stand, as a range. */
function rangeOf(turn, first, last = first) {
  const range = document.createRange();
  const walker = document.createTreeWalker(textOfTurn(turn), NodeFilter.SHOW_TEXT);
  let word = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { data } = node;
    for (let at = 0; at <= data.length; at += 1) {
      if (word === first && range.startContainer === document) range.setStart(node, at);
      const ends = data[at] === " " || at === data.length;
      if (ends && word === last && range.startContainer !== document && at > (range.startContainer === node ? range.startOffset : 0)) {
        range.setEnd(node, at);
        return range;
      }
      if (data[at] === " ") word += 1;
    }
  }
  return range;
}

/** The place in its turn of the word at a point of the screen; -1 where there is none. */
function wordAt(turn, x, y) {
  const caret = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
  const [node, offset] = caret ? [caret.offsetNode ?? caret.startContainer, caret.offset ?? caret.startOffset] : [];
  if (!node || !textOfTurn(turn).contains(node)) return -1;
  const before = document.createRange();
  before.setStart(textOfTurn(turn), 0);
  before.setEnd(node, offset);
  return Math.min(before.toString().split(" ").length, turn.starts.length) - 1;
}

/** The last of sorted `numbers` that is not above `value`. */
function lastUpTo(numbers, value) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const turnAt = (time) => turns[lastUpTo(turns.map((turn) => turn.starts[0]), time)];

/** Lights the word that is said at `time`, and keeps it in sight unless the reader looks elsewhere. */
function lightWord(time) {
  const turn = turnAt(time);
  const word = turn ? lastUpTo(turn.starts, time) : -1;
  light(turn, word, word >= 0 && time <= turn.end + 0.5);
}

/** Lights a turn, and its word where that `isSpoken` now. */
function light(turn, word, isSpoken = true) {
  if (turn !== lit?.turn) {
    lit?.turn?.element.classList.remove("speaking");
    turn?.element.classList.add("speaking");
    if (turn && Date.now() - scrolledAt > 4000 && !isInSight(turn.element)) keepInSight(turn.element);
  }
  if (turn !== lit?.turn || word !== lit?.word) {
    lit = { turn, word };
    if (isSpoken) paints?.set("spoken", new Highlight(rangeOf(turn, word)));
    else paints?.delete("spoken");
  }
}

function isInSight(element) {
  const [box, pane] = [element.getBoundingClientRect(), talkPane.getBoundingClientRect()];
  return box.top >= Math.max(pane.top, 0) && box.bottom <= Math.min(pane.bottom, innerHeight);
}

function keepInSight(element) {
  if (!phone.matches) bringIntoView(element, "center");
  else if (document.body.dataset.pane === "talk") element.scrollIntoView({ block: "center" });
}

for (const kind of ["wheel", "touchmove"]) talkPane?.addEventListener(kind, () => (scrolledAt = Date.now()), { passive: true });

/** Shows the talk at a second. */
function showTalkAt(time) {
  const turn = turnAt(time + 0.01);
  if (!turn) return;
  if (phone.matches) {
    close();
    showPane("talk");
  }
  bringIntoView(turn.element, "center");
  lightWord(Math.max(time + 0.01, turn.starts[0]));
}

document.addEventListener("click", (event) => {
  const there = event.target.closest(".to-talk");
  const here = event.target.closest(".from-here");
  const words = event.target.closest(".said-words");
  if (there) showTalkAt(Number(there.dataset.start));
  if (here) playFrom(Number(here.dataset.from));
  if (!words || !getSelection().isCollapsed) return;
  const turn = turns[Number(words.closest(".turn").dataset.turn) - 1];
  const word = wordAt(turn, event.clientX, event.clientY);
  const mark = event.target.closest(".painted");
  if (mark) {
    const numbers = mark.dataset.open.split(" ");
    const next = numbers[(numbers.indexOf(open?.dataset.number) + 1) % numbers.length];
    openCard(cardOf(next), mark);
  }
  if (word >= 0) playFrom(turn.starts[word]);
});

/** Shades the words that the recogniser was unsure of. */
function shade() {
  const ranges = turns.flatMap((turn) => turn.unsure.map((word) => rangeOf(turn, word)));
  paints?.set("unsure", new Highlight(...ranges));
  const note = one(".unsure-note");
  if (note) note.hidden = !paints || !ranges.length;
}

readTurns(JSON.parse(one("#times").textContent));
(globalThis.requestIdleCallback ?? setTimeout)(shade);
