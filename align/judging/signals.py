"""What each passage says to a claim: whether it is about it, and what stands against it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from align.judging.about import about_probability, coverage, said
from align.judging.amounts import Amounts, compare_amounts
from align.judging.answers import Answer, answer_to, rebuttal_of
from align.judging.exchanged import exchanged
from align.judging.factuality import Cue, supposing
from align.judging.names import name_conflict
from align.judging.polarity import denies_some, polarity_conflict
from align.judging.reading import Reading
from align.judging.relations import relation_conflict
from align.judging.scope import scope_conflict
from align.judging.voices import is_asked, only_hosts
from align.matching import Passage, Retrieval, TranscriptIndex
from align.types import ReasonCode

FOUND = 0.5  # that probability, from which the passage is
FOUND_OPPOSED = 0.4  # the same for one with a conflict: that the opposite is said there makes it likelier
POLARITY_COVERAGE = 0.3  # share of the claim below which a passage has its words on another matter
# A passage without conflict goes before a better one with a conflict if it reaches this share of that one's score:
# an accusation must not rest on the wrong one of two places.
KIND_SHARE = 0.85
ANSWER_SHARE = 0.75  # of a question's score that a statement must reach to go before it
GUEST_SHARE = 0.6  # of the score of the host's words that the guest's own must reach to go before them
KIND_LACKING = 0.4  # share of the claim's weight that it may lack of what the better one has
LACKING_OF_SUPPOSED = 0.2  # the same for a statement of what the better one only supposes
ASKED_WHOLE = 0.75  # share of the claim that must have been asked for a no to deny it
MET = 0.6  # likeness from which a word of the claim was said


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands against a claim: words of its own, and the tokens heard instead."""

    code: ReasonCode
    terms: tuple[int, ...]
    first: int
    last: int
    mild: bool = False  # the article merely says less than what was said


@dataclass(frozen=True, slots=True)
class Signals:
    """What one passage says to a claim."""

    passage: Passage
    found: float  # probability that it is about what the claim says
    amounts: Amounts
    conflicts: tuple[Conflict, ...]
    asked: bool  # most of its words are in a question
    host_only: bool  # its words are the host's, and ask, or stand in for a guest's
    answer: Answer | None = None  # a yes or a no to them, which makes them a statement
    supposed: Cue | None = None  # what says that it is no fact: a condition, a wish, an attempt

    @property
    def stated(self) -> bool:
        """Whether somebody states what it says, whose word counts."""
        unanswered = self.answer is None and (self.asked or self.host_only)
        return self.supposed is None and not unanswered

    def met(self) -> set[int]:
        """The terms of the claim that were said there."""
        return {link.term for link in self.passage.links if link.similarity >= MET}

    @property
    def about(self) -> bool:
        """Whether the passage is about what the claim says."""
        return self.found >= (FOUND_OPPOSED if self.conflicts else FOUND)


def read_signals(reading: Reading, talk: TranscriptIndex) -> list[Signals]:
    """The signals of every candidate, the passage first that a fair reader would judge the claim by."""
    signals = [_signals(reading, passage, talk) for passage in reading.found.passages]
    weight = GUEST_SHARE if reading.guests else ANSWER_SHARE
    return _kindest_first(_statements_first(signals, reading.found, weight), reading.found)


def _signals(reading: Reading, passage: Passage, talk: TranscriptIndex) -> Signals:
    amounts = compare_amounts(reading.found.terms, passage, talk)
    asked = not reading.asks and is_asked(reading.found, passage, talk)
    hosts = (asked or reading.guests) and only_hosts(passage, talk)
    conflicts = _conflicts(reading, passage, amounts, talk)
    supposed = None if reading.supposes else supposing(reading.found, passage, talk)
    if supposed and not reading.denied and all(_is_under(supposed, conflict) for conflict in conflicts):
        conflicts = []  # "if it had not broken", "we did not want to sell": it may have happened
    elif conflicts:
        supposed = None
    answer = None if reading.supposes else rebuttal_of(reading.found, passage, talk)
    if asked or hosts:
        answer = answer or answer_to(reading.found, passage, talk)
    answered = None if answer is None else _as_answered(conflicts, answer, reading, passage, talk)
    if answered is not None:
        conflicts, supposed = answered, None
    elif asked:
        conflicts = []  # a question states nothing that a claim could be against
    disputed = {term for conflict in conflicts for term in conflict.terms}
    found = about_probability(reading.found, passage, talk, disputed)
    decisive = None if answered is None else answer
    return Signals(passage, found, amounts, tuple(conflicts), asked, hosts, decisive, supposed)


def _is_under(cue: Cue, conflict: Conflict) -> bool:
    """Whether what is denied is what a cue makes no fact anyway."""
    return conflict.code is ReasonCode.NEGATION_DIFFERS and conflict.last >= cue.first


def _as_answered(
    conflicts: list[Conflict], answer: Answer, reading: Reading, passage: Passage, talk: TranscriptIndex
) -> list[Conflict] | None:
    """What stands against the claim once its words are confirmed or denied; None where that decides nothing.

    `conflicts` are those of the words by themselves, taken for a statement.
    """
    if denies_some([link for link in passage.links if link.token < answer.first], reading.found, talk):
        return None  # "It did not break? No." may mean either, and so may a yes
    if answer.yes:
        return conflicts
    if any(conflict.code is not ReasonCode.NEGATION_DIFFERS for conflict in conflicts):
        return None  # something else was asked
    if reading.denied:  # by the claim, as by the answer
        return [] if any(link.term in reading.denied for link in passage.links) else None
    if conflicts:
        return None  # "Was it closed? No." need not mean that it was opened
    asked = {link.term for link in passage.links if link.token < answer.first and link.similarity >= MET}
    if sum(reading.found.weights[term] for term in asked) < ASKED_WHOLE:
        return None  # "Did you keep the old house? No, we sold it."
    weights = reading.found.weights
    met = max((link.term for link in passage.links), key=lambda term: weights[term])
    return [Conflict(ReasonCode.NEGATION_DIFFERS, (met,), answer.first, answer.last)]


def _conflicts(reading: Reading, passage: Passage, amounts: Amounts, talk: TranscriptIndex) -> list[Conflict]:
    conflicts = []
    if amounts.conflict is not None:
        heard = amounts.conflict.heard
        conflicts.append(Conflict(amounts.conflict.code, (amounts.conflict.term,), heard.first, heard.last))
    name = name_conflict(reading, passage, talk)
    if name is not None:
        conflicts.append(Conflict(ReasonCode.NAME_DIFFERS, name.terms, name.heard.first, name.heard.last))
    near = coverage(reading.found, said(reading.found, passage)) >= POLARITY_COVERAGE
    polarity = polarity_conflict(reading, passage, talk) if near else None
    if polarity is not None:
        token = polarity.token
        first = max(talk.phrase(token)[0], token - 2)  # with the negator that stands before it
        conflicts.append(Conflict(ReasonCode.NEGATION_DIFFERS, (polarity.term,), first, token))
    elif near and (swapped := exchanged(reading, passage, talk) or relation_conflict(reading, passage, talk)):
        conflicts.append(Conflict(ReasonCode.NEGATION_DIFFERS, (swapped.term,), swapped.token, swapped.token))
    elif near and (scope := scope_conflict(reading, passage, talk)):  # "none" is a negation as well
        conflicts.append(Conflict(ReasonCode.SCOPE_DIFFERS, scope.terms, scope.first, scope.last, scope.mild))
    return conflicts


def _statements_first(signals: list[Signals], found: Retrieval, weight: float) -> list[Signals]:
    """A question, or a host's words in place of a guest's, gives way to what was stated and scores nearly as much.

    That is most often the answer to it, in more words than a yes or a no. What was supposed or wanted gives way to a
    statement of the same.
    """
    if not signals or not ((best := signals[0]).asked or best.host_only or best.supposed):
        return signals
    for other in signals[1:]:
        near = other.passage.score >= weight * best.passage.score or _goes_on(best.answer, other.passage)
        enough = other.found >= FOUND and near
        stated = other.stated and not other.asked and not other.host_only
        if enough and stated and not (best.supposed and _lacking(other, best, found) > LACKING_OF_SUPPOSED):
            return [other, *(signal for signal in signals if signal is not other)]
    return signals


def _goes_on(answer: Answer | None, other: Passage) -> bool:
    """Whether a passage begins with the answer to a question, or right behind it: "No, the dam did not break"."""
    return answer is not None and answer.first <= other.first <= answer.last + 1


def _kindest_first(signals: list[Signals], found: Retrieval) -> list[Signals]:
    if not signals or not signals[0].conflicts:
        return signals
    for other in signals[1:]:
        enough = other.found >= FOUND and other.passage.score >= KIND_SHARE * signals[0].passage.score
        kind = other.stated and not other.conflicts and not other.amounts.missing
        if enough and kind and not _misses(other, signals[0], found):
            return [other, *(signal for signal in signals if signal is not other)]
    return signals


def _misses(other: Signals, best: Signals, found: Retrieval) -> bool:
    """Whether the other passage lacks words of the claim that the best one has: then it is about something else."""
    disputed = {term for conflict in best.conflicts for term in conflict.terms}
    if not disputed <= other.met():
        return True  # what is disputed was not said there either
    return _lacking(other, best, found, disputed) > KIND_LACKING


def _lacking(other: Signals, best: Signals, found: Retrieval, aside: Collection[int] = ()) -> float:
    """The share of the claim's weight that the best passage meets and the other does not."""
    return sum(found.weights[term] for term in best.met() - other.met() - set(aside))
