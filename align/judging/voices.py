"""Whose words they are."""

from __future__ import annotations

from align.judging.limits import LIMITS
from align.language import Language, tokenise
from align.language.tables import words
from align.matching import Passage, Retrieval, TranscriptIndex
from align.types import Claim, Kind


def main_speaker(found: Retrieval, passage: Passage, talk: TranscriptIndex) -> str | None:
    """Who says most of what the passage meets of the claim: of a question and its answer, the one it rests on."""
    weights = {talk.speaker_of_token(passage.first): 0.0}
    for link in passage.links:
        speaker = talk.speaker_of_token(link.token)
        weights[speaker] = weights.get(speaker, 0.0) + found.weights[link.term] * link.similarity
    return max(weights, key=lambda speaker: weights[speaker])


def guests_named(claim: Claim, talk: TranscriptIndex) -> frozenset[str]:
    """The known guests in whose mouth the article lays the claim; empty where it lays it in nobody's, or a host's."""
    if claim.speaker is None or claim.kind not in (Kind.ATTRIBUTED, Kind.QUOTED):
        return frozenset()
    named = frozenset(guest for guest in talk.guests if same_name(claim.speaker, guest, talk.language))
    hosts = any(same_name(claim.speaker, host, talk.language) for host in talk.hosts)
    return frozenset() if hosts else named


def same_name(one: str, other: str, language: Language) -> bool:
    """Whether all words of the shorter name are among those of the longer, in whatever spelling."""
    keys = [{language.name_key(token.text) for token in tokenise(name)} for name in (one, other)]
    return bool(keys[0] and keys[1]) and (keys[0] <= keys[1] or keys[1] <= keys[0])


def introduced(talk: TranscriptIndex) -> frozenset[str]:
    """Keys of the words by which the host presents the guest ("with us is the engineer …"): an article's for one who
    says "I"."""
    language, view = talk.language, talk.tokens
    cues = words(language.code, "function-words", "presents")
    for token in range(min(len(talk), 5 * LIMITS.statement)):
        if talk.speaker_of_token(token) not in talk.hosts or view[token].text not in cues:
            continue
        last = min(talk.phrase(token)[1], token + LIMITS.sentence)
        said = (at for at in range(token + 1, last + 1) if not language.is_stopword(view[at].text))
        return frozenset(key for at in said for key in talk.vocabulary.keys_of(at) if not key.startswith("r:"))
    return frozenset()


def hedge(passage: Passage, talk: TranscriptIndex) -> int | None:
    """The token that makes the passage a guess; "in May" makes none."""
    hedges = talk.language.hedges
    start = max(talk.phrase(passage.first)[0], passage.first - LIMITS.pair)
    places = [link.token for link in passage.links]
    return next(
        (
            token
            for token in range(start, passage.last + 1)
            if talk.tokens[token].text in hedges
            and any(0 < place - token <= 2 * LIMITS.pair for place in places)
            and not talk.quantities_in(token, token)
        ),
        None,
    )
