"""What was heard only because the recogniser was prompted with it is no ground for a verdict.

A recogniser prompted with an article's names may hear a false one where another was said. So every verdict that rests
on a hotword is put to a second hearing without the prompt: if the same word is heard there, the report says so; if
another one is, or none, the verdict becomes unclear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz.distance import Levenshtein

from align.cast import Cast
from align.judging.model import UNDECIDED
from align.language import Language, tokenise
from align.language.phonetics import heard_as
from align.matching import TranscriptIndex
from align.quotes.similarity import WordSimilarity
from align.types import Claim, Evidence, Finding, Kind, Reason, ReasonCode, Verdict
from audio import Interval, Seconds
from transcripts import Transcript

ListenAgain = Callable[[Sequence[Interval]], Transcript]
"""What is heard at these places of the recording without the prompt; it may hold more than them."""

LEAST_LIKE = 0.6  # similarity from which a word of the passage stands for a word of the claim
SLACK: Seconds = 1.0  # by which the times of a word may differ between two hearings
NEAR: Seconds = 0.1  # the same, for telling what was heard instead
MOST_REASONS = 3
MOST_JOINED = 3  # words heard for one of the article's
SHORTEST_NAME = 4  # letters of a name that may be misspelt
LONG_NAME = 8  # letters from which two may be wrong
SPELT_OUT = r"\\w{1,6}"  # what may stand for digits in a name: "2" is heard as "to"
_DIGITS = re.compile(r"\d+")
_RESTING = (Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED, Verdict.CONTRADICTED)


@dataclass(frozen=True, slots=True)
class SecondHearing:
    """The words that the recogniser was prompted with, and the way to hear a place without them."""

    hotwords: tuple[str, ...]  # words, or names of several words
    listen_again: ListenAgain


@dataclass(frozen=True, slots=True)
class _Resting:
    """A hotword that a verdict rests on."""

    text: str  # as heard
    article: str | None  # the claim's word that it stands for, or that a reason sets against it
    interval: Interval
    speaker: str | None
    alone: bool  # a reason names it: no other saying of the word can stand in for it


def hear_again(
    findings: Sequence[Finding], talk: TranscriptIndex, second_hearing: SecondHearing, cast: Cast | None = None
) -> tuple[Finding, ...]:
    """The findings, those unclear that do not hold in a second hearing. It is asked for once, and only where needed.

    `cast` names its speakers, where it tells them apart, as it named those of the first.
    """
    hotword_tokens = _hotword_tokens(talk, second_hearing.hotwords)
    resting = [_resting_words(finding, talk, hotword_tokens) for finding in findings]
    places = {word.interval for words in resting for word in words}
    if not places:
        return tuple(findings)
    heard = second_hearing.listen_again(sorted(places, key=lambda at: (at.start, at.end)))
    second = _UnpromptedWords(cast.renamed(heard) if cast else heard, talk.language)
    return tuple(_held_against(finding, words, second) for finding, words in zip(findings, resting, strict=True))


def _hotword_tokens(talk: TranscriptIndex, hotwords: Sequence[str]) -> frozenset[int]:
    """The tokens heard that are hotwords, in whatever form."""
    language = talk.language
    words = {token.text for text in hotwords for token in tokenise(text) if not language.is_stopword(token.text)}
    stems = {language.keys(word)[0] for word in words}
    is_hotword = [
        language.keys(kind)[0] in stems or not words.isdisjoint(language.name_forms(kind))
        for kind in talk.vocabulary.types
    ]
    return frozenset(at for at, kind in enumerate(talk.vocabulary.type_of_token) if is_hotword[kind])


def _resting_words(finding: Finding, talk: TranscriptIndex, hotword_tokens: frozenset[int]) -> tuple[_Resting, ...]:
    """Hotwords among those of the evidence that stand for words of the claim, and among those of the reasons."""
    if finding.verdict not in _RESTING:
        return ()
    found: dict[int, _Resting] = {}
    for reason in finding.reasons:
        for at in _tokens_in(reason.interval, talk) & hotword_tokens if reason.interval else ():
            found.setdefault(at, _resting(at, reason.article, talk, alone=True))
    met: set[str] = set()
    for evidence in _decisive(finding):
        claimed = {at: _claimed(at, finding.claim, talk) for at in _tokens_in(evidence.interval, talk) & hotword_tokens}
        new = {at: word for at, word in claimed.items() if word and word not in met}
        for at, word in new.items():
            found.setdefault(at, _resting(at, word, talk, alone=False))
        met |= set(new.values())  # a further passage counts for what the better ones lack
    return tuple(found[at] for at in sorted(found))


def _resting(token: int, article: str | None, talk: TranscriptIndex, *, alone: bool) -> _Resting:
    return _Resting(talk.heard(token, token), article, talk.interval(token, token), talk.speaker_of_token(token), alone)


def _decisive(finding: Finding) -> tuple[Evidence, ...]:
    """The passages that the verdict rests on: further ones are mere candidates, unless the claim has several parts."""
    several = finding.parts or finding.claim.kind is Kind.QUOTED
    return finding.evidence if several else finding.evidence[:1]


def _tokens_in(place: Interval, talk: TranscriptIndex) -> frozenset[int]:
    """The tokens whose words begin in `place`, its end included: a word may take no time."""
    starts = talk.once(_starts)
    return frozenset(np.flatnonzero((place.start <= starts) & (starts <= place.end)).tolist())


def _starts(talk: TranscriptIndex) -> np.ndarray:
    """When each token's word begins; not in order where two people speak at once. Shape (tokens,)."""
    return np.array([talk.words[word].start for word in talk.word_of_token])


def _claimed(token: int, claim: Claim, talk: TranscriptIndex) -> str | None:
    """The claim's word that a token stands for; None where it has none like it."""
    text = claim.plain or claim.text
    kind = talk.vocabulary.type_of_token[token]
    words = [word for word in tokenise(text) if not talk.language.is_stopword(word.text)]
    likest = max(words, key=lambda word: float(talk.vocabulary.similarity(word.text)[kind]), default=None)
    if likest is None or talk.vocabulary.similarity(likest.text)[kind] < LEAST_LIKE:
        return None
    return text[likest.start : likest.end]


class _UnpromptedWords:
    """The words heard without the prompt; where each speaker was heard apart, those of the one who said the first."""

    def __init__(self, transcript: Transcript, language: Language) -> None:
        self._words = [
            (word, word.speaker or segment.speaker) for segment in transcript.segments for word in segment.words
        ]
        self._language = language
        self._similarity = WordSimilarity(language)

    def holds(self, word: _Resting) -> bool:
        """Whether the same word, or one that only the spelling tells from it, was heard about then."""
        sought = [token.text for token in tokenise(word.text)]
        heard = [token.text for token in tokenise(self._about(word, SLACK))]
        runs = ["".join(heard[at:end]) for at in range(len(heard)) for end in range(at + 1, at + 1 + MOST_JOINED)]
        if any(self._same("".join(sought), run) for run in runs):  # "car2go" is one word, "car to go" are three
            return True
        return all(any(self._same(text, run) for run in runs) for text in sought)

    def instead(self, word: _Resting) -> str | None:
        """What was heard at the word's own time."""
        return self._about(word, NEAR) or None

    def _about(self, word: _Resting, slack: Seconds) -> str:
        start, end = word.interval.start - slack, word.interval.end + slack
        return " ".join(
            heard.text
            for heard, speaker in self._words
            if start <= (heard.start + heard.end) / 2 <= end and (speaker is None or speaker == word.speaker)
        )

    def _same(self, one: str, other: str) -> bool:
        if _DIGITS.search(one) and not one.isdigit():
            return re.fullmatch(_DIGITS.sub(SPELT_OUT, re.escape(one)), other) is not None
        stem = self._language.keys(one)[0] == self._language.keys(other)[0]
        return one == other or stem or self._similarity.alike(one, other) or self._is_variant(one, other)

    def _is_variant(self, name: str, heard: str) -> bool:
        """Whether what was heard is the name misspelt: nearly its sound, and no word or other name that is known."""
        if self._language.is_known(heard) or self._similarity.is_name(heard) or len(name) < SHORTEST_NAME:
            return False
        allowed = 1 + (len(name) >= LONG_NAME)
        return bool(Levenshtein.distance(heard_as(name), heard_as(heard), score_cutoff=allowed) <= allowed)


def _held_against(finding: Finding, words: Sequence[_Resting], second: _UnpromptedWords) -> Finding:
    if not words:
        return finding
    held = {word for word in words if second.holds(word)}
    articles = {word.article for word in held}
    lost = [word for word in words if word not in held and (word.alone or word.article not in articles)]
    if not lost:
        return replace(finding, reasons=(*finding.reasons, _confirmed([word for word in words if word in held])))
    against = tuple(
        Reason(ReasonCode.PRIMED_WORD, word.article, second.instead(word), word.interval)
        for word in lost[:MOST_REASONS]
    )
    parts = tuple(p if p.verdict is Verdict.NOT_FOUND else replace(p, verdict=Verdict.UNCLEAR) for p in finding.parts)
    return replace(
        finding, verdict=Verdict.UNCLEAR, confidence=UNDECIDED, reasons=(*against, *finding.reasons), parts=parts
    )


def _confirmed(words: Sequence[_Resting]) -> Reason:
    """One reason for all the words that were heard again."""
    text = " · ".join(dict.fromkeys(word.text.strip(".,،؛؟!?:") for word in words))
    whole = Interval(words[0].interval.start, max(word.interval.end for word in words))
    return Reason(ReasonCode.PRIMED_WORD_CONFIRMED, None, text, whole)
