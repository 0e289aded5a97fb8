"""Where the words come from that a recogniser is prompted with: an article, a list in a file, the command line."""

from __future__ import annotations

import re

from align.article import read_article
from align.hotwords.rare_words import rare_words
from audio.names import tidy

LONGEST_ENTRY = 5  # words a line, of a list; a line of an article has more, or ends a sentence
_SENTENCE_END = re.compile(r"[.!?؟…:]$")
_BULLET = re.compile(r"^[-*•–]\s+")
_SEPARATORS = re.compile(r"[,،;؛\n]")


def hotwords_from(source: str) -> tuple[str, ...]:
    """The words of a list with an entry a line, or the rare words of an article; none where it has none.

    Raises AlignError as `read_article` does.
    """
    article = read_article(source)
    lines = [_BULLET.sub("", line.strip()) for line in article.text.lstrip("\ufeff").splitlines() if line.strip()]
    if any(len(line.split()) > LONGEST_ENTRY or _SENTENCE_END.search(line) for line in lines):
        return rare_words(article)
    return listed_hotwords("\n".join(lines))


def listed_hotwords(text: str) -> tuple[str, ...]:
    """The entries of a list such as "A, B", each once, in order."""
    return tuple(dict.fromkeys(filter(None, map(tidy, _SEPARATORS.split(text)))))
