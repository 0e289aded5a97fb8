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
  one("#editor-problem").textContent = isProblem && editor.open ? text : "";
}

/** Sends a change and draws what it brings; returns whether it was taken, null where no answer came. */
async function send(path, fields = {}) {
  tell(say("desk.saving"));
  const found = await ask(path, message({ ...fields, by: reviewer.value, since: desk.version }));
  if (!found) return null;
  const { answer, isDone } = found;
  if (answer.version) draw(answer);
  tell(isDone ? say("desk.saved") : `${say("desk.not_saved")} ${answer.problem}`, !isDone);
  return isDone;
}

function draw(answer) {
  if (answer.everything) {
    if (!unsent.size && !editor.open) location.reload(); // else once they are sent, and nothing is being typed
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
  takeDecisions(decisionsIn(answer.decisions));
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

/** What another tab, or the desk itself, changed meanwhile; not while somebody is typing a change of their own. */
async function look() {
  if (document.hidden || isLooking || (editor.open && !isUnwell)) return;
  isLooking = true;
  const found = await ask(`/changes?since=${desk.version}`);
  isLooking = false;
  if (!found) return;
  const { answer, isDone } = found;
  if (!isDone) tell(answer.problem, true);
  isUnwell = !isDone;
  if (!isDone || editor.open) return;
  if (answer.everything || answer.version > desk.version) draw(answer);
  sendDecisions();
}
let isLooking = false; // an answer may take longer than the next look
setInterval(look, 1500);
editor.addEventListener("close", look);
