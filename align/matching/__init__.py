"""Finding where a claim was said: soft word overlap, weighted by rarity, over the whole transcript."""

from align.matching.passages import Candidate, Match, Pair, fits, match
from align.matching.spoken import Spoken, SpokenQuantity
from align.matching.terms import MERELY_RELATED, Term

__all__ = ["MERELY_RELATED", "Candidate", "Match", "Pair", "Spoken", "SpokenQuantity", "Term", "fits", "match"]
