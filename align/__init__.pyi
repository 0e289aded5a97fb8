from .archive import (
    Archive,
    EpisodeDetails,
    EpisodeFilter,
    check_archive,
    find_quote_in_archive,
    open_archive,
    search_archive,
)
from .article import read_article
from .check import CheckOptions, check, check_claims
from .claims import find_claims, read_claims
from .quotes import QuoteMatch, find_quote
from .recheck import Recheck
from .report import render, write_report
from .types import AlignError, Claim, Report, Verdict

__all__ = [
    "AlignError",
    "Archive",
    "CheckOptions",
    "Claim",
    "EpisodeDetails",
    "EpisodeFilter",
    "QuoteMatch",
    "Recheck",
    "Report",
    "Verdict",
    "check",
    "check_archive",
    "check_claims",
    "find_claims",
    "find_quote",
    "find_quote_in_archive",
    "open_archive",
    "read_article",
    "read_claims",
    "render",
    "search_archive",
    "write_report",
]
