"""What an article claims and what a recording says to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from audio import Interval, sound_id
from transcripts import Transcript

if TYPE_CHECKING:
    from align.edition_times import TimeMap


class AlignError(Exception):
    """An article or a claim list cannot be used; the message is the sentence the user reads."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start`..`end` (end exclusive) of a text exactly as read, counted in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


class Kind(StrEnum):
    ATTRIBUTED = "attributed"  # the article says that the guest said it
    QUOTED = "quoted"  # in quotation marks
    NARRATED = "narrated"  # the article's own voice, about what was told
    EDITORIAL = "editorial"  # comment, not checkable


class Verdict(StrEnum):
    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    CONTRADICTED = "contradicted"  # a concrete conflict that can be shown, at a passage about the same thing
    NOT_FOUND = "not_found"  # not heard in this recording; never "false"
    UNCLEAR = "unclear"
    NOT_CHECKABLE = "not_checkable"

    @property
    def has_place(self) -> bool:
        """Whether its evidence is where the recording speaks of the claim; of the others it is mere candidates."""
        return self not in (Verdict.NOT_FOUND, Verdict.NOT_CHECKABLE)


class NoteCode(StrEnum):
    DEMO = "demo"  # article and recording are made up
    DEMO_MODEL = "demo_model"  # the bundled miniature model heard it
    CUT_OFF = "cut_off"  # the recording's file ends here, too early
    OTHER_LANGUAGE = "other_language"  # the article is not in the recording's
    STRETCH = "stretch"  # from here to there was transcribed, no more
    PRIMED = "primed"  # the recogniser had been told words, and nothing was heard again without them
    NOBODY_SPEAKS = "nobody_speaks"  # no word was heard: silence, music or noise is all there is
    NOT_UNDERSTOOD = "not_understood"  # no word was heard, though somebody seems to speak
    UNHEARD = "unheard"  # so many seconds in which somebody seems to speak left no words, at these places
    GUESSED_HOST = "guessed_host"  # by this label
    READ_HERE = "read_here"  # for meaning, by this encoder or judge on this machine
    READ_ELSEWHERE = "read_elsewhere"  # … by this one, which may have been sent what was said
    UNMEASURED = "unmeasured"  # nobody knows how often this judge is wrong, so it may only doubt
    DOES_NOT_TELL = "does_not_tell"  # what was said in this talk from what was not, this judge: it was not heeded
    NO_ENCODER = "no_encoder"  # asked for, and not on this disk
    JUDGED_WITHOUT = "judged_without"  # what was corrected since, without this model that read the rest
    VOICES = "voices"  # with these labels were told apart by their sound
    ONE_VOICE = "one_voice"  # was found by its sound, in a talk with questions
    CORRECTIONS_UNFIT = "corrections_unfit"  # so many corrections whose words are not in this transcript


class ReasonCode(StrEnum):
    NUMBER_DIFFERS = "number_differs"
    UNIT_DIFFERS = "unit_differs"  # the number is the same, of something else
    DATE_DIFFERS = "date_differs"
    TIME_DIFFERS = "time_differs"
    NAME_DIFFERS = "name_differs"
    NEGATION_DIFFERS = "negation_differs"
    OPPOSITE_SAID = "opposite_said"
    ORDER_DIFFERS = "order_differs"  # before and after, inside and outside
    ROLE_DIFFERS = "role_differs"  # who does it to whom
    SCOPE_DIFFERS = "scope_differs"
    QUOTE_DIFFERS = "quote_differs"
    OTHER_SPEAKER = "other_speaker"  # said by another guest than the one the article names
    HOST_ONLY = "host_only"
    ASKED_ONLY = "asked_only"
    NOT_ASSERTED = "not_asserted"
    HEDGED = "hedged"
    LOW_ASR_CONFIDENCE = "low_asr_confidence"
    PRIMED_WORD = "primed_word"
    PRIMED_WORD_CONFIRMED = "primed_word_confirmed"
    RECHECK_AGREES = "recheck_agrees"  # a larger model heard the evidence as well, twice
    RECHECK_DIFFERS = "recheck_differs"
    AMBIGUOUS = "ambiguous"
    AMBIGUOUS_REFERENCE = "ambiguous_reference"
    PART_MISSING = "part_missing"
    NOT_SAID = "not_said"  # of the words the verdict depends on: those in `Finding.unmet`
    WEAK_MATCH = "weak_match"  # all words of the claim were heard there, and hardly as it says
    MODEL_DOUBTS = "model_doubts"  # by its words it was said, and a judge that reads does not find it there
    MODEL_HEARS = "model_hears"  # the other way round
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class Paragraph:
    span: Span
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    text: str  # exactly as read; every span counts in it
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    source: str | None = None  # the path or address it was read from
    sha256: str | None = None  # of the file's bytes, in hexadecimal
    markup: tuple[Span, ...] = ()  # no words of the article: Markdown's marks, link targets, footnote numbers; in order

    def visible(self, span: Span) -> str:
        """What a reader sees of a stretch of the text: all but its markup."""
        kept, at = [], span.start
        for mark in self.markup:
            if mark.end > at and mark.start < span.end:
                kept.append(self.text[at : max(at, mark.start)])
                at = mark.end
        return "".join([*kept, self.text[at : max(at, span.end)]])


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """One of the coordinated statements of a claim."""

    span: Span  # counted like the claim's, or in its text where that has none
    text: str  # as a statement of its own: with the subject, or subject and verb, that it shares with the first part


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that can be true or false."""

    id: str
    text: str
    span: Span | None  # into the article; None where the claim came from a list
    kind: Kind = Kind.NARRATED
    speaker: str | None = None  # who the article says said it
    parts: tuple[ClaimPart, ...] = ()  # coordinated statements; () = one
    context: str = ""  # words of the sentences before that a pronoun stands for: for matching, never shown as said
    cue: str | None = None  # why it is editorial: the word that says so
    plain: str | None = None  # `text` with blanks for markup, as long as `text`; None where there is none: for matching
    # What its pronoun or missing subject stands for, in the article's words, likeliest first; two where two
    # fit. It is no part of what the article says here: shown in brackets, as ours.
    stands_for: tuple[str, ...] = ()

    @property
    def explained(self) -> str:
        """The text, with what its pronoun or missing subject stands for in brackets before it."""
        return f"[{' / '.join(self.stands_for)}] {self.text}" if self.stands_for else self.text


@dataclass(frozen=True, slots=True)
class Qualifier:
    """What the same speaker says right after an evidence and what takes some of it back: "but only …"."""

    interval: Interval
    text: str  # as heard, from the cue on
    cue: str  # the words that say so: the beginning of `text`, without punctuation


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of the recording that speak to a claim."""

    interval: Interval
    text: str  # as heard
    segments: tuple[int, ...]  # indices into the transcript, consecutive, at most 8
    score: float  # 0..1
    speaker: str | None = None
    qualifier: Qualifier | None = None  # never of mere candidates


@dataclass(frozen=True, slots=True)
class Omission:
    """A passage of the recording that the article leaves out."""

    passage: Evidence  # its score: how salient it is, 1 the most
    keywords: tuple[str, ...]  # why: its names, amounts and rarest words, as heard


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that decided a verdict: the article's word, the recording's word, and its second."""

    code: ReasonCode
    article: str | None = None
    audio: str | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class PartFinding:
    span: Span
    verdict: Verdict


class Decision(StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"
    CANT_TELL = "cant_tell"


@dataclass(frozen=True, slots=True)
class Review:
    """What a person who listened says of a verdict."""

    decision: Decision
    note: str | None = None
    decided_at: str | None = None  # ISO 8601
    reviewer: str | None = None  # who decided
    verdict: Verdict | None = None  # that was shown then; None: the finding's own

    def is_about(self, verdict: Verdict) -> bool:
        """Whether it was decided on this verdict, and not on one that the claim had before."""
        return self.verdict in (None, verdict)


@dataclass(frozen=True, slots=True)
class Finding:
    claim: Claim
    verdict: Verdict
    confidence: float  # 0..1, that the verdict is right
    reasons: tuple[Reason, ...] = ()
    evidence: tuple[Evidence, ...] = ()  # best first, at most 3; mere candidates where the verdict is not_found
    parts: tuple[PartFinding, ...] = ()
    review: Review | None = None
    unmet: tuple[Span, ...] = ()  # into the claim's text: words that nothing heard accounts for; weightiest first


@dataclass(frozen=True, slots=True)
class RecordingInfo:
    """What a report says of the sound; all None where only a transcript was given."""

    title: str | None = None
    duration: float | None = None  # seconds
    sha256: str | None = None
    source: str | None = None
    link: str | None = None  # the public address that evidence links point into
    lead: float = 0.0  # seconds that evidence links start before the words
    edition: TimeMap | None = None  # where `link` leads to another edition of the episode: the way to its time
    path: str | None = None  # a local file a page can play, or its public address
    track: int | None = None  # that was heard, of a file with several

    @property
    def sound_id(self) -> str | None:
        """Which sound was heard; None where that is not known."""
        return sound_id(self.sha256, self.track) if self.sha256 else None


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must know beforehand; put into words in the reader's language."""

    code: NoteCode
    values: tuple[str, ...] = ()  # what its sentence names: a label, two times


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who checked, when and with what; the speech model is the transcript's."""

    version: str  # of Mazeej
    at: str | None = None  # ISO 8601, in UTC, to the second
    by: str | None = None  # the person or desk that answers for it
    encoder: str | None = None  # the models that read for meaning, where there were any
    judge: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    article: Article
    findings: tuple[Finding, ...]
    transcript: Transcript
    recording: RecordingInfo = RecordingInfo()
    notes: tuple[Note | str, ...] = ()  # a sentence where the report was read from a file
    coverage: tuple[Omission, ...] | None = None  # in the order of the talk; None where nobody asked
    hosts: tuple[str, ...] = ()  # named by the user, as the transcript calls them
    guests: tuple[str, ...] = ()  # the same
    provenance: Provenance | None = None  # None for one made by a program of another's
