// Copies what an editor takes along: the link, the words heard with their time, the claim as Markdown.
"use strict";
const quoteMarks = (text) => (/[\u0600-\u06ff]/.test(text) ? `«${text}»` : `“${text}”`);
const shownText = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
const escapedMark = (text) => text.replace(/([\\`*_[\]<>|~&$])/g, "\\$1");

/** The best evidence of a card: words, time, speaker, link. */
function heardIn(card) {
  const evidence = one(".body > .evidence", card);
  if (!evidence) return null;
  return {
    words: shownText(one("blockquote", evidence)),
    time: shownText(one(".from .time", evidence)).split("–")[0],
    speaker: shownText(one(".from .who", evidence)),
    link: one(".link a", evidence)?.getAttribute("href"),
  };
}

const copies = {
  link: (card) => heardIn(card).link,
  quotation(card) {
    const { words, time, speaker, link } = heardIn(card);
    return [`${quoteMarks(words)} (${[speaker, time].filter(Boolean).join(", ")})`, link].filter(Boolean).join("\n");
  },
  markdown(card) {
    const heard = heardIn(card);
    const lines = [`**${escapedMark(claimOf(card))}** — ${shownText(one(".head .sign", card))} ${say(`verdict.${card.dataset.verdict}`)}`];
    for (const reason of all(".reasons li", card)) lines.push(`- ${escapedMark(shownText(reason))}`);
    if (heard) {
      if (card.dataset.verdict === "not_found") lines.push("", `${say("nearest")}:`);
      const time = heard.link ? `[${heard.time}](<${heard.link.replace(/</g, "%3C").replace(/>/g, "%3E")}>)` : heard.time;
      lines.push("", `> **${time}** ${heard.speaker ? `${escapedMark(heard.speaker)}: ` : ""}${escapedMark(heard.words)}`);
    }
    return `${lines.join("\n")}\n`;
  },
};

/** Puts `text` on the clipboard; a page opened from a file may only do so through a selection. */
async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const card = button.closest(".card");
  const done = await put(copies[button.dataset.copy](card));
  button.focus({ preventScroll: true });
  one(".copy-message", card).textContent = say(done ? "copied" : "copy_failed");
});
