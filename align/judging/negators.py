"""The words of a text as their negations are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from align.language import Language, Token
from align.language.identities import Name
from align.language.tables import rows
from align.language.tables import words as listed

ALONE = ","  # behind a negator: it stands alone
_BREAKS = frozenset(",،;؛.…!؟?")


def read_words(text: str, tokens: Sequence[Token], names: Iterable[Name], language: Language) -> list[str]:
    """The folded words of `tokens`, as their negations are read.

    Those in the middle of a name are left blank («أطباء بلا حدود» denies nothing), and one that joins "that" and "not"
    is the negator («بألا يعود»). A negator that is an answer, by its spelling or by the break behind it, is marked as
    such: it may deny what was said before, not what follows («لأ هي مجانية»).
    """
    inside = {at for name in names for at in range(name.first + 1, name.last + 1)}
    joined = dict(_that_not(text, tokens, language.code))
    words = ["" if at in inside else joined.get(at, token.text) for at, token in enumerate(tokens)]
    for at, (token, following) in enumerate(pairwise(tokens)):
        if language.is_negator(token.text):
            answers = text[token.start : token.end] in answers_no(language.code)
            if answers or _BREAKS.intersection(text[token.end : following.start]):
                words[at] += ALONE
    return words


def _that_not(text: str, tokens: Sequence[Token], code: str) -> Iterator[tuple[int, str]]:
    """The words of "that" and "not" in one, with the negator: «ألا» before a verb, told from «إلا» by its spelling."""
    begins = tuple(listed(code, "negation", "that-not-before"))
    for at, (token, following) in enumerate(pairwise(tokens)):
        negator = _that_nots(code).get(text[token.start : token.end])
        if negator and following.text.startswith(begins):
            yield at, negator


@cache
def _that_nots(code: str) -> dict[str, str]:
    """Spellings, not folded, of "that" and "not" in one word, with the negator."""
    return {word: row[2] for row in rows(code, "negation") if row[0] == "that-not" for word in row[1].split()}


@cache
def answers_no(code: str) -> frozenset[str]:
    """Spellings, not folded, of a "no" that only answers."""
    return frozenset(word for row in rows(code, "negation") if row[0] == "answer" for word in row[1].split())
