from .as_json import quotes_json, report_json, search_json
from .html import report_html, search_html
from .markdown import report_markdown, search_markdown
from .tables import report_csv, search_csv
from .terminal import print_archived_quotes, print_report, print_search, search_text
from .writing import render_archive_report, write_report

__all__ = [
    "print_archived_quotes",
    "print_report",
    "print_search",
    "quotes_json",
    "render_archive_report",
    "report_csv",
    "report_html",
    "report_json",
    "report_markdown",
    "search_csv",
    "search_html",
    "search_json",
    "search_markdown",
    "search_text",
    "write_report",
]
