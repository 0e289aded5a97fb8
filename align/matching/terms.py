"""What of a claim is looked for: its words and its quantities, each weighted by how rare it is in the recording."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from operator import attrgetter
from typing import Generic, TypeVar

import numpy as np

from align.language import Agreement, Language, tokenise
from align.language.expressions import Expression, expressions_in
from align.language.gazetteer import as_written, names_in
from align.language.identities import Name, compare_names, lies_in
from align.language.phrases import Phrasebook, TokenView
from align.language.tables import words
from align.matching.settings import SETTINGS
from align.matching.transcript_index import TranscriptIndex
from align.quantities import Bound, Quantity, Relation, compare_said, quantities

T = TypeVar("T")

MERELY_RELATED = float(np.float32(SETTINGS.related))  # as a row of similarities holds it

# All that `compare_said` and `compare_names` look at.
_AMOUNT = attrgetter(
    "kind", "low", "high", "unit", "approximate", "date", "counted", "size", "precision", "closed", "change"
)
_IDENTITY = attrgetter("category", "key", "weak")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a claim says: a word, or a quantity of one or more words."""

    text: str  # normalised
    start: int  # code points into the text of the claim
    end: int
    stopword: bool = False  # hardly counts
    excused: bool = False  # a stopword where it was not said, and a word like any where it was
    quantity: Quantity | None = None
    name: Name | None = None  # what it names, by itself or with the words beside it
    phrases: tuple[str, ...] = ()  # what the set phrases it is part of mean, as keys (`Language.keys`)

    @property
    def is_compared(self) -> bool:
        """Whether it has a value or an identity, so that something else of its sort can stand in its place."""
        return self.quantity is not None or self.name is not None


def claim_terms(
    text: str, language: Language, weak: Collection[str] = (), excused: Collection[str] = ()
) -> tuple[Term, ...]:
    """The terms of a claim in order; the words of a quantity are one term.

    `weak` are normalised words that count like stopwords: the speaker's name, who rarely says it, and verbs of denying.
    `excused` are those that count like stopwords where they are not said: what the speaker is.
    """
    tokens = as_written(tokenise(text), text, language.code)
    amounts = [q for q in quantities(text, language.code, tokens=tokens) if not _is_no_amount(q)]
    terms = [Term(q.text, q.start, q.end, quantity=q) for q in amounts]
    named = {at: name for name in names_in(tokens, language.code) for at in range(name.first, name.last + 1)}
    meant: dict[int, list[str]] = {}
    for phrase in expressions_in(TokenView(text, tokens), language.code):
        for at in phrase.tokens:
            meant.setdefault(at, []).append(phrase.concept)
    agents = _agent_phrases(TokenView(text, tokens), language.code)
    for at, token in enumerate(tokens):
        if at not in agents and not any(q.start < token.end and token.start < q.end for q in amounts):
            stopword = language.is_stopword(token.text) or token.text in weak
            optional = not stopword and token.text in excused
            phrases = tuple(meant.get(at, ()))
            terms.append(
                Term(token.text, token.start, token.end, stopword or optional, optional, None, named.get(at), phrases)
            )
    return tuple(sorted(terms, key=lambda term: term.start))


def _agent_phrases(view: TokenView, code: str) -> frozenset[int]:
    """The tokens of "by" in several words, which nobody says who tells it in the active: «اعتقل من قبل المخابرات»."""
    return frozenset(token for at, hit in _agents(code).first_hits(view).items() for token in range(at, hit.end))


@cache
def _agents(code: str) -> Phrasebook[None]:
    return Phrasebook(((spelling, None) for spelling in words(code, "relations", "agent") if "+" in spelling), ())


def _is_no_amount(quantity: Quantity) -> bool:
    """Whether a quantity is a mere "one", or a mere "more than one": "one day", «ليرة واحدة», "several times"."""
    one = quantity.low == quantity.high == 1
    some = quantity.bound is Bound.VAGUE and quantity.low == 2 * quantity.size
    return (one or some) and quantity.kind in ("number", "money", "measure")


def weigh(terms: tuple[Term, ...], talk: TranscriptIndex) -> tuple[np.ndarray, np.ndarray]:
    """Likeness of every term to every token, shape (terms, tokens), and each term's share of the claim's weight."""
    rows = likeness_rows(terms, talk)
    weights = _term_weights(terms, likeness_rows(terms, talk.background) if talk.background else rows)
    return rows, weights / max(float(weights.sum()), 1e-9)


def likeness_rows(terms: tuple[Term, ...], talk: TranscriptIndex) -> np.ndarray:
    """Likeness 0..1 of every term to every token heard; shape (terms, tokens)."""
    rows = np.empty((len(terms), len(talk)), dtype=np.float32)
    for row, term in zip(rows, terms, strict=True):
        if term.quantity is not None:
            _quantity_row(row, term.quantity, talk)
        else:
            word_row(row, term, talk)
            if term.name is not None:
                _name_row(row, term.name, talk)
    return rows


def word_row(row: np.ndarray, term: Term, talk: TranscriptIndex, first: int = 0) -> None:
    """Fill `row` with the likeness 0..1 of a word to as many tokens from `first` on; set phrases count as words."""
    end = first + len(row)
    types = talk.vocabulary.type_of_token[first:end]
    talk.vocabulary.similarity(term.text).take(types, out=row, mode="clip")  # "raise" goes by way of a copy
    phrases = talk.once(heard_phrases)
    said = [phrases[key] for key in (*term.phrases, *talk.language.keys(term.text)) if key in phrases]
    if tokens := [at - first for same in said for phrase in same for at in phrase if first <= at < end]:
        row[tokens] = np.maximum(row[tokens], SETTINGS.alike)
    for key in term.phrases:
        same = np.isin(types, talk.vocabulary.having(key))
        row[same] = np.maximum(row[same], SETTINGS.alike)


def heard_expressions(talk: TranscriptIndex) -> tuple[Expression, ...]:
    """The set phrases of a talk."""
    return expressions_in(talk.view(), talk.language.code)


def heard_phrases(talk: TranscriptIndex) -> dict[str, list[tuple[int, ...]]]:
    """What set phrases of the talk mean -> the tokens of each that says it, in order."""
    found: dict[str, list[tuple[int, ...]]] = {}
    for phrase in talk.once(heard_expressions):
        found.setdefault(phrase.concept, []).append(phrase.tokens)
    return found


def _name_row(row: np.ndarray, name: Name, talk: TranscriptIndex) -> None:
    certain = replace(name, weak=False)  # here nobody is accused
    talk.once(_heard_names).raise_row(row, certain, _name_likeness)


def _name_likeness(name: Name, heard: Name) -> float:
    """What a name heard is worth for the claim's: "in Berlin" says "in Germany", too."""
    relation = compare_names(name, heard)
    if relation is Agreement.SAME or (relation is Agreement.COMPATIBLE and lies_in(heard, name)):
        return SETTINGS.alike
    return MERELY_RELATED if relation is Agreement.DIFFERENT else 0.0


def _quantity_row(row: np.ndarray, quantity: Quantity, talk: TranscriptIndex) -> None:
    row[:] = 0.0
    talk.once(_heard_quantities).raise_row(row, quantity, _amount_likeness)


def _amount_likeness(claimed: Quantity, heard: Quantity) -> float:
    """What an amount heard is worth for the claim's; of another kind (a number beside dollars) only if it agrees."""
    check = compare_said(claimed, heard)
    if check.relation is Relation.AGREES:
        return 1.0
    if claimed.kind != heard.kind or check.relation is Relation.UNRELATED:
        return 0.0
    return SETTINGS.alike if check.relation is Relation.OPEN else MERELY_RELATED


@dataclass(frozen=True, slots=True)
class _Heard(Generic[T]):
    """Things said in a talk, those as one that differ only in where they were said: one of each need be compared."""

    value: Callable[[T], object]  # what they differ by
    distinct: list[T]
    tokens: np.ndarray  # that say any of them
    of_token: np.ndarray  # places in `distinct`, beside `tokens`
    _worth: dict[object, np.ndarray] = field(default_factory=dict)  # by the value of a claim's; beside `distinct`

    def raise_row(self, row: np.ndarray, claimed: T, likeness: Callable[[T, T], float]) -> None:
        """Each token's likeness in `row` raised to that of what it says to what is `claimed`."""
        value = self.value(claimed)
        if value not in self._worth:  # an article says the same thing more than once
            self._worth[value] = np.array([likeness(claimed, heard) for heard in self.distinct], dtype=row.dtype)
        np.maximum.at(row, self.tokens, self._worth[value][self.of_token])


def _heard(things: Iterable[tuple[T, int, int]], value: Callable[[T], object]) -> _Heard[T]:
    """Of things with their first and last token; those of the same `value` are one."""
    distinct: list[T] = []
    numbers: dict[object, int] = {}
    tokens: list[int] = []
    of_token: list[int] = []
    for thing, first, last in things:
        number = numbers.setdefault(value(thing), len(numbers))
        if number == len(distinct):
            distinct.append(thing)
        tokens += range(first, last + 1)
        of_token += [number] * (last - first + 1)
    return _Heard(value, distinct, np.array(tokens, dtype=np.intp), np.array(of_token, dtype=np.intp))


def _heard_quantities(talk: TranscriptIndex) -> _Heard[Quantity]:
    return _heard(((q.quantity, q.first, q.last) for q in talk.quantities()), _AMOUNT)


def _heard_names(talk: TranscriptIndex) -> _Heard[Name]:
    return _heard(((name, name.first, name.last) for name in talk.names()), _IDENTITY)


def _term_weights(terms: tuple[Term, ...], rows: np.ndarray) -> np.ndarray:
    """Rarity weight of every term; shape (terms,).

    Inverse document frequency with a soft count: the likeness a term finds over the whole recording, squared so that
    chance resemblances hardly count.
    """
    tokens = rows.shape[1]
    counts = np.einsum("ij,ij->i", rows, rows).astype(np.float64)
    weights = np.log1p(tokens / (1.0 + counts) / 2.0) / np.log1p(max(tokens, 2) / 2.0)
    return np.asarray(weights * [importance(term) for term in terms])


def importance(term: Term) -> float:
    """What a term counts beside its rarity."""
    if term.stopword:
        return SETTINGS.stopword
    return SETTINGS.key if term.is_compared else 1.0
