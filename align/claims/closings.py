"""Attributions behind a statement ("…, he said"), inside it, and in front of a quotation."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from align.claims.grammar import Grammar, Joint, Verb
from align.claims.insertions import lacks, resumption, states
from align.claims.saying import (
    COMMA,
    NAME_WORDS,
    Attribution,
    find_mark,
    is_adverb,
    is_verb_at,
    next_comma,
    speaker_name,
)
from align.claims.sources import goes_on, names, whole_source
from align.language import language
from align.language.phrases import Hit, TokenView

_TAIL_WORDS = 12  # of an attribution behind the statement (", said the head of the waterworks")
_LEAD_WORDS = 9  # of one before a quotation
_FRAGMENT_WORDS = 3  # of "most of them"
_SUBJECT_WORDS = 2  # before a verb that no table lists
_CLAUSE_COMMA = re.compile("[,،–—]")
_OPENED = re.compile("[«“]")
_INTRODUCES = re.compile("[:,،]")


def closing(view: TokenView, start: int, end: int, grammar: Grammar) -> tuple[int, Attribution] | None:
    """The attribution that closes the clause of tokens `start`..`end`, and the token it begins at; `end` where more of
    the statement stands behind the source's name ("according to Lee in 1950")."""
    for index in range(max(start + 1, end - _TAIL_WORDS), end):
        if found := whole_source(view, index, end, grammar):
            bare = index == start + 1 and view.flows(index)  # «بيع بحسب المدير البيت»
            if not bare and not (next_comma(view, index + 1, end) and _lacks(view, start, index, end, grammar)):
                return (end if goes_on(view, index, found, end, grammar) else index), found
            # else «فتح المعرض، بحسب المدير، أبوابه»
        elif _CLAUSE_COMMA.search(view.gap(index)):
            found = None if _is_condition(view, start, index, end, grammar) else says(view, index, end, grammar)
            if found and _stated(view, start, index, found.verb, grammar) and not _adds(view, index, found, grammar):
                return index, found
    return None


def _lacks(view: TokenView, start: int, index: int, end: int, grammar: Grammar) -> bool:
    """`lacks`, also where another insertion reaches to the source at `index`: «بلغ، وهو من حلب، بحسب المدرب، …»."""
    last = next((at for at in range(index - 1, start, -1) if COMMA.search(view.gap(at))), start)
    if last > start and _is_fragment(view, last, index, grammar):
        return True
    reaching = (at for at in range(start + 1, index) if resumption(view, start, at, end, grammar) == index)
    return lacks(view, start, next(reaching, index), grammar)


def _is_fragment(view: TokenView, start: int, end: int, grammar: Grammar) -> bool:
    """Whether tokens `start`..`end` behind a comma open a statement without a verb: "most of them, according to …"."""
    bare = grammar.opens_phrase(view.word(start)) or grammar.nouns.listed_class(view.word(start)) in ("P", "t")
    few = 0 < end - start <= _FRAGMENT_WORDS
    return few and not bare and not any(grammar.acts(view.word(at)) for at in range(start, end))


def _is_condition(view: TokenView, start: int, index: int, end: int, grammar: Grammar) -> bool:
    """Whether what stands before the comma at `index` only is an "if", whose main clause follows."""
    if next_comma(view, index + 1, end) is None or next_comma(view, start + 1, index) is not None:
        return False
    return any(hit.entry is Joint.IF for hit in grammar.joints.find(view, start))


def _stated(view: TokenView, start: int, end: int, verb: int | None, grammar: Grammar) -> bool:
    """Whether what stands before the attribution from `end` on is more than the subject of its `verb`: not "Her father,
    a miner, told …"."""
    commas = [at for at in range(start + 1, end + 1) if COMMA.search(view.gap(at))]
    if not grammar.verb_first and len(commas) > 1 and _only_fronted(view, [start, *commas], grammar):
        return False
    if verb is None or grammar.verb_first or not COMMA.search(view.gap(verb)) or (verb == end and len(commas) < 2):
        return True
    apposed = verb == end and not states(view, commas[-2], end, grammar)
    if apposed and grammar.nouns.listed_class(view.word(end + 1)) == "D":
        return False  # "Ann Lee, 92, remembers the night"
    return any(
        states(view, first, last, grammar) and not says(view, first, last, grammar)
        for first, last in pairwise([start, *commas])
        if first == start or not (view.word(first) in grammar.relatives or is_verb_at(view, first, grammar))
    )


def _only_fronted(view: TokenView, commas: list[int], grammar: Grammar) -> bool:
    """Whether between `commas` only stands when or where it was: "In 1976, when the permits ended, a letter told"."""
    if states(view, commas[0], commas[1], grammar) or not grammar.opens_adverbial(view.word(commas[0])):
        return False
    hits = (grammar.joints.find(view, at) for at in commas[1:-1])
    return all(any(hit.entry in (Joint.WHEN, Joint.WHICH) for hit in found) for found in hits)


def _adds(view: TokenView, start: int, found: Attribution, grammar: Grammar) -> bool:
    """Whether the attribution that begins at `start` says more than who spoke, to whom and where: "she wrote a letter",
    "the mayor announced he might quit"."""
    if grammar.verb_first or found.verb is None or found.verb == start:
        return False
    for hit in grammar.speech.find(view, found.verb):
        first = view.word(hit.end) if hit.end < found.content else ""
        thing = grammar.nouns.listed_class(first) == "D" and first not in grammar.clause_pronouns
        return (thing and not hit.entry.addressed) or states(view, hit.end, found.content, grammar)
    return False


def inside(view: TokenView, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """An attribution between two commas in the clause of tokens `start`..`end`, which cannot be cut out of its text."""
    comma = None
    for index in range(start + 1, end):
        ends = COMMA.search(view.gap(index)) is not None
        if comma is not None and (ends or ":" in view.gap(index)) and index - comma <= NAME_WORDS:
            found = says(view, comma, index, grammar)
            if found:
                return replace(found, content=start)
        comma = index if ends else comma
    return None


def says(view: TokenView, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """The attribution that tokens `start`..`end` are wholly made of: "he said", "according to the mayor"."""
    if source := whole_source(view, start, end, grammar):
        return source
    if grammar.opens_adverbial(view.word(start)) or grammar.as_.find(view, start):
        return None  # ", despite reports to the contrary"; «كما أكد صحة الخبر»
    for index in range(start, min(start + 5, end)):
        hits = [hit for hit in grammar.speech.find(view, index) if not hit.prefix and hit.end <= end]
        if hits and grammar.speech.find(view, hits[0].end) and hits[0].end < end and not grammar.verb_first:
            continue  # "reports say"
        if hits and not hits[0].entry.keeps:
            if hits[0].entry.participle or any(grammar.marks.find(view, i) for i in range(hits[0].end, end)):
                return None  # what was said comes behind it
            if index > start and any(COMMA.search(view.gap(i)) for i in range(hits[0].end, end)):
                return None  # "…, he says, …": the statement goes on
            if _is_no_saying(view, start, index, hits[0].end, end, grammar):
                return None
            ahead = any(not is_adverb(view.word(at), grammar) for at in range(start, index))
            behind = hits[0].end < end and _is_subject_behind(view, hits[0], end, grammar)
            if ahead and behind and COMMA.search(view.gap(index)):
                return None  # "…, the olives, said Reid"
            if not ahead and not behind and hits[0].end < end:
                return None  # ", asked for a glass of water"
            subject = (start, index) if ahead else (hits[0].end, end)
            return Attribution(speaker_name(view, *subject, grammar), end, verb=index)
        if view.word(index) in grammar.blockers or is_verb_at(view, index, grammar):
            return None
    return None


def _is_no_saying(view: TokenView, start: int, verb: int, end: int, last: int, grammar: Grammar) -> bool:
    """Whether what looks like a verb of saying at `verb`, behind tokens from `start` on, is none or says what was
    answered: "121 confirmed cases", «ثامنة بين السيدات», «نوقع بلا ختم», «أجابت بالرفض»."""
    if any(":" in view.gap(at) for at in range(verb + 1, last)):
        return True  # "…, says Reid: the pipes froze"
    if view.word(end) in grammar.answers or grammar.nouns.listed_class(view.word(verb)) == "P":
        return True
    quoted = _OPENED.search(view.gap(start)) is not None
    return quoted or (verb > start and view.flows(verb) and view.word(verb - 1).isdigit())


def _is_subject_behind(view: TokenView, verb: Hit[Verb], end: int, grammar: Grammar) -> bool:
    """Whether behind the `verb` of saying, up to token `end`, stands who can say it: "said Reid, the mayor"."""
    start = verb.end
    if next_comma(view, start + 1, end) and not names(view, start, end, grammar):
        return False  # "The house, said Reid, was haunted"
    if grammar.verb_first:
        return True
    word = view.word(start)
    if verb.entry.addressed or word in grammar.clause_pronouns or language(grammar.code).is_negator(word):
        return False
    if grammar.nouns.listed_class(word) in ("P", "G"):
        return False
    if word in grammar.personal:
        return start + 1 == end or not grammar.is_verb(view.word(start + 1))  # not "nobody believed it would"
    name = speaker_name(view, start, end, grammar)
    return name is not None and not any(is_verb_at(view, at, grammar) for at in range(*name))


def introduction(view: TokenView, start: int, end: int, grammar: Grammar) -> tuple[int, Attribution] | None:
    """The attribution at the end of tokens `start`..`end` that introduces a quotation, and the token it begins at."""
    for index in range(end - 1, max(start, end - _LEAD_WORDS) - 1, -1):
        marks = grammar.marks.find(view, index)
        if marks and marks[0].end < end:
            return None  # what was said begins before the quotation
        hits = grammar.speech.find(view, index)
        if not hits:
            continue
        verb = hits[0]
        joined = _INTRODUCES.search(view.gap(end)) or grammar.marks.find(view, end - 1)
        if not joined and any(grammar.is_surely_verb(view.word(at)) for at in range(verb.end, end)):
            return None  # "conceding the point would mean"
        if _is_denied(view, start, index, grammar):
            return None  # "He never said …"
        if grammar.verb_first and verb.entry.participle and (found := _finite(view, start, index, grammar)):
            return found
        behind = speaker_name(view, verb.end, end, grammar) if not verb.entry.participle else None
        if grammar.verb_first and not behind and not verb.prefix and not verb.entry.participle:
            cut, subject = _subject_ahead(view, start, index, grammar)
            return cut, Attribution(speaker_name(view, subject, index, grammar), end, verb=index)
        if grammar.verb_first or verb.entry.participle or index == start:
            return index, Attribution(behind, end, verb=index)
        if behind and not (verb.entry.addressed or _INTRODUCES.search(view.gap(end))):
            return None  # "described the day as"
        subject = _subject_start(view, start, index, grammar)
        name = None if verb.entry.addressed else behind  # "and told her"
        name = speaker_name(view, subject, index, grammar) if subject < index else name
        return subject, Attribution(name, end, verb=index)
    return _unlisted(view, start, end, grammar)


def _is_denied(view: TokenView, start: int, verb: int, grammar: Grammar) -> bool:
    """Whether "not" stands before the verb of saying at `verb`, or nobody is its subject."""
    at = verb - 1
    while at > start and view.flows(at) and grammar.nouns.listed_class(view.word(at)) == "A":
        if language(grammar.code).is_negator(view.word(at)):
            return True
        at -= 1
    return at >= start and view.flows(at + 1) and language(grammar.code).is_negator(view.word(at))


def _finite(view: TokenView, start: int, end: int, grammar: Grammar) -> tuple[int, Attribution] | None:
    """The attribution from `start` to the participle of saying at `end` that repeats its verb: «ورد المدير قائلا»."""
    for hit in grammar.speech.find(view, start):
        if hit.entry.participle or hit.entry.keeps or next_comma(view, start + 1, end):
            return None
        name = speaker_name(view, hit.end, end, grammar)
        rest = name[1] if name else hit.end
        if rest == end or (view.word(rest) in grammar.name_enders and not hit.entry.preposition):
            return start, Attribution(name, end, verb=start)
    return None


def _unlisted(view: TokenView, start: int, end: int, grammar: Grammar) -> tuple[int, Attribution] | None:
    """`introduction` by a verb that no table lists: «لكن سعاد تضحك: «…»»."""
    verb = end - 1
    if verb <= start or ":" not in view.gap(end) or not grammar.is_imperfect(view.raw(verb, end)):
        return None
    cut, subject = _subject_ahead(view, start, verb, grammar)
    if not 0 < verb - subject <= _SUBJECT_WORDS:
        return None
    return cut, Attribution(speaker_name(view, subject, verb, grammar), end, verb=verb)


def _subject_ahead(view: TokenView, start: int, verb: int, grammar: Grammar) -> tuple[int, int]:
    """Where an attribution begins whose verb, at `verb`, does not come first, and where its subject does.

    Both are `verb` where a statement stands before it. «وتذكر أن جارتها كانت تقول لها» is an attribution as a whole.
    """
    end = _before_leading(view, start, verb, grammar)  # «كانت تقول»
    subject = end
    while subject > start and view.flows(subject) and not grammar.marks.find(view, subject - 1):
        word = view.word(subject - 1)
        bare = grammar.after_proclitic(word) or word
        if word in grammar.leading:
            break
        if end - subject == NAME_WORDS or grammar.acts(word) or grammar.opens_phrase(bare):
            return verb, verb
        subject -= 1
    for at in range(subject - 1, max(start, subject - NAME_WORDS) - 1, -1):
        for hit in grammar.speech.find(view, at):
            mark = find_mark(view, hit.end, verb, hit.entry, grammar)
            if mark and mark[1] == subject:
                return at, subject
    return _before_leading(view, start, subject, grammar), subject


def _before_leading(view: TokenView, start: int, end: int, grammar: Grammar) -> int:
    """The token at which connectives and auxiliaries before token `end` begin."""
    while end > start and view.flows(end) and view.word(end - 1) in grammar.leading:
        end -= 1
    return end


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
