"""Who said it, and how surely: a host's question is no statement, a guess is a guess."""

from __future__ import annotations

from functools import partial

from align.language import Language, tokenise
from align.language.tables import words as listed
from align.matching import Passage, Retrieval, TranscriptIndex
from align.matching.host import QUESTION_MARKS
from align.types import Claim, Kind

MOSTLY = 0.6  # share of what a passage meets of a claim
CHECKING_WORDS = 5  # of "is that really so?", at most
HEDGE_REACH = 2  # tokens before the passage in which a hedge belongs to it
SURE = 0.35  # recogniser's probability of a word below which nobody may be accused on it


def is_asked(found: Retrieval, passage: Passage, talk: TranscriptIndex) -> bool:
    """Whether most of what the passage meets of the claim is in questions: what is asked is not stated."""
    met = sum(found.weights[link.term] for link in passage.links)
    asked = sum(found.weights[link.term] for link in passage.links if in_question(link.token, talk))
    return asked > MOSTLY * met


def only_hosts(passage: Passage, talk: TranscriptIndex) -> bool:
    """Whether the claim's words are a host's."""
    places = [link.token for link in passage.links]
    return bool(places) and all(talk.speaker_of_token(place) in talk.hosts for place in places)


def main_speaker(found: Retrieval, passage: Passage, talk: TranscriptIndex) -> str | None:
    """Who says most of what the passage meets of the claim: of a question and its answer, the one it rests on."""
    weights = {talk.speaker_of_token(passage.first): 0.0}
    for link in passage.links:
        speaker = talk.speaker_of_token(link.token)
        weights[speaker] = weights.get(speaker, 0.0) + found.weights[link.term] * link.similarity
    return max(weights, key=lambda speaker: weights[speaker])


def is_guests(claim: Claim, talk: TranscriptIndex) -> bool:
    """Whether the article says that a guest said it who is known by name."""
    if claim.speaker is None or claim.kind not in (Kind.ATTRIBUTED, Kind.QUOTED):
        return False
    named = partial(_same_name, claim.speaker, language=talk.language)
    return any(map(named, talk.guests)) and not any(map(named, talk.hosts))


def _same_name(one: str, other: str, language: Language) -> bool:
    """Whether all words of the shorter name are among those of the longer, in whatever spelling."""
    keys = [{language.name_key(token.text) for token in tokenise(name)} for name in (one, other)]
    return bool(keys[0] and keys[1]) and (keys[0] <= keys[1] or keys[1] <= keys[0])


def in_question(token: int, talk: TranscriptIndex) -> bool:
    """Whether what holds `token` asks something; a phrase that only asks for a nod ("right?") does not.

    Of a phrase with a question mark, what stands before the question's first word is stated ("we sold it, what else
    could we do?"), unless the question only asks whether that is so ("they say you sold it, is that true?").
    """
    first, last = talk.phrase(token)
    if last > first and talk.tokens[last].text in talk.language.tags:
        return False
    phrase = talk.text[talk.tokens[first].start : talk.tokens[last].end + 1]
    if not phrase.rstrip().endswith(QUESTION_MARKS):
        asking = listed(talk.language.code, "function-words", "question-always")
        return any(talk.tokens[at].text in asking for at in range(first, token))  # «هل», with no mark
    opening = next((at for at in range(first, last + 1) if _opens_question(at, talk)), first)
    return opening <= token or _only_checks(last, talk)


def _only_checks(last: int, talk: TranscriptIndex) -> bool:
    """Whether the last clause of a phrase asks no more than whether the rest is so: "is that true?"."""
    start = max(talk.phrase(last)[0], last - CHECKING_WORDS)
    clause = next((at for at in range(last, start, -1) if talk.breaks(at)), None)
    return clause is not None and any(
        talk.tokens[at].text in talk.language.affirmations for at in range(clause, last + 1)
    )


def _opens_question(token: int, talk: TranscriptIndex) -> bool:
    code, word = talk.language.code, talk.tokens[token].text
    begins = talk.breaks(token) and word in listed(code, "function-words", "question-opening")
    tail = token == talk.phrase(token)[1] or talk.tokens[token - 1].text in listed(
        code, "function-words", "question-or"
    )
    return begins or (word in listed(code, "function-words", "question") and not tail)


def hedge(passage: Passage, talk: TranscriptIndex) -> int | None:
    """The token that makes the passage a guess."""
    hedges = talk.language.hedges
    start = max(talk.phrase(passage.first)[0], passage.first - HEDGE_REACH)
    places = [link.token for link in passage.links]
    return next(
        (
            token
            for token in range(start, passage.last + 1)
            if talk.tokens[token].text in hedges and any(0 < place - token <= 2 * HEDGE_REACH for place in places)
        ),
        None,
    )


def heard_surely(first: int, last: int, talk: TranscriptIndex) -> bool:
    """Whether the recogniser itself believed the words of the tokens `first`..`last`."""
    words = talk.words[talk.word_of_token[first] : talk.word_of_token[last] + 1]
    return all(word.probability is None or word.probability >= SURE for word in words)
