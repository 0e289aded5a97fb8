"""The rule by which what single episodes say to a claim becomes what the archive says.

1. What is an opinion is not checked.
2. An episode that supports the claim answers the question "was it ever said?": `supported`.
3. Where another episode contradicts it, and its place speaks about as surely of the claim as the best that supports it
   (`DISPUTED_FROM` of its score), the claim is `disputed`. A contradiction at a lesser place is listed with its episode
   and changes nothing.
4. Without support, the episode whose best place speaks most surely of the claim decides, as the best place of a single
   recording does: `contradicted`, `partly_supported` or `unclear`.
5. Where no episode has anything: `not_found`.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.archive.types import EpisodeFinding, Standing
from align.types import Verdict

# Share of the best supporting place's score. A place that says otherwise lacks at least the word that differs, which is
# some quarter of a claim; one of a talk about something else mostly has 0.7 or less (benchmarks/README.md).
DISPUTED_FROM = 0.75


def standing_of(found: Sequence[EpisodeFinding]) -> tuple[Standing, float]:
    """What the episodes say together, and how sure that is, 0..1."""
    by_place = sorted(found, key=lambda one: -place_score(one))
    if not by_place:
        return Standing.NOT_FOUND, 1.0
    supporting = [one for one in by_place if one.finding.verdict is Verdict.SUPPORTED]
    against = [one for one in by_place if one.finding.verdict is Verdict.CONTRADICTED]
    if supporting:
        best = supporting[0]
        if against and place_score(against[0]) >= DISPUTED_FROM * place_score(best):
            return Standing.DISPUTED, min(best.finding.confidence, against[0].finding.confidence)
        return Standing.SUPPORTED, best.finding.confidence
    heard = [one for one in by_place if one.finding.verdict is not Verdict.NOT_FOUND]
    best = heard[0] if heard else by_place[0]
    if heard:
        return Standing(best.finding.verdict), best.finding.confidence
    return Standing.NOT_FOUND, min(one.finding.confidence for one in by_place)


def place_score(one: EpisodeFinding) -> float:
    """How surely an episode's best place speaks of the claim."""
    return max((evidence.score for evidence in one.finding.evidence), default=0.0)
