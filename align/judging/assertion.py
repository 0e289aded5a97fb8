"""Did somebody state it whose word counts?

What is only asked, wished, planned, doubted or believed by others is not stated. A question and its answer are one
statement: a plain yes states what was asked, a plain no denies it.
"""

from __future__ import annotations

from dataclasses import dataclass

from align.judging.comparison import Comparison, Slot
from align.judging.denied import denied_words, says_no
from align.judging.factuality import supposing, taken_back
from align.judging.limits import LIMITS
from align.judging.reading import Reading
from align.judging.window import EvidenceWindow, is_of_sense
from align.language.tables import rows, spellings
from align.language.tables import words as listed
from align.matching import TranscriptIndex, WordLink
from align.matching.statements import Statement
from align.types import ReasonCode


@dataclass(frozen=True, slots=True)
class Answer:
    """A yes or a no, and its tokens (inclusive)."""

    yes: bool
    first: int
    last: int


def compare_assertion(reading: Reading, window: EvidenceWindow) -> list[Comparison]:
    """Whether what was said of the claim was stated, and by whom; where a no answers it, that it is denied."""
    links, weights = window.passage.links, window.found.weights
    if not links:
        return []
    talk, total = window.talk, sum(weights[link.term] for link in links)
    unstated = [link for link in links if not reading.asks and _is_unstated(link, window)]
    asked = [link for link in unstated if talk.layout().asked(link.token)]
    told = asked or reading.supposes  # the question counts, or the claim says itself that it is what others believe
    if not told and sum(weights[link.term] for link in unstated) > LIMITS.mostly * total:
        heard = (min(link.token for link in unstated), max(link.token for link in unstated))
        return [Comparison(Slot.ASSERTION, 1.0, (), heard, ReasonCode.NOT_ASSERTED)]
    if sum(weights[link.term] for link in asked) > LIMITS.mostly * total:
        return [_as_answered(reading, [link.token for link in asked], window)]
    whose = _of_another(reading, window)
    if whose is not None:
        return [Comparison(Slot.ASSERTION, 1.0, (), (window.passage.first, window.passage.last), whose)]
    # What was only wanted or planned did not happen, as a denial has it.
    cue = None if reading.denies else supposing(reading.supposed, window)
    cue = cue or taken_back(max(link.token for link in links), talk)
    if cue is not None:
        return [Comparison(Slot.ASSERTION, 1.0, (), (cue.first, cue.last), ReasonCode.NOT_ASSERTED)]
    return [Comparison(Slot.ASSERTION, 0.0)]


def _is_unstated(link: WordLink, window: EvidenceWindow) -> bool:
    """Whether a word of the claim was only asked, or said to be believed, and nowhere in the window stated."""
    place = window.place(link.term)
    return not window.is_stated(link.token if place is None else place)


def _as_answered(reading: Reading, asked: list[int], window: EvidenceWindow) -> Comparison:
    """What was asked, with its answer: a yes states it, a no denies it; anything else leaves it only asked."""
    talk = window.talk
    question = talk.layout().statement_of(max(asked))
    answer = _answer(question, talk)
    if (answer is None or answer.yes) and _is_told(question, window):
        return Comparison(Slot.ASSERTION, 0.0)
    turned = any(denied_words(token, talk).in_scope[token] for token in asked)  # "wasn't it …?": yes or no say little
    if answer is None or turned or _presupposes(question, min(asked), talk) or _is_no_to_more(answer, asked, window):
        heard = (window.passage.first, window.passage.last)
        hosts = all(talk.speaker_of_token(token) in talk.hosts for token in asked)
        return Comparison(Slot.ASSERTION, 1.0, (), heard, ReasonCode.HOST_ONLY if hosts else ReasonCode.ASKED_ONLY)
    term = max((link.term for link in window.passage.links), key=lambda at: window.found.weights[at])
    if answer.yes != reading.denies:
        return Comparison(Slot.POLARITY, 0.0, (term,), (answer.first, answer.last))
    return Comparison(Slot.POLARITY, 1.0, (term,), (answer.first, answer.last), ReasonCode.NEGATION_DIFFERS)


def is_asked_in_vain(token: int, talk: TranscriptIndex) -> bool:
    """Whether a word of a question that takes nothing for granted is not granted by its answer with a yes."""
    question = talk.layout().statement_of(token)
    answer = _answer(question, talk)
    granted = answer is not None and answer.yes
    return not (granted or _presupposes(question, token, talk) or denied_words(token, talk).in_scope[token])


def _is_no_to_more(answer: Answer, asked: list[int], window: EvidenceWindow) -> bool:
    """Whether a no may deny another thing than the claim says: not most of it was asked, or some was said elsewhere."""
    if answer.yes:
        return False
    met = {link.term for link in window.passage.links if link.token in asked and link.similarity >= LIMITS.said}
    said = (at for at, _ in window.of_sense if window.occurrences[at])
    return not met.issuperset(said) or window.weight(met) < LIMITS.mostly


def _of_another(reading: Reading, window: EvidenceWindow) -> ReasonCode | None:
    """Why the words are not those of the person that the article names; None where they are, or may be."""
    speakers = {window.talk.speaker_of_token(link.token) for link in window.passage.links}
    if not reading.guests or not speakers or None in speakers:
        return None
    if speakers <= window.talk.hosts:
        last = max(link.token for link in window.passage.links)
        answer = _answer(window.talk.layout().statement_of(last), window.talk)
        return None if answer and answer.yes else ReasonCode.HOST_ONLY
    return ReasonCode.OTHER_SPEAKER if speakers.isdisjoint(reading.guests) else None


def _is_told(question: Statement, window: EvidenceWindow) -> bool:
    """Whether the answer to "when did you leave?" has a word of the claim that the question lacks: "in 2012".

    Such a question takes the rest for granted, and so does who answers it.
    """
    talk, layout = window.talk, window.talk.layout()
    language = talk.language
    if question.answered_by is None:
        return False
    wh = listed(language.code, "function-words", "wh")
    asking = wh.union(*(listed(language.code, "function-words", f"question-{role}") for role in ("opening", "always")))
    words = (language.without_conjunction(token.text) for token in talk.tokens[question.first : question.last + 1])
    if next((word for word in words if word in asking), "") not in wh:
        return False
    last = layout.statements[question.answered_by].last
    return any(
        not window.said(at, question.first, question.last)
        and any(
            question.last < token <= last and not denied_words(token, talk).in_scope[token]
            for token in window.occurrences[at]
        )
        for at, term in enumerate(window.found.terms)
        if is_of_sense(term, talk)
    )


def _presupposes(question: Statement, claimed: int, talk: TranscriptIndex) -> bool:
    """Whether a question takes what the claim has for granted: "why …?", "were you alone when it broke?"."""
    code = talk.language.code
    asking, given = (listed(code, "function-words", role) for role in ("wh", "presupposing"))
    return any(
        talk.tokens[at].text in asking or (at < claimed and talk.tokens[at].text in given)
        for at in range(question.first, question.last + 1)
    )


def _answer(question: Statement, talk: TranscriptIndex) -> Answer | None:
    """The yes or no with which the answer to a question begins."""
    last = question.last
    for token in range(last + 1, min(last + 1 + LIMITS.phrase, len(talk))):
        if talk.speaker_of_token(token) in talk.hosts or talk.layout().asked(token):
            continue
        if talk.tokens[token].text in talk.language.affirmations:
            if (answer := _affirmation(token, last, talk)) is not None:
                return answer
        elif says_no(token, talk):
            return Answer(False, token, token)
        elif _ends_with_auxiliary(token, question, talk):
            return Answer(not talk.language.is_negator(talk.tokens[token].text), last + 1, token)
    return None


def _ends_with_auxiliary(token: int, question: Statement, talk: TranscriptIndex) -> bool:
    """Whether an answer ends at `token` with the auxiliary that the question has: "did you?" – "we did"."""
    if token + 1 < len(talk) and not talk.breaks(token + 1):
        return False
    asked = {talk.tokens[at].text for at in range(question.first, question.last + 1)}
    return any(
        talk.tokens[token].text in forms and not forms.isdisjoint(asked)
        for role, *cells in rows(talk.language.code, "function-words")
        if role == "auxiliary" and (forms := frozenset(spellings(cells[0])))
    )


def _affirmation(token: int, last: int, talk: TranscriptIndex) -> Answer | None:
    """What a word of affirming says to a question that ends with `last`: "absolutely" is a yes, "absolutely not" no."""
    code = talk.language.code
    negators = talk.language.negators | listed(code, "function-words", "no")
    if token > last + 1 and talk.tokens[token - 1].text in negators:
        return None  # "not exactly"
    goes_on = token + 1 < len(talk) and not talk.breaks(token + 1)
    if goes_on and talk.tokens[token + 1].text in negators - listed(code, "negation", "ma"):
        return Answer(False, token, token + 1)
    weak = talk.tokens[token].text in listed(code, "function-words", "yes-before-pause")
    return None if weak and goes_on else Answer(True, token, token)


def heard_surely(heard: tuple[int, int], talk: TranscriptIndex) -> bool:
    """Whether the recogniser itself believed the words of these tokens."""
    words = talk.words[talk.word_of_token[heard[0]] : talk.word_of_token[heard[1]] + 1]
    return all(word.probability is None or word.probability >= LIMITS.surely_heard for word in words)
