from .as_json import quotes_json
from .find import find_quote
from .index import QuoteIndex
from .lists import quotes_given, quotes_in_article, quotes_in_file
from .terminal import print_quote, print_quotes
from .types import Change, Op, Place, QuoteMatch, Status

__all__ = [
    "Change",
    "Op",
    "Place",
    "QuoteIndex",
    "QuoteMatch",
    "Status",
    "find_quote",
    "print_quote",
    "print_quotes",
    "quotes_given",
    "quotes_in_article",
    "quotes_in_file",
    "quotes_json",
]
