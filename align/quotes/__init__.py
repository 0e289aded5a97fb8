"""Spot-checking quotations: was it said, in these words, and where?"""

from align.quotes.as_json import quotes_json
from align.quotes.find import find_quote
from align.quotes.index import QuoteIndex
from align.quotes.lists import quotes_given, quotes_in_article, quotes_in_file
from align.quotes.types import Change, Op, Place, QuoteMatch, Status

__all__ = [
    "Change",
    "Op",
    "Place",
    "QuoteIndex",
    "QuoteMatch",
    "Status",
    "find_quote",
    "quotes_given",
    "quotes_in_article",
    "quotes_in_file",
    "quotes_json",
]
