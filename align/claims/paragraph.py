"""One paragraph read from left to right: quotations, sentences, attributions, clauses; and who speaks."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from align.claims.clauses import COMMA, next_clause
from align.claims.closings import closing, inside, introduction, says
from align.claims.context import Topic, antecedents, content_words, fits, is_relative, leans_back, topic_of
from align.claims.nouns import Noun, Nouns
from align.claims.openings import opening
from align.claims.paragraph_words import ParagraphWords
from align.claims.saying import Attribution, is_verb_at, next_comma
from align.claims.sentences import sentences
from align.claims.speakers import Speakers
from align.claims.subjects import head_of
from align.language import language
from align.types import Kind, Span

_SHORTEST = 2  # words of a statement
_SHORTEST_QUOTED = 3  # words of a quotation that need not say anything
LONGEST = 80  # words of a statement; a longer one is cut, so that no line without full stops becomes one claim
_TAIL_WORDS = 10  # of ", he told the paper" behind a quotation
_QUESTION = re.compile("[?؟？]")
_OPENER = {")": "(", "]": "[", "»": "«", "”": "“", '"': '"', "’": "‘", "›": "‹"}
_CLOSER = {opener: closer for closer, opener in _OPENER.items()}
_BEFORE_NUMBER = "$€£¥₪₺-−+±~≈#"


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A claim to be: span in offsets of the paragraph."""

    span: Span
    kind: Kind
    speaker: str | None
    context: str
    cue: str | None = None
    stands_for: tuple[str, ...] = ()


class ParagraphReader:
    """Reads a paragraph; `speakers` knows who spoke before it, and learns who speaks in it."""

    def __init__(self, text: str, speakers: Speakers, opened: str | None = None, *, stays_open: bool = False) -> None:
        self._speakers = speakers
        speakers.next_paragraph()
        self._reading = ParagraphWords(text, opened, stays_open=stays_open)
        self._stretch, self._grammar = self._reading.view, self._reading.grammar
        self._nouns = Nouns(self._stretch, self._grammar, self._reading.language, speakers.named)
        self._before = (0, 0)  # tokens of the statement before
        self._topic = Topic((speakers.goes_on,) if speakers.goes_on else ())  # what it was about
        self._end = 0  # offset up to which the text is used

    def statements(self) -> Iterator[ClaimDraft]:
        """The statements in order, never overlapping."""
        at, reported = 0, False
        for first, last in self._reading.quotations:
            introduced = yield from self._introduction(at, first, reported)
            at, tail = self._tail(last)
            yield from self._quotation(first, last, self._named(introduced or tail))
            further = self._grammar.clause_further.find(self._stretch, at)
            at, reported = (further[0].end, True) if further else (at, False)
        yield from self._prose(at, len(self._stretch), reported)

    def _introduction(self, start: int, end: int, reported: bool) -> Generator[ClaimDraft, None, Attribution | None]:
        """The prose before a quotation; returns the attribution at its end that introduces the quotation."""
        found = None
        if start < end and not self._reading.ends_before(end):
            sentence = self._reading.sentence_start(end - 1, start)
            found = introduction(self._stretch, sentence, end, self._grammar)
            if found:
                found = found[0], self._of_sentence(found[1], sentence)
                # "Asked about the future, she said:" has nothing to check before the comma
                end = sentence if self._grammar.opens_adverbial(self._stretch.word(sentence)) else found[0]
        yield from self._prose(start, end, reported)
        return found[1] if found else None

    def _of_sentence(self, found: Attribution, start: int) -> Attribution:
        """The attribution, with the subject of the sentence from `start` on where it goes on with that: «رفضت الأم ذلك
        قائلة», "Lee opened a shop and said that"."""
        if not self._grammar.verb_first and not found.speaker and found.verb and found.verb > start:
            joined = self._stretch.word(found.verb - 1) in self._grammar.clause_with_subject
            if not joined or next_comma(self._stretch, start + 1, found.verb):
                return found  # "…, who sat down and said"
            head = head_of(self._stretch, start, found.verb, self._grammar, self._reading.language)
            return replace(found, speaker=head.subject) if head else found
        verbs = self._grammar.speech.find(self._stretch, found.verb) if found.verb else []
        if not self._grammar.verb_first or not verbs or not verbs[0].entry.participle:
            return found
        head = head_of(self._stretch, start, found.verb or start, self._grammar, self._reading.language)
        if head is None or head.subject is None or not self._grammar.is_definite(self._stretch.word(head.subject[0])):
            return found
        return replace(found, speaker=(head.subject[0], head.subject[0] + 1))

    def _tail(self, start: int) -> tuple[int, Attribution | None]:
        """What follows a quotation: the token after ", he said", and that attribution."""
        if self._reading.ends_before(start):
            return start, None
        end = start + 1
        while end - start < _TAIL_WORDS and not (
            COMMA.search(self._stretch.gap(end)) or self._reading.ends_before(end)
        ):
            end += 1
        found = says(self._stretch, start, end, self._grammar)
        if found:
            return self._apposition_end(end), found
        return (end, None) if self._reading.is_mere_tail(start) else (start, None)

    def _apposition_end(self, start: int) -> int:
        """The token after the appositions to a name that ended at `start`: said the mayor, "Ann Lee, 45,"."""
        for end in range(start, min(start + _TAIL_WORDS, len(self._stretch)) + 1):
            if self._reading.ends_before(end):
                return end
            if COMMA.search(self._stretch.gap(end)):
                start = end
                joined = self._grammar.after_proclitic(self._stretch.word(end))
                if joined and joined not in self._grammar.personal:
                    break  # «تقول سعاد، ولا تعترض»
            if is_verb_at(self._stretch, end, self._grammar) or self._stretch.word(end) in self._grammar.blockers:
                break
        return start

    def _named(self, attribution: Attribution | None) -> Noun | None:
        return self._speakers.of(attribution, self._stretch, self._grammar, self._nouns)

    def _prose(self, start: int, end: int, reported: bool) -> Iterator[ClaimDraft]:
        """Statements outside of quotations; `reported`: "and that" goes on with what a quotation began."""
        for first, last in sentences(self._stretch, start, end, self._grammar, self._reading.holds):
            yield from self._sentence(first, last, reported)
            reported = False

    def _sentence(self, start: int, end: int, attributed: bool) -> Iterator[ClaimDraft]:
        question = _QUESTION.search(self._reading.behind(end))
        start = min(self._after_lead(start), end)
        if opinion := self._grammar.opinion(self._stretch, start, end):
            yield from self._statement(start, end, Kind.EDITORIAL, None, cue=self._stretch.raw(*opinion))
            return
        speaker = self._speakers.last if attributed else None
        first = start
        while start < end:
            found = opening(self._stretch, start, end, self._grammar)
            content = found.content if found else start
            stop, following = next_clause(
                self._stretch, content, end, self._grammar, self._reading.holds, attributed or found is not None
            )
            tail = None if found else closing(self._stretch, content, stop, self._grammar)
            said = found or (tail[1] if tail else inside(self._stretch, content, stop, self._grammar))
            if said:
                said = said if attributed else self._of_sentence(said, first)
                attributed, speaker = True, self._named(said)
                if said.about:
                    self._before, self._topic = said.about, Topic((self._nouns.named(*said.about),))
            last = tail[0] if tail else stop
            if last - content < _SHORTEST:  # "she felt empty": nothing was said, so nothing is peeled off
                content = start
            if said and self._only_named(content, last):
                self._before = (content, last)
                self._topic = Topic((speaker,) if speaker else ())
            elif attributed:
                yield from self._statement(
                    content, last, Kind.ATTRIBUTED, speaker, of_speaker=bool(said and said.explicit)
                )
            else:
                comment = self._grammar.comment(self._stretch, content, last)
                cue = self._stretch.raw(*comment) if comment else question.group() if question else None
                yield from self._statement(content, last, Kind.EDITORIAL if cue else Kind.NARRATED, None, cue=cue)
            start = following

    def _only_named(self, start: int, end: int) -> bool:
        """Whether tokens `start`..`end` only name what was spoken of: "unknown details of the night"."""
        grammar, words = self._grammar, [self._stretch.word(at) for at in range(start, end)]
        if not words or self._stretch.word(start - 1) not in grammar.said_of or grammar.is_action(words[0]):
            return False
        relative = next((at for at, word in enumerate(words) if word in grammar.relatives), len(words))
        bare = [grammar.after_proclitic(word) or word for word in words[:relative]]
        return not any(
            grammar.is_verb(word) and before not in grammar.name_enders for before, word in pairwise(["", *bare])
        )

    def _after_lead(self, start: int) -> int:
        """The token after "it is worth noting that", which says nothing itself."""
        leads = self._grammar.leads.find(self._stretch, start)
        marks = self._grammar.marks.find(self._stretch, leads[0].end) if leads else []
        return marks[0].end if marks else leads[0].end if leads else start

    def _quotation(self, start: int, end: int, speaker: Noun | None) -> Iterator[ClaimDraft]:
        """The sentences of a quotation; what is too little for one goes with its neighbour, for it was said, too."""
        first = start
        for _, last in sentences(self._stretch, start, end, self._grammar, self._reading.holds):
            if self._states(first, last, Kind.QUOTED) and (last == end or self._states(last, end, Kind.QUOTED)):
                yield from self._statement(first, last, Kind.QUOTED, speaker)
                first = last
        if first < end:
            yield from self._statement(first, end, Kind.QUOTED, speaker)

    def _statement(
        self, start: int, end: int, kind: Kind, speaker: Noun | None, cue: str | None = None, of_speaker: bool = False
    ) -> Iterator[ClaimDraft]:
        """The statement of tokens `start`..`end`; in pieces where it is too long, none where it is too short.

        `of_speaker`: its pronoun stands for the speaker ("he added that he").
        """
        if not self._states(start, end, kind):
            return
        checked = kind in (Kind.ATTRIBUTED, Kind.NARRATED)
        stands_for = self._stands_for(start, end, speaker, of_speaker) if checked else ()
        carried = self._carried(start, end, speaker, of_speaker) if checked else []
        self._go_on(start, end, kind, speaker, stands_for)
        pieces = -(-(end - start) // LONGEST)
        for i in range(pieces):
            first, last = start + i * (end - start) // pieces, start + (i + 1) * (end - start) // pieces
            shown = () if i else tuple(noun.words for noun in stands_for)
            name = speaker.words if speaker else None
            yield ClaimDraft(self._span(first, last), kind, name, " ".join(carried), cue, shown)

    def _states(self, start: int, end: int, kind: Kind) -> bool:
        """Whether tokens `start`..`end` are more than function words ("It was," she said, "a long winter.").

        A quotation is something by itself, whatever its words.
        """
        if end - start >= _SHORTEST_QUOTED and kind is Kind.QUOTED:
            return True
        words = language(self._reading.language)
        content = any(not words.is_stopword(self._stretch.word(index)) for index in range(start, end))
        return end - start >= _SHORTEST and content

    def _stands_for(self, start: int, end: int, speaker: Noun | None, of_speaker: bool) -> tuple[Noun, ...]:
        """What the pronoun or the missing subject of the statement stands for."""
        if speaker and (of_speaker or self._stretch.word(start) in self._grammar.personal):
            needed = self._nouns.needed(start, end)
            return (speaker,) if needed and needed.person is not False and fits(speaker, needed) else ()
        return antecedents(self._nouns, self._topic, self._stretch, self._before, start, end, self._grammar)

    def _go_on(self, start: int, end: int, kind: Kind, speaker: Noun | None, stands_for: tuple[Noun, ...]) -> None:
        """Keep what the statement was about, for the next one."""
        self._before = (start, end)
        self._speakers.goes_on = speaker
        if kind in (Kind.QUOTED, Kind.EDITORIAL):
            self._topic = Topic((speaker,) if speaker else ())
        elif not is_relative(self._stretch, start, self._grammar):  # what hangs on a noun changes no topic
            leans = bool(stands_for) or self._nouns.needed(start, end) is not None
            self._topic = topic_of(self._nouns, start, end, stands_for, speaker, leans=leans)

    def _carried(self, start: int, end: int, said_by: Noun | None, of_speaker: bool) -> list[str]:
        """Words of what went before that the statement leans on: for matching."""
        view, grammar, code = self._stretch, self._grammar, self._reading.language
        about_speaker = of_speaker or view.word(start) in grammar.personal
        speaker = [one.words for one in (said_by or self._speakers.last,) if one and about_speaker]
        if (speaker and said_by) or not leans_back(view, start, end, grammar, code):
            return speaker
        return [*speaker, *content_words(view, *self._before, grammar, code)]

    def _span(self, start: int, end: int) -> Span:
        """Tokens `start`..`end` as offsets, with the brackets, marks and signs that belong to them."""
        text, tokens = self._reading.text, self._stretch.tokens
        left, right = tokens[start].start, tokens[end - 1].end
        limit = tokens[end].start if end < len(tokens) else len(text)
        while right < limit and _lacks_mark(text[left:right], _OPENER.get(text[right]), text[right]):
            right += 1
        if left > self._end and text[left - 1] in _BEFORE_NUMBER and text[left].isdigit():
            left -= 1
        while left > self._end and _lacks_mark(text[left:right], _CLOSER.get(text[left - 1]), text[left - 1]):
            left -= 1
        self._end = right
        return Span(left, right)


def _lacks_mark(text: str, partner: str | None, mark: str) -> bool:
    """Whether `text` holds a bracket or quotation mark `partner` that `mark` beside it would pair off."""
    if partner is None:
        return False
    return text.count(partner) % 2 == 1 if partner == mark else text.count(partner) > text.count(mark)
