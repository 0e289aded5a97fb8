"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from align.claims.grammar import Grammar
from align.language.phrases import TokenView

_FULL_STOPS = re.compile("[!?؟…。！？۔]|[.][.]")  # a single "." needs a look around
_DETACHED_STOP = re.compile(r"[.]\S*\s")


def sentences(
    view: TokenView, start: int, end: int, grammar: Grammar, protected: Callable[[int], bool]
) -> Iterator[tuple[int, int]]:
    """Sentences of tokens `start`..`end`, as token ranges in order; none starts at a token that is `protected`."""
    first = start
    for index in range(start + 1, end):
        if ends_before(view, index, grammar) and not protected(index):
            yield first, index
            first = index
    if first < end:
        yield first, end


def ends_before(view: TokenView, index: int, grammar: Grammar) -> bool:
    """Whether a sentence ends between token `index - 1` and token `index`."""
    before, after = view.tokens[index - 1], view.tokens[index]
    gap = view.text[before.end : after.start]
    opening = view.text[after.start]
    if _FULL_STOPS.search(gap):
        return not opening.islower()
    initials = view.text[before.end - 1] == "."  # "p.m." holds its last full stop itself
    if "." not in gap and not initials:
        return False
    if gap == ".":  # nothing between the words: an address, an abbreviation, or a forgotten space
        words = len(before.text) > 2 and len(after.text) > 1 and before.text.isalpha() and after.text.isalpha()
        return words and not opening.islower() and before.text not in grammar.abbreviations
    if not initials and not _DETACHED_STOP.search(gap):
        return False
    letter = len(before.text) == 1 and before.text.isalpha()
    if letter and view.text[before.start - 1 : before.start].isdigit():  # "the 1990s."
        return not opening.islower()
    if initials or letter or before.text in grammar.abbreviations:
        return opening.isupper() and after.text in grammar.openers
    return True
