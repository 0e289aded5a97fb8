"""Deciding what the recording says to a claim, and why."""

from align.judging.meaning import Meaning, Weighed
from align.judging.verdicts import Assessed, assess_claim, decide, judge, statements

__all__ = ["Assessed", "Meaning", "Weighed", "assess_claim", "decide", "judge", "statements"]
