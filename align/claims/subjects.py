"""Who or what a statement is about, as far as its words show: for the statements that leave it out."""

from __future__ import annotations

from dataclasses import dataclass

from align.claims.clauses import COMMA
from align.claims.grammar import Grammar
from align.language.gazetteer import names_in
from align.language.identities import PROPER_NAMES
from align.language.phrases import TokenView

_VERB_WORDS = 14  # of a statement, among which its verb is looked for
_SUBJECT_WORDS = 8
_LEAD_WORDS = 3  # of what else stands before a statement, with its comma: "In return, …"
_BEHIND_WORDS = 3  # of a subject behind its verb, where nothing else ends it


@dataclass(frozen=True, slots=True)
class Head:
    """The subject and the verb of a statement, as token ranges (end exclusive)."""

    subject: tuple[int, int] | None  # None where it is left out
    verb: int


def head_of(view: TokenView, start: int, end: int, rules: Grammar, code: str) -> Head | None:
    """Subject and verb of the statement of tokens `start`..`end`; None where no verb is seen."""
    first = _after_adverbial(view, start, end, rules)
    for verb in range(first, min(first + _VERB_WORDS, end)):
        word = view.word(verb)
        if word in rules.relatives:
            return None
        if rules.acts(word):
            if verb > first and word not in rules.personal:
                return Head(_trimmed(view, first, verb, rules), verb)
            behind = _behind(view, verb + 1, end, rules, code) if rules.verb_first else None
            return Head(behind, verb)
    return None


def _after_adverbial(view: TokenView, start: int, end: int, rules: Grammar) -> int:
    """The token after connectives and an adverbial with its comma: "In the winter, the ferry …"."""
    while start < end - 1 and view.word(start) in rules.leading and not rules.is_verb(view.word(start)):
        start += 1
    reach = _VERB_WORDS if rules.opens_adverbial(view.word(start)) else _LEAD_WORDS
    for index in range(start, min(start + reach, end)):
        if index > start and COMMA.search(view.gap(index)):
            return index
        if rules.is_surely_verb(view.word(index)):
            break
    return start


def _trimmed(view: TokenView, start: int, end: int, rules: Grammar) -> tuple[int, int] | None:
    """A subject before its verb, up to its apposition; None for a pronoun."""
    stop = next((at for at in range(start + 1, end) if COMMA.search(view.gap(at))), end)
    stop = min(stop, start + _SUBJECT_WORDS)
    return None if stop - start == 1 and view.word(start) in rules.anaphors | rules.personal else (start, stop)


def _behind(view: TokenView, start: int, end: int, rules: Grammar, code: str) -> tuple[int, int] | None:
    """A subject behind its verb: a name, or a noun with what agrees with it; None where a preposition follows."""
    while start < end and (rules.is_verb(view.word(start)) or view.word(start) in rules.anaphors):
        start += 1  # «كانت هناك محاولات», «لم يلتزم»
    if start >= end or rules.opens_phrase(view.word(start)) or not view.flows(start):
        return None
    limit = min(start + _SUBJECT_WORDS, end)
    name = next((name for name in names_in(view.tokens[start:limit], code) if name.first == 0), None)
    if name and name.category in PROPER_NAMES:
        return start, start + name.last + 1
    definite = rules.is_definite(view.word(start))
    stop = start + 1
    while stop < limit and stop - start < _BEHIND_WORDS and view.flows(stop):
        if rules.opens_phrase(view.word(stop)) or rules.is_definite(view.word(stop)) != definite:
            break
        stop += 1
    return start, stop
