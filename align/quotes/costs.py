"""What hearing each word of the recording in place of each word of a quotation costs."""

from __future__ import annotations

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from align.language.phonetics import heard_as
from align.quotes.alignment import LIGHT_WORD, VARIANT, WORD, Problem
from align.quotes.index import QuoteIndex
from align.quotes.similarity import most_slips
from align.quotes.units import QuoteUnit


def problem_of(units: tuple[QuoteUnit, ...], gaps: frozenset[int], heard: QuoteIndex) -> Problem:
    """The units of a quotation, which marks omissions before the tokens `gaps`, before everything heard."""
    weights = tuple(LIGHT_WORD if _is_light(unit, heard) else WORD for unit in units)
    return Problem(
        weights,
        [_type_costs(unit, weight, heard) for unit, weight in zip(units, weights, strict=True)],
        heard.types,
        tuple(_fused(units[at : at + 2], heard) for at in range(len(units))),
        tuple(_split(unit, heard) for unit in units),
        frozenset(at for at, unit in enumerate(units) if at and not gaps.isdisjoint(range(unit.first, unit.last + 1))),
    )


def _is_light(unit: QuoteUnit, heard: QuoteIndex) -> bool:
    return not unit.number and heard.similarity.is_light(unit.key)


def _type_costs(unit: QuoteUnit, weight: int, heard: QuoteIndex) -> np.ndarray:
    """Cost of every type in place of `unit`; shape (types,)."""
    costs = np.full(len(heard.keys), weight, dtype=np.int32)
    if not unit.number:
        costs[_alike(unit.key, heard)] = VARIANT
    if unit.key in heard.type_of_key:
        costs[heard.type_of_key[unit.key]] = 0
    return costs


def _alike(word: str, heard: QuoteIndex) -> list[int]:
    """Types that may be `word` misheard."""
    most = max(1, most_slips(word))
    near = process.extract(heard_as(word), heard.sounds, scorer=Levenshtein.distance, score_cutoff=most, limit=None)
    return [
        at for _, _, at in near if not heard.is_number(heard.keys[at]) and heard.similarity.alike(word, heard.keys[at])
    ]


def _fused(pair: tuple[QuoteUnit, ...], heard: QuoteIndex) -> tuple[int, ...]:
    """Where two words of the quotation are heard as one."""
    if len(pair) < 2 or any(unit.number for unit in pair):
        return ()
    kind = heard.type_of_key.get("".join(unit.key for unit in pair))
    return () if kind is None else tuple(np.flatnonzero(heard.types == kind).tolist())


def _split(unit: QuoteUnit, heard: QuoteIndex) -> tuple[int, ...]:
    """Where one word of the quotation is heard as two: places of the second."""
    known = heard.type_of_key
    places: set[int] = set()
    for cut in range(1, 0 if unit.number else len(unit.key)):
        first, second = known.get(unit.key[:cut]), known.get(unit.key[cut:])
        if first is not None and second is not None:
            both = (heard.types[:-1] == first) & (heard.types[1:] == second)
            places.update((np.flatnonzero(both) + 1).tolist())
    return tuple(sorted(places))
