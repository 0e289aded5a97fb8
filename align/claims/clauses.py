"""Where a sentence splits into clauses that can each be true or false."""

from __future__ import annotations

import re
from collections.abc import Callable

from align.claims.closings import says
from align.claims.grammar import Grammar, Joint
from align.claims.insertions import as_for, is_source, resumption, states
from align.claims.saying import find_mark, next_comma, sentence_follows
from align.language import language
from align.language.phrases import TokenView

COMMA = re.compile("[,،–—]")
_SEMICOLON = re.compile("[;؛]")
_SHORTEST = 2  # words on either side of a split
_SHORTEST_KEPT = 4  # words of a clause whose subject is the one before it; a shorter one says too little alone
_MARK_WORDS = 8  # in which a coordinated verb of saying must find its "that"
_LOOK_WORDS = 40  # of the clause before, in which a denial is looked for
_STATING = (Joint.WHICH, Joint.WHEN, Joint.BECAUSE)  # "…, who had been mayor", "…, after the speech was cancelled"
_PHRASE_WORDS = 3  # of "but a rotten plank"
_ADVERBIAL_WORDS = 4  # of what surely has no verb: "In the spring of 1950"
_SUBJECT_WORDS = 6  # in which a coordinated clause must find its verb


def next_clause(
    view: TokenView, start: int, end: int, grammar: Grammar, protected: Callable[[int], bool], reported: bool
) -> tuple[int, int]:
    """End of the clause that starts at token `start`, and start of the next one, its connective left out.

    Args:
        protected: Whether token i is inside something that must not be split before it.
        reported: Whether the clause follows a "that", so that "and that" goes on.
    """
    fronted = as_for(view, start, end, grammar)
    resumes = fronted[1] + 1 if fronted else start
    for index in range(start + 1, end - _SHORTEST + 1):
        if index < resumes:
            continue
        behind = resumption(view, start, index, end, grammar)
        if behind is None:
            behind = _behind_saying(view, start, index, end, grammar)
        if behind is not None:
            resumes = behind
            continue
        following = _opens_clause(view, start, index, end, grammar, reported) if index - start >= _SHORTEST else None
        if following is not None and end - following >= _SHORTEST and not protected(index):
            return index, following
    return end, end


def _behind_saying(view: TokenView, start: int, index: int, end: int, grammar: Grammar) -> int | None:
    """The token at which the statement goes on that an attribution behind the comma before token `index` interrupts
    before its verb, with a clause about whoever spoke: "The mill, said Lee, who ran it, closed"."""
    close = next_comma(view, index + 1, end) if COMMA.search(view.gap(index)) else None
    if close is None or grammar.clause_after_comma.find(view, index):
        return None
    if states(view, start, index, grammar) or not says(view, index, close, grammar):
        return None
    while _is_relative(view, close, grammar) and (behind := next_comma(view, close + 1, end)):
        close = behind
    return close


def _is_relative(view: TokenView, at: int, grammar: Grammar) -> bool:
    return any(hit.entry is Joint.WHICH and not hit.prefix for hit in grammar.joints.find(view, at))


def _opens_clause(view: TokenView, start: int, index: int, end: int, grammar: Grammar, reported: bool) -> int | None:
    """First token of the clause that a split before token `index` leaves, None where no clause begins."""
    gap = view.gap(index)
    after_comma = COMMA.search(gap) is not None
    books = [grammar.clause_anywhere]
    if after_comma and is_source(view, index, end, grammar):
        return None  # «…، كما قال المعلم»
    if reported:
        books.append(grammar.clause_further)
    if after_comma:
        books.append(grammar.clause_after_comma)
    if _SEMICOLON.search(gap) or (after_comma and as_for(view, index, end, grammar)):
        return index
    for book in books:
        for hit in book.find(view, index):
            if view.word(index) in grammar.clause_with_noun and view.word(hit.end) in grammar.personal:
                return None  # "…, while she was shopping"
            if _is_adverbial(view, start, index, grammar):
                return None  # «وفي روما، حيث يعيش اليوم، افتتح مطعما»
            corrects = not grammar.verb_first and _corrects(view, start, index, hit.end, end, grammar)
            return None if corrects else hit.end
    if after_comma and end - index >= _SHORTEST_KEPT and _leans_on(view, start, index, end, grammar):
        return index
    if _says(view, start, index, end, grammar, after_comma):
        return index
    if (
        view.word(index) in grammar.clause_with_subject
        and view.flows(index + 1)
        and _says_again(view, index + 1, end, grammar)
    ):
        return index + 1
    return _sentence_start(view, start, index, end, grammar) if after_comma else None


def _is_adverbial(view: TokenView, start: int, end: int, grammar: Grammar) -> bool:
    """Whether tokens `start`..`end`, or what "and" joins behind the last comma in them, only say where or when, so that
    the statement is still to come."""
    last = next((at for at in range(end - 1, start, -1) if COMMA.search(view.gap(at))), start)
    if view.word(last) in grammar.clause_with_subject or grammar.after_proclitic(view.word(last)):
        start = last  # «وانتقل إلى صيدا، ومن هناك، حيث …»
    while start < end - 1 and view.word(start) in grammar.leading:
        start += 1
    few = end - start <= _ADVERBIAL_WORDS
    words = [view.word(at) for at in range(start, end)]
    acts = any(grammar.acts(word) and word not in grammar.existential for word in words)
    return few and not acts and grammar.opens_adverbial(words[0])


def _corrects(view: TokenView, start: int, index: int, following: int, end: int, grammar: Grammar) -> bool:
    """Whether what follows the connective at `index` only puts right what was denied: "not in May, but in June"."""
    last = next_comma(view, following + 1, end) or end
    denies = language(grammar.code).is_negator
    phrase = last - following <= _PHRASE_WORDS or grammar.nouns.listed_class(view.word(following)) == "P"
    denied = phrase and any(denies(view.word(at)) for at in range(max(start, index - _LOOK_WORDS), index))
    subject = view.word(following) in grammar.personal
    return denied and not subject and not any(grammar.acts(view.word(at)) for at in range(following, last))


def _leans_on(view: TokenView, start: int, index: int, end: int, grammar: Grammar) -> bool:
    """Whether a clause begins whose subject is the one before it, or a subordinate clause with a verb of its own behind
    a statement that has one."""
    if grammar.clause_kept.find(view, index):
        return True
    for hit in grammar.joints.find(view, index):
        last = next_comma(view, hit.end + 1, end) if hit.entry is Joint.WHEN else None  # "since his death, by aunts"
        reach = range(hit.end, min(hit.end + _SUBJECT_WORDS, last or end))
        stating = hit.entry in _STATING and any(grammar.is_verb(view.word(i)) for i in reach)
        return stating and states(view, start, index, grammar)
    return False


def _says(view: TokenView, start: int, index: int, end: int, grammar: Grammar, after_comma: bool) -> bool:
    """Whether an attribution of its own begins: "…, adding that", «…، مشيرا إلى», «… وأضاف أن»."""
    for hit in grammar.speech.find(view, index):
        verb = hit.entry
        if not (grammar.verb_first and (verb.participle or hit.prefix)) and not (after_comma and verb.participle):
            return False  # "kept saying", "he said"
        if not grammar.verb_first and not states(view, start, index, grammar):
            return False  # "The mayor, insisting that it was safe, …"
        marked = find_mark(view, hit.end, min(end, hit.end + _MARK_WORDS), verb, grammar) is not None
        bare = verb.bare and sentence_follows(view, hit.end, end, grammar)
        return marked or (after_comma and verb.participle and (bare or verb.keeps))
    return False


def _says_again(view: TokenView, index: int, end: int, grammar: Grammar) -> bool:
    """Whether a verb of saying goes on with the subject before: "… and said that …"."""
    for hit in grammar.speech.find(view, index):
        bare = hit.entry.bare and sentence_follows(view, hit.end, end, grammar)
        return bare or find_mark(view, hit.end, end, hit.entry, grammar, reach=1) is not None
    return False


def _sentence_start(view: TokenView, start: int, index: int, end: int, grammar: Grammar) -> int | None:
    """Where the sentence begins that a conjunction with a verb of its own opens behind a comma."""
    word = view.word(index)
    rest = grammar.after_proclitic(word) if grammar.clause_proclitic else ""
    if rest and rest not in grammar.relatives:
        following = view.word(index + 1)
        there = following in grammar.existential and grammar.opens_phrase(rest)  # «ومن هناك»
        return index if grammar.is_verb(rest) or (grammar.is_surely_verb(following) and not there) else None
    if word in grammar.clause_with_subject and not grammar.is_verb(view.word(index + 1)):
        last = min(index + _SUBJECT_WORDS, end - 1)
        complete = states(view, start, index, grammar)
        if complete and any(grammar.is_verb(view.word(i)) and view.flows(i) for i in range(index + 2, last + 1)):
            return index + 1
    return None
