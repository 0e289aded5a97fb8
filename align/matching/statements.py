"""Which words of a talk belong together: clauses, the statements they make up, and questions with their answers.

A statement is what one person says up to closing punctuation, a pause or a change of speaker; a clause is the part of
it that can be true or false by itself. How clauses are joined and what marks a verb, `align/claims/tables` say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from align.claims.grammar import Joint, grammar
from align.language.tables import words as listed
from align.matching.host import QUESTION_MARKS
from align.matching.settings import SETTINGS

if TYPE_CHECKING:
    from align.matching.transcript_index import TranscriptIndex


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `first`..`last` (inclusive); every token is in exactly one clause."""

    first: int
    last: int
    statement: int  # number of the statement it is part of
    joint: Joint  # how it is joined to the clause before it


@dataclass(frozen=True, slots=True)
class Statement:
    """Tokens `first`..`last` (inclusive) that one person says in one go."""

    first: int
    last: int
    asks: bool  # what is asked is not stated
    answers: int | None = None  # number of the question that it answers
    answered_by: int | None = None  # … and of the statement that answers it


class Layout:
    """The clauses and statements of a talk, in order. Made in linear time; see `TranscriptIndex.layout`."""

    def __init__(self, clauses: Sequence[Clause], statements: Sequence[Statement]) -> None:
        self.clauses = tuple(clauses)
        self.statements = tuple(statements)
        self._firsts = [clause.first for clause in clauses]

    def clause_of(self, token: int) -> Clause:
        return self.clauses[bisect_right(self._firsts, token) - 1]

    def statement_of(self, token: int) -> Statement:
        return self.statements[self.clause_of(token).statement]

    def clauses_in(self, first: int, last: int) -> Sequence[Clause]:
        """The clauses that share a token with `first`..`last` (inclusive)."""
        return self.clauses[bisect_right(self._firsts, first) - 1 : bisect_right(self._firsts, last)]

    def asked(self, token: int) -> bool:
        """Whether `token` is part of a question."""
        return self.statement_of(token).asks

    def exchange_of(self, token: int) -> tuple[int, int]:
        """The tokens (inclusive) of the statement that holds `token`, a question and its answer being one."""
        statement = self.statement_of(token)
        first, last = statement.first, statement.last
        if statement.answers is not None:
            first = self.statements[statement.answers].first
        if statement.answered_by is not None:
            last = self.statements[statement.answered_by].last
        return first, last


def lay_out(talk: TranscriptIndex) -> Layout:
    """The clauses and statements of `talk`."""
    if not len(talk):
        return Layout((), ())
    borders = dict(_borders(talk))
    statements = list(_statements(talk, borders))
    clauses: list[Clause] = []
    for number, statement in enumerate(statements):
        clauses += _clauses(statement, number, borders)
    return Layout(clauses, _answered(statements, talk))


def _borders(talk: TranscriptIndex) -> Iterator[tuple[int, Joint]]:
    """The tokens before which a clause may begin, and how it is joined there: of several ways the last one counts."""
    rules, types = grammar(talk.language.code), talk.vocabulary.types
    verbs = [rules.is_spoken_verb(word) for word in types]
    joined = [bool(rest := rules.after_proclitic(word)) and rules.is_spoken_verb(rest) for word in types]
    of_token = talk.vocabulary.type_of_token.tolist()
    yield from ((token, Joint.NONE) for token in range(len(talk)) if talk.breaks(token))
    yield from ((token, Joint.NONE) for token in _after_a_breath(talk))
    yield from ((token, Joint.AND) for token, kind in enumerate(of_token) if joined[kind])
    yield from ((token, Joint.AND) for token in _joined_subjects(verbs, talk))
    for token, hit in rules.joints.first_hits(talk.view()).items():
        if not hit.mark or any(verbs[other] for other in of_token[hit.end : hit.end + SETTINGS.near]):
            yield token, hit.entry


def _joined_subjects(verbs: Sequence[bool], talk: TranscriptIndex) -> Iterator[int]:
    """The words with "and" written onto them that begin a clause by its subject («نجح سامر وأحمد رسب»): a verb stands
    before them in the same phrase, and another right behind them."""
    language, types = talk.language, talk.vocabulary.types
    if not grammar(language.code).verb_first:
        return
    people = listed(language.code, "relations", "participants")
    bare = [language.without_conjunction(word) for word in types]
    joined = [word != rest and not language.is_stopword(rest) for word, rest in zip(types, bare, strict=True)]
    may = [is_joined and not is_verb for is_joined, is_verb in zip(joined, verbs, strict=True)]
    of_token = talk.vocabulary.type_of_token.tolist()
    clause = 0  # the first token of the one that the last subject found began
    for token in [at for at, (kind, behind) in enumerate(pairwise(of_token)) if may[kind] and verbs[behind] and at]:
        before = of_token[token - 1]
        if verbs[before] or types[before] in people:
            continue
        # Back to the nearest verb, unless a clause begins before.
        back = (at for at in range(token, clause, -1) if talk.breaks(at) or verbs[of_token[at - 1]])
        nearest = next(back, None)
        if nearest is not None and not talk.breaks(nearest):
            yield token
            clause = token


def _after_a_breath(talk: TranscriptIndex) -> Iterator[int]:
    """The tokens before which the speaker took a breath."""
    gaps = (after.start - before.end for before, after in pairwise(talk.words))
    rested = {word for word, gap in enumerate(gaps, 1) if gap > SETTINGS.breath}
    for token, (before, word) in enumerate(pairwise([-1, *talk.word_of_token])):
        if word in rested and word != before:
            yield token


def _statements(talk: TranscriptIndex, borders: Mapping[int, Joint]) -> Iterator[Statement]:
    """Phrases, with what is stated and what is asked apart, and none too long."""
    questions = Questions(talk)
    first = 0
    while first < len(talk):
        last = talk.phrase(first)[1]
        asked = questions.within(first, last, borders)
        for start, end in ((first, asked[0] - 1), asked, (asked[1] + 1, last)) if asked else ((first, last),):
            for piece in _pieces(start, end, borders):
                yield Statement(*piece, asks=(start, end) == asked)
        first = last + 1


def _pieces(first: int, last: int, borders: Mapping[int, Joint]) -> Iterator[tuple[int, int]]:
    """Tokens `first`..`last` in runs of at most twice `far`, cut where clauses begin if possible."""
    while last - first >= 2 * SETTINGS.far:
        latest = first + 2 * SETTINGS.far
        cut = next((at for at in range(latest, first + SETTINGS.far, -1) if at in borders), latest)
        yield first, cut - 1
        first = cut
    if first <= last:
        yield first, last


class Questions:
    """Where a talk's phrases ask something."""

    def __init__(self, talk: TranscriptIndex) -> None:
        self._talk = talk
        self._language = talk.language

        def role(name: str) -> frozenset[str]:
            return listed(talk.language.code, "function-words", name)

        self._always, self._wh, self._no = role("question-always"), role("wh"), role("no")
        self._anywhere, self._opening, self._or = role("question"), role("question-opening"), role("question-or")
        known = self._always | self._wh | self._anywhere | self._opening  # «وين» begins with no conjunction, «وشو» does
        self._bare = [w if w in known else talk.language.without_conjunction(w) for w in talk.vocabulary.types]
        self._types = talk.vocabulary.type_of_token.tolist()

    def within(self, first: int, last: int, borders: Mapping[int, Joint]) -> tuple[int, int] | None:
        """The tokens (inclusive) of the phrase `first`..`last` that ask; what stands before them is stated.

        Without a mark only an unmistakable word asks, or in a known host's last phrase any word of asking; that whole
        phrase does where the next one affirms or denies: "People say you sold it." – "No, I never sold it."
        """
        talk, words = self._talk, [self._bare[kind] for kind in self._types[first : last + 1]]
        if last > first and words[-1] in talk.language.tags:  # "it rained, right?"
            return (first, last) if self._is_replied_to(last + 1) else None
        if any(mark in _behind(last, talk) for mark in QUESTION_MARKS):
            opening = next((at for at in range(first, last + 1) if self._opens(at, first, last)), None)
            opening = self._last_clause(first, last) if opening is None else opening
            return (first if self._only_checks(first, last) else opening), last
        ends_turn = last + 1 < len(talk) and talk.speaker_of_token(last + 1) != talk.speaker_of_token(last)
        hosts = ends_turn and talk.speaker_of_token(last) in talk.hosts
        asking = self._always | self._wh if hosts else self._always
        asked = next((first + at for at, word in enumerate(words) if word in asking), None)
        if hosts:
            start = first if asked is None and self._is_taken_up(last + 1) else asked
            return None if start is None else (start, last)
        if asked is None:
            return None
        far = min(last, asked + SETTINGS.far)
        ends = (at - 1 for at in range(asked + 2, far + 1) if borders.get(at) is Joint.NONE)
        return asked, next(ends, far)

    def _is_taken_up(self, first: int) -> bool:
        """Whether a turn that begins at `first` affirms or denies with its first words what was said before."""
        words = [token.text for token in self._talk.tokens[first : first + SETTINGS.short]]
        return any(word in self._language.affirmations or self._language.is_negator(word) for word in words)

    def _is_replied_to(self, first: int) -> bool:
        """Whether yes or no stands at `first`, by itself."""
        talk = self._talk
        if first >= len(talk):
            return False
        reply, alone = talk.tokens[first].text, first + 1 == len(talk) or talk.breaks(first + 1)
        return reply in self._language.affirmations | self._no or (alone and self._language.is_negator(reply))

    def _last_clause(self, first: int, last: int) -> int:
        """Where the last clause of a phrase begins, which alone asks where no word of asking does."""
        starts = (at for at in range(last - 1, first, -1) if self._talk.breaks(at))
        return next(starts, first)

    def _opens(self, token: int, first: int, last: int) -> bool:
        """Whether a question begins at `token` of the phrase `first`..`last`."""
        talk, word = self._talk, self._bare[self._types[token]]
        tail = token == last or (token > first and talk.tokens[token - 1].text in self._or)
        return (talk.breaks(token) and word in self._opening) or (word in self._anywhere and not tail)

    def _only_checks(self, first: int, last: int) -> bool:
        """Whether the last clause of a phrase asks no more than whether the rest is so: "is that true?"."""
        talk, start = self._talk, max(first, last - SETTINGS.short)
        clause = next((at for at in range(last, start, -1) if talk.breaks(at)), None)
        return clause is not None and any(
            talk.tokens[at].text in talk.language.affirmations for at in range(clause, last + 1)
        )


def _behind(token: int, talk: TranscriptIndex) -> str:
    """What stands behind a token, before the next one."""
    end = talk.tokens[token + 1].start if token + 1 < len(talk) else len(talk.text)
    return talk.text[talk.tokens[token].end : end]


def _clauses(statement: Statement, number: int, borders: Mapping[int, Joint]) -> Iterator[Clause]:
    """The clauses of a statement; a single word is none: it belongs to the clause before it, or else behind it."""
    first, joint = statement.first, borders.get(statement.first, Joint.NONE)
    for at in range(first + 1, statement.last + 1):
        if at not in borders:
            continue
        if at == first + 1:  # "and when …": the later word says how
            joint = joint if borders[at] is Joint.NONE else borders[at]
        elif at < statement.last:
            yield Clause(first, at - 1, number, joint)
            first, joint = at, borders[at]
    yield Clause(first, statement.last, number, joint)


def _answered(statements: Sequence[Statement], talk: TranscriptIndex) -> list[Statement]:
    """The statements, with questions and answers knowing each other."""
    found = list(statements)
    at = 0
    while at < len(found):
        if not found[at].asks:
            at += 1
            continue
        asked = at
        while at < len(found) and found[at].asks:
            at += 1
        answer = _answer(asked, at, found, talk)
        if answer is None:
            continue
        for question in range(asked, at):
            found[question] = replace(found[question], answered_by=answer[-1])
        for number in answer:
            found[number] = replace(found[number], answers=asked)
    return found


def _answer(asked: int, after: int, statements: Sequence[Statement], talk: TranscriptIndex) -> range | None:
    """The numbers of the statements that answer the questions from `asked` up to `after`."""
    asker = talk.speaker_of_token(statements[asked].first)
    near = range(after, min(after + SETTINGS.short, len(statements)))
    others = (at for at in near if talk.speaker_of_token(statements[at].first) != asker)
    start = next(others, after) if asker in talk.hosts else after  # who else asks, mostly answers himself
    if start >= len(statements) or statements[start].asks:
        return None
    speaker, end = talk.speaker_of_token(statements[start].first), start + 1
    size = statements[start].last - statements[start].first + 1
    goes_on = end < len(statements) and not statements[end].asks
    if size <= SETTINGS.short and goes_on and talk.speaker_of_token(statements[end].first) == speaker:
        end += 1
    return range(start, end)
