"""The article's claims: statements that can each be true or false, as spans of its text."""

from align.claims.find import find_claims
from align.claims.lists import read_claims
from align.claims.openings import attribution_words
from align.claims.parts import find_parts

__all__ = ["attribution_words", "find_claims", "find_parts", "read_claims"]
