"""The numbers of judging that are set by hand; everything else is fitted, see `weights.json`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgingLimits:
    """Each with its unit; the source is the measurement named, or the reading of it."""

    considered: int = 6  # passages read for a claim
    said: float = 0.6  # similarity 0..1 from which a word was said: below lie n-grams alone (vocabulary.KEY_WORTH)
    same_matter: float = 0.25  # share of the rest of the claim said with a word, from which it is of the same matter
    own_words: float = 0.6  # … from which the claim is said in its own words, all but one
    contrary: float = 0.5  # likeness that a word is worth whose opposite was said: it is the same matter
    close: float = 0.7  # share of the claim's weight from which a passage says it in its own words, all but
    read: int = 70  # tokens around a place that a model of meaning reads: with its statement alone it tells less
    reach: int = 24  # tokens around a passage that still belong to its statement: half of a long one
    beside: int = 2  # content words of a claim on each side of another that are its neighbours
    near: int = 5  # tokens between a word and its neighbour: a verb, its subject and their article
    asked_whole: float = 0.75  # share of the claim that must have been asked for a no to deny it
    unasserted: float = 0.6  # worth of a place where it is only asked, or the host's word, beside one that states it
    as_likely: float = 0.85  # of the first place's probability that another must reach to be meant as well
    apart: int = 16  # tokens between two places: what is nearer is one place, and heard with it
    clause: int = 16  # tokens around a word in which stands what its clause leaves unsaid
    surely_heard: float = 0.35  # the recogniser's probability of a word below which nobody is accused on it


LIMITS = JudgingLimits()
