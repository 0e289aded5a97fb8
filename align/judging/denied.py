"""What of a talk stands under a negation, read word for word and with each set phrase as one word.

«بلا مأوى» ("without a home") denies a home, word for word; as one word it says "homeless" and denies nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from align.judging.negation import Denials, denials, excepts, is_too_much
from align.judging.negative_verbs import may_deny
from align.judging.negators import ALONE, answers_no, inside_names, read_words
from align.language import Language
from align.language.tables import words as listed
from align.matching import TranscriptIndex, heard_expressions


def denied_words(token: int, talk: TranscriptIndex) -> Denials:
    """The talk's denials word for word, read at least as far as the phrase of `token`."""
    return talk.once(TalkDenials).read(token)[0]


def denied_expressions(token: int, talk: TranscriptIndex) -> Denials:
    """The same with each set phrase as one word."""
    return talk.once(TalkDenials).read(token)[1]


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


class TalkDenials:
    """The denials of a talk. Each of its phrases is read on its own, and no sooner than it is asked for.

    It does not hold the talk, which holds it: the two would live until the garbage collector comes by.
    """

    def __init__(self, talk: TranscriptIndex) -> None:
        self._language, self._text, self._tokens = talk.language, talk.text, talk.tokens
        self._phrase, self._layout = talk.phrase, talk.layout()
        self._inside = inside_names(talk.names())
        self._expressions = talk.once(heard_expressions)
        self._begins = [expression.tokens[0] for expression in self._expressions]
        self._plain, self._as_one = (Denials(*([False] * len(talk) for _ in range(4))) for _ in range(2))
        self._read: set[int] = set()  # the first tokens of phrases

    def read(self, token: int) -> tuple[Denials, Denials]:
        """What is denied word for word, and with each set phrase as one word, where the phrase of `token` is read."""
        first, last = self._phrase(token)
        if first not in self._read:
            self._read_phrase(first, last)
            self._read.add(first)  # not before: others may ask at the same time
        return self._plain, self._as_one

    def is_denied(self, token: int) -> bool:
        """Whether `token` stands under a negation, word for word."""
        return self.read(token)[0].in_scope[token]

    def _read_phrase(self, first: int, last: int) -> None:
        language, tokens = self._language, self._tokens[first : last + 2]  # and what stands behind the last one
        inside = {at - first for at in range(first, last + 2) if at in self._inside}
        words = read_words(self._text, tokens, inside, language)[: last + 1 - first]
        if not any(_denies(word.removesuffix(ALONE), language) for word in words):
            return
        clauses = self._layout.clauses_in(first, last)
        ends = [clause.last - first for clause in clauses for _ in range(clause.first, clause.last + 1)]
        here = self._expressions[bisect_left(self._begins, first) : bisect_right(self._begins, last)]
        units = [[at - first for at in one.tokens] for one in here if one.tokens[-1] <= last]
        denied = denials(words, language, ends)
        self._plain.put(first, denied)
        self._as_one.put(first, denied_as_one(words, units, language, ends) if units else denied)


def says_no(token: int, talk: TranscriptIndex) -> bool:
    """Whether a word is a no by itself: «لأ», or «لا» with a comma or another no behind it; «لا أعرف» is none."""
    code = talk.language.code
    word, after = talk.tokens[token], talk.tokens[token + 1 : token + 2]
    if talk.text[word.start : word.end] in answers_no(code) or word.text in listed(code, "function-words", "no"):
        return True
    if word.text not in listed(code, "function-words", "no-before-pause"):
        return False
    between = talk.text[word.end : after[0].start if after else len(talk.text)]
    alone = not after or between.strip(" ") != ""  # punctuation, or the end of the phrase
    return alone or after[0].text in listed(code, "function-words", "no")


def _denies(word: str, language: Language) -> bool:
    return may_deny(word, language) or excepts(word, language.code) or is_too_much(word, language.code)
