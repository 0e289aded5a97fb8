// The editor: words, turns and names, and the article.
"use strict";

/** What is to be corrected: words of one turn, as they are and when they were said. */
let chosen = null; // {turn, first, last, heard, start, end}
let isSending = false; // a correction

function choose(turn, first, last) {
  const words = textOfTurn(turn).textContent.split(" ");
  const start = turn.starts[first];
  const end = last + 1 < turn.starts.length ? turn.starts[last + 1] : turn.end;
  chosen = { turn, first, last, heard: words.slice(first, last + 1).join(" "), start, end: Math.max(end, start + 0.01) };
}

/** The words that are selected, if they are of one turn. */
function selectedWords() {
  const selection = getSelection();
  const element = selection.anchorNode?.parentElement?.closest(".turn");
  if (!element || element !== selection.focusNode?.parentElement?.closest(".turn")) return false;
  const turn = turns[Number(element.dataset.turn) - 1];
  const range = selection.getRangeAt(0);
  const upTo = (node, offset) => {
    const before = document.createRange();
    before.setStart(textOfTurn(turn), 0);
    before.setEnd(node, offset);
    return before.toString();
  };
  if (!textOfTurn(turn).contains(range.startContainer) || !textOfTurn(turn).contains(range.endContainer)) return false;
  const first = upTo(range.startContainer, range.startOffset).split(" ").length - 1;
  const last = upTo(range.endContainer, range.endOffset).trimEnd().split(" ").length - 1;
  choose(turn, first, Math.max(first, Math.min(last, turn.starts.length - 1)));
  return true;
}

function fill(form) {
  for (const part of all("form", editor)) part.hidden = part.id !== form;
  editor.classList.toggle("wide", form === "edit-article");
  one("#editor-problem").textContent = "";
  stop();
  editor.showModal();
}

function editWords() {
  if (!chosen) return;
  one("#new-words").value = chosen.heard;
  one("#new-words").dir = one(".said-words", chosen.turn.element).dir;
  one("#join").disabled = chosen.first > 0 || turns.indexOf(chosen.turn) === 0;
  one("#turn-speaker").value = speakerOf(chosen.turn);
  offerSpeakers();
  fill("edit-words");
  one("#new-words").select();
}

function speakerOf(turn) {
  for (let at = turns.indexOf(turn); at >= 0; at -= 1) {
    const name = one(".who bdi", turns[at].element);
    if (name) return name.dataset.speaker;
  }
  return "";
}

function offerSpeakers() {
  one("#speakers").replaceChildren(
    ...desk.speakers.map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    }),
  );
}

/** Sends a correction. The editor closes once it is kept: what was typed must not be gone where it is not. */
async function correct(kind, heard, text, start = null, end = null) {
  if (isSending) return; // a second Enter, while the first is on its way
  isSending = true;
  const isKept = await send("/edit", { kind, heard, text, start, end });
  isSending = false;
  if (!isKept) return;
  editor.close();
  getSelection().removeAllRanges();
}

/** A few words from the chosen one on: enough to know the place again. */
function placeOfTurn() {
  const words = textOfTurn(chosen.turn).textContent.split(" ").slice(chosen.first, chosen.first + 3);
  return [words.join(" "), chosen.start, chosen.end];
}

one("#edit-words").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = one("#new-words").value.trim().replace(/\s+/g, " ");
  if (text === chosen.heard) editor.close();
  else correct("words", chosen.heard, text, chosen.start, chosen.end);
});
one("#split").addEventListener("click", () => {
  const [heard, start, end] = placeOfTurn();
  const speaker = one("#turn-speaker").value.trim();
  correct("split", heard, speaker, start, end);
});
one("#join").addEventListener("click", () => {
  const [heard, start, end] = placeOfTurn();
  correct("join", heard, "", start, end);
});
one("#give-turn").addEventListener("click", () => {
  const { turn } = chosen;
  correct("speaker", "", one("#turn-speaker").value.trim(), turn.starts[0], turn.end);
});
one("#rename").addEventListener("submit", (event) => {
  event.preventDefault();
  const name = one("#new-name").value.trim();
  const old = one("#rename").dataset.speaker;
  if (name && name !== old) correct("name", old, name);
  else editor.close();
});
for (const button of all(".cancel", editor)) button.addEventListener("click", () => editor.close());

document.addEventListener("dblclick", (event) => {
  const words = event.target.closest(".said-words");
  if (!words) return;
  const turn = turns[Number(words.closest(".turn").dataset.turn) - 1];
  const word = wordAt(turn, event.clientX, event.clientY);
  if (word < 0) return;
  choose(turn, word, word);
  editWords();
});

document.addEventListener("click", (event) => {
  const who = event.target.closest(".turn .who");
  if (!who) return;
  const speaker = one("bdi", who).dataset.speaker;
  one("#rename").dataset.speaker = speaker;
  one("#new-name").value = speaker;
  offerSpeakers();
  fill("rename");
});

/** Names of speakers are to be clicked, and so to be reached by keyboard. */
function letNamesBeReached() {
  for (const who of all(".turn .who")) {
    who.tabIndex = 0;
    who.setAttribute("role", "button");
  }
}
letNamesBeReached();

/** Lights the word after or before the one that is lit, as the arrow points where the turn is read. */
function stepWord(isRight) {
  if (!turns.length) return;
  const { turn, word } = lit?.turn ? lit : { turn: turns[0], word: -1 };
  const isRead = one(".said-words", turn.element).dir === "rtl" ? !isRight : isRight; // on, not back
  const step = isRead ? 1 : -1;
  const neighbour = turns[turns.indexOf(turn) + step];
  if (word + step in turn.starts) light(turn, word + step);
  else if (neighbour) light(neighbour, isRead ? 0 : neighbour.starts.length - 1);
}

document.addEventListener(
  "keydown",
  (event) => {
    if (editor.open || event.target.matches("input, textarea, select")) return;
    const isArrow = event.shiftKey && ["ArrowLeft", "ArrowRight"].includes(event.code) && getSelection().isCollapsed;
    const isName = event.target.matches(".turn .who") && ["Enter", "Space"].includes(event.code);
    if (isArrow) stepWord(event.code === "ArrowRight");
    else if (isName) event.target.click();
    else return;
    event.preventDefault();
  },
  true, // before the page's own keys
);

document.addEventListener("keydown", (event) => {
  if (editor.open || event.target.matches("input:not([type=radio]), textarea, select")) return;
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === "KeyZ";
  if (isUndo) {
    event.preventDefault();
    takeBack();
  } else if (event.code === "KeyE" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const spoken = lit?.turn && lit.word >= 0;
    if (!getSelection().isCollapsed ? selectedWords() : spoken) {
      if (getSelection().isCollapsed) choose(lit.turn, lit.word, lit.word);
      event.preventDefault();
      editWords();
    }
  }
});
/** Takes back what was changed last, also a decision that is still on its way; its note waits for another. */
async function takeBack() {
  await sendDecisions();
  if (!desk.undoable || unsent.size) return;
  const before = decisions;
  if (!(await send("/undo"))) return;
  for (const [claim, entry] of before) if (!decisions.has(claim)) draftNote(cardOfClaim.get(claim), entry.note, false);
  showDecisions();
}
one("#undo").addEventListener("click", takeBack);

// The article

one("#article-button")?.addEventListener("click", () => fill("edit-article"));
one("#edit-article").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await send("/article", { text: one("#new-article").value, was: about.article.sha256 })) editor.close();
});
