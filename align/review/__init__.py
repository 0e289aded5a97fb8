"""A person's check of a report: a sample, the passages to hear, the decisions, and the error rate that follows."""

from .decisions import DecisionsFile, read_decisions, write_reviews
from .player import Player, check_recording, find_recording
from .rates import ErrorRate, error_rate, wilson
from .session import Reviewing, ask, begin, print_rates

__all__ = [
    "DecisionsFile",
    "ErrorRate",
    "Player",
    "Reviewing",
    "ask",
    "begin",
    "check_recording",
    "error_rate",
    "find_recording",
    "print_rates",
    "read_decisions",
    "wilson",
    "write_reviews",
]
