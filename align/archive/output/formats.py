"""Which files a report on the archive can be written as."""

from enum import StrEnum


class ArchiveReportFormat(StrEnum):
    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"
    CSV = "csv"
