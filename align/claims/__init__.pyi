from .find import find_claims
from .lists import read_claims
from .openings import attribution_words
from .parts import find_parts

__all__ = ["attribution_words", "find_claims", "find_parts", "read_claims"]
