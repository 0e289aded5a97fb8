"""The report: as JSON, Markdown, CSV, a page and a terminal table, and read back from its JSON."""

from .as_json import claims_json
from .clips import Clip, Clips, cut_clips, export_clips
from .reading import read_report
from .render import FORMATS, render, write_report
from .terminal import print_claims, print_finding, print_report

__all__ = [
    "FORMATS",
    "Clip",
    "Clips",
    "claims_json",
    "cut_clips",
    "export_clips",
    "print_claims",
    "print_finding",
    "print_report",
    "read_report",
    "render",
    "write_report",
]
