// The claims: opening one moves article and talk to it; filters and order.
"use strict";
const phone = matchMedia("(max-width: 68rem)");
const filters = all("[data-filter]");
const SEVERITY = ["contradicted", "unclear", "partly_supported", "not_found", "supported", "not_checkable"];
let cards = all(".card");
let open = null; // the card that is open
let origin = null; // the mark that it was opened from

const cardOf = (number) => document.getElementById(`claim-${number}`);
const marksOf = (number) => all(`.claim[data-open="${number}"], .painted[data-open~="${number}"], .tick[data-open="${number}"]`);

function close() {
  if (!open) return;
  stopIfIn(open);
  open.classList.remove("open", "sheet");
  one(".head", open).setAttribute("aria-expanded", "false");
  for (const mark of all(".chosen")) mark.classList.remove("chosen");
  open = null;
}

/** Opens `card` and brings it and its places in the other panes into view; `from` is the mark it was opened from. */
function openCard(card, from = null) {
  close();
  open = card;
  origin = from;
  card.hidden = false;
  card.classList.add("open");
  card.classList.toggle("sheet", Boolean(from) && phone.matches);
  one(".head", card).setAttribute("aria-expanded", "true");
  const marks = marksOf(card.dataset.number);
  for (const mark of marks) mark.classList.add("chosen");
  if (!from && phone.matches) showPane("claims");
  card.focus({ preventScroll: true });
  if (!card.classList.contains("sheet")) bringIntoView(card, "start");
  for (const pane of [".claim", ".painted"]) {
    const mark = marks.find((one) => one.matches(pane));
    if (mark && !phone.matches && !from?.matches(pane)) bringIntoView(mark, "center");
  }
  history.replaceState(null, "", `#${card.id}`);
}

/** Scrolls the pane that holds `element`, or where panes do not scroll the page. */
function bringIntoView(element, block) {
  const pane = element.closest(".pane");
  if (pane && getComputedStyle(pane).overflowY === "auto") {
    // Twice: what lies between is laid out only when it comes near, and then has its true height.
    for (let time = 0; time < 2; time += 1) {
      const [box, around] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
      const above = block === "start" ? 34 : (around.height - box.height) / 2;
      pane.scrollTop += box.top - around.top - above;
    }
    if (pane.getBoundingClientRect().top > innerHeight * 0.6) tools.scrollIntoView({ block: "start" });
  } else {
    element.scrollIntoView({ block });
  }
}

/** Closes the open card and goes back to where it was opened. */
function leave() {
  const back = origin ?? (open && one(".head", open));
  close();
  if (back instanceof HTMLElement) back.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const element = event.target;
  const head = element.closest(".head");
  const mark = element.closest(".claim, .tick");
  if (head) {
    const card = head.closest(".card");
    if (card === open) close();
    else openCard(card);
  } else if (element.closest(".close")) {
    leave();
  } else if (mark) {
    event.preventDefault();
    openCard(cardOf(mark.dataset.open), mark);
  } else if (open?.classList.contains("sheet") && !open.contains(element) && !element.closest(".painted")) {
    leave();
  }
});

// Filters and order

/** The verdicts that are asked for; none are all. */
const wantedVerdicts = () => filters.filter((button) => button.getAttribute("aria-pressed") === "true").map((button) => button.dataset.filter);

/** Shows the cards that `fits` and their verdict let through. */
function sift(fits) {
  const verdicts = wantedVerdicts();
  const numbers = new Set();
  for (const card of cards) {
    card.hidden = !((!verdicts.length || verdicts.includes(card.dataset.verdict)) && fits(card));
    if (!card.hidden) numbers.add(card.dataset.number);
  }
  for (const mark of all(".claim, .painted")) {
    mark.classList.toggle("dimmed", !mark.dataset.open.split(" ").some((number) => numbers.has(number)));
  }
  for (const group of all(".group")) group.hidden = !all(".card", group).some((card) => !card.hidden);
  if (open?.hidden) close();
  one("#shown-count").textContent = String(numbers.size);
  one("#nothing").hidden = numbers.size > 0;
  one("#show-all").hidden = numbers.size === cards.length;
}

const byNumber = (card) => Number(card.dataset.number);
const orders = {
  order: () => 0,
  confidence: (card) => Number(card.dataset.confidence),
  undecided: (card) => (isDecided(card) ? 10 : 0) + SEVERITY.indexOf(card.dataset.verdict),
};

/** Puts the cards into their verdicts' groups, or in another order into one list. */
function arrange() {
  const list = one("#in-one");
  const order = orders[one("#sort").value];
  list.hidden = !order;
  cards.sort((a, b) => (order ? order(a) - order(b) : 0) || byNumber(a) - byNumber(b));
  for (const card of cards) {
    const place = order ? list : one(`.group[data-group="${card.dataset.verdict}"] .cards`);
    place.append(card);
  }
  if (!order) cards.sort((a, b) => SEVERITY.indexOf(a.dataset.verdict) - SEVERITY.indexOf(b.dataset.verdict) || byNumber(a) - byNumber(b));
}
