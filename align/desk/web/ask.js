// Asking the desk, and saying where it does not answer; each page has a `tell` of its own.
"use strict";
let isUnwell = false; // the desk did not answer, or could not; that is told until it does
let questions = 0; // asked so far
let lost = 0; // number of the last question that had no answer: an answer to an earlier one does not clear the problem

/** The desk's answer, and whether it did what was asked; null where no answer came. */
async function ask(path, options = {}) {
  let response;
  let answer;
  const question = ++questions;
  try {
    response = await fetch(path, { ...options, headers: { ...options.headers, "Accept-Language": language } });
    answer = await response.json();
  } catch {
    tell(say("desk.unreachable"), true);
    isUnwell = true;
    lost = questions;
    return null;
  }
  if (question > lost) {
    if (isUnwell && response.ok) tell("");
    isUnwell = false;
  }
  return { answer, isDone: response.ok };
}

/** What `ask` takes for a message to the desk. */
const message = (fields) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(fields),
});
