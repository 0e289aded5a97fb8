from .check import CheckOptions, check, check_claims
from .quotes import QuoteMatch, find_quote
from .recheck import Recheck
from .types import AlignError, Report, Verdict

__all__ = [
    "AlignError",
    "CheckOptions",
    "QuoteMatch",
    "Recheck",
    "Report",
    "Verdict",
    "check",
    "check_claims",
    "find_quote",
]
