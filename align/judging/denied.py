"""What of a whole talk stands under a negation, read word for word and with each set phrase as one word.

«بلا مأوى» ("without a home") denies a home, word for word; as one word it says "homeless" and denies nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from align.judging.negation import Denials, denials, excepts, is_too_much
from align.judging.negative_verbs import may_deny
from align.judging.negators import ALONE, read_words
from align.language import Language
from align.matching import TranscriptIndex, heard_expressions


def denied_words(talk: TranscriptIndex) -> Denials:
    """Each phrase of the talk is read on its own; a negator does not reach beyond its clause."""
    return talk.once(_denied)[0]


def denied_expressions(talk: TranscriptIndex) -> Denials:
    """The same with each set phrase as one word."""
    return talk.once(_denied)[1]


def denied_as_one(
    words: Sequence[str],
    units: Collection[Sequence[int]],
    language: Language,
    ends: Sequence[int] | None = None,
) -> Denials:
    """What `words` deny (see `denials`), each set phrase, a unit of their places, as one word.

    A word of it that denies elsewhere denies nothing, and what holds of any of its words holds of all of them.
    """
    own = {at for unit in units for at in unit if may_deny(words[at].removesuffix(ALONE), language)}
    denied = denials(["" if at in own else word for at, word in enumerate(words)], language, ends)
    for flags in (denied.in_scope, denied.focus, denied.by_verb):
        for at in [at for unit in units if any(flags[at] for at in unit) for at in unit]:
            flags[at] = True
    return denied


def _denies(word: str, language: Language) -> bool:
    return may_deny(word, language) or excepts(word, language.code) or is_too_much(word, language.code)


def _denied(talk: TranscriptIndex) -> tuple[Denials, Denials]:
    """What is denied word for word, and with each set phrase as one word: two readings where a phrase has any."""
    language, size = talk.language, len(talk)
    plain, as_one = (Denials([], [False] * size, [False] * size, [False] * size) for _ in range(2))
    words = read_words(talk.text, talk.tokens, talk.names(), language)
    known = {word: word.removesuffix(ALONE) for word in set(words)}
    deniers = {word for word, bare in known.items() if _denies(bare, language)}
    expressions = talk.once(heard_expressions)
    begins = [expression.tokens[0] for expression in expressions]
    ends = [clause.last for clause in talk.layout().clauses for _ in range(clause.first, clause.last + 1)]
    end = 0
    while (first := end) < size:
        last = talk.phrase(first)[1]
        end = last + 1
        said = words[first:end]
        if deniers.isdisjoint(said):
            continue
        clauses = [last - first for last in ends[first:end]]
        here = expressions[bisect_left(begins, first) : bisect_right(begins, last)]
        units = [[at - first for at in one.tokens] for one in here if one.tokens[-1] <= last]
        denied = denials(said, language, clauses)
        plain.put(first, denied)
        as_one.put(first, denied_as_one(said, units, language, clauses) if units else denied)
    return plain, as_one
