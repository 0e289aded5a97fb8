from .find import find_claims
from .lists import read_claims
from .openings import attribution_words
from .parts import find_parts
from .sources import source_words

__all__ = ["attribution_words", "find_claims", "find_parts", "read_claims", "source_words"]
