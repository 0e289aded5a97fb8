"""Attributions behind a statement ("…, he said"), inside it, and in front of a quotation."""

from __future__ import annotations

import re
from dataclasses import replace

from align.claims.grammar import Grammar
from align.claims.saying import COMMA, NAME_WORDS, Attribution, next_comma, speaker_name
from align.language.phrases import Stretch

_TAIL_WORDS = 9  # of an attribution behind the statement (", said the head of the waterworks")
_CLAUSE_COMMA = re.compile("[,،–—]")
_INTRODUCES = re.compile("[:,،]")


def closing(stretch: Stretch, start: int, end: int, grammar: Grammar) -> tuple[int, Attribution] | None:
    """The attribution that closes the clause of tokens `start`..`end`, and the token it begins at."""
    for index in range(max(start + 1, end - _TAIL_WORDS), end):
        for hit in grammar.sources.find(stretch, index):
            if hit.prefix or hit.end > end:
                continue
            if hit.entry.closed and hit.end == end:
                return index, Attribution(None, end, verb=end - 1)
            if not hit.entry.closed and hit.end < end and not _goes_on(stretch, hit.end, end, grammar):
                return index, Attribution(speaker_name(stretch, hit.end, end, grammar), end, clitic=hit.entry.clitic)
        if _CLAUSE_COMMA.search(stretch.gap(index)):
            found = says(stretch, index, end, grammar)
            if found:
                return index, found
    return None


def inside(stretch: Stretch, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """An attribution between two commas in the clause of tokens `start`..`end`, which cannot be cut out of its text."""
    comma = None
    for index in range(start + 1, end):
        if not COMMA.search(stretch.gap(index)):
            continue
        if comma is not None and index - comma <= NAME_WORDS:
            found = says(stretch, comma, index, grammar)
            if found:
                return replace(found, content=start)
        comma = index
    return None


def says(stretch: Stretch, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """The attribution that tokens `start`..`end` are wholly made of: "he said", "according to the mayor"."""
    for source in grammar.sources.find(stretch, start):
        if not source.entry.closed and source.end < end and not _goes_on(stretch, source.end, end, grammar):
            return Attribution(speaker_name(stretch, source.end, end, grammar), end, clitic=source.entry.clitic)
    if grammar.opens_adverbial(stretch.word(start)):
        return None  # ", despite reports to the contrary"
    for index in range(start, min(start + 5, end)):
        hits = [hit for hit in grammar.speech.find(stretch, index) if not hit.prefix and hit.end <= end]
        if hits and not hits[0].entry.keeps:
            if hits[0].entry.participle or any(grammar.marks.find(stretch, i) for i in range(hits[0].end, end)):
                return None  # what was said comes behind it
            if index > start and any(COMMA.search(stretch.gap(i)) for i in range(hits[0].end, end)):
                return None  # "…, he says, …": the statement goes on
            subject = (start, index) if index > start else (hits[0].end, end)
            return Attribution(speaker_name(stretch, *subject, grammar), end, verb=index)
        if stretch.word(index) in grammar.blockers or grammar.is_surely_verb(stretch.word(index)):
            return None
    return None


def _goes_on(stretch: Stretch, start: int, end: int, grammar: Grammar) -> bool:
    """Whether behind the name at `start` a comma brings a verb: more than an apposition, the statement itself."""
    comma = next_comma(stretch, start + 1, end)
    return comma is not None and any(grammar.is_verb(stretch.word(index)) for index in range(comma, end))


def introduction(stretch: Stretch, start: int, end: int, grammar: Grammar) -> tuple[int, Attribution] | None:
    """The attribution at the end of tokens `start`..`end` that introduces a quotation, and the token it begins at."""
    for index in range(end - 1, max(start, end - _TAIL_WORDS) - 1, -1):
        marks = grammar.marks.find(stretch, index)
        if marks and marks[0].end < end:
            return None  # what was said begins before the quotation
        hits = grammar.speech.find(stretch, index)
        if not hits:
            continue
        verb = hits[0]
        behind = speaker_name(stretch, verb.end, end, grammar) if not verb.entry.participle else None
        if grammar.verb_first or verb.entry.participle or index == start:
            return index, Attribution(behind, end, verb=index)
        if behind and not (verb.entry.addressed or _INTRODUCES.search(stretch.gap(end))):
            return None  # "described the day as"
        subject = _subject_start(stretch, start, index, grammar)
        name = speaker_name(stretch, subject, index, grammar) if subject < index else behind
        return subject, Attribution(name, end, verb=index)
    return None


def _subject_start(stretch: Stretch, start: int, verb: int, grammar: Grammar) -> int:
    """First token of the subject before the verb at `verb`, in a sentence from `start` on."""
    if COMMA.search(stretch.gap(verb)):
        return start  # "X, the head of Y, said"
    subject = verb
    while subject > start and verb - subject < NAME_WORDS and not COMMA.search(stretch.gap(subject)):
        if stretch.word(subject - 1) in grammar.leading:
            break
        subject -= 1
    return subject
