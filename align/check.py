"""The main door: an article or a list of claims against a transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.cast import Cast
from align.collector import collector_paused
from align.coverage import omissions
from align.hotwords.second_hearing import SecondHearing, hear_again
from align.judging.verdicts import assess_claim
from align.language import UNKNOWN, language, language_of, language_of_parts
from align.matching import TranscriptIndex
from align.meaning import Conclusion, Reader, TalkSimilarity, decided
from align.recheck import Recheck, rechecked
from align.types import AlignError, Article, Claim, Finding, Note, NoteCode, RecordingInfo, Report
from audio import format_time
from transcripts import Transcript, nothing_heard, unheard_places, unheard_seconds

MOST_CLAIMS = 10_000  # minutes of work against a long talk; no article states more


def check_claims(claims: Sequence[Claim], transcript: Transcript) -> tuple[Finding, ...]:
    """A finding for every claim, in order. Raises AlignError for more than `MOST_CLAIMS`."""
    with collector_paused():  # until the talk laid out is gone again
        return _concluded(claims, read_talk(transcript)).findings


def _concluded(claims: Sequence[Claim], talk: TranscriptIndex, reader: Reader | None = None) -> Conclusion:
    if len(claims) > MOST_CLAIMS:
        raise AlignError(f"{len(claims):,} claims at once are too many: check at most {MOST_CLAIMS:,}")
    with collector_paused():
        assessed = [assess_claim(claim, talk) for claim in claims]
    return decided(assessed, talk, reader)


def read_talk(transcript: Transcript, cast: Cast | None = None, reader: Reader | None = None) -> TranscriptIndex:
    """A transcript laid out for matching, in the language that most of it is in, its speakers named as in `cast`.

    With a reader that has an encoder, claims are found by meaning as well.
    """
    named = cast.named(transcript) if cast else transcript
    with collector_paused():
        talk = TranscriptIndex(named, language(spoken_in(transcript)), cast)
    if reader and reader.encoder:
        talk.similarity = TalkSimilarity(reader.encoder, talk, cache=reader.cache)
    return talk


def spoken_in(transcript: Transcript) -> str:
    """The code of the language that most of a transcript is in."""
    return language_of_parts(segment.text for segment in transcript.segments)


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What a check does beside comparing words."""

    coverage: bool = False  # also look for what the recording says and the article leaves out
    second_hearing: SecondHearing | None = None  # hear again what rests on a word that the recogniser was prompted with
    reader: Reader | None = None  # read for meaning, too
    recheck: Recheck | None = None  # hear evidence again with a larger model


def check(
    article: Article | None,
    claims: Sequence[Claim],
    transcript: Transcript,
    recording: RecordingInfo | None = None,
    cast: Cast | None = None,
    options: CheckOptions = CheckOptions(),
) -> Report:
    """The report on `claims`; without an article they came from a list, and no offsets are known.

    `cast` names the transcript's speakers. Raises AlignError, also for somebody in it who is not in the transcript.
    """
    talk = read_talk(transcript, cast, options.reader)
    article = article or Article("", ())
    reader = options.reader
    by_meaning = _concluded(claims, talk, reader)
    findings = by_meaning.findings
    findings = hear_again(findings, talk, options.second_hearing, cast) if options.second_hearing else findings
    if options.recheck:
        findings = rechecked(
            findings,
            talk,
            options.recheck,
            lambda claims, heard: _concluded(claims, read_talk(heard, cast, reader), reader).findings,
        )
    left_out = omissions(article, findings, talk) if options.coverage else None
    notes = (
        *_on_language(article.text or " ".join(claim.text for claim in claims), talk),
        *_on_transcript(transcript, heard_again=options.second_hearing is not None),
        *_on_host(findings, talk.guessed_host),
        *(reader.in_language(talk.language.code).notes() if reader else ()),
        *by_meaning.notes,
    )
    hosts, guests = (tuple(one.name for one in group) for group in ((cast.hosts, cast.guests) if cast else ((), ())))
    return Report(article, findings, talk.transcript, recording or RecordingInfo(), notes, left_out, hosts, guests)


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
    if guessed is not None and any(finding.verdict.has_place for finding in findings):
        yield Note(NoteCode.GUESSED_HOST, (guessed,))
