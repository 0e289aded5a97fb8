// Search: claims, evidence, and every word of the talk.
"use strict";
const search = one("#search");
const nextPlace = one("#next-place");
let places = []; // ranges of the talk that were found
let placeShown = -1; // the one shown last

/** Text as it is searched: no diacritics, one form for each letter that is written in several ways. */
const plainText = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\p{Mn}\u0640]/gu, "")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();

const searchable = new Map();

/** What a card or a turn is found by; read when first searched, since it is much text. */
function searchedText(element, selector) {
  if (!searchable.has(element)) {
    searchable.set(element, plainText(all(selector, element).map((part) => part.textContent).join("\n")));
  }
  return searchable.get(element);
}

const cardText = (card) => searchedText(card, ".statement, blockquote, .versus q, .who");

/** The words of the talk in turns that hold everything sought. */
function findInTalk(sought) {
  places = [];
  for (const turn of sought.length ? turns : []) {
    const text = searchedText(turn.element, ".said-words, .who");
    if (!sought.every((word) => text.includes(word))) continue;
    const words = textOfTurn(turn).textContent.split(" ").map(plainText); // «ﷺ» is four words in plain letters
    words.forEach((word, at) => sought.some((one) => word.includes(one)) && places.push(rangeOf(turn, at)));
  }
  placeShown = -1;
  paints?.set("found", new Highlight(...places));
  nextPlace.hidden = !places.length;
  one("#places").textContent = String(places.length);
}

function goToNextPlace() {
  if (!places.length) return;
  placeShown = (placeShown + 1) % places.length;
  const turn = places[placeShown].startContainer.parentElement.closest(".turn");
  if (phone.matches) showPane("talk");
  bringIntoView(turn, "center");
}

function seek() {
  const sought = plainText(search.value).split(/\s+/).filter(Boolean);
  sift((card) => sought.every((word) => cardText(card).includes(word)));
  findInTalk(sought);
  if (places.length && !phone.matches) goToNextPlace();
}

for (const button of filters) {
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    seek();
  });
}
search.addEventListener("input", seek);
search.addEventListener("keydown", (event) => event.key === "Enter" && goToNextPlace());
nextPlace.addEventListener("click", goToNextPlace);
one("#show-all").addEventListener("click", () => {
  for (const button of filters) button.setAttribute("aria-pressed", "false");
  search.value = "";
  seek();
  search.focus();
});
