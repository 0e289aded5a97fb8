"""Of what is an amount heard said: of what the claim says it of, or of something else?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.claims.grammar import grammar
from align.judging.comparison import HALF, Comparison
from align.judging.limits import LIMITS
from align.judging.window import EvidenceWindow
from align.language.tables import words as listed
from align.matching import IndexedQuantity, TranscriptIndex
from align.quantities import YEARS, Bound, Quantity, Relation, compare_said

_OLDEST = 100  # years; a greater number is no age, nor a year without its century


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The tokens `first`..`last` (inclusive) of an amount that was taken back, and the one that is right."""

    first: int
    last: int
    right: IndexedQuantity

    def is_of_aside(self, term: int, window: EvidenceWindow) -> bool:
        """Whether the claim is of what the amount was said to be of instead: "no, that is the second"."""
        return self.is_said_of((self.last + 1, self.right.first - 1), term, window)

    def is_said_of(self, tokens: tuple[int, int], term: int, window: EvidenceWindow) -> bool:
        """Whether `tokens` say half of the words said of the claim, and these were said with neither amount."""
        clause_of = window.talk.layout().clause_of
        behind = max(_stretch(self.right.first, window.talk)[0], clause_of(self.right.first).first, self.last + 1)
        clauses = (clause_of(self.first).first, self.last), (behind, self.right.last)
        said = [at for at in window.met if at != term]
        own = [
            at
            for at in said
            if window.said(at, *tokens) and not any(window.said(at, a, b + LIMITS.pair) for a, b in clauses)
        ]
        return bool(own) and len(own) >= HALF * len(said)


def taken_back(claimed: Quantity, heard: Sequence[IndexedQuantity], talk: TranscriptIndex) -> list[TakenBack]:
    """Where the claimed amount was said and taken back: "two hundred, no, that is the second, the first was ten"."""
    found = []
    for item in heard:
        former = item.quantity.instead_of
        if former is not None and compare_said(claimed, former).relation is Relation.AGREES:
            first, last = talk.token_at(former.start), talk.token_at(former.end, before=True)
            found.append(TakenBack(first, last, item))
    return found


def is_only_repeated(
    claimed: Quantity, item: IndexedQuantity, retracted: Sequence[TakenBack], term: int, window: EvidenceWindow
) -> bool:
    """Whether an amount that was taken back is said again, of nothing more that the claim says.

    "He opened it in twenty nine, no, twenty seven, twenty nine is the year he married". Said by itself behind the
    other, it is what the speaker comes back to: "Six. No, seven, with the one in May. No. Six."
    """
    if not retracted or compare_said(claimed, item.quantity).relation is not Relation.AGREES:
        return False
    talk, (first, last) = window.talk, _stretch(item.first, window.talk)
    first, last = max(first, item.first - LIMITS.clause), min(last, item.last + LIMITS.clause)
    others = [talk.tokens[at].text for at in range(first, last + 1) if not item.first <= at <= item.last]
    if all(map(talk.language.is_stopword, others)) and any(one.right.first < item.first for one in retracted):
        return False
    return not any(one.is_said_of((first, last), term, window) for one in retracted)


def counts_alike(term: int, item: IndexedQuantity, window: EvidenceWindow) -> bool:
    """Whether a number that "dozens" lets pass counts something: no year, no age.

    A small one must be said with a noun, of a whole ("sixty of us"), or with the word that the claim has behind it.
    """
    claimed, heard = window.found.terms[term].quantity, item.quantity
    if claimed is None or claimed.bound is not Bound.VAGUE or claimed.kind != "number":
        return True
    if heard.counted or heard.bound is Bound.VAGUE or (heard.low >= _OLDEST and heard.low not in YEARS):
        return True
    talk, words = window.talk, window.talk.view().words
    behind = words[item.last + 1] if item.last + 1 < len(talk) else ""
    if behind in listed(talk.language.code, "function-words", "partitive"):
        return True
    before = words[item.first - 1] if item.first else ""
    opens = grammar(talk.language.code).opens_phrase
    if opens(before) or opens(words[item.first]):
        return False
    what = next((at for at in range(term + 1, len(window.found.terms)) if not window.found.terms[at].stopword), None)
    if what is None:
        return False
    statement = talk.layout().statement_of(item.first)
    question = None if statement.answers is None else talk.layout().statements[statement.answers]
    asked = question is not None and window.said(what, question.first, question.last)
    return asked or what in window.rest_in_clause((term,), item.first)


def _stretch(token: int, talk: TranscriptIndex) -> tuple[int, int]:
    """The tokens (inclusive) around `token` between two marks of punctuation, as far as a statement is long."""
    least, most = max(0, token - LIMITS.statement), min(len(talk) - 1, token + LIMITS.statement)
    first = next((at for at in range(token, least, -1) if talk.breaks(at)), least)
    return first, next((at - 1 for at in range(token + 1, most + 1) if talk.breaks(at)), most)


def is_of_another(said: Comparison, window: EvidenceWindow) -> bool:
    """Whether an amount is of something else: its clause is parallel to the one before, which says more of the claim.

    "For deliveries press one, for questions press two" is no ground for "for deliveries press two".
    """
    if said.heard is None:
        return False
    talk, (first, last) = window.talk, said.heard
    clause = talk.layout().clause_of(first)
    before = talk.layout().clause_of(max(clause.first - 1, 0))
    kept = window.rest_in_clause(said.terms, first)
    if not kept or before.statement != clause.statement or not window.rest_in_clause(said.terms, before.last) > kept:
        return False
    around = (at for at in range(clause.first, clause.last + 1) if not first <= at <= last)
    return sum(not talk.language.is_stopword(talk.tokens[at].text) for at in around) > len(kept)


def dates_another_event(said: Comparison, window: EvidenceWindow) -> bool:
    """Whether a date stands behind a verb in a clause that says nothing else of the claim; most of that follows it.

    "I moved to Leeds in 2019 and the company made a profit" is no ground for "it made a profit in 2019". A date before
    the verb can be one of all that follows, and a clause behind may tell more of the same.
    """
    amount = window.found.terms[said.terms[0]].quantity
    dated = said.agrees and amount is not None and amount.date is not None
    if not dated or said.heard is None or window.rest_in_clause(said.terms, said.heard[0]):
        return False
    talk, layout = window.talk, window.talk.layout()
    clause = layout.clause_of(said.heard[0])
    before = [talk.tokens[at].text for at in range(clause.first, said.heard[0])]
    verbs = (word for word in before if not talk.language.is_stopword(word))
    if not any(map(grammar(talk.language.code).is_spoken_verb, verbs)):
        return False
    end = layout.statement_of(said.heard[0]).last
    rest = [at for at, tokens in enumerate(window.occurrences) if tokens and at not in said.terms]
    behind = window.weight(at for at in rest if window.said(at, clause.last + 1, end))
    return bool(rest) and behind >= HALF * window.weight(rest)
