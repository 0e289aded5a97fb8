// Decisions are kept in the report's folder, not in this browser.
"use strict";
let onDesk = new Map(); // the decisions as the desk has them, by claim
const unsent = new Map(); // what was decided since and the desk has not answered to; null where one is taken back
let sending = null; // of decisions: the promise of its end

function takeDecisions(found) {
  onDesk = found;
  decisions = new Map(onDesk);
  for (const [claim, entry] of unsent) {
    if (entry) decisions.set(claim, entry);
    else decisions.delete(claim);
  }
  showDecisions();
}

keep = (ids) => {
  for (const claim of ids) unsent.set(claim, decisions.get(claim) ?? null);
  return sendDecisions();
};

/** Sends what is not sent yet; resolves once that is done, or cannot be. */
function sendDecisions() {
  sending ??= sendEach().finally(() => (sending = null));
  return sending;
}

/** One by one; what no answer came to waits until the desk answers again. */
async function sendEach() {
  while (unsent.size) {
    const [claim, entry] = unsent.entries().next().value;
    unsent.delete(claim);
    const isKept = await send("/decide", { claim, decision: entry?.decision ?? null, note: entry?.note ?? null });
    draftNote(cardOfClaim.get(claim), entry?.note, isKept);
    if (isKept === false) takeDecisions(onDesk); // as before: it was refused
    if (isKept !== null) continue;
    if (!unsent.has(claim)) unsent.set(claim, entry); // unless another was taken meanwhile
    break;
  }
}

/** The note of a decision that is not kept waits in this browser for another, or for the same. */
function draftNote(card, note, isKept) {
  if (!note) return;
  if (isKept && notes.get(claimOf(card)) === note) writeNote(card, null);
  else if (!isKept && !notes.has(claimOf(card))) writeNote(card, note);
}
takeDecisions(decisionsIn(JSON.parse(one("#stored").textContent)));
