"""The straight line: read the claim, find passages, compare, decide, add what qualifies.

Passages are ranked by the probability that they speak of what the claim says; the first decides. The fitted model says
how likely each verdict is, and simple logic what may be shown: a tick only where nothing weighty of the claim is
unaccounted for, a cross only with the words that stand against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from align.judging.assertion import heard_surely
from align.judging.assess import Assessment, assess
from align.judging.comparison import Comparison, Slot
from align.judging.complements import tells_of_another_part
from align.judging.evidence import evidence_of, reason_of, surroundings, unmet_spans
from align.judging.limits import LIMITS
from align.judging.model import Model, Probabilities, default_model
from align.judging.parts import part_claims, whole_of_parts
from align.judging.qualifiers import with_qualifiers
from align.judging.quotations import as_quoted
from align.judging.reading import Reading, read_claim
from align.judging.voices import hedge
from align.matching import TranscriptIndex
from align.quotes import QuoteMatch, find_quote
from align.types import Claim, Finding, Kind, Reason, ReasonCode, Verdict

MOST_EVIDENCE = 3
_ACCOUNTED = frozenset({Slot.OPPOSITE, Slot.AMOUNT, Slot.NAME, Slot.WORD, Slot.ROLE, Slot.FRAME})  # for a tick


@dataclass(frozen=True, slots=True)
class Assessed:
    """A claim, what it says, and what each passage says to it."""

    claim: Claim
    reading: Reading | None  # None of what is not checked
    passages: tuple[Assessment, ...] = ()  # as retrieval ranks them
    parts: tuple[Assessed, ...] = ()
    wording: QuoteMatch | None = None  # of a quotation: where its very words were said


def judge(claim: Claim, talk: TranscriptIndex, model: Model | None = None) -> Finding:
    """The verdict on one claim against everything that was said."""
    return decide(assess_claim(claim, talk), talk, model)


def assess_claim(claim: Claim, talk: TranscriptIndex) -> Assessed:
    """Everything that the decision on a claim rests on."""
    if claim.kind is Kind.EDITORIAL:
        return Assessed(claim, None)
    assessed = _assessed(claim, talk)
    if claim.kind is Kind.QUOTED:
        return replace(assessed, wording=find_quote(claim.plain or claim.text, talk))
    return assessed


def _assessed(claim: Claim, talk: TranscriptIndex) -> Assessed:
    """A claim beside the passages that may say it, and its parts each beside theirs."""
    reading = read_claim(claim, talk, MOST_EVIDENCE)
    passages = tuple(assess(reading, passage, talk) for passage in reading.found.passages)
    return Assessed(claim, reading, passages, tuple(_assessed(part, talk) for part in part_claims(claim)))


def statements(assessed: Assessed, talk: TranscriptIndex) -> list[tuple[str, str]]:
    """What a model of meaning is asked: the claim beside each of its passages and what was said around it."""
    if assessed.reading is None:
        return []
    passages = (one.passage for one in assessed.passages)
    return [(assessed.reading.text, talk.heard(*surroundings(one.first, one.last, talk))) for one in passages]


def decide(assessed: Assessed, talk: TranscriptIndex, model: Model | None = None) -> Finding:
    """The finding on a claim by a fitted model, that of the words alone if none is given."""
    if assessed.reading is None:
        reason = Reason(ReasonCode.EDITORIAL, article=assessed.claim.cue)
        return Finding(assessed.claim, Verdict.NOT_CHECKABLE, 1.0, (reason,))
    finding = _with_reference(_decide_sense(assessed, assessed.reading, talk, model or default_model()))
    if assessed.wording is not None:
        finding = as_quoted(finding, assessed.wording)
    return with_qualifiers(finding, talk)


def _with_reference(finding: Finding) -> Finding:
    """The finding, with a word on it where what the claim's pronoun stands for is not sure."""
    if len(finding.claim.stands_for) < 2 or finding.verdict is Verdict.NOT_FOUND:
        return finding
    reason = Reason(ReasonCode.AMBIGUOUS_REFERENCE, article=" / ".join(finding.claim.stands_for))
    return replace(finding, reasons=(*finding.reasons, reason))


def support(assessed: Assessed, model: Model) -> float:
    """How likely the claim is supported, whatever is shown."""
    rated = ranked(assessed.passages, model)
    return rated[0][1].supported if rated else 0.0


def ranked(passages: Sequence[Assessment], model: Model) -> list[tuple[Assessment, Probabilities]]:
    """The likeliest first to speak of what the claim says; what is only asked goes behind what is stated."""
    ordered = sorted(passages, key=lambda one: -_worth(one, model))
    return [(one, model.probabilities(one.features)) for one in ordered]


def _worth(one: Assessment, model: Model) -> float:
    """By which passages are ranked, 0..1."""
    return model.hears(one.features) * one.passage.score * (LIMITS.mostly if _unasserted(one) else 1.0)


def _decide_sense(assessed: Assessed, reading: Reading, talk: TranscriptIndex, model: Model) -> Finding:
    """What a claim says, in whatever words, against what was said: as one statement, and part by part."""
    parts = [_decide_sense(part, part.reading, talk, model) for part in assessed.parts if part.reading]
    return whole_of_parts(_as_one_statement(assessed, reading, talk, model), parts)


def _as_one_statement(assessed: Assessed, reading: Reading, talk: TranscriptIndex, model: Model) -> Finding:
    """The finding by the best passage: not heard, unless it surely speaks of the claim or its verdict is plain."""
    claim, rated = assessed.claim, ranked(assessed.passages, model)
    if not rated:
        return Finding(claim, Verdict.NOT_FOUND, model.confidence(Verdict.NOT_FOUND, 1.0))
    shown = rated[:MOST_EVIDENCE]
    evidence = tuple(replace(evidence_of(one, reading, talk), score=_worth(one, model)) for one, _ in shown)
    best, likely = rated[0]
    heard = model.hears(best.features)
    verdict, reasons = _decide(best, likely, reading, talk, model)
    if heard < model.heard_from and verdict not in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
        return Finding(claim, Verdict.NOT_FOUND, model.confidence(Verdict.NOT_FOUND, 1.0 - heard), evidence=evidence)
    unmet = () if verdict is Verdict.CONTRADICTED else unmet_spans(best, reading, talk)
    if verdict is Verdict.PARTLY_SUPPORTED and not reasons:
        reasons = (Reason(ReasonCode.NOT_SAID if unmet else ReasonCode.WEAK_MATCH),)
    if verdict is not Verdict.UNCLEAR:
        reasons = (*reasons, *_elsewhere([one for one, _ in rated], reading, talk, model))
    return Finding(claim, verdict, model.confidence(verdict, likely.of(verdict)), reasons, evidence, unmet=unmet)


def may_support(one: Assessment) -> bool:
    """Whether a tick may be shown: stated, nothing against it, and no amount, name or role unaccounted for."""
    return not (_unasserted(one) or one.conflicts or _denied_perhaps(one) or _open(one))


def may_contradict(one: Assessment) -> bool:
    """Whether a cross may be shown: stated, with words that stand against the claim, and enough of the rest said."""
    return bool(one.conflicts) and one.rest_said >= LIMITS.same_matter and not _unasserted(one)


def _denied_perhaps(one: Assessment) -> list[Comparison]:
    """What is denied of the claim, too little to accuse by."""
    return [each for each in one.of(Slot.POLARITY) if each.is_open]


def _unasserted(one: Assessment) -> list[Comparison]:
    """What makes it no statement of somebody whose word counts."""
    return [each for each in one.of(Slot.ASSERTION) if each.code is not None]


def _decide(
    best: Assessment, likely: Probabilities, reading: Reading, talk: TranscriptIndex, model: Model
) -> tuple[Verdict, tuple[Reason, ...]]:
    """The verdict of a passage, whether or not it is the right place, and the reasons that its comparisons give."""
    if unasserted := _unasserted(best):
        return Verdict.UNCLEAR, tuple(reason_of(one, reading, talk) for one in unasserted)
    conflicts = best.conflicts
    reasons = tuple(reason_of(one, reading, talk) for one in conflicts)
    likely_false = best.said_in_full or likely.contradicted >= model.contradicted_from
    if likely_false and may_contradict(best) and not tells_of_another_part(best, reading, talk):
        unsure = [one for one in conflicts if one.heard and not heard_surely(one.heard, talk)]
        if len(unsure) < len(conflicts):
            return Verdict.CONTRADICTED, reasons
        doubt = replace(unsure[0], code=ReasonCode.LOW_ASR_CONFIDENCE)
        return Verdict.UNCLEAR, (reason_of(doubt, reading, talk), *reasons)
    denied = _denied_perhaps(best)
    if conflicts or denied:
        return Verdict.UNCLEAR, reasons or tuple(reason_of(one, reading, talk) for one in denied)
    if (best.said_in_full or likely.supported >= model.supported_from) and may_support(best):
        guess = None if reading.hedged else hedge(best.passage, talk)
        at = None if guess is None else Comparison(Slot.ASSERTION, None, (), (guess, guess), ReasonCode.HEDGED)
        return Verdict.SUPPORTED, () if at is None else (reason_of(at, reading, talk),)
    return Verdict.PARTLY_SUPPORTED, tuple(reason_of(one, reading, talk) for one in _open(best) if one.code is not None)


def _open(best: Assessment) -> list[Comparison]:
    """What of the claim nothing heard accounts for: amounts, names, words in whose place others stand, roles."""
    return [one for one in best.comparisons if one.slot in _ACCOUNTED and not one.agrees]


def _elsewhere(
    passages: Sequence[Assessment], reading: Reading, talk: TranscriptIndex, model: Model
) -> tuple[Reason, ...]:
    """What another place, about as likely to be meant, says otherwise of an amount or a name than the first.

    Which of the two the writer meant, only a reader can tell.
    """
    best = passages[0]
    as_likely = LIMITS.as_likely * model.hears(best.features)
    told = {one.heard and talk.heard(*one.heard) for one in best.conflicts}
    for other in passages[1:]:
        apart = max(other.passage.first - best.passage.last, best.passage.first - other.passage.last)
        if model.hears(other.features) < as_likely or apart < LIMITS.sentence:
            continue
        for one in other.conflicts:
            heard = one.heard and talk.heard(*one.heard)
            if (
                one.slot in (Slot.AMOUNT, Slot.NAME)
                and heard not in told
                and one.heard
                and heard_surely(one.heard, talk)
            ):
                return (reason_of(replace(one, code=ReasonCode.AMBIGUOUS), reading, talk),)
    return ()
