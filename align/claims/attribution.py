"""Who says it: the words of a clause that attribute it to someone, told apart from what was said."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from align.claims.grammar import Grammar, Verb
from align.language.phrases import Hit, Stretch

_MARK_DISTANCE = 18  # words between a verb of saying and its "that": a name, its apposition, where it was said
_SUBJECT_WORDS = 12  # before the verb, apposition included
_NAME_WORDS = 7  # of a speaker, at most
_TAIL_WORDS = 9  # of an attribution behind the statement (", said the head of the waterworks")
_ADVERBIAL_WORDS = 12
_BREAK = re.compile("[;؛.!?؟…]")
_COMMA = re.compile("[,،()–—]")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The attributing words of a clause, as token ranges.

    speaker: The name, None where it is left out or a pronoun (then the speaker before goes on).
    content: First token of what was said.
    explicit: The subject says it of itself ("he added that he"): the statement's pronoun is the speaker.
    clitic: The name has a preposition written onto it.
    verb: Token of the verb of saying, or of the pronoun in "in her words"; None for a source with its name.
    """

    speaker: tuple[int, int] | None
    content: int
    explicit: bool = False
    clitic: bool = False
    verb: int | None = None


def opening(stretch: Stretch, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """The attribution that opens the clause of tokens `start`..`end`; None where it attributes nothing."""
    for first in _openings(stretch, start, end, grammar):
        for look in (_source, _verb_first, _subject_first):
            found = look(stretch, first, end, grammar)
            if found:
                return found
    return None


def _openings(stretch: Stretch, start: int, end: int, grammar: Grammar) -> list[int]:
    """Where the attribution may begin: at once, after connectives, after an adverbial with its comma."""
    at = start
    while at < end - 1 and stretch.word(at) in grammar.leading and not _BREAK.search(stretch.gap(at + 1)):
        at += 1
    found = [start] if at == start else [start, at]
    if stretch.word(at) in grammar.adverbials:
        comma = next((i for i in range(at + 1, min(at + _ADVERBIAL_WORDS, end)) if _COMMA.search(stretch.gap(i))), None)
        if comma is not None:
            found.append(comma)
            while comma < end - 1 and stretch.word(comma) in grammar.leading:
                comma += 1
            found.append(comma)
    return found


def _source(stretch: Stretch, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """ "According to X, …": the name reaches to the comma; without one the name is one word, or with its title two."""
    for hit in grammar.sources.find(stretch, start):
        if hit.entry.closed:
            if hit.end < end and _COMMA.search(stretch.gap(hit.end)):
                return Attribution(None, hit.end, verb=hit.end - 1)
            continue
        for index in range(hit.end + 1, min(hit.end + _SUBJECT_WORDS, end)):
            if _COMMA.search(stretch.gap(index)):
                content = _apposition_end(stretch, index, end, grammar)
                return Attribution(_name(stretch, hit.end, index, grammar), content, clitic=hit.entry.clitic)
            if grammar.is_surely_verb(stretch.word(index)):
                return Attribution(_name(stretch, hit.end, index, grammar), index, clitic=hit.entry.clitic)
    return None


def _apposition_end(stretch: Stretch, comma: int, end: int, grammar: Grammar) -> int:
    """The token after an apposition that begins at `comma`, or `comma` where the statement begins there.

    An apposition has no verb and a comma of its own, behind which the statement opens with one.
    """
    for index in range(comma, min(comma + 8, end)):
        word = stretch.word(index)
        if index > comma and _COMMA.search(stretch.gap(index)):
            return index if grammar.is_verb(word) else comma
        if grammar.is_verb(word) or _BREAK.search(stretch.gap(index) if index > comma else ""):
            return comma
    return comma


def _verb_first(stretch: Stretch, start: int, end: int, grammar: Grammar) -> Attribution | None:
    for hit in grammar.speech.find(stretch, start):
        if grammar.verb_first or hit.entry.participle:
            return _behind_verb(stretch, start, hit, end, grammar)
    return None


def _behind_verb(stretch: Stretch, start: int, hit: Hit[Verb], end: int, grammar: Grammar) -> Attribution | None:
    """The attribution whose verb of saying stands at `start`, subject behind it."""
    verb = hit.entry
    mark = find_mark(stretch, hit.end, end, verb, grammar)
    if mark is None:
        return (
            Attribution(None, start if verb.keeps else hit.end, verb=start) if verb.participle and verb.bare else None
        )
    at, content, pronoun = mark
    speaker = None if verb.participle else _name(stretch, hit.end, at, grammar)
    return Attribution(speaker, start if verb.keeps else content, pronoun, verb=start)


def _subject_first(stretch: Stretch, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """ "X, the head of Y, said that …"."""
    if stretch.word(start) in grammar.blockers or grammar.is_surely_verb(stretch.word(start)):
        return None
    commas = 0
    for index in range(start + 1, min(start + _SUBJECT_WORDS, end - 1)):
        gap = stretch.gap(index)
        commas += bool(_COMMA.search(gap))
        word = stretch.word(index)
        if _BREAK.search(gap) or ":" in gap or commas > 2:
            return None
        hits = [hit for hit in grammar.speech.find(stretch, index) if not hit.prefix and not hit.entry.participle]
        if hits and commas != 1:
            found = _behind_subject(stretch, start, index, hits[0], end, grammar)
            if found:
                return found
        if word in grammar.blockers or grammar.is_surely_verb(word):
            return None
    return None


def _behind_subject(
    stretch: Stretch, start: int, index: int, hit: Hit[Verb], end: int, grammar: Grammar
) -> Attribution | None:
    verb = hit.entry
    speaker = _name(stretch, start, index, grammar)
    mark = find_mark(stretch, hit.end, min(hit.end + 6, end), verb, grammar)
    if verb.keeps:
        return Attribution(speaker, start, verb=index) if mark or verb.bare else None
    if mark:
        return Attribution(speaker, mark[1], mark[2], verb=index)
    if verb.bare and hit.end < end - 1 and stretch.flows(hit.end) and stretch.word(hit.end) not in grammar.name_enders:
        return Attribution(speaker, hit.end, verb=index)
    return None


def find_mark(stretch: Stretch, start: int, end: int, verb: Verb, grammar: Grammar) -> tuple[int, int, bool] | None:
    """Where what was said begins: token of the mark, of the content, and whether the mark holds a pronoun."""
    for index in range(start, min(start + _MARK_DISTANCE, end)):
        gap = stretch.gap(index)
        if ":" in gap:
            return index, index, False
        if index > start and _BREAK.search(gap):
            return None
        hits = grammar.marks.find(stretch, index)
        if hits and not hits[0].prefix and stretch.word(index - 1) not in grammar.not_before_marks:
            return (index, hits[0].end, hits[0].entry) if hits[0].end < end else None
        taken = len(verb.preposition)
        if taken and all(stretch.word(index + i) == word for i, word in enumerate(verb.preposition)):
            return (index, index + taken, False) if index + taken < end else None
        if stretch.word(index) in grammar.blockers:
            return None
    return None


def closing(stretch: Stretch, start: int, end: int, grammar: Grammar) -> tuple[int, Attribution] | None:
    """The attribution that closes the clause of tokens `start`..`end`, and the token it begins at."""
    for index in range(max(start + 2, end - _TAIL_WORDS), end):
        for hit in grammar.sources.find(stretch, index):
            if hit.prefix or hit.end > end:
                continue
            if hit.entry.closed and hit.end == end:
                return index, Attribution(None, end, verb=end - 1)
            if not hit.entry.closed and hit.end < end:
                return index, Attribution(_name(stretch, hit.end, end, grammar), end, clitic=hit.entry.clitic)
        if _COMMA.search(stretch.gap(index)):
            found = says(stretch, index, end, grammar)
            if found:
                return index, found
    return None


def inside(stretch: Stretch, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """An attribution between two commas in the clause of tokens `start`..`end`, which cannot be cut out of its text."""
    comma = None
    for index in range(start + 1, end):
        if not _COMMA.search(stretch.gap(index)):
            continue
        if comma is not None and index - comma <= _NAME_WORDS:
            found = says(stretch, comma, index, grammar)
            if found:
                return replace(found, content=start)
        comma = index
    return None


def says(stretch: Stretch, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """The attribution that tokens `start`..`end` are wholly made of: "he said", "according to the mayor"."""
    for source in grammar.sources.find(stretch, start):
        if not source.entry.closed and source.end < end:
            return Attribution(_name(stretch, source.end, end, grammar), end, clitic=source.entry.clitic)
    for index in range(start, min(start + 5, end)):
        hits = [hit for hit in grammar.speech.find(stretch, index) if not hit.prefix and hit.end <= end]
        if hits and not hits[0].entry.keeps:
            if index > start and any(_COMMA.search(stretch.gap(i)) for i in range(hits[0].end, end)):
                return None  # "…, he says, …": the statement goes on
            subject = (start, index) if index > start else (hits[0].end, end)
            return Attribution(_name(stretch, *subject, grammar), end, verb=index)
        if stretch.word(index) in grammar.blockers or grammar.is_surely_verb(stretch.word(index)):
            return None
    return None


def introduction(stretch: Stretch, start: int, end: int, grammar: Grammar) -> tuple[int, Attribution] | None:
    """The attribution at the end of tokens `start`..`end` that introduces a quotation, and the token it begins at."""
    for index in range(end - 1, max(start, end - _TAIL_WORDS) - 1, -1):
        hits = grammar.speech.find(stretch, index)
        if not hits:
            continue
        verb = hits[0]
        behind = _name(stretch, verb.end, end, grammar) if not verb.entry.participle else None
        if behind or grammar.verb_first or verb.entry.participle or index == start:
            return index, Attribution(behind, end, verb=index)
        subject = index
        while subject > start and index - subject < _NAME_WORDS and not _COMMA.search(stretch.gap(subject)):
            subject -= 1
            if stretch.word(subject) in grammar.leading:
                subject += 1
                break
        return subject, Attribution(_name(stretch, subject, index, grammar), end, verb=index)
    return None


def _name(stretch: Stretch, start: int, end: int, grammar: Grammar) -> tuple[int, int] | None:
    """The speaker's name in tokens `start`..`end`: up to a comma or a preposition; None for a pronoun or nothing."""
    while start < end and stretch.word(start) in grammar.leading:
        start += 1
    stop = start
    while stop < end and stop - start < _NAME_WORDS:
        ends = stretch.word(stop) in grammar.name_enders or grammar.marks.find(stretch, stop)
        if ends or (stop > start and stretch.gap(stop).strip("\"'“”«»")):
            break
        stop += 1
    if stop == start or (stop - start == 1 and stretch.word(start) in grammar.personal):
        return None
    return start, stop
