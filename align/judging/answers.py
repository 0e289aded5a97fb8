"""Is what was said confirmed or denied right behind it, and how?

A question says nothing; a question with a plain yes behind it says what it asks, one with a plain no says the contrary.
So does what is called untrue: "they say that the dam broke, which is a lie".
"""

from __future__ import annotations

from dataclasses import dataclass

from align.judging.factuality import rebuttal
from align.judging.negation import answers_no
from align.judging.voices import in_question
from align.language.tables import words as listed
from align.matching import Passage, Retrieval, TranscriptIndex

ANSWER_WORDS = 4  # of what follows the question, among which a yes answers it
FIRST_WORDS = 3  # … and a no, which later denies what its own sentence says


@dataclass(frozen=True, slots=True)
class Answer:
    """A yes or a no, and its tokens (inclusive)."""

    yes: bool
    first: int
    last: int


def answer_to(found: Retrieval, passage: Passage, talk: TranscriptIndex) -> Answer | None:
    """The yes or no to what the passage asks, or else says, of the claim; None where there is none but a host's."""
    places = [link.token for link in passage.links if not found.terms[link.term].stopword]
    if not places:
        return None
    asked = [place for place in places if in_question(place, talk)]
    first, last = talk.phrase(max(asked or places))
    if asked and _presupposes(first, last, min(asked), talk):
        return None
    for token in range(last + 1, min(last + 1 + ANSWER_WORDS, len(talk))):
        if talk.speaker_of_token(token) in talk.hosts:
            continue
        if talk.tokens[token].text in talk.language.affirmations:
            if (answer := _affirmation(token, last, talk)) is not None:
                return answer
        elif token - last <= FIRST_WORDS and _is_no(token, talk):
            return Answer(False, token, token)
    return None


def _presupposes(first: int, last: int, claimed: int, talk: TranscriptIndex) -> bool:
    """Whether a question takes what the claim has for granted: "why …?", "were you alone when it broke?"."""
    code = talk.language.code
    asking, given = (listed(code, "function-words", role) for role in ("wh", "presupposing"))
    return any(
        talk.tokens[at].text in asking or (at < claimed and talk.tokens[at].text in given)
        for at in range(first, last + 1)
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


def rebuttal_of(found: Retrieval, passage: Passage, talk: TranscriptIndex) -> Answer | None:
    """What calls untrue, right behind it, what the passage says of the claim."""
    cue = rebuttal(found, passage, talk)
    return None if cue is None else Answer(False, cue.first, cue.last)


def _is_no(token: int, talk: TranscriptIndex) -> bool:
    """Whether a word is a no by itself: «لأ», or «لا» with a comma or another no behind it; «لا أعرف» is none."""
    code = talk.language.code
    word, after = talk.tokens[token], talk.tokens[token + 1 : token + 2]
    if talk.text[word.start : word.end] in answers_no(code) or word.text in listed(code, "function-words", "no"):
        return True
    if word.text not in listed(code, "function-words", "no-before-pause"):
        return False
    between = talk.text[word.end : after[0].start if after else len(talk.text)]
    alone = not after or between.strip(" ") != ""  # punctuation, or the end of the phrase
    return alone or after[0].text in listed(code, "function-words", "no")
