"""Attributions behind a statement ("…, he said"), inside it, and in front of a quotation."""

from __future__ import annotations

import re
from dataclasses import replace

from align.claims.grammar import Grammar
from align.claims.saying import COMMA, NAME_WORDS, Attribution, next_comma, speaker_name
from align.language.phrases import TokenView
from align.quantities import quantities

_TAIL_WORDS = 9  # of an attribution behind the statement (", said the head of the waterworks")
_CLAUSE_COMMA = re.compile("[,،–—]")
_INTRODUCES = re.compile("[:,،]")


def closing(view: TokenView, start: int, end: int, grammar: Grammar) -> tuple[int, Attribution] | None:
    """The attribution that closes the clause of tokens `start`..`end`, and the token it begins at."""
    for index in range(max(start + 1, end - _TAIL_WORDS), end):
        for hit in grammar.sources.find(view, index):
            if hit.prefix or hit.end > end:
                continue
            if hit.entry.closed and hit.end == end:
                return index, Attribution(None, end, verb=end - 1)
            if not hit.entry.closed and _names(view, hit.end, end, grammar):
                return index, Attribution(speaker_name(view, hit.end, end, grammar), end, clitic=hit.entry.clitic)
        if _CLAUSE_COMMA.search(view.gap(index)):
            found = says(view, index, end, grammar)
            if found:
                return index, found
    return None


def inside(view: TokenView, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """An attribution between two commas in the clause of tokens `start`..`end`, which cannot be cut out of its text."""
    comma = None
    for index in range(start + 1, end):
        if not COMMA.search(view.gap(index)):
            continue
        if comma is not None and index - comma <= NAME_WORDS:
            found = says(view, comma, index, grammar)
            if found:
                return replace(found, content=start)
        comma = index
    return None


def says(view: TokenView, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """The attribution that tokens `start`..`end` are wholly made of: "he said", "according to the mayor"."""
    for source in grammar.sources.find(view, start):
        if source.entry.closed and source.end == end:
            return Attribution(None, end, verb=end - 1)
        if not source.entry.closed and _names(view, source.end, end, grammar):
            return Attribution(speaker_name(view, source.end, end, grammar), end, clitic=source.entry.clitic)
    if grammar.opens_adverbial(view.word(start)):
        return None  # ", despite reports to the contrary"
    for index in range(start, min(start + 5, end)):
        hits = [hit for hit in grammar.speech.find(view, index) if not hit.prefix and hit.end <= end]
        if hits and not hits[0].entry.keeps:
            if hits[0].entry.participle or any(grammar.marks.find(view, i) for i in range(hits[0].end, end)):
                return None  # what was said comes behind it
            if index > start and any(COMMA.search(view.gap(i)) for i in range(hits[0].end, end)):
                return None  # "…, he says, …": the statement goes on
            subject = (start, index) if index > start else (hits[0].end, end)
            return Attribution(speaker_name(view, *subject, grammar), end, verb=index)
        if view.word(index) in grammar.blockers or grammar.is_surely_verb(view.word(index)):
            return None
    return None


def _names(view: TokenView, start: int, end: int, grammar: Grammar) -> bool:
    """Whether a source's name is at `start`, with no more than an apposition behind it: no verb, no preposition."""
    if start >= end or COMMA.search(view.gap(start)):
        return False
    comma = next_comma(view, start + 1, end)
    if comma is None:
        return True
    if any(amount.counted and not amount.phrase[0] for amount in quantities(view.raw(comma, end), grammar.code)):
        return False  # «…، بحسب الأهالي، سبعة أشخاص»: the statement goes on
    return not (
        grammar.opens_phrase(view.word(comma)) or any(grammar.is_verb(view.word(at)) for at in range(comma, end))
    )


def introduction(view: TokenView, start: int, end: int, grammar: Grammar) -> tuple[int, Attribution] | None:
    """The attribution at the end of tokens `start`..`end` that introduces a quotation, and the token it begins at."""
    for index in range(end - 1, max(start, end - _TAIL_WORDS) - 1, -1):
        marks = grammar.marks.find(view, index)
        if marks and marks[0].end < end:
            return None  # what was said begins before the quotation
        hits = grammar.speech.find(view, index)
        if not hits:
            continue
        verb = hits[0]
        behind = speaker_name(view, verb.end, end, grammar) if not verb.entry.participle else None
        if grammar.verb_first or verb.entry.participle or index == start:
            return index, Attribution(behind, end, verb=index)
        if behind and not (verb.entry.addressed or _INTRODUCES.search(view.gap(end))):
            return None  # "described the day as"
        subject = _subject_start(view, start, index, grammar)
        name = speaker_name(view, subject, index, grammar) if subject < index else behind
        return subject, Attribution(name, end, verb=index)
    return None


def _subject_start(view: TokenView, start: int, verb: int, grammar: Grammar) -> int:
    """First token of the subject before the verb at `verb`, in a sentence from `start` on."""
    if COMMA.search(view.gap(verb)):
        return start  # "X, the head of Y, said"
    subject = verb
    while subject > start and verb - subject < NAME_WORDS and not COMMA.search(view.gap(subject)):
        if view.word(subject - 1) in grammar.leading:
            break
        subject -= 1
    return subject
