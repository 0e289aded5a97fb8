"""The main door: an article or a list of claims against a transcript."""

from __future__ import annotations

from collections.abc import Sequence

from align.judging import judge
from align.language import language, language_of
from align.matching import Spoken
from align.priming.second_hearing import Priming, hear_again
from align.types import AlignError, Article, Claim, Finding, RecordingInfo, Report
from transcripts import Transcript

MOST_CLAIMS = 10_000  # minutes of work against a long talk; no article states more


def check_claims(
    claims: Sequence[Claim], transcript: Transcript, priming: Priming | None = None
) -> tuple[Finding, ...]:
    """A finding for every claim, in order. Raises AlignError for more than `MOST_CLAIMS`.

    With `priming`, what rests on a word that the recogniser had been told to expect is heard a second time.
    """
    if len(claims) > MOST_CLAIMS:
        raise AlignError(f"{len(claims):,} claims at once are too many: check at most {MOST_CLAIMS:,}")
    spoken = read_talk(transcript)
    findings = tuple(judge(claim, spoken) for claim in claims)
    return findings if priming is None else hear_again(findings, spoken, priming)


def read_talk(transcript: Transcript) -> Spoken:
    """A transcript laid out for matching, in the language that most of it is in."""
    return Spoken(transcript, language(language_of(_sample(transcript))))


def check(
    article: Article | None,
    claims: Sequence[Claim],
    transcript: Transcript,
    recording: RecordingInfo | None = None,
    notes: tuple[str, ...] = (),
    priming: Priming | None = None,
) -> Report:
    """The report on `claims`; without an article they came from a list, and no offsets are known."""
    findings = check_claims(claims, transcript, priming)
    return Report(article or Article("", ()), findings, transcript, recording or RecordingInfo(), notes)


def _sample(transcript: Transcript, most: int = 20_000) -> str:
    """Enough of what was said to tell its language by."""
    parts: list[str] = []
    size = 0
    for segment in transcript.segments:
        parts.append(segment.text)
        size += len(segment.text)
        if size > most:
            break
    return " ".join(parts)
