"""The sentence after an evidence that takes some of it back: "but only …", «بس مو دايما …».

It changes no verdict: whether it touches what the claim says, only a reader can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from align.judging.evidence import tokens_of
from align.judging.limits import LIMITS
from align.language.phrases import Phrasebook, TokenView
from align.language.tables import rows, spellings, words
from align.matching import TranscriptIndex
from align.types import Finding, Qualifier

_PLACES = frozenset({"opening", "early", "lead-in", "none"})
_BREAKS = frozenset("\n.,،;؛:!?؟…-–—")


@dataclass(frozen=True, slots=True)
class _Cues:
    """What qualifies in one language, by where it stands; see the head of `qualifiers.tsv`."""

    book: Phrasebook[str]
    before_verb: dict[str, tuple[str, ...]]  # a cue, and how a verb begins before which it is none


def with_qualifiers(finding: Finding, talk: TranscriptIndex) -> Finding:
    """`finding` with what qualifies each of its evidence; mere candidates have none."""
    if not finding.verdict.has_place:
        return finding
    found = tuple(replace(item, qualifier=qualifier(tokens_of(item, talk)[1], talk)) for item in finding.evidence)
    return replace(finding, evidence=found)


def qualifier(last: int, talk: TranscriptIndex) -> Qualifier | None:
    """What the speaker of the token `last` says right after it, if that qualifies what ends there."""
    cues, view = _cues(talk.language.code), talk.view()
    for start in _clause_starts(last, talk):
        at = _cue_at(start, view, cues)
        if at is not None and talk.speaker_of_token(at[0]) == talk.speaker_of_token(last):
            end = _end(*at, talk)
            if end is None:
                return None
            return Qualifier(talk.interval(at[0], end), talk.heard(at[0], end), view.raw(*at))
    return None


def _clause_starts(last: int, talk: TranscriptIndex) -> Iterator[int]:
    """Where clauses of the same speaker begin in the rest of the phrase, and where the next phrase does."""
    speaker, ended = talk.speaker_of_token(last), talk.interval(last, last).end
    phrase_end = talk.phrase(last)[1]
    for at in range(last + 1, min(phrase_end, last + LIMITS.sentence) + 1):
        if at == last + 1 or _BREAKS & set(_between(at, talk)):
            yield at
    at = phrase_end + 1
    if at < len(talk) and talk.speaker_of_token(at) != speaker:
        end = talk.phrase(at)[1]
        at = end + 1 if end - at < LIMITS.phrase else len(talk)
    near = at < len(talk) and talk.interval(at, at).start - ended <= LIMITS.goes_on
    if near and talk.speaker_of_token(at) == speaker:
        yield at


def _between(at: int, talk: TranscriptIndex) -> str:
    return talk.text[talk.tokens[at - 1].end : talk.tokens[at].start]


def _cue_at(start: int, view: TokenView, cues: _Cues) -> tuple[int, int] | None:
    """The tokens (end exclusive) of the cue with which a clause begins, or nearly begins."""
    at = start
    for _ in range(LIMITS.phrase):
        hit = next(iter(cues.book.find(view, at)), None)
        if hit is None:
            break
        if hit.entry != "lead-in":
            beginnings = cues.before_verb.get(view.word(at))
            before_verb = beginnings and hit.end == at + 1 and view.word(hit.end).startswith(beginnings)
            return None if hit.entry == "none" or before_verb else (at, hit.end)
        at = hit.end
    for early in range(at, min(at + LIMITS.phrase, len(view))):
        if early > at and "\n" in view.text[view.tokens[early - 1].end : view.tokens[early].start]:
            break
        hit = next((hit for hit in cues.book.find(view, early) if hit.entry == "early"), None)
        if hit is not None:
            return early, hit.end
    return None


def _end(start: int, cue_end: int, talk: TranscriptIndex) -> int | None:
    """The last token of the sentence whose cue is the tokens `start` to `cue_end` (exclusive); None where nothing
    follows it."""
    speaker, (first, end) = talk.speaker_of_token(start), talk.phrase(cue_end - 1)
    if first < start and end < cue_end:
        return None  # «تلات سنين بس.»: "only", behind what it limits
    while end - start + 1 < LIMITS.phrase and end + 1 < len(talk) and talk.speaker_of_token(end + 1) == speaker:
        end = talk.phrase(end + 1)[1]
    end = min(end, start + LIMITS.statement - 1)
    return end if end > cue_end else None


@cache
def _cues(code: str) -> _Cues:
    table = rows(code, "qualifiers")
    listed = [(spelling, row[0]) for row in table if row[0] in _PLACES for spelling in spellings(row[1])]
    before = {cue: tuple(spellings(row[2])) for row in table if row[0] == "before-verb" for cue in spellings(row[1])}
    return _Cues(Phrasebook(listed, words(code, "qualifiers", "proclitic")), before)
