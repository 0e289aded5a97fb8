"""What the article claims, and whether it was said."""

from align.check import check, check_claims
from align.types import AlignError, Report, Verdict

__all__ = ["AlignError", "Report", "Verdict", "check", "check_claims"]
