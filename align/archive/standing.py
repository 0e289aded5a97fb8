"""The rule by which what single episodes say to a claim becomes what the archive says.

0. A place that speaks less surely of the claim than `LEAST_SCORE` counts as not heard: many episodes offer such a one.
   More is asked of one that bears out a part of the claim or leaves it open (`LEAST_OF_A_PART`): of most claims some
   episode has a part.
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
from dataclasses import replace

from align.archive.types import EpisodeFinding, Standing
from align.types import Finding, Verdict

# Share of the best supporting place's score. A place that says otherwise lacks at least the word that differs, which is
# some quarter of a claim; one of a talk about something else mostly has 0.7 or less (benchmarks/README.md).
DISPUTED_FROM = 0.75
# A place's score (`Evidence.score`) from which an episode of many says something to a claim. Of claims that were said,
# 0.73 have such a place in an archive of 18 talks, of the same claims without their talk 0.22; without a bar it is 0.92
# and 0.73 (benchmarks/README.md, "An archive"). Lower than what would tell the two apart best: the nearest are shown.
LEAST_SCORE = 0.36
# The same of a place with a part of the claim: 0.38 to 0.52 set claims that were said apart from those that no episode
# holds about as well (benchmarks/README.md).
LEAST_OF_A_PART = 0.43
_OF_A_PART = (Verdict.PARTLY_SUPPORTED, Verdict.UNCLEAR)


def as_one_of_many(finding: Finding) -> Finding:
    """What a finding on one episode is worth among many."""
    least = LEAST_OF_A_PART if finding.verdict in _OF_A_PART else LEAST_SCORE
    if finding.verdict is Verdict.NOT_FOUND or best_score(finding) >= least:
        return finding
    return replace(
        finding, verdict=Verdict.NOT_FOUND, confidence=1 - finding.confidence, reasons=(), parts=(), unmet=()
    )


def standing_of(found: Sequence[EpisodeFinding]) -> tuple[Standing, float]:
    """What the episodes say together, and how sure that is, 0..1."""
    by_place = sorted(found, key=lambda one: -best_score(one.finding))
    if not by_place:
        return Standing.NOT_FOUND, 1.0
    supporting = [one for one in by_place if one.finding.verdict is Verdict.SUPPORTED]
    against = [one for one in by_place if one.finding.verdict is Verdict.CONTRADICTED]
    if supporting:
        best = supporting[0]
        if against and best_score(against[0].finding) >= DISPUTED_FROM * best_score(best.finding):
            return Standing.DISPUTED, min(best.finding.confidence, against[0].finding.confidence)
        return Standing.SUPPORTED, best.finding.confidence
    heard = [one for one in by_place if one.finding.verdict is not Verdict.NOT_FOUND]
    best = heard[0] if heard else by_place[0]
    if heard:
        return Standing(best.finding.verdict), best.finding.confidence
    return Standing.NOT_FOUND, min(one.finding.confidence for one in by_place)


def best_score(finding: Finding) -> float:
    """How surely the best place speaks of the claim."""
    return max((evidence.score for evidence in finding.evidence), default=0.0)
