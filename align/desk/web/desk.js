// The desk: correcting words, turns and names, the article, and decisions kept in the report's folder.
// Every change is sent at once, with what was there before it; the answer holds all that is to be drawn anew.
"use strict";
const desk = JSON.parse(one("#desk").textContent); // {version, undoable, speakers}
const editor = one("#editor");
const times = JSON.parse(one("#times").textContent);
const reviewer = one("#reviewer");
// Markup comes from this desk's own templates, where every text is escaped.
const trusted = globalThis.trustedTypes?.createPolicy("mazeej-desk", { createHTML: (markup) => markup });

reviewer.value = memory.read("reviewer") ?? "";
reviewer.addEventListener("change", () => memory.write("reviewer", reviewer.value.trim()));

/** The element that a piece of markup holds. */
function elementOf(markup) {
  const template = document.createElement("template");
  template.innerHTML = trusted ? trusted.createHTML(markup) : markup;
  return template.content.firstElementChild;
}

function tell(text, isProblem = false) {
  one("#saved").textContent = text;
  one("#saved").classList.toggle("problem", isProblem);
  if (isProblem && editor.open) one("#editor-problem").textContent = text;
}

/** Sends a change and draws what it brings; returns whether it was taken. */
async function send(path, fields = {}) {
  tell(say("desk.saving"));
  one("#editor-problem").textContent = "";
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...fields, by: reviewer.value, since: desk.version }),
    });
    const answer = await response.json();
    if (answer.version) draw(answer);
    tell(response.ok ? say("desk.saved") : `${say("desk.not_saved")} ${answer.problem}`, !response.ok);
    return response.ok;
  } catch {
    tell(say("desk.unreachable"), true);
    return false;
  }
}

function draw(answer) {
  if (answer.everything) {
    location.reload();
    return;
  }
  const focused = document.activeElement;
  desk.version = answer.version;
  desk.speakers = answer.speakers;
  desk.undoable = answer.undoable;
  one("#undo").disabled = !desk.undoable;
  for (const [number, markup] of Object.entries(answer.cards)) drawCard(number, elementOf(markup));
  drawTurns(answer);
  drawCounts(answer.counts);
  decisions = decisionsIn(answer.decisions);
  showDecisions();
  arrange();
  if (focused.isConnected) focused.focus({ preventScroll: true }); // it may have been moved
  seek();
  if (Object.keys(answer.verdicts).length) drawTold(answer.verdicts);
}

function drawCard(number, card) {
  const old = cardOf(number);
  const wasOpen = open === old;
  if (document.activeElement === noteOf(old)) noteOf(card).replaceWith(noteOf(old)); // somebody is writing there
  old.replaceWith(card);
  cards[cards.indexOf(old)] = card;
  cardOfClaim.set(card.dataset.claim, card);
  searchable.delete(old);
  one(".head", card).setAttribute("aria-expanded", String(wasOpen));
  card.classList.toggle("open", wasOpen);
  if (wasOpen) open = card;
  for (const mark of all(`.claim[data-open="${number}"], .tick[data-open="${number}"]`)) {
    const kept = [...mark.classList].filter((name) => !name.startsWith("v-"));
    mark.setAttribute("class", [...kept, `v-${card.dataset.verdict}`].join(" "));
    const [sign, name] = [one(".sign", mark), one("[data-t]", mark)];
    if (sign) sign.textContent = one(".head .sign", card).textContent;
    if (name) {
      name.dataset.t = `verdict.${card.dataset.verdict}`;
      name.textContent = say(name.dataset.t);
    }
  }
}

function drawTurns({ turns: markup, times: changed, all_turns: everyTurn }) {
  const found = Object.entries(markup);
  if (!found.length && !everyTurn) return;
  if (everyTurn) {
    one("#turns").replaceChildren(...found.map(([, text]) => elementOf(text)));
    times.length = 0;
  } else {
    for (const [number, text] of found) document.getElementById(`turn-${number}`).replaceWith(elementOf(text));
  }
  for (const [number, row] of Object.entries(changed)) times[number - 1] = row;
  searchable.clear();
  lit = null;
  readTurns(times);
  shade();
  letNamesBeReached();
  for (const mark of all(`.painted[data-open~="${open?.dataset.number}"]`)) mark.classList.add("chosen");
}

function drawCounts(counts) {
  for (const button of filters) {
    const count = counts[button.dataset.filter] ?? 0;
    one(".figure", button).textContent = String(count);
    button.hidden = !count;
    one(`.group[data-group="${button.dataset.filter}"] .group-title .number`).textContent = String(count);
  }
}

/** Says which verdicts are others now. */
function drawTold(verdicts) {
  const items = Object.entries(verdicts).map(([number, [before, now]]) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = `v-${now}`;
    const sign = document.createElement("span");
    sign.className = "sign";
    sign.textContent = `${SIGN_OF[before]} → ${SIGN_OF[now]}`;
    const claim = document.createElement("bdi");
    claim.textContent = ` ${claimOf(cardOf(number)).slice(0, 60)}`;
    button.append(sign, claim);
    button.addEventListener("click", () => openCard(cardOf(number)));
    item.append(button);
    return item;
  });
  one("#told").replaceChildren(...items);
}
const SIGN_OF = JSON.parse(one("#signs").textContent);

// Words and turns

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
  if (editor.open || event.target.matches("input, textarea, select")) return;
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === "KeyZ";
  if (isUndo && desk.undoable) {
    event.preventDefault();
    send("/undo");
  } else if (event.code === "KeyE" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const spoken = lit?.turn && lit.word >= 0;
    if (!getSelection().isCollapsed ? selectedWords() : spoken) {
      if (getSelection().isCollapsed) choose(lit.turn, lit.word, lit.word);
      event.preventDefault();
      editWords();
    }
  }
});
one("#undo").addEventListener("click", () => send("/undo"));

// The article

one("#article-button")?.addEventListener("click", () => fill("edit-article"));
one("#edit-article").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await send("/article", { text: one("#new-article").value })) location.reload();
});

// Decisions are kept in the report's folder, not in this browser.

keep = async (ids) => {
  for (const claim of ids) {
    const entry = decisions.get(claim);
    const isKept = await send("/decide", { claim, decision: entry?.decision ?? null, note: entry?.note ?? null });
    const card = cardOfClaim.get(claim);
    if (isKept || !entry?.note || notes.has(claimOf(card))) continue;
    writeNote(card, entry.note); // it waits for a decision again
    showDecision(card);
  }
};
decisions = decisionsIn(JSON.parse(one("#stored").textContent));
showDecisions();

/** What another tab, or the desk itself, changed meanwhile; not while somebody is typing a change of their own. */
async function look() {
  if (document.hidden || editor.open || isLooking) return;
  isLooking = true;
  try {
    const response = await fetch(`/changes?since=${desk.version}`);
    const answer = await response.json();
    if (!response.ok) tell(answer.problem, true);
    else if (answer.everything || answer.version > desk.version) draw(answer);
  } catch {
    tell(say("desk.unreachable"), true);
  } finally {
    isLooking = false;
  }
}
let isLooking = false; // an answer may take longer than the next look
setInterval(look, 1500);
