"""A paragraph as words, with the quotations in it that are statements of their own."""

from __future__ import annotations

from bisect import bisect_left

from align.claims.closings import introduction, says
from align.claims.grammar import grammar
from align.claims.quotes import quotations
from align.claims.saying import COMMA, next_comma
from align.claims.sentences import ends_before
from align.language import language, language_of, tokenise
from align.language.phrases import TokenView
from align.types import Span

_SHORTEST = 2  # words of a quotation that is more than a name
_TITLE_WORDS = 5
_SURELY_SPEECH = 5  # words that are no title: a quotation even without a verb of saying that is known
_SENTENCE_WORDS = 20  # looked back for the start of a sentence
_SENTENCE_END = (*".!?؟…۔", "»", "”")
_COMPLETE = ".,،!?؟…"  # how a quotation that is a sentence ends
_BEHIND = ("", *".:?!؟")  # what follows one
_MERE_TAIL_WORDS = 3  # of ", dit-elle": a verb of saying that the tables need not know
_TAIL_WORDS = 6  # in which "he said" must follow one that is not complete


class ParagraphWords:
    """A paragraph's words (`view`), grammar, quotations (token ranges), and what must not be split."""

    def __init__(self, text: str, opened: str | None = None, *, stays_open: bool = False) -> None:
        """`opened`, `stays_open`: of a quotation over several paragraphs, see `over_paragraphs`."""
        self.text = text
        self.language = language_of(text)
        self.grammar = grammar(self.language)
        self.view = TokenView(text, tokenise(text))
        self.quotations: list[tuple[int, int]] = []
        self._held: set[int] = set()  # tokens inside the other quotations
        starts = [token.start for token in self.view.tokens]
        for quote in quotations(text, opened, stays_open=stays_open):
            first, last = bisect_left(starts, quote.start), bisect_left(starts, quote.end)
            if self._is_statement(quote, first, last):
                self.quotations.append((first, last))
            else:
                self._held.update(range(first + 1, last))

    def holds(self, index: int) -> bool:
        """Whether token `index` must stay with the one before it, both inside a title or borrowed words."""
        return index in self._held

    def ends_before(self, index: int) -> bool:
        """Whether a sentence ends before token `index`; one does at the paragraph's end."""
        return index >= len(self.view) or ends_before(self.view, index, self.grammar)

    def is_mere_tail(self, start: int) -> bool:
        """Whether so few words end the sentence, in whatever language, that they can only say who was quoted."""
        ends = range(start + 1, min(start + _MERE_TAIL_WORDS, len(self.view)) + 1)
        adds = start >= len(self.view) or bool(self.grammar.joints.find(self.view, start))
        return not adds and any(self.ends_before(end) for end in ends)

    def sentence_start(self, index: int, floor: int = 0) -> int:
        """First token of the sentence that token `index` is in, not before `floor` nor too far back."""
        start = index
        while start > max(floor, index - _SENTENCE_WORDS) and not ends_before(self.view, start, self.grammar):
            start -= 1
        return start

    def behind(self, index: int) -> str:
        """What stands between token `index - 1` and the next word, or the paragraph's end."""
        tokens = self.view.tokens
        return self.text[tokens[index - 1].end : tokens[index].start if index < len(tokens) else len(self.text)]

    def _is_statement(self, quote: Span, first: int, last: int) -> bool:
        """Whether a quotation says something by itself, rather than being a title or borrowed words."""
        if last - first < _SHORTEST or self._is_title(quote, first, last):
            return False
        before = self.text[max(0, quote.start - 80) : max(0, quote.start - 1)].rstrip()
        if not before or before.endswith(_SENTENCE_END):
            follows = self.text[quote.end + 1 : quote.end + 3].strip()[:1]
            if self.text[quote.end - 1] in _COMPLETE or follows in _BEHIND:
                return True
            tail_end = min(last + _TAIL_WORDS, len(self.view))
            tail_end = next_comma(self.view, last + 1, tail_end) or tail_end
            speech = last - first >= _SURELY_SPEECH or bool(COMMA.search(self.view.gap(last)))
            return (speech and self.is_mere_tail(last)) or says(self.view, last, tail_end, self.grammar) is not None
        if introduction(self.view, self.sentence_start(first - 1), first, self.grammar):
            return True
        return before[-1] == ":" and last - first >= _SURELY_SPEECH

    def _is_title(self, quote: Span, first: int, last: int) -> bool:
        """Whether a quotation names what the word right before it says is a podcast, a book, …: its words begin with
        capitals, or where there are none it is short and no sentence."""
        before = self.view.word(first - 1)
        work = self.grammar.is_work(before)
        named = work or self.grammar.nouns.listed_class(before) in ("G", "P")  # "the host of", "she said in"
        if last - first > _TITLE_WORDS or not named or ":" in self.view.gap(first):
            return False
        words = [self.text[token.start : token.end] for token in self.view.tokens[first:last]]
        if any(word[0].islower() != word[0].isupper() for word in words):
            known = language(self.language)
            return all(word[0].isupper() or known.is_stopword(word.lower()) for word in words) and words[0][0].isupper()
        return work and self.text[quote.end - 1] not in _COMPLETE and not self.grammar.marks.find(self.view, first)
