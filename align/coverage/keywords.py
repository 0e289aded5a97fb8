"""The few words of a passage that say why it matters: its names, amounts and rarest words, whole and as heard."""

from __future__ import annotations

from align.coverage.salience import Salience
from align.coverage.units import Unit
from align.matching import TranscriptIndex

MOST_KEYWORDS = 5


def keywords(unit: Unit, salience: Salience, talk: TranscriptIndex) -> tuple[str, ...]:
    """The heaviest words of a unit in the order heard, without punctuation; a name or an amount is one of them."""
    runs = _runs(unit, talk)
    weights = {run: float(salience.weight[run[0] : run[1] + 1].max()) for run in runs}
    distinct: dict[tuple[int, ...], tuple[int, int]] = {}
    for run in sorted(runs, key=lambda run: (-weights[run], run[0])):
        if weights[run] > 0:
            distinct.setdefault(tuple(salience.term[run[0] : run[1] + 1].tolist()), run)
    heaviest = sorted(list(distinct.values())[:MOST_KEYWORDS])
    return tuple(
        " ".join(talk.text[talk.tokens[first].start : talk.tokens[last].end].split()) for first, last in heaviest
    )


def _runs(unit: Unit, talk: TranscriptIndex) -> list[tuple[int, int]]:
    """The unit's tokens, those of a name or an amount together."""
    whole = [(name.first, name.last) for name in talk.names() if not name.weak]
    whole += [(heard.first, heard.last) for heard in talk.quantities_in(unit.first, unit.last)]
    runs: list[tuple[int, int]] = []
    at = unit.first
    for first, last in sorted(whole):
        if first < at or last > unit.last:
            continue
        runs += [(token, token) for token in range(at, first)]
        runs.append((first, last))
        at = last + 1
    return [*runs, *((token, token) for token in range(at, unit.last + 1))]
