from .decisions import DecisionsFile, read_decisions, write_reviews
from .keeping import Prepared, as_citable, check_folder, prepared, save_transcript, with_decisions
from .player import Player, check_recording, find_recording
from .rates import ErrorRate, error_rate, wilson
from .session import Reviewing, ask, begin, print_rates

__all__ = [
    "DecisionsFile",
    "ErrorRate",
    "Player",
    "Prepared",
    "Reviewing",
    "as_citable",
    "ask",
    "begin",
    "check_folder",
    "check_recording",
    "error_rate",
    "find_recording",
    "prepared",
    "print_rates",
    "read_decisions",
    "save_transcript",
    "wilson",
    "with_decisions",
    "write_reviews",
]
