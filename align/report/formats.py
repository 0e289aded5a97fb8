"""The formats that a report can be written in."""

from __future__ import annotations

from enum import StrEnum


class ReportFormat(StrEnum):
    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"
    CSV = "csv"
    DOCX = "docx"
