// The reviewer's decisions: those the report carries at first, then kept in this browser, saved to and opened from a file.
// {"schema": "mazeej.decisions/1", "article": {"title", "sha256"}, "recording": {"title", "sha256"},
//  "decisions": {CLAIM_ID: {"decision": "agree|disagree|cant_tell", "verdict": as shown, "note": text or null,
//                           "decided_at": ISO 8601, "reviewer", "claim": its text}}}
"use strict";
const SCHEMA = "mazeej.decisions/1";
const DECISIONS = ["agree", "disagree", "cant_tell"];
const about = JSON.parse(one("#about").textContent);
const place = `decisions.${document.documentElement.dataset.report}`;
const cards = all(".card");
const cardOfClaim = new Map(cards.map((card) => [card.dataset.claim, card]));
let decisions = new Map();

const radiosOf = (card) => all("input[type=radio]", card);
const noteOf = (card) => one(".note input", card);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Entries of `found` that are decisions, by claim; anything else in it is left out. */
function decisionsIn(found) {
  const entries = isObject(found) ? Object.entries(found) : [];
  return new Map(entries.filter(([, entry]) => isObject(entry) && DECISIONS.includes(entry.decision)));
}

function showDecision(card) {
  const entry = decisions.get(card.dataset.claim);
  for (const radio of radiosOf(card)) radio.checked = radio.value === (entry?.decision ?? "");
  if (document.activeElement !== noteOf(card)) noteOf(card).value = typeof entry?.note === "string" ? entry.note : "";
  const chip = one(".decided", card);
  chip.hidden = !entry;
  chip.textContent = entry ? say(entry.decision) : "";
}

function showDecisions() {
  cards.forEach(showDecision);
  one("#decided-count").textContent = String(cards.filter((card) => decisions.has(card.dataset.claim)).length);
}

function keep() {
  if (!memory.write(place, JSON.stringify(Object.fromEntries(decisions)))) {
    one("#review-message").textContent = say("storage_failed");
  }
  showDecisions();
}

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
      claim: one(".statement", card).textContent.trim(),
    });
  } else {
    decisions.delete(id);
  }
  keep();
}

for (const card of cards) {
  for (const radio of radiosOf(card)) radio.addEventListener("change", () => decide(card, radio.value));
  noteOf(card).addEventListener("change", () => {
    const entry = decisions.get(card.dataset.claim);
    if (entry) decide(card, entry.decision);
  });
}

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
  keep();
  const unknown = found.size - known.length;
  return say("imported", { count: known.length }) + (unknown ? ` ${say("imported_unknown", { count: unknown })}` : "");
}

one("#import").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  one("#review-message").textContent = take(await file.text());
  event.target.value = "";
});

try {
  decisions = decisionsIn(JSON.parse(memory.read(place) ?? one("#stored").textContent));
} catch {
  decisions = new Map();
}
document.addEventListener("languagechange", showDecisions);
showDecisions();
