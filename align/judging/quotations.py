"""What the article puts in quotation marks must have been said in those words.

Its sense is decided as that of any claim, its words are looked for by `align/quotes`: the verdict follows from both.
"""

from __future__ import annotations

from dataclasses import replace

from align.judging.limits import LIMITS
from align.language import language, language_of, tokenise
from align.matching.settings import MOST_SECONDS, MOST_SEGMENTS
from align.quotes import Change, Place, QuoteMatch, Status
from align.types import Evidence, Finding, Reason, ReasonCode, Verdict
from audio import Interval

MOST_REASONS = 3
LEAST_SURE = 0.5  # confidence: that words are other than those quoted is plain to see
MOSTLY = 2 / 3  # share of a quotation from which it is what was said, so that a word of another sense is a wrong one
# Words that may not be the guest's.
_NOBODYS = frozenset({ReasonCode.HOST_ONLY, ReasonCode.ASKED_ONLY, ReasonCode.OTHER_SPEAKER})
_SAID = frozenset({Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED})


def as_quoted(sense: Finding, wording: QuoteMatch) -> Finding:
    """The finding on a quotation, given that on its sense and where its words were said.

    - Said word for word: supported; unclear where it is denied, or made no fact, right there.
    - Words changed, or joined from two places: partly supported; contradicted where its sense is.
    - Said word for word but for words of another sense ("never" left out, "swim" for "fish"): contradicted.
    - Said in other words alone: partly supported.

    In all other cases the sense decides, so it does where the words may not be the guest's.
    """
    if any(reason.code in _NOBODYS for reason in sense.reasons):
        return sense
    evidence = tuple(_evidence(place, wording) for place in wording.places)
    if wording.status is Status.EXACT:
        if _taken_back(sense, wording.places[0].interval):
            return replace(sense, verdict=Verdict.UNCLEAR, evidence=evidence)
        return Finding(sense.claim, Verdict.SUPPORTED, wording.similarity, (), evidence, sense.parts)
    if wording.status is Status.NOT_FOUND and sense.verdict in _SAID:
        return _in_other_words(sense)
    if wording.status is Status.NOT_FOUND or (sense.verdict is Verdict.CONTRADICTED and not _misread(sense, wording)):
        return sense
    changes = sorted(wording.changes, key=lambda change: not change.other_sense)
    reasons = tuple(_reason(change) for change in changes[:MOST_REASONS])
    if wording.status is Status.STITCHED:
        reasons = (*(_joined(place) for place in wording.places), *reasons)
    sure = max(LEAST_SURE, wording.similarity)
    misquoted = _is_misquoted(wording)
    verdict, unmet = (Verdict.CONTRADICTED, ()) if misquoted else (Verdict.PARTLY_SUPPORTED, sense.unmet)
    return replace(sense, verdict=verdict, confidence=sure, reasons=reasons, evidence=evidence, unmet=unmet)


def _is_misquoted(wording: QuoteMatch) -> bool:
    """Whether all was said word for word, but for words of another sense.

    Where other words differ as well, it may be the recogniser that misheard, or the writer who told it in his own.
    """
    sure = wording.probability is None or wording.probability >= LIMITS.surely_heard
    mostly_said = wording.status is Status.MODIFIED and wording.similarity >= MOSTLY and not wording.variants
    return sure and mostly_said and all(change.other_sense for change in wording.changes)


def _misread(sense: Finding, wording: QuoteMatch) -> bool:
    """Whether all that stands against the quotation is a "not" inside it, and it has that "not" itself.

    Word beside word tells better what is denied than the sense of the whole: "I don't blame him, I blame you".
    """
    if wording.status is not Status.MODIFIED:
        return False
    said = wording.places[0].interval
    denied_inside = all(
        reason.code is ReasonCode.NEGATION_DIFFERS and reason.interval and reason.interval.overlap(said) > 0
        for reason in sense.reasons
    )
    return denied_inside and all(_negates(change.quote) == _negates(change.heard) for change in wording.changes)


def _negates(text: str) -> bool:
    known = language(language_of(text))
    return any(known.is_negator(token.text) for token in tokenise(text))


def _taken_back(sense: Finding, said: Interval) -> bool:
    """Whether words beside the quotation deny it or make it no fact: "I never …", "…, but that is not true".

    What stands inside it is part of what was said.
    """
    if not sense.reasons:
        return False
    best = sense.evidence[0].interval
    return best.overlap(said) > 0 and all(
        reason.code in (ReasonCode.NEGATION_DIFFERS, ReasonCode.NOT_ASSERTED)
        and reason.interval is not None
        and (reason.interval.start < said.start or reason.interval.end >= said.end)
        for reason in sense.reasons
    )


def _in_other_words(sense: Finding) -> Finding:
    best = sense.evidence[0]
    reason = Reason(ReasonCode.QUOTE_DIFFERS, None, best.text, best.interval)
    return replace(sense, verdict=Verdict.PARTLY_SUPPORTED, reasons=(reason, *sense.reasons))


def _evidence(place: Place, match: QuoteMatch) -> Evidence:
    """A place within the limits of one evidence; of a longer quotation its beginning."""
    interval = Interval(place.interval.start, min(place.interval.end, place.interval.start + MOST_SECONDS))
    return Evidence(interval, place.heard, place.segments[:MOST_SEGMENTS], match.similarity, place.speaker)


def _reason(change: Change) -> Reason:
    article, audio = change.in_place if any(change.in_place) else (change.quote, change.heard)
    return Reason(ReasonCode.QUOTE_DIFFERS, article, audio, Interval(change.start, change.start))


def _joined(place: Place) -> Reason:
    return Reason(ReasonCode.QUOTE_DIFFERS, None, place.heard, place.interval)
