"""What of a claim is looked for: its words and its quantities, each weighted by how rare it is in the recording."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from align.language import Agreement, Language, Quantity, compare, quantities, tokenise
from align.matching.spoken import Spoken

STOPWORD_WEIGHT = 0.1
QUANTITY_WEIGHT = 1.2
# Another amount of the same sort marks the place where the true one was said.
RELATED_QUANTITY = 0.4


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a claim says: a word, or a quantity of one or more words."""

    text: str  # normalised
    start: int  # code points into the text of the claim
    end: int
    stopword: bool = False
    quantity: Quantity | None = None


def claim_terms(text: str, language: Language, weak: Collection[str] = ()) -> tuple[Term, ...]:
    """The terms of a claim in order; the words of a quantity are one term.

    `weak` are normalised words that count like stopwords: the speaker's name, who rarely says it, and verbs of denying.
    """
    tokens = tokenise(text)
    amounts = [q for q in quantities(text, language.code, tokens=tokens) if not _is_article(q)]
    terms = [Term(q.text, q.start, q.end, quantity=q) for q in amounts]
    for token in tokens:
        if not any(q.start < token.end and token.start < q.end for q in amounts):
            stopword = language.is_stopword(token.text) or token.text in weak
            terms.append(Term(token.text, token.start, token.end, stopword))
    return tuple(sorted(terms, key=lambda term: term.start))


def _is_article(quantity: Quantity) -> bool:
    """Whether a quantity is a mere "one": "one day", «ليرة واحدة»."""
    return quantity.low == quantity.high == 1 and quantity.kind in ("number", "money", "measure")


def weigh(terms: tuple[Term, ...], spoken: Spoken) -> tuple[np.ndarray, np.ndarray]:
    """Likeness of every term to every token, shape (terms, tokens), and each term's share of the claim's weight."""
    rows = _likeness_rows(terms, spoken)
    weights = _term_weights(terms, rows)
    return rows, weights / max(float(weights.sum()), 1e-9)


def _likeness_rows(terms: tuple[Term, ...], spoken: Spoken) -> np.ndarray:
    """Likeness 0..1 of every term to every token heard; shape (terms, tokens)."""
    rows = np.empty((len(terms), len(spoken)), dtype=np.float32)
    for row, term in zip(rows, terms, strict=True):
        if term.quantity is not None:
            _quantity_row(row, term.quantity, spoken)
        else:
            likeness, types = spoken.vocabulary.likeness(term.text), spoken.vocabulary.type_of_token
            np.take(likeness, types, out=row, mode="clip")  # "raise", the default, goes by way of a copy
    return rows


def _quantity_row(row: np.ndarray, quantity: Quantity, spoken: Spoken) -> None:
    worth = {Agreement.SAME: 1.0, Agreement.COMPATIBLE: 0.8, Agreement.DIFFERENT: RELATED_QUANTITY}
    heard = spoken.once(_heard_quantities)
    values = np.array([worth.get(compare(quantity, other), 0.0) for other in heard.distinct], dtype=row.dtype)
    row[:] = 0.0
    np.maximum.at(row, heard.tokens, values[heard.of_token])


@dataclass(frozen=True, slots=True)
class _HeardQuantities:
    """The quantities of a talk, those as one that differ only in where they were said: one of each need be compared."""

    distinct: list[Quantity]
    tokens: np.ndarray  # that say any of them
    of_token: np.ndarray  # places in `distinct`, beside `tokens`


def _heard_quantities(spoken: Spoken) -> _HeardQuantities:
    numbers: dict[Quantity, int] = {}
    tokens: list[int] = []
    of_token: list[int] = []
    for heard in spoken.quantities():
        number = numbers.setdefault(replace(heard.quantity, start=0, end=0, text=""), len(numbers))
        tokens += range(heard.first, heard.last + 1)
        of_token += [number] * (heard.last - heard.first + 1)
    return _HeardQuantities(list(numbers), np.array(tokens, dtype=np.intp), np.array(of_token, dtype=np.intp))


def _term_weights(terms: tuple[Term, ...], rows: np.ndarray) -> np.ndarray:
    """Rarity weight of every term; shape (terms,).

    Inverse document frequency with a soft count: the likeness a term finds over the whole recording, squared so that
    chance resemblances hardly count.
    """
    tokens = rows.shape[1]
    counts = np.einsum("ij,ij->i", rows, rows).astype(np.float64)
    weights = np.log1p(tokens / (1.0 + counts) / 2.0) / np.log1p(max(tokens, 2) / 2.0)
    for index, term in enumerate(terms):
        if term.stopword:
            weights[index] *= STOPWORD_WEIGHT
        elif term.quantity is not None:
            weights[index] = QUANTITY_WEIGHT * max(weights[index], 0.5)
    return np.asarray(weights)
