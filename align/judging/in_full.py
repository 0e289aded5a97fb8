"""Was the whole of a claim said in one statement, but for what conflicts? Then few words are enough for a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from align.judging.comparison import Comparison, Slot
from align.judging.limits import LIMITS
from align.judging.negative_verbs import may_deny
from align.judging.window import EvidenceWindow


def said_in_full(comparisons: Sequence[Comparison], window: EvidenceWindow, *, answered: bool) -> bool:
    """Whether one statement says every word of sense of the claim that does not conflict, close together.

    A question says nothing unless it is `answered` with a yes or a no.
    """
    wanted = _wanted(comparisons, window)
    for term in wanted:
        for token in window.occurrences[term]:
            if answered or not window.talk.layout().asked(token):
                first, last = _statement(term, token, window)
                if all(window.said(each, first, last) for each in wanted):
                    return True
    return False


def _wanted(comparisons: Sequence[Comparison], window: EvidenceWindow) -> list[int]:
    """The terms that must have been said: words of sense, without those that conflict and what denies them."""
    terms, language = window.found.terms, window.talk.language
    conflicts = [one for one in comparisons if one.conflicts]
    aside = {term for one in conflicts for term in one.terms}
    if any(one.slot is Slot.POLARITY for one in conflicts):
        aside.update(at for at, term in enumerate(terms) if may_deny(term.text, language))
    return [at for at, _ in window.of_sense if at not in aside]


def _statement(term: int, token: int, window: EvidenceWindow) -> tuple[int, int]:
    """The tokens around `token` in its statement; with those of the question that it answers, where it begins with a
    yes or the question does not say `term` as well; and with what a bare "when?" asks about.
    """
    talk, layout = window.talk, window.talk.layout()
    statement = layout.statement_of(token)
    first, last = max(statement.first, token - LIMITS.sentence), min(statement.last, token + LIMITS.sentence)
    if statement.answers is not None:
        question = layout.statements[statement.answers]
        agrees = talk.tokens[statement.first].text in talk.language.affirmations
        if agrees or not window.said(term, question.first, question.last):
            first = question.first
            if first and all(talk.language.is_stopword(talk.tokens[at].text) for at in range(first, question.last + 1)):
                first = layout.statement_of(first - 1).first  # "I moved house. / When? / In 2010."
    return first, last
