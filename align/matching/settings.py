"""The numbers of matching that are set by hand. Measured in benchmarks/README.md, "Finding places"."""

from __future__ import annotations

from dataclasses import dataclass

MOST_SEGMENTS, MOST_SECONDS = 8, 60.0  # the contract: an evidence is the best words, not a chapter


@dataclass(frozen=True, slots=True)
class Settings:
    """Similarities and weights are shares of 1, what the same word is worth, or of a claim's weight."""

    alike: float = 0.9  # similarity of the same stem, concept or name, and most that shared letters are worth
    related: float = 0.4  # of another amount or name of the same sort, which marks the place of the true one; of a root
    letters: float = 0.35  # cosine of two words' character n-grams below which they are alike by chance
    stopword: float = 0.1  # weight of a function word, of the weight of a word as rare as it
    near: int = 8  # tokens within which a word counts fully for a place …
    far: int = 24  # … and within which it counts for `far_weight`
    far_weight: float = 0.5
    asked: float = 0.85  # of what a word is worth that stands for a term, where it is asked and not stated
    aside: float = 0.3  # weight of what is not the claim's own words: its speaker's label, what its pronoun stands for
    key: float = 1.5  # … of an amount or a name
    letters_bonus: float = 0.25  # standard deviations of the score, per one of the place's shared character n-grams
    topic_bonus: float = 0.4  # … per one of the score over the surroundings, twice `far`
    meaning_bonus: float = 0.5  # … per one of a sentence encoder's similarity, where there is one
    gap: float = 0.012  # what a token without a match costs an evidence, as a share of the claim's weight


SETTINGS = Settings()
