"""Small talks, a line for each turn, and what is found of a claim in them."""

from __future__ import annotations

from align import check_claims
from align.types import Claim, Finding
from transcripts import Segment, Transcript, Word


def talk(*lines: str | tuple[str, str], probability: float | None = None) -> Transcript:
    """A segment a line, 0.4 s a word, a second between; a line may name its speaker first."""
    segments, now = [], 0.0
    for line in lines:
        speaker, said = line if isinstance(line, tuple) else (None, line)
        words = []
        for text in said.split():
            words.append(Word(now, now + 0.4, text, probability))
            now += 0.4
        segments.append(Segment(tuple(words), speaker))
        now += 1.0
    return Transcript(tuple(segments))


def judged(claim: str, transcript: Transcript, **fields: object) -> Finding:
    return check_claims([Claim("c1", claim, None, **fields)], transcript)[0]  # type: ignore[arg-type]
