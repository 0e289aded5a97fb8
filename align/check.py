"""The main door: an article or a list of claims against a transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.cast import Cast
from align.coverage import omissions
from align.hotwords.second_hearing import SecondHearing, hear_again
from align.judging import judge
from align.language import UNKNOWN, language, language_of, language_of_parts
from align.matching import TranscriptIndex
from align.types import AlignError, Article, Claim, Finding, Note, NoteCode, RecordingInfo, Report, Verdict
from audio import format_time
from transcripts import Transcript, nothing_heard, unheard_places, unheard_seconds

MOST_CLAIMS = 10_000  # minutes of work against a long talk; no article states more
# Verdicts that rest on words heard, and so on who said them.
_HEARD = frozenset(Verdict) - {Verdict.NOT_FOUND, Verdict.NOT_CHECKABLE}


def check_claims(claims: Sequence[Claim], transcript: Transcript) -> tuple[Finding, ...]:
    """A finding for every claim, in order. Raises AlignError for more than `MOST_CLAIMS`."""
    return _findings(claims, read_talk(transcript))


def _findings(claims: Sequence[Claim], talk: TranscriptIndex) -> tuple[Finding, ...]:
    if len(claims) > MOST_CLAIMS:
        raise AlignError(f"{len(claims):,} claims at once are too many: check at most {MOST_CLAIMS:,}")
    return tuple(judge(claim, talk) for claim in claims)


def read_talk(transcript: Transcript, cast: Cast | None = None) -> TranscriptIndex:
    """A transcript laid out for matching, in the language that most of it is in, its speakers named as in `cast`."""
    named = cast.named(transcript) if cast else transcript
    spoken_in = language_of_parts(segment.text for segment in named.segments)
    return TranscriptIndex(named, language(spoken_in), cast)


def check(
    article: Article | None,
    claims: Sequence[Claim],
    transcript: Transcript,
    recording: RecordingInfo | None = None,
    cast: Cast | None = None,
    *,
    coverage: bool = False,
    second_hearing: SecondHearing | None = None,
) -> Report:
    """The report on `claims`; without an article they came from a list, and no offsets are known. With `coverage` also
    what the recording says and the article leaves out. With `second_hearing`, what rests on a word that the recogniser
    was prompted with is heard again without it.

    `cast` names the transcript's speakers. Raises AlignError, also for somebody in it who is not in the transcript.
    """
    talk = read_talk(transcript, cast)
    article = article or Article("", ())
    findings = _findings(claims, talk)
    findings = hear_again(findings, talk, second_hearing, cast) if second_hearing else findings
    left_out = omissions(article, findings, talk) if coverage else None
    notes = (
        *_on_language(article.text or " ".join(claim.text for claim in claims), talk),
        *_on_transcript(transcript, heard_again=second_hearing is not None),
        *_on_host(findings, talk.guessed_host),
    )
    return Report(article, findings, talk.transcript, recording or RecordingInfo(), notes, left_out)


def _on_language(article: str, talk: TranscriptIndex) -> Iterator[Note]:
    if UNKNOWN not in (written := language_of(article), talk.language.code) and written != talk.language.code:
        yield Note(NoteCode.OTHER_LANGUAGE)


def _on_transcript(transcript: Transcript, *, heard_again: bool) -> Iterator[Note]:
    stretch = transcript.stretch
    if stretch:
        yield Note(NoteCode.STRETCH, (format_time(stretch.start), format_time(stretch.end)))
    nothing = nothing_heard(transcript)
    if nothing:
        yield Note(NoteCode(nothing))
    elif transcript.unheard:
        yield Note(NoteCode.UNHEARD, (f"{unheard_seconds(transcript):.0f}", unheard_places(transcript)))
    if not heard_again and "hotwords" in (transcript.options or ""):
        yield Note(NoteCode.PRIMED)


def _on_host(findings: Sequence[Finding], guessed: str | None) -> Iterator[Note]:
    """That the host was guessed, where that had a part in a verdict."""
    if guessed is not None and any(finding.verdict in _HEARD for finding in findings):
        yield Note(NoteCode.GUESSED_HOST, (guessed,))
