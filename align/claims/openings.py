"""Attributions that open a clause, told apart from what was said."""

from __future__ import annotations

from dataclasses import replace

from align.claims.grammar import Grammar, Verb, grammar
from align.claims.insertions import as_for
from align.claims.saying import (
    BREAK,
    COMMA,
    MARK_DISTANCE,
    Attribution,
    find_mark,
    is_verb_at,
    next_comma,
    sentence_follows,
    speaker_name,
)
from align.language import language_of, tokenise
from align.language.phrases import Hit, TokenView

_SUBJECT_WORDS = 12  # before the verb, apposition included
_ADVERBIAL_WORDS = 12


def opening(view: TokenView, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """The attribution that opens the clause of tokens `start`..`end`; None where it attributes nothing."""
    if fronted := as_for(view, start, end, grammar):
        return _answer(view, start, fronted, end, grammar)
    for first in _openings(view, start, end, grammar):
        for look in (_source, _verb_first, _subject_left_out, _subject_first):
            found = look(view, first, end, grammar)
            if found:
                return found
    return None


def _answer(view: TokenView, start: int, fronted: tuple[int, int], end: int, grammar: Grammar) -> Attribution | None:
    """«أما سعاد، وهي الكبرى، فتقول إن …», «أما الجسر فيؤكد الرئيس أنه …»."""
    first, verb = fronted
    for hit in grammar.speech.find(view, verb):
        found = _behind_verb(view, verb, hit, end, grammar)
        if found and found.speaker:
            found = replace(found, explicit=False, about=(first, verb))
        elif found:
            found = replace(found, speaker=speaker_name(view, first, verb, grammar))
        return replace(found, content=start) if found and hit.entry.keeps else found
    return None


def _openings(view: TokenView, start: int, end: int, grammar: Grammar) -> list[int]:
    """Where the attribution may begin: at once, after connectives, after an adverbial with its comma."""
    at = start
    while at < end - 1 and view.word(at) in grammar.leading and not BREAK.search(view.gap(at + 1)):
        at += 1
    found = [start] if at == start else [start, at]
    if grammar.opens_adverbial(view.word(at)):
        comma = next_comma(view, at + 1, min(at + _ADVERBIAL_WORDS, end))
        if comma is not None:
            found.append(comma)
            while comma < end - 1 and view.word(comma) in grammar.leading:
                comma += 1
            found.append(comma)
    return found


def _source(view: TokenView, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """ "According to X, …": the name reaches to the comma, or where verbs come first to the verb."""
    for hit in grammar.sources.find(view, start):
        if hit.entry.closed:
            if hit.end < end and COMMA.search(view.gap(hit.end)):
                return Attribution(None, _after_mark(view, hit.end, grammar), verb=hit.end - 1)
            continue
        for index in range(hit.end + 1, min(hit.end + _SUBJECT_WORDS, end)):
            comma = COMMA.search(view.gap(index))
            mark = grammar.marks.find(view, index)
            if mark and mark[0].prefix:  # «بحسب العطار فإن …»
                return Attribution(speaker_name(view, hit.end, index, grammar), mark[0].end, clitic=hit.entry.clitic)
            if comma or (grammar.verb_first and grammar.is_surely_verb(view.word(index))):
                content = _apposition_end(view, index, end, grammar) if comma else index
                name = speaker_name(view, hit.end, index, grammar)
                return Attribution(name, _after_mark(view, content, grammar), clitic=hit.entry.clitic)
        return Attribution(None, start)
    return None


def _after_mark(view: TokenView, index: int, grammar: Grammar) -> int:
    """The token after a mark that resumes the statement at `index` («بحسب العطار، فإن …»)."""
    hits = grammar.marks.find(view, index)
    return hits[0].end if hits else index


def _apposition_end(view: TokenView, comma: int, end: int, grammar: Grammar) -> int:
    """The token after an apposition that begins at `comma`, or `comma` where the statement begins there.

    An apposition has no verb and a comma of its own, behind which the statement opens with one.
    """
    for index in range(comma, min(comma + 8, end)):
        word = view.word(index)
        if index > comma and COMMA.search(view.gap(index)):
            return index if grammar.is_verb(word) else comma
        if grammar.is_verb(word) or BREAK.search(view.gap(index) if index > comma else ""):
            return comma
    return comma


def _verb_first(view: TokenView, start: int, end: int, grammar: Grammar) -> Attribution | None:
    for hit in grammar.speech.find(view, start):
        if grammar.verb_first or hit.entry.participle:
            return _behind_verb(view, start, hit, end, grammar)
    return None


def _behind_verb(view: TokenView, start: int, hit: Hit[Verb], end: int, grammar: Grammar) -> Attribution | None:
    """The attribution whose verb of saying stands at `start`, subject behind it."""
    verb = hit.entry
    mark = find_mark(view, hit.end, end, verb, grammar)
    if mark is None:
        if verb.participle and verb.keeps:
            return Attribution(None, start, verb=start)
        bare = verb.participle and verb.bare and sentence_follows(view, hit.end, end, grammar)
        return Attribution(None, hit.end, verb=start) if bare else None
    at, content, pronoun = mark
    speaker = None if verb.participle else speaker_name(view, hit.end, at, grammar)
    return Attribution(speaker, start if verb.keeps else content, pronoun, verb=start)


def _subject_left_out(view: TokenView, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """ "… and said that …"."""
    for hit in grammar.speech.find(view, start):
        return _behind_subject(view, start, start, hit, end, grammar)
    return None


def _subject_first(view: TokenView, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """ "X said that …", "X, the head of Y, said that …"."""
    if view.word(start) in grammar.blockers or grammar.is_surely_verb(view.word(start)):
        return None
    name_end = None  # where an apposition began
    for index in range(start + 1, min(start + _SUBJECT_WORDS, end - 1)):
        gap, word = view.gap(index), view.word(index)
        if BREAK.search(gap) or ":" in gap:
            return None
        comma = COMMA.search(gap) is not None
        if comma and name_end is None:
            name_end = index
            continue
        if comma or name_end is None:
            hits = [hit for hit in grammar.speech.find(view, index) if not hit.prefix and not hit.entry.participle]
            if hits:
                if _goes_on_to_say(view, start, index, grammar):
                    return None
                return _behind_subject(view, start, index, hits[0], end, grammar)
            ends = comma or word in grammar.blockers or grammar.is_surely_verb(word)
            if ends and word not in grammar.leading:
                return None
    return None


def _goes_on_to_say(view: TokenView, start: int, verb: int, grammar: Grammar) -> bool:
    """Whether a statement comes first, whose subject then speaks: "Lee opened a shop and said", not "Lee laughed and
    said"."""
    joined = verb - 1
    if grammar.verb_first or view.word(joined) not in grammar.clause_with_subject:
        return False
    return any(is_verb_at(view, at, grammar) for at in range(start + 1, joined - 1))


def _behind_subject(
    view: TokenView, start: int, index: int, hit: Hit[Verb], end: int, grammar: Grammar
) -> Attribution | None:
    verb = hit.entry
    speaker = speaker_name(view, start, index, grammar)
    follows = view.word(hit.end)  # "mentioned two things that they saw" has no mark, "said today that" has
    far = verb.addressed or follows in grammar.name_enders or follows in grammar.leading or view.gap(hit.end)
    mark = find_mark(view, hit.end, end, verb, grammar, MARK_DISTANCE if far else 1)
    if verb.keeps:
        return Attribution(speaker, start, verb=index) if mark or verb.bare else None
    if mark:
        return Attribution(speaker, mark[1], mark[2], verb=index)
    if verb.addressed and view.word(hit.end + 1) in grammar.personal:
        return Attribution(speaker, hit.end + 1, verb=index)  # "told me he would stay"
    flows = view.flows(hit.end) and view.word(hit.end) not in grammar.name_enders
    if verb.bare and flows and sentence_follows(view, hit.end, end, grammar):
        return Attribution(speaker, hit.end, verb=index)
    return None


def attribution_words(text: str) -> int:
    """How many of the first words (tokens) of `text` only say who said it: three of "he said that they left"."""
    view = TokenView(text, tokenise(text))
    found = opening(view, 0, len(view), grammar(language_of(text))) if len(view) else None
    return found.content if found else 0
