"""What a speaker takes back in words, and says another thing in its place: "a bank, no, not a bank, a dealer".

Of a self-repair (W. Levelt, "Monitoring and self-repair in speech", 1983) what was said first does not count as said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.claims.grammar import grammar
from align.judging.cues import heard_cues
from align.judging.denied import TalkDenials
from align.judging.limits import LIMITS
from align.judging.negation import sets_aside
from align.judging.negators import answers_no
from align.language import Agreement
from align.language.identities import Name, compare_names
from align.language.tables import words as listed
from align.matching import TranscriptIndex


def repaired(talk: TranscriptIndex) -> frozenset[int]:
    """The tokens of a talk that are taken back in words."""
    repair = _SelfRepairs(talk)
    found = set[int]()
    for at, word in enumerate(repair.words):
        if sets_aside(word, talk.language.code):
            found.update(repair.set_aside(at))
        elif repair.is_no(at):
            found.update(repair.of_names(at, at + 1))
    for at, hit in talk.once(heard_cues).items():
        if hit.entry == "repair" and talk.breaks(at):
            found.update(repair.of_names(at, hit.end) or repair.of_words(at, hit.end))
    return frozenset(found)


class _SelfRepairs:
    """Where a talk repairs itself."""

    def __init__(self, talk: TranscriptIndex) -> None:
        self.words: Sequence[str] = talk.view().words
        self._talk, self._language, code = talk, talk.language, talk.language.code
        self._rules, self._denied = grammar(code), talk.once(TalkDenials)
        self._no = listed(code, "function-words", "no") | listed(code, "function-words", "no-before-pause")

    def is_no(self, at: int) -> bool:
        """Whether a no stands here by itself, or as it is only spelt in an answer; «لا بالشام ولا بحلب» has none."""
        token = self._talk.tokens[at]
        answers = self._talk.text[token.start : token.end] in answers_no(self._language.code)
        return answers or (token.text in self._no and self._breaks(at) and self._breaks(at + 1))

    def set_aside(self, negator: int) -> Iterator[int]:
        """What the negator at `negator` denies of what was said before, where another thing is said in its place."""
        talk = self._talk
        behind_no = negator > 0 and (self.words[negator - 1] in self._no or self.is_no(negator - 1))
        begins = behind_no or self._breaks(negator) or self._breaks(negator - 1)
        if not begins or talk.layout().asked(negator):
            return
        end = min(negator + 1 + LIMITS.phrase, len(talk))
        end = next((at for at in range(negator + 2, end) if self._breaks(at)), end)
        denied = [at for at in range(negator + 1, end) if self._is_of_sense(at)][: LIMITS.pair]
        denied = [at for at in denied if self._denied.is_denied(at)]
        while denied and not self._said_before(denied[-1], negator):
            denied.pop()  # «مو جامعة كان تاجر»
        if not denied or not (behind_no or self._is_noun(denied[0], negator)):
            return
        instead = self._instead(denied[-1])
        if instead is None or self._said_before(instead.start, negator):
            return  # "the book came out of the film, not the film out of the book"
        places = [list(self._said_before(at, negator)) for at in denied]
        if all(places):
            yield from (at for each in places for at in each)
            yield from self._names_with(max(places[-1]), instead)

    def of_names(self, cue: int, behind: int) -> frozenset[int]:
        """The name right before a cue in whose place another of its category stands right behind it."""
        names = self._talk.names_in(max(0, cue - LIMITS.phrase), min(behind + LIMITS.phrase, len(self.words) - 1))
        said = [name for name in names if name.last == cue - 1 and not self._denied.is_denied(name.first)]
        instead = [name for name in names if name.first >= behind and self._is_right_behind(behind, name.first)]
        return frozenset(
            at
            for name in said
            if any(_differ(name, other) and self._talk_of_one(name.first, other.last) for other in instead)
            for at in range(name.first, name.last + 1)
        )

    def _is_right_behind(self, behind: int, token: int) -> bool:
        """Whether `token` is the first word of sense from `behind` on, in the same breath and undenied."""
        flows = not any(self._talk.breaks(at) for at in range(behind + 1, token + 1))
        return flows and not any(map(self._is_of_sense, range(behind, token))) and not self._denied.is_denied(token)

    def of_words(self, cue: int, behind: int) -> frozenset[int]:
        """The word right before a cue, where one of its form stands behind it up to the next pause."""
        near = range(behind, min(behind + LIMITS.pair + 1, len(self.words)))
        instead = next((at for at in near if self._is_right_behind(behind, at) and self._is_of_sense(at)), None)
        if instead is None or not cue or not self._is_of_sense(cue - 1) or not self._alike(cue - 1, instead):
            return frozenset()
        ends = range(instead + 1, instead + 1 + LIMITS.pair)
        return frozenset((cue - 1,) if any(map(self._breaks, ends)) else ())

    def _alike(self, one: int, other: int) -> bool:
        """Whether two words are marked as of one form: by the word before each, or by what is written onto it."""
        keys = self._talk.vocabulary.keys_of
        again = not set(keys(one)).isdisjoint(keys(other)) or not self._talk_of_one(one, other)
        if again or any(self._rules.is_surely_verb(self.words[at]) for at in (one, other)):
            return False
        return bool(self._mark(one)) and self._mark(one) == self._mark(other)

    def _mark(self, at: int) -> str:
        """What marks a noun: the article or preposition before it, or the letters written onto it."""
        word, before = self.words[at], self.words[at - 1] if at else ""
        if not self._rules.verb_first:
            return before if self._language.is_stopword(before) else ""
        return "definite" if self._rules.is_definite(word) else word[: self._rules.opens_phrase(word)]

    def _is_marked(self, word: str) -> bool:
        return self._rules.is_definite(word) or self._rules.opens_phrase(word)

    def _is_noun(self, at: int, negator: int) -> bool:
        """Whether what a negator denies is surely a thing: with an article, a preposition or a name."""
        if self._rules.verb_first:
            return self._is_marked(self.words[at])
        return at > negator + 1

    def _said_before(self, denied: int, negator: int) -> list[int]:
        """Where a word that is denied was said shortly before, undenied."""
        keys = set(self._talk.vocabulary.keys_of(denied))
        near = range(max(0, negator - LIMITS.statement), negator)
        return [
            at
            for at in near
            if not keys.isdisjoint(self._talk.vocabulary.keys_of(at))
            and self._is_of_sense(at)
            and (self._rules.verb_first or self._mark(at) == self._mark(denied))  # "not my team"
            and not self._denied.is_denied(at)
        ]

    def _instead(self, denied: int) -> range | None:
        """The tokens that say what is so in the place of what is denied."""
        speaker = self._talk.speaker_of_token(denied)
        near = range(denied + 1, min(denied + 1 + LIMITS.sentence, len(self.words)))
        last = next((at for at in near if self._talk.speaker_of_token(at) != speaker), near.stop)
        sense = [at for at in range(denied + 1, min(last, near.start + LIMITS.phrase)) if self._is_of_sense(at)]
        if not sense or any(self._language.is_negator(self.words[at]) for at in range(denied + 1, sense[0] + 1)):
            return None
        return range(sense[0], last)

    def _names_with(self, word: int, instead: range) -> Iterator[int]:
        """The names close behind a word that is taken back, where what is said instead has one of their category."""
        others = self._talk.names_in(instead.start, instead.stop - 1)
        for name in self._talk.names_in(word + 1, word + 1 + LIMITS.pair):
            if any(_differ(name, other) for other in others):
                yield from range(name.first, name.last + 1)

    def _is_of_sense(self, at: int) -> bool:
        return not (self._language.is_stopword(self.words[at]) or self.words[at] in self._no)

    def _breaks(self, at: int) -> bool:
        return not 0 < at < len(self.words) or self._talk.breaks(at)

    def _talk_of_one(self, first: int, last: int) -> bool:
        return self._talk.speaker_of_token(first) == self._talk.speaker_of_token(last)


def _differ(one: Name, other: Name) -> bool:
    """Whether two names are of one category, and not of one thing; also everyday words, which say no more here."""
    return compare_names(replace(one, weak=False), replace(other, weak=False)) is Agreement.DIFFERENT
