"""What a judge that nobody measured may do: doubt a tick, and say that something may have been heard after all.

It never makes a cross, and never a tick: how often it is wrong is not known, and a text may try to give it orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from align.judging.evidence import surroundings, tokens_of
from align.judging.meaning import Weighed
from align.judging.model import UNDECIDED
from align.matching import TranscriptIndex
from align.meaning.reader import Reader
from align.types import Evidence, Finding, Reason, ReasonCode, Verdict
from audio import Interval

CHANGEABLE = frozenset({Verdict.SUPPORTED, Verdict.NOT_FOUND})

SURE = 0.8  # probability from which it is heeded: such models are sure of nearly all they say, so no fine measure
UNCONVINCED = 0.2  # … below which it does not find the claim in a passage
# Share of the ticks from which it doubts too many, if they are so many. Even on the talks hardest for words two ticks
# in five are right (docs/models.md), and all of six are wrong once in twenty times.
FEWEST_TICKS, NEARLY_ALL = 6, 0.9


def second_opinions(findings: Sequence[Finding], reader: Reader, talk: TranscriptIndex) -> tuple[Finding, ...] | None:
    """The findings after `reader` read what was said around the evidence of each, where it may change anything.

    None if it doubts nearly every tick: then it does not tell one from another.
    """
    changeable = [finding.verdict in CHANGEABLE for finding in findings]
    pairs = [
        (finding.claim.plain or finding.claim.text, talk.heard(*surroundings(*tokens_of(evidence, talk), talk)))
        for finding, may_change in zip(findings, changeable, strict=True)
        if may_change
        for evidence in finding.evidence
    ]
    weighed = iter(reader.weigh(pairs))
    after, doubted = [], []
    for finding, may_change in zip(findings, changeable, strict=True):
        read = list(islice(weighed, len(finding.evidence))) if may_change else []
        after.append(second_opinion(finding, read, talk))
        if finding.verdict is Verdict.SUPPORTED and any(map(_answers, read)):
            doubted.append(after[-1] is not finding)
    alike = len(doubted) >= FEWEST_TICKS and sum(doubted) >= NEARLY_ALL * len(doubted)
    return None if alike else tuple(after)


def second_opinion(finding: Finding, weighed: Sequence[Weighed], talk: TranscriptIndex) -> Finding:
    """The finding after a judge read around its evidence; `weighed` stands beside `finding.evidence`."""
    read = [(one, evidence) for one, evidence in zip(weighed, finding.evidence, strict=False) if _answers(one)]
    if not read:
        return finding
    if finding.verdict is Verdict.SUPPORTED:
        first, evidence = read[0]
        if not doubts([one for one, _ in read]):
            return finding
        proof = first.proof if refutes(first) else None
        reason = Reason(ReasonCode.MODEL_DOUBTS, audio=proof, interval=_place_of(proof, evidence, talk))
        return replace(finding, verdict=Verdict.UNCLEAR, confidence=UNDECIDED, reasons=(*finding.reasons, reason))
    if finding.verdict is Verdict.NOT_FOUND:
        heard = [(one, _place_of(one.proof, evidence, talk), evidence) for one, evidence in read if hears(one)]
        if heard:
            one, said, place = min(heard, key=lambda each: _apart(each[1], each[2].interval))
            reason = Reason(ReasonCode.MODEL_HEARS, audio=one.proof or place.text, interval=said)
            places = (place, *(other for other in finding.evidence if other is not place))
            return replace(finding, verdict=Verdict.UNCLEAR, confidence=UNDECIDED, reasons=(reason,), evidence=places)
    return finding


def doubts(read: Sequence[Weighed]) -> bool:
    """Whether it refutes the claim by the first passage, or finds it in none."""
    return refutes(read[0]) or max(1.0 if one.entails is None else one.entails for one in read) < UNCONVINCED


def refutes(one: Weighed) -> bool:
    return (one.refutes or 0.0) >= SURE


def hears(one: Weighed) -> bool:
    return (one.entails or 0.0) >= SURE


def _answers(one: Weighed) -> bool:
    return (one.entails, one.refutes) != (None, None)


def _place_of(proof: str | None, evidence: Evidence, talk: TranscriptIndex) -> Interval:
    """The seconds of words that stand around an evidence; those of the evidence where none are named."""
    wanted = proof.split() if proof else []
    first, last = surroundings(*tokens_of(evidence, talk), talk)
    words = talk.words[talk.word_of_token[first] : talk.word_of_token[last] + 1]
    for at in range(len(words) - len(wanted) + 1) if wanted else ():
        said = words[at : at + len(wanted)]
        if [word.text for word in said] == wanted:
            return Interval(said[0].start, max(said[0].start, said[-1].end))
    return evidence.interval


def _apart(one: Interval, other: Interval) -> float:
    """Seconds between two stretches; 0 where they share any."""
    return max(0.0, one.start - other.end, other.start - one.end)
