"""Deciding what the recording says to a claim, and why."""

from align.judging.verdicts import judge

__all__ = ["judge"]
