"""Spot-checking quotations: was it said, in these words, and where?"""

from align.quotes.find import find_quote
from align.quotes.heard import Heard
from align.quotes.types import Change, Op, Place, QuoteMatch, Status

__all__ = ["Change", "Heard", "Op", "Place", "QuoteMatch", "Status", "find_quote"]
