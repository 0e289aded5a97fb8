"""What the article claims, and whether it was said."""

from align.check import check, check_claims
from align.quotes import QuoteMatch, find_quote
from align.types import AlignError, Report, Verdict

__all__ = ["AlignError", "QuoteMatch", "Report", "Verdict", "check", "check_claims", "find_quote"]
