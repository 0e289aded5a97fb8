// The reviewer's decisions: those the report carries at first, then kept in this browser, saved to and opened from a file.
// A note that is not part of a decision yet waits in this browser.
// {"schema": "mazeej.decisions/1", "article": {"title", "sha256"}, "recording": {"title", "sha256"},
//  "decisions": {CLAIM_ID: {"decision": "agree|disagree|cant_tell", "verdict": as shown, "note": text or null,
//                           "decided_at": ISO 8601, "reviewer", "claim": its text}}}
"use strict";
const SCHEMA = "mazeej.decisions/1";
const DECISIONS = ["agree", "disagree", "cant_tell"];
const about = JSON.parse(one("#about").textContent);
const kept = `decisions.${document.documentElement.dataset.report}`;
const written = `notes.${document.documentElement.dataset.report}`;
const cardOfClaim = new Map(cards.map((card) => [card.dataset.claim, card]));
let decisions = new Map(); // by the claim's id
let earlier = new Map(); // on claims that the page has not, or words otherwise; kept all the same
const notes = notesIn(memory.read(written)); // as they are typed, by the claim's text, until a decision takes them

const radiosOf = (card) => all("input[type=radio]", card);
const noteOf = (card) => one(".note input", card);
const claimOf = (card) => one(".claim-text", card).textContent.trim();
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
    return new Map(Object.entries(JSON.parse(text) ?? {}).filter(([, note]) => typeof note === "string"));
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

/** Names that no claim has, since a claim of the page may be called as one of the earlier was. */
const prefixed = (map) => [...map].map(([id, entry]) => [id.startsWith("earlier ") ? id : `earlier ${id}`, entry]);

/** Keeps the decisions in this browser. A desk keeps them in its files instead. */
let keep = () => {
  if (!memory.write(kept, JSON.stringify({ ...Object.fromEntries(prefixed(earlier)), ...Object.fromEntries(decisions) }))) {
    one("#review-message").textContent = say("storage_failed");
  }
  showDecisions();
};

/** Sets the decision on `card`; "" takes it back. */
function decide(card, decision) {
  const id = card.dataset.claim;
  if (DECISIONS.includes(decision)) {
    decisions.set(id, {
      decision,
      verdict: card.dataset.verdict,
      note: noteOf(card).value.trim() || null,
      decided_at: new Date().toISOString(),
      reviewer: decisions.get(id)?.reviewer ?? null,
      claim: claimOf(card),
    });
    writeNote(card, null);
  } else {
    decisions.delete(id);
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
  const text = JSON.stringify({ schema: SCHEMA, ...about, decisions: Object.fromEntries(decisions) }, null, 1);
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
  const found = decisionsIn(file.decisions);
  const known = [...found].filter(([id]) => cardOfClaim.has(id));
  decisions = new Map([...decisions, ...known]);
  for (const [id, entry] of known) if (entry.note) writeNote(cardOfClaim.get(id), null); // else it would hide that note
  keep(known.map(([id]) => id));
  const unknown = found.size - known.length;
  return say("imported", { count: known.length }) + (unknown ? ` ${say("imported_unknown", { count: unknown })}` : "");
}

one("#import").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  one("#review-message").textContent = take(await file.text());
  event.target.value = "";
});

/** Puts each decision to the claim of its words, and the others aside. */
function place(found) {
  const byText = new Map(cards.map((card) => [claimOf(card), card]));
  for (const [id, entry] of found) {
    const text = typeof entry.claim === "string" ? entry.claim.trim() : null;
    const same = cardOfClaim.get(id);
    const card = same && [null, claimOf(same)].includes(text) ? same : byText.get(text);
    if (card) decisions.set(card.dataset.claim, entry);
    else earlier.set(id, entry);
  }
}

try {
  place(decisionsIn(JSON.parse(memory.read(kept) ?? one("#stored").textContent)));
} catch {
  // What is there is no decisions: as if nothing were.
}
document.addEventListener("languagechange", showDecisions);
showDecisions();

one("#sort").addEventListener("change", arrange);
const linked = cards.find((card) => `#${card.id}` === location.hash);
for (const card of cards) one(".head", card).setAttribute("aria-expanded", "false");
if (linked) openCard(linked);
