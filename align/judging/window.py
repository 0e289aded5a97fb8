"""What a claim is compared with: the statements that a passage touches, and where the claim's words were said there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from align.claims.grammar import Joint, grammar
from align.judging.factuality import believed
from align.judging.limits import LIMITS
from align.judging.self_repair import repaired
from align.language import Agreement
from align.language.identities import Name, compare_names, lies_in
from align.language.tables import words as listed
from align.matching import Passage, Retrieval, Term, TranscriptIndex, word_row
from align.matching.statements import Clause
from align.matching.terms import importance
from align.quantities import Relation, compare_said

_ONE_THING = (Agreement.SAME, Agreement.COMPATIBLE)


@dataclass(frozen=True, slots=True)
class EvidenceWindow:
    """The stretch of a talk that a claim is compared with, tokens `first`..`last` (inclusive), and what of the claim
    was said there.

    A word of the claim is known by its place among the claim's terms, a word of the talk by its token.
    """

    talk: TranscriptIndex
    found: Retrieval
    passage: Passage
    first: int
    last: int
    similarity: np.ndarray  # 0..1; shape (terms, tokens); of an amount all 0: it is compared by value
    # Beside the terms: the tokens that surely say each, in order; of an amount, the tokens of an equal one.
    occurrences: Sequence[Sequence[int]]
    of_sense: Sequence[tuple[int, Term]]  # the claim's words that say something, by their places among its terms
    met: Sequence[int]  # the terms, no function words, that were said at all
    _places: dict[int, int | None] = field(default_factory=dict, compare=False)  # of terms that were asked for

    @property
    def tokens(self) -> Sequence[int]:
        """Those that count: all but what is taken back in words."""
        taken_back = self.talk.once(repaired)
        return [at for at in range(self.first, self.last + 1) if at not in taken_back]

    def names(self) -> Sequence[Name]:
        """The names among them."""
        taken_back = self.talk.once(repaired)
        return [name for name in self.talk.names_in(self.first, self.last) if name.first not in taken_back]

    def best_similarity(self, term: int) -> float:
        """How surely a word of the claim was said, 0..1."""
        return float(self.similarity[term].max(initial=0.0))

    def said(self, term: int, first: int, last: int) -> bool:
        """Whether a word of the claim was surely said among the tokens `first`..`last`."""
        tokens = self.occurrences[term]
        at = bisect_left(tokens, first)
        return at < len(tokens) and tokens[at] <= last

    def is_stated(self, token: int) -> bool:
        """Whether a word is neither asked nor said to be what others believe."""
        return not (self.talk.layout().asked(token) or token in self.talk.once(believed))

    def place(self, term: int) -> int | None:
        """The token that says a word of the claim; None where nothing surely does.

        Of several it is a stated one, that whose clause holds most of the rest of the claim; of these the most similar,
        or else the one that retrieval took.
        """
        if term not in self._places:
            self._places[term] = self._place(term)
        return self._places[term]

    def _place(self, term: int) -> int | None:
        row, tokens = self.similarity[term], self.occurrences[term]
        if not tokens:
            return None
        stated = [at for at in tokens if self.is_stated(at)] or tokens
        if len(stated) == 1:
            return stated[0]
        linked = next((link.token for link in self.passage.links if link.term == term), None)
        rest = {at: round(self.weight(self.rest_in_clause((term,), at)), 6) for at in stated}
        return max(stated, key=lambda at: (rest[at], float(row[at - self.first]), at == linked))

    def said_before(self, term: int) -> int | None:
        """The token that says a word of the claim in the statement before the window, of the same person."""
        if not self.first:
            return None
        before = self.talk.layout().statement_of(self.first - 1)
        if self.talk.speaker_of_token(before.last) != self.talk.speaker_of_token(self.first):
            return None
        tokens = range(max(before.first, self.first - LIMITS.statement), before.last + 1)
        alike = self.talk.vocabulary.similarity(self.found.terms[term].text)
        return next((at for at in tokens if alike[self.talk.vocabulary.type_of_token[at]] >= LIMITS.said), None)

    def weight(self, terms: Iterable[int]) -> float:
        """Their share of the claim's weight, 0..1."""
        return sum(self.found.weights[at] for at in terms)

    def rest_in_clause(self, terms: Collection[int], token: int) -> frozenset[int]:
        """The claim's words, all but `terms` and function words, that were said in the clause of `token`."""
        return self._rest(terms, *self._clause(token))

    def clause_share(self, terms: Collection[int], token: int) -> float:
        """How many of the claim's words of sense, all but `terms`, were said in the clause of `token`, 0..1."""
        others = [at for at, _ in self.of_sense if at not in terms]
        return len(self.rest_in_clause(terms, token).intersection(others)) / max(1, len(others))

    def exchange_share(self, terms: Collection[int], token: int) -> float:
        """How much of the claim's weight, all but that of `terms`, was said in the exchange of `token`, 0..1: in its
        statement, and in the question or the answer to it, as far as a clause may leave unsaid what is said there."""
        first, last = self._clause(token)
        exchange, before = self.talk.layout().exchange_of(token), self.talk.layout().exchange_of(first)
        first = min(first, max(min(exchange[0], before[0]), token - LIMITS.statement))
        last = max(last, min(exchange[1], token + LIMITS.statement))
        whole = max(1.0 - self.weight(terms), LIMITS.same_matter)
        return min(1.0, self.weight(self._rest(terms, first, last)) / whole)

    def _clause(self, token: int) -> tuple[int, int]:
        """The tokens of a word's clause, first and last; an elliptical one goes with the statement before it."""
        layout = self.talk.layout()
        clause = layout.clause_of(token)
        if not is_elliptical(clause, self.talk):
            return clause.first, clause.last
        near = min(layout.clause_of(clause.first - 1).first, clause.first - LIMITS.sentence)
        return max(layout.statement_of(clause.first - 1).first, near), clause.last

    def _rest(self, terms: Collection[int], first: int, last: int) -> frozenset[int]:
        return frozenset(at for at in self.met if at not in terms and self.said(at, first, last))

    def neighbour_nearby(self, terms: Sequence[int], tokens: tuple[int, int], *, apart_at_and: bool = False) -> bool:
        """Whether a word that stands beside `terms` in the claim was said near `tokens` (the first and the last), in
        the same statement; or, where an answer begins with them, in its question. With `apart_at_and` not in a clause
        with its own subject that "and" joins to theirs: it is of something else.
        """
        layout = self.talk.layout()
        low, high = min(terms), max(terms)
        before = [at for at in range(low - 1, -1, -1) if not self.found.terms[at].stopword][: LIMITS.pair]
        behind = [at for at in range(high + 1, len(self.found.terms)) if not self.found.terms[at].stopword]
        statement = layout.statement_of(tokens[0])
        first = max(self.first, tokens[0] - LIMITS.phrase, statement.first)
        last = min(self.last, tokens[1] + LIMITS.phrase, layout.statement_of(tokens[1]).last)
        if apart_at_and:
            apart = [one.first for one in layout.clauses_in(first, last) if _has_own_subject(one, self.talk)]
            first = max([first, *(at for at in apart if at <= tokens[0])])
            last = min([last, *(at - 1 for at in apart if at > tokens[1])])
        if statement.answers is not None and tokens[0] - statement.first <= LIMITS.phrase:
            first = max(self.first, layout.exchange_of(tokens[0])[0])
        return any(self.said(at, first, last) for at in (*before, *behind[: LIMITS.pair]))


def window_of(found: Retrieval, passage: Passage, talk: TranscriptIndex) -> EvidenceWindow:
    """The exchanges that `passage` touches, within a statement's length, and an elliptical clause behind them."""
    layout = talk.layout()
    first = max(layout.exchange_of(passage.first)[0], passage.first - LIMITS.statement)
    last = min(layout.exchange_of(passage.last)[1], passage.last + LIMITS.statement)
    if last + 1 < len(talk) and layout.statement_of(last + 1).first == last + 1:
        behind = layout.clause_of(last + 1)
        last = behind.last if is_elliptical(behind, talk) else last
    similarity = np.zeros((len(found.terms), last + 1 - first), dtype=np.float32)
    for row, term in zip(similarity, found.terms, strict=True):
        if term.quantity is None:
            word_row(row, term, talk, first)
        if term.name is not None:
            for name in talk.names_in(first, last):
                if compare_names(term.name, name) in _ONE_THING and not lies_in(term.name, name):
                    row[name.first - first : name.last - first + 1] = 1.0
    similarity[:, [at - first for at in talk.once(repaired) if first <= at <= last]] = 0.0
    heard: list[set[int]] = [set() for _ in found.terms]
    for at, token in np.argwhere(similarity >= LIMITS.said).tolist():
        heard[at].add(first + token)
    for amount in talk.quantities_in(first, last):
        for at, term in enumerate(found.terms):
            if term.quantity is not None and compare_said(term.quantity, amount.quantity).relation is Relation.AGREES:
                heard[at].update(range(max(first, amount.first), min(last, amount.last) + 1))
    found = _with_said(found, heard)
    occurrences = [sorted(tokens) for tokens in heard]
    of_sense = [(at, term) for at, term in enumerate(found.terms) if is_of_sense(term, talk)]
    met = [at for at, term in enumerate(found.terms) if heard[at] and not talk.language.is_stopword(term.text)]
    return EvidenceWindow(talk, found, passage, first, last, similarity, occurrences, of_sense, met)


def _with_said(found: Retrieval, heard: Sequence[Collection[int]]) -> Retrieval:
    """The claim's terms, those that need not have been said counting as any other where they were."""
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


def is_elliptical(clause: Clause, talk: TranscriptIndex) -> bool:
    """Whether a clause says something only together with what stands before it.

    So does "that …", which is a part of what is said, and what the same person denies of what was spoken of before with
    a single word ("he never built it") or of how much of it ("but not all"). Not with a pronoun of other people than
    spoken of before: "the minister came, and I didn't go".
    """
    if clause.joint is Joint.THAT and clause.first > talk.layout().statement_of(clause.first).first:
        return True
    if not clause.first or talk.speaker_of_token(clause.first - 1) != talk.speaker_of_token(clause.first):
        return False
    words = talk.view().words[clause.first : clause.last + 1]
    if not any(map(talk.language.is_negator, words)):
        return False  # as most
    of_sense = [word for word in words if not talk.language.is_stopword(word)]
    if len(of_sense) > 1 or not (of_sense or any(word in talk.language.quantifiers for word in words)):
        return False
    before = talk.layout().clause_of(clause.first - 1)
    people = listed(talk.language.code, "relations", "participants").intersection(
        map(talk.language.without_conjunction, words)
    )
    return people <= {talk.tokens[at].text for at in range(before.first, before.last + 1)}


def _has_own_subject(clause: Clause, talk: TranscriptIndex) -> bool:
    """Whether a clause that "and" joins begins with another noun: "and my brother studied", not "and studied"."""
    rules = grammar(talk.language.code)
    said = [talk.language.without_conjunction(talk.tokens[at].text) for at in range(clause.first, clause.last + 1)]
    first = next((word for word in said if rules.is_spoken_verb(word) or not talk.language.is_stopword(word)), "")
    return clause.joint is Joint.AND and bool(first) and not rules.is_spoken_verb(first)


def is_of_sense(term: Term, talk: TranscriptIndex) -> bool:
    """Whether a word of the claim says something: no function word, no "perhaps", no "nearly"."""
    language = talk.language
    return not (term.stopword or term.text in language.hedges or term.text in language.approximators)
