// The reviewer's decisions: those the report carries at first, then kept in this browser, saved to and opened from a file.
// A note that is not part of a decision yet waits in this browser.
// {"schema": "mazeej.decisions/1", "article": {"title", "sha256"}, "recording": {"title", "sha256"},
//  "decisions": {CLAIM_ID: {"decision": "agree|disagree|cant_tell", "verdict": as shown, "note": text or null,
//                           "decided_at": ISO 8601, "reviewer", "claim": its text}},
//  "earlier": [the same on claims that the page has not, with "id"]}
"use strict";
const SCHEMA = "mazeej.decisions/1";
const DECISIONS = ["agree", "disagree", "cant_tell"];
const about = JSON.parse(one("#about").textContent);
const kept = `decisions.${document.documentElement.dataset.report}`;
const written = `notes.${document.documentElement.dataset.report}`;
const cardOfClaim = new Map(cards.map((card) => [card.dataset.claim, card]));
/** As Python's `one_line` has it, so that a text is the same here, in the report and in a file. */
const oneLine = (text) =>
  text.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cs}\p{Cn}\u2028-\u202e\u2066-\u2069]/gu, "").replace(/\s+/g, " ").trim();
const claimOf = (card) => oneLine(one(".claim-text", card).textContent);
const textOfClaim = new Map(cards.map((card) => [card.dataset.claim, claimOf(card)]));
const claimOfText = new Map(cards.map((card) => [claimOf(card), card.dataset.claim]));
let decisions = new Map(); // by the claim's id
const earlier = new Map(); // on claims that the page has not, or words otherwise, by text; kept all the same
const takenBack = new Map(); // by text: {decision: null, decided_at, claim}, else one that the report carries would be back
const notes = notesIn(memory.read(written)); // as they are typed, by the claim's text, until a decision takes them

const radiosOf = (card) => all("input[type=radio]", card);
const noteOf = (card) => one(".note input", card);
/** Whether a decision counts for the verdict that the card has now. */
const isDecided = (card) => [null, undefined, card.dataset.verdict].includes(decisions.get(card.dataset.claim)?.verdict) && decisions.has(card.dataset.claim);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Entries of `found` that are decisions, by claim; anything else in it is left out. */
function decisionsIn(found) {
  const entries = isObject(found) ? Object.entries(found) : [];
  return new Map(entries.filter(([, entry]) => isObject(entry) && DECISIONS.includes(entry.decision)));
}

function notesIn(text) {
  try {
    const found = Object.entries(JSON.parse(text) ?? {}).filter(([, note]) => typeof note === "string");
    return new Map(found.map(([claim, note]) => [oneLine(claim), note]));
  } catch {
    return new Map();
  }
}

/** What is typed as a note on `card`; null: nothing that waits for a decision. */
function writeNote(card, note) {
  if (note) notes.set(claimOf(card), note);
  else notes.delete(claimOf(card));
  memory.write(written, JSON.stringify(Object.fromEntries(notes)));
}

function showDecision(card) {
  const entry = decisions.get(card.dataset.claim);
  for (const radio of radiosOf(card)) radio.checked = radio.value === (entry?.decision ?? "");
  const note = notes.get(claimOf(card)) ?? entry?.note;
  if (document.activeElement !== noteOf(card)) noteOf(card).value = typeof note === "string" ? note : "";
  const chip = one(".decided", card);
  chip.hidden = !entry;
  chip.textContent = entry ? say(isDecided(card) ? entry.decision : "decided_before") : "";
}

function showDecisions() {
  cards.forEach(showDecision);
  one("#decided-count").textContent = String(cards.filter(isDecided).length);
}

/** The claim that a decision is about, by the text it names, and that text; without a claim where the page has not it. */
function placeOf(id, entry) {
  const text = typeof entry.claim === "string" ? oneLine(entry.claim) : null;
  const same = textOfClaim.get(id);
  return same !== undefined && [null, same].includes(text) ? [id, same] : [claimOfText.get(text), text || id];
}

const when = (entry) => Date.parse(entry.decided_at) || 0;

/** Takes decisions over, but for those on the claims `spared`; of two on one claim the later counts. Returns the claims
 *  that have another now. */
function merge(found, spared = []) {
  const changed = [];
  for (const [key, { id = key, ...entry }] of found) {
    const [claim, text] = placeOf(id, entry);
    const known = decisions.get(claim) ?? earlier.get(text) ?? takenBack.get(text);
    if (spared.includes(claim) || (known && when(entry) < when(known))) continue;
    decisions.delete(claim);
    takenBack.delete(text);
    if (!entry.decision) takenBack.set(text, entry);
    else if (claim === undefined) earlier.set(text, { ...entry, claim: entry.claim ?? "", id });
    else decisions.set(claim, entry);
    if (claim !== undefined) changed.push(claim);
  }
  return changed;
}

/** What this browser kept, also from another tab. */
function keptHere() {
  try {
    const entries = Object.entries(JSON.parse(memory.read(kept)) ?? {});
    const valid = ([, entry]) => isObject(entry) && [null, ...DECISIONS].includes(entry.decision);
    return entries.filter(valid).map(([key, entry]) => [key.replace(/^earlier /, ""), entry]);
  } catch {
    return []; // it is no decisions: as if nothing were
  }
}

/** Names that no claim has, since a claim of the page may be called as another is. */
const prefixed = (prefix, map) => [...map].map(([text, entry]) => [`${prefix} ${text}`, entry]);

/** Keeps the decisions in this browser, those on the claims `ids` as they are here. A desk keeps them in its files. */
let keep = (ids) => {
  merge(keptHere(), ids);
  const entries = [...prefixed("taken back", takenBack), ...prefixed("earlier", earlier), ...decisions];
  if (!memory.write(kept, JSON.stringify(Object.fromEntries(entries)))) {
    one("#review-message").textContent = say("storage_failed");
  }
  showDecisions();
};

/** Sets the decision on `card`; "" takes it back. */
function decide(card, decision) {
  const id = card.dataset.claim;
  const [claim, now] = [claimOf(card), new Date().toISOString()];
  takenBack.delete(claim);
  if (DECISIONS.includes(decision)) {
    decisions.set(id, {
      decision,
      verdict: card.dataset.verdict,
      note: noteOf(card).value.trim() || null,
      decided_at: now,
      reviewer: decisions.get(id)?.reviewer ?? null,
      claim,
    });
    writeNote(card, null);
  } else {
    decisions.delete(id);
    takenBack.set(claim, { decision: null, decided_at: now, claim });
    writeNote(card, noteOf(card).value);
  }
  keep([id]);
}

document.addEventListener("input", (event) => {
  const card = event.target.closest(".card");
  if (card && event.target === noteOf(card)) writeNote(card, event.target.value);
});

document.addEventListener("change", (event) => {
  const card = event.target.closest(".card");
  if (!card) return;
  if (event.target.type === "radio") decide(card, event.target.value);
  else if (decisions.has(card.dataset.claim)) decide(card, decisions.get(card.dataset.claim).decision);
});

one("#export").addEventListener("click", () => {
  const file = { schema: SCHEMA, ...about, decisions: Object.fromEntries(decisions) };
  if (earlier.size) file.earlier = [...earlier.values()];
  const text = JSON.stringify(file, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "decisions.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});

/** Takes the decisions of a file over; returns the message for the reviewer. */
function take(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return say("import_failed");
  }
  if (!isObject(file) || file.schema !== SCHEMA || !isObject(file.decisions)) return say("import_failed");
  const differs = (name) => file[name]?.sha256 && about[name].sha256 && file[name].sha256 !== about[name].sha256;
  if (differs("article") || differs("recording")) return say("import_other");
  const others = (Array.isArray(file.earlier) ? file.earlier : []).filter((entry) => typeof entry?.id === "string");
  const found = [...decisionsIn(file.decisions), ...decisionsIn(Object.fromEntries(others.entries()))];
  const known = found.filter(([key, entry]) => placeOf(entry.id ?? key, entry)[0] !== undefined);
  for (const [key, entry] of found) takenBack.delete(placeOf(entry.id ?? key, entry)[1]); // this file was asked for
  const changed = merge(found);
  for (const id of changed) if (decisions.get(id).note) writeNote(cardOfClaim.get(id), null); // else it would hide that note
  keep(changed);
  const unknown = found.length - known.length;
  return say("imported", { count: known.length }) + (unknown ? ` ${say("imported_unknown", { count: unknown })}` : "");
}

one("#import").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  one("#review-message").textContent = take(await file.text());
  event.target.value = "";
});

merge(decisionsIn(JSON.parse(one("#stored").textContent)));
merge(keptHere());
document.addEventListener("languagechange", showDecisions);
showDecisions();

one("#sort").addEventListener("change", arrange);
const linked = cards.find((card) => `#${card.id}` === location.hash);
for (const card of cards) one(".head", card).setAttribute("aria-expanded", "false");
if (linked) openCard(linked);
