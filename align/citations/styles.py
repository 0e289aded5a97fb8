"""The styles that a report's citations can be written in."""

from __future__ import annotations

from enum import StrEnum


class Style(StrEnum):
    MARKDOWN = "markdown"
    HTML = "html"
    FOOTNOTES = "footnotes"
    SHOWNOTES = "shownotes"
    CSV = "csv"
    W3C = "w3c"
    SOUNDBITES = "soundbites"
    CHAPTERS = "chapters"
    CLAIMREVIEW = "claimreview"
