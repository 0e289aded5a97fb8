"""Whose words they are."""

from __future__ import annotations

from align.language import Language, tokenise
from align.matching import Passage, Retrieval, TranscriptIndex
from align.types import Claim, Kind

HEDGE_REACH = 2  # tokens before the passage in which a hedge belongs to it


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
