"""What of a talk the article tells already: the evidence of its claims, and passages that say a sentence of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from align.claims.grammar import grammar
from align.claims.sentences import sentences
from align.language import Language, language_of, tokenise
from align.language.phrases import TokenView
from align.matching import TranscriptIndex
from align.matching.vocabulary import Vocabulary
from align.types import Article, Finding


def covered_tokens(findings: Sequence[Finding], talk: TranscriptIndex) -> np.ndarray:
    """Which tokens are in the best evidence of a claim that was found; shape (tokens,), bool."""
    told = np.zeros(len(talk.words), dtype=bool)
    starts = np.array([word.start for word in talk.words])
    for finding in findings:
        if finding.evidence and finding.verdict.has_place:
            interval, segments = finding.evidence[0].interval, finding.evidence[0].segments
            low = bisect_left(talk.segment_of_word, segments[0])
            high = bisect_right(talk.segment_of_word, segments[-1])
            begun = starts[low:high]
            told[low:high] |= (interval.start <= begun) & ((begun < interval.end) | (begun == interval.start))
    return told[talk.word_of_token]


class Told:
    """The sentences of an article, or the claims of a list, to be looked for what a passage says."""

    def __init__(self, article: Article, findings: Sequence[Finding], language: Language) -> None:
        texts = list(_sentences(article)) or [finding.claim.text for finding in findings]
        kept = [[t.text for t in tokenise(text) if not language.is_stopword(t.text)] for text in texts]
        kept = [words for words in kept if words]
        self._vocabulary = Vocabulary(language, [word for words in kept for word in words])
        self._starts = np.cumsum([0, *map(len, kept)])[:-1]

    def share(self, weights: Sequence[tuple[str, float]]) -> float:
        """0..1, how much of the words of a passage, each with its weight, any one sentence has in its own words."""
        if not len(self._starts):
            return 0.0
        met = np.zeros(len(self._starts))
        for word, weight in weights:
            likeness = self._vocabulary.similarity(word)[self._vocabulary.type_of_token]
            met += weight * np.maximum.reduceat(likeness, self._starts)
        return float(met.max() / max(sum(weight for _, weight in weights), 1e-9))


def _sentences(article: Article) -> Iterator[str]:
    for paragraph in article.paragraphs:
        text = paragraph.span.of(article.text)
        view = TokenView(text, tokenise(text))
        for first, end in sentences(view, 0, len(view), grammar(language_of(text)), lambda _: False):
            yield view.raw(first, end)
