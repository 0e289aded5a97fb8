"""Who said it, and how surely: a host's question is no statement, a guess is a guess."""

from __future__ import annotations

from align.matching import Candidate, Match, Spoken
from align.matching.host import QUESTION_MARKS

ANSWER_WORDS = 4  # of the next phrase, among which an affirmation answers a question
MOSTLY = 0.6  # share of what a passage meets of a claim
HEDGE_REACH = 2  # tokens before the passage in which a hedge belongs to it
SURE = 0.35  # recogniser's probability of a word below which nobody may be accused on it


def is_asked(found: Match, candidate: Candidate, spoken: Spoken) -> bool:
    """Whether most of what the passage meets of the claim is in questions: what is asked is not stated."""
    met = sum(found.shares[pair.term] for pair in candidate.pairs)
    asked = sum(found.shares[pair.term] for pair in candidate.pairs if _in_question(pair.token, spoken))
    return asked > MOSTLY * met


def only_asked(found: Match, candidate: Candidate, spoken: Spoken) -> bool:
    """Whether the claim's words are the host's, in a question, and the answer to it is no plain yes."""
    if spoken.host is None or not is_asked(found, candidate, spoken):
        return False
    places = [pair.token for pair in candidate.pairs]
    if any(spoken.speaker_of_token(place) != spoken.host for place in places):
        return False
    last = spoken.phrase(max(places))[1]
    answer = spoken.tokens[last + 1 : last + 1 + ANSWER_WORDS]
    return not any(token.text in spoken.language.affirmations for token in answer)


def _in_question(token: int, spoken: Spoken) -> bool:
    """Whether the phrase that holds `token` asks something; one that only asks for a nod ("right?") does not."""
    first, last = spoken.phrase(token)
    if last > first and spoken.tokens[last].text in spoken.language.tags:
        return False
    phrase = spoken.text[spoken.tokens[first].start : spoken.tokens[last].end + 1]
    return phrase.rstrip().endswith(QUESTION_MARKS)


def hedge(candidate: Candidate, spoken: Spoken) -> int | None:
    """The token that makes the passage a guess."""
    hedges = spoken.language.hedges
    start = max(spoken.phrase(candidate.first)[0], candidate.first - HEDGE_REACH)
    places = [pair.token for pair in candidate.pairs]
    return next(
        (
            token
            for token in range(start, candidate.last + 1)
            if spoken.tokens[token].text in hedges and any(0 < place - token <= 2 * HEDGE_REACH for place in places)
        ),
        None,
    )


def heard_surely(first: int, last: int, spoken: Spoken) -> bool:
    """Whether the recogniser itself believed the words of the tokens `first`..`last`."""
    words = spoken.words[spoken.word_of_token[first] : spoken.word_of_token[last] + 1]
    return all(word.probability is None or word.probability >= SURE for word in words)
