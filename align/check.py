"""The main door: an article or a list of claims against a transcript."""

from __future__ import annotations

from collections.abc import Sequence

from align.judging import judge
from align.language import language, language_of
from align.matching import Spoken
from align.types import AlignError, Article, Claim, Finding, RecordingInfo, Report
from audio import format_time
from transcripts import Transcript

MOST_CLAIMS = 10_000  # minutes of work against a long talk; no article states more


def check_claims(claims: Sequence[Claim], transcript: Transcript) -> tuple[Finding, ...]:
    """A finding for every claim, in order. Raises AlignError for more than `MOST_CLAIMS`."""
    if len(claims) > MOST_CLAIMS:
        raise AlignError(f"{len(claims):,} claims at once are too many: check at most {MOST_CLAIMS:,}")
    spoken = read_talk(transcript)
    return tuple(judge(claim, spoken) for claim in claims)


def read_talk(transcript: Transcript) -> Spoken:
    """A transcript laid out for matching, in the language that most of it is in."""
    return Spoken(transcript, language(language_of(_sample(transcript))))


def check(
    article: Article | None,
    claims: Sequence[Claim],
    transcript: Transcript,
    recording: RecordingInfo | None = None,
    notes: tuple[str, ...] = (),
) -> Report:
    """The report on `claims`; without an article they came from a list, and no offsets are known."""
    findings = check_claims(claims, transcript)
    notes += _on_stretch(transcript)
    return Report(article or Article("", ()), findings, transcript, recording or RecordingInfo(), notes)


def _on_stretch(transcript: Transcript) -> tuple[str, ...]:
    """What a reader must know where only a part of the recording was transcribed."""
    if transcript.stretch is None:
        return ()
    start, end = format_time(transcript.stretch.start), format_time(transcript.stretch.end)
    return (f"Only {start} to {end} of the recording was transcribed; what was said elsewhere counts as not heard.",)


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
