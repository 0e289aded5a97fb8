"""The words that a claim is compared with: the statements that a passage touches, and how its terms are met there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from align.claims.grammar import Joint
from align.judging.factuality import believed
from align.judging.limits import LIMITS
from align.language import Agreement
from align.language.identities import compare_names
from align.language.tables import words as listed
from align.matching import Passage, Retrieval, Term, TranscriptIndex, word_row
from align.matching.statements import Clause
from align.matching.terms import importance
from align.quantities import Relation, compare_said

_ONE_THING = (Agreement.SAME, Agreement.COMPATIBLE)


@dataclass(frozen=True, slots=True)
class Ground:
    """Tokens `first`..`last` (inclusive) of the talk, and the likeness of the claim's words to each of them."""

    talk: TranscriptIndex
    found: Retrieval
    passage: Passage
    first: int
    last: int
    alike: np.ndarray  # 0..1; shape (terms, tokens); of an amount all 0: it is compared by value
    # Beside the terms: the tokens that surely say each, in order; of an amount, the tokens of an equal one.
    heard: Sequence[Sequence[int]]
    leaning: bool = False  # whether a clause that leans on the one before it is read with that
    _places: dict[int, int | None] = field(default_factory=dict, compare=False)  # of terms that were asked for

    @property
    def tokens(self) -> range:
        return range(self.first, self.last + 1)

    def likeness(self, term: int) -> float:
        """How surely a word of the claim was said, 0..1."""
        return float(self.alike[term].max(initial=0.0))

    def said(self, term: int, first: int, last: int) -> bool:
        """Whether a word of the claim was surely said among the tokens `first`..`last`."""
        heard = self.heard[term]
        at = bisect_left(heard, first)
        return at < len(heard) and heard[at] <= last

    def is_stated(self, token: int) -> bool:
        """Whether a word is neither asked nor said to be what others believe."""
        return not (self.talk.layout().asked(token) or token in self.talk.once(believed))

    def place(self, term: int) -> int | None:
        """The token that surely says a word of the claim, a stated one: of several the one whose clause holds most of
        the rest, and of these the passage's own link, or else the likest.
        """
        if term not in self._places:
            self._places[term] = self._place(term)
        return self._places[term]

    def _place(self, term: int) -> int | None:
        row, tokens = self.alike[term], self.heard[term]
        if not tokens:
            return None
        stated = [at for at in tokens if self.is_stated(at)] or tokens
        if len(stated) == 1:
            return stated[0]
        linked = next((link.token for link in self.passage.links if link.term == term), None)
        company = {at: round(self.weight(self.company((term,), at)), 6) for at in stated}
        return max(stated, key=lambda at: (company[at], at == linked, float(row[at - self.first])))

    def said_before(self, term: int) -> int | None:
        """The token that says a word of the claim in the statement before these, of the same person."""
        if not self.first:
            return None
        before = self.talk.layout().statement_of(self.first - 1)
        if self.talk.speaker_of_token(before.last) != self.talk.speaker_of_token(self.first):
            return None
        tokens = range(max(before.first, self.first - LIMITS.reach), before.last + 1)
        alike = self.talk.vocabulary.similarity(self.found.terms[term].text)
        return next((at for at in tokens if alike[self.talk.vocabulary.type_of_token[at]] >= LIMITS.said), None)

    def company(self, terms: Collection[int], token: int, *, whole: bool = False) -> frozenset[int]:
        """The claim's other words that the clause of `token` holds, also those that nobody need say: what is said of
        the same thing there.

        With `whole` those of the rest of its statement as well, a question and its answer being one, as far as a clause
        may leave unsaid what is said there.
        """
        layout = self.talk.layout()
        clause = layout.clause_of(token)
        first, last = clause.first, clause.last
        if self.leaning and leans(clause, self.talk):
            first = layout.clause_of(first - 1).first
        if whole:
            begins, ends = layout.together(token)
            begins = min(begins, layout.together(first)[0])
            first = min(first, max(begins, token - LIMITS.reach))
            last = max(last, min(ends, token + LIMITS.reach))
        return frozenset(
            at
            for at, term in enumerate(self.found.terms)
            if at not in terms and self.said(at, first, last) and not self.talk.language.is_stopword(term.text)
        )

    def matter(self, terms: Collection[int], token: int) -> float:
        """How much of the rest of the claim was said with `token`, 0..1."""
        rest = max(1.0 - self.weight(terms), LIMITS.same_matter)
        return min(1.0, self.weight(self.company(terms, token, whole=True)) / rest)

    def beside(self, terms: Collection[int], token: int) -> float:
        """The share of the claim's other words of sense that the clause of `token` holds, 0..1."""
        others = [at for at, term in enumerate(self.found.terms) if at not in terms and is_of_sense(term, self.talk)]
        return len(self.company(terms, token).intersection(others)) / max(1, len(others))

    def weight(self, terms: Iterable[int]) -> float:
        return sum(self.found.weights[at] for at in terms)

    def in_place(self, terms: Sequence[int], heard: tuple[int, int]) -> bool:
        """Whether a neighbour of `terms` in the claim was said near `heard`, in the same statement; or, where an answer
        begins with `heard`, in its question.
        """
        layout = self.talk.layout()
        low, high = min(terms), max(terms)
        before = [at for at in range(low - 1, -1, -1) if not self.found.terms[at].stopword][: LIMITS.beside]
        behind = [at for at in range(high + 1, len(self.found.terms)) if not self.found.terms[at].stopword]
        statement = layout.statement_of(heard[0])
        first = max(self.first, heard[0] - LIMITS.near, statement.first)
        if statement.answers is not None and heard[0] - statement.first <= LIMITS.near:
            first = max(self.first, layout.together(heard[0])[0])
        last = min(self.last, heard[1] + LIMITS.near, layout.statement_of(heard[1]).last)
        return any(self.said(at, first, last) for at in (*before, *behind[: LIMITS.beside]))


def ground(found: Retrieval, passage: Passage, talk: TranscriptIndex) -> Ground:
    """The statements that `passage` touches, a question and its answer being one; no farther from it than `reach`."""
    layout = talk.layout()
    first = max(layout.together(passage.first)[0], passage.first - LIMITS.reach)
    last = min(layout.together(passage.last)[1], passage.last + LIMITS.reach)
    if last + 1 < len(talk) and layout.statement_of(last + 1).first == last + 1:
        behind = layout.clause_of(last + 1)
        last = behind.last if leans(behind, talk) else last
    alike = np.zeros((len(found.terms), last + 1 - first), dtype=np.float32)
    for row, term in zip(alike, found.terms, strict=True):
        if term.quantity is None:
            word_row(row, term, talk, first)
        if term.name is not None:
            for name in talk.names_in(first, last):
                if compare_names(term.name, name) in _ONE_THING:
                    row[name.first - first : name.last - first + 1] = 1.0
    heard: list[set[int]] = [set() for _ in found.terms]
    for at, token in np.argwhere(alike >= LIMITS.said).tolist():
        heard[at].add(first + token)
    for amount in talk.quantities_in(first, last):
        for at, term in enumerate(found.terms):
            if term.quantity is not None and compare_said(term.quantity, amount.quantity).relation is Relation.AGREES:
                heard[at].update(range(max(first, amount.first), min(last, amount.last) + 1))
    return Ground(talk, _with_said(found, heard), passage, first, last, alike, [sorted(tokens) for tokens in heard])


def _with_said(found: Retrieval, heard: Sequence[Collection[int]]) -> Retrieval:
    """The claim's terms with those as any other that need not have been said, and were."""
    said = [term.excused and bool(tokens) for term, tokens in zip(found.terms, heard, strict=True)]
    if not any(said):
        return found
    terms = tuple(replace(term, stopword=False) if here else term for term, here in zip(found.terms, said, strict=True))
    weights = [
        weight * importance(term) / importance(before)
        for weight, term, before in zip(found.weights, terms, found.terms, strict=True)
    ]
    whole = sum(weights)
    return replace(found, terms=terms, weights=tuple(weight / whole for weight in weights))


def leans(clause: Clause, talk: TranscriptIndex) -> bool:
    """Whether a clause is read with the one before it: "that …" is a part of what is said, and one that denies a single
    word, such as "he never built it", or how much is meant, as "but not all", says it of what the same person spoke of
    before.

    Not with a pronoun of other people than spoken of before: "the minister came, and I didn't go".
    """
    if clause.joint is Joint.THAT and clause.first > talk.layout().statement_of(clause.first).first:
        return True
    if not clause.first or talk.speaker_of_token(clause.first - 1) != talk.speaker_of_token(clause.first):
        return False
    words = [talk.tokens[at].text for at in range(clause.first, clause.last + 1)]
    of_sense = [word for word in words if not talk.language.is_stopword(word)]
    if len(of_sense) > 1 or not (of_sense or any(word in talk.language.scopes for word in words)):
        return False
    if not any(map(talk.language.is_negator, words)):
        return False
    before = talk.layout().clause_of(clause.first - 1)
    people = listed(talk.language.code, "relations", "participants").intersection(
        map(talk.language.without_conjunction, words)
    )
    return people <= {talk.tokens[at].text for at in range(before.first, before.last + 1)}


def is_of_sense(term: Term, talk: TranscriptIndex) -> bool:
    """Whether a word of the claim says something: no function word, no "perhaps", no "nearly"."""
    language = talk.language
    return not (term.stopword or term.text in language.hedges or term.text in language.approximators)
