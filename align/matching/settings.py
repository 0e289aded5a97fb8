"""The numbers of matching that are set by hand. Measured in benchmarks/README.md, "Finding places"."""

from __future__ import annotations

from dataclasses import dataclass

MOST_SEGMENTS, MOST_SECONDS = 8, 60.0  # the contract: an evidence is the best words, not a chapter


@dataclass(frozen=True, slots=True)
class Settings:
    """Similarities are shares of 1, what the same word is worth; weights shares of what a word as rare has."""

    alike: float = 0.9  # similarity of the same stem, concept, root or name; what an asked word is worth, of a stated
    # What only points at a place: another amount or name of the same sort, a word that is far from it, a claim's
    # context and speaker. Below this cosine the n-grams of two words are alike by chance.
    related: float = 0.4
    stopword: float = 0.1  # weight of a function word
    key: float = 1.5  # … of an amount or a name
    skeleton: int = 4  # consonants of a name, from which they tell it: shorter ones are those of other words, too
    bonus: float = 0.3  # standard deviations of the score, per one of letters, topic or meaning shared with the claim
    gap: float = 0.01  # share of a claim's weight that a token costs which an evidence holds without a match
    # Reaches, in tokens.
    short: int = 4  # a lead-in, a bare answer, a question that only checks
    near: int = 8  # within which a word counts fully for a place, and a clause has its verb and its border
    far: int = 24  # within which it counts as related; a question or an answer; half of the longest statement
    breath: float = 0.25  # seconds of silence before which a clause ends; shorter ones are the closure of a consonant
    pause: float = 0.7  # seconds of silence that end a phrase: number words on its two sides are two numbers
    # A host is told without question marks by this many questions, this many times as often as others ask.
    questions: int = 3
    oftener: float = 2.0


SETTINGS = Settings()
