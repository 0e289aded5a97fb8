"""The numbers of judging that are set by hand; everything else is fitted, see `weights.json`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgingLimits:
    """Each with its unit; the source is the measurement named, or the reading of it."""

    said: float = 0.6  # similarity 0..1 from which a word was said: below lie shared letters alone
    same_matter: float = 0.4  # share of the rest of the claim said with a word, from which it is of the same matter
    mostly: float = 0.65  # share of the claim from which it is said in its own words, asked as a whole, or supposed
    as_likely: float = 0.85  # of the first place's probability that another must reach to be meant as well
    surely_heard: float = 0.35  # the recogniser's probability of a word below which nobody is accused on it
    goes_on: float = 4.0  # seconds of silence after which "but …" still takes back what was said
    # How long a unit of speech is at most, in words, where nothing says where it ends. A rule looks as far as the unit
    # goes that it is about: a negator rules a phrase, an "if" a clause. None is set for one rule alone.
    pair: int = 2  # a word and what is said of it: a relation and its thing, a given name and its second
    phrase: int = 4  # a verb with its subject and their articles
    clause: int = 8  # what an "if" or an "except" rules
    sentence: int = 12  # what a verb of denying rules
    statement: int = 24  # around a passage: half of a long one
    context: int = 70  # what a model of meaning reads around a place: with its statement alone it tells less


LIMITS = JudgingLimits()
