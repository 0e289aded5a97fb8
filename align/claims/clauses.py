"""Where a sentence splits into clauses that can each be true or false."""

from __future__ import annotations

import re
from collections.abc import Callable

from align.claims.grammar import Grammar, Joint
from align.claims.insertions import as_for, resumption
from align.claims.saying import find_mark, next_comma, sentence_follows
from align.language.phrases import TokenView

COMMA = re.compile("[,،–—]")
_SEMICOLON = re.compile("[;؛]")
_SHORTEST = 2  # words on either side of a split
_SHORTEST_KEPT = 4  # words of a clause whose subject is the one before it; a shorter one says too little alone
_MARK_WORDS = 8  # in which a coordinated verb of saying must find its "that"
_LOOK_WORDS = 40  # of the clause before, in which its verb is looked for
_STATING = (Joint.WHICH, Joint.WHEN, Joint.BECAUSE)  # "…, who had been mayor", "…, after the speech was cancelled"
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
        if (behind := resumption(view, start, index, end, grammar)) is not None:
            resumes = behind
            continue
        following = _opens_clause(view, start, index, end, grammar, reported) if index - start >= _SHORTEST else None
        if following is not None and end - following >= _SHORTEST and not protected(index):
            return index, following
    return end, end


def _opens_clause(view: TokenView, start: int, index: int, end: int, grammar: Grammar, reported: bool) -> int | None:
    """First token of the clause that a split before token `index` leaves, None where no clause begins."""
    gap = view.gap(index)
    after_comma = COMMA.search(gap) is not None
    books = [grammar.clause_anywhere]
    for source in grammar.sources.find(view, index) if after_comma else ():
        told = next_comma(view, source.end, end) or end
        if not any(grammar.marks.find(view, at) for at in range(source.end, told)):
            return None  # «…، كما قال المعلم»
    if reported:
        books.append(grammar.clause_further)
    if after_comma:
        books.append(grammar.clause_after_comma)
    if _SEMICOLON.search(gap) or (after_comma and as_for(view, index, end, grammar)):
        return index
    for book in books:
        for hit in book.find(view, index):
            at_once = view.word(index) in grammar.clause_with_noun and view.word(hit.end) in grammar.personal
            return None if at_once else hit.end  # "…, while she was shopping"
    if after_comma and end - index >= _SHORTEST_KEPT and _leans_on(view, start, index, end, grammar):
        return index
    if _says(view, index, end, grammar, after_comma):
        return index
    if view.word(index) in grammar.clause_with_subject and _says_again(view, index + 1, end, grammar):
        return index + 1
    return _sentence_start(view, start, index, end, grammar) if after_comma else None


def _leans_on(view: TokenView, start: int, index: int, end: int, grammar: Grammar) -> bool:
    """Whether a clause begins whose subject is the one before it, or a subordinate clause with a verb of its own behind
    a statement that has one."""
    if grammar.clause_kept.find(view, index):
        return True
    for hit in grammar.joints.find(view, index):
        reach = range(hit.end, min(hit.end + _SUBJECT_WORDS, end))
        states = hit.entry in _STATING and any(grammar.is_verb(view.word(i)) for i in reach)
        return states and any(grammar.acts(view.word(i)) for i in range(start, min(index, start + _LOOK_WORDS)))
    return False


def _says(view: TokenView, index: int, end: int, grammar: Grammar, after_comma: bool) -> bool:
    """Whether an attribution of its own begins: "…, adding that", «…، مشيرا إلى», «… وأضاف أن»."""
    for hit in grammar.speech.find(view, index):
        verb = hit.entry
        if not (grammar.verb_first and (verb.participle or hit.prefix)) and not (after_comma and verb.participle):
            return False  # "kept saying", "he said"
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
        return index if grammar.is_verb(rest) or grammar.is_surely_verb(view.word(index + 1)) else None
    if word in grammar.clause_with_subject and not grammar.is_verb(view.word(index + 1)):
        last = min(index + _SUBJECT_WORDS, end - 1)
        complete = any(grammar.is_verb(view.word(i)) for i in range(start, min(index, start + _LOOK_WORDS)))
        if complete and any(grammar.is_verb(view.word(i)) and view.flows(i) for i in range(index + 2, last + 1)):
            return index + 1
    return None
