from .as_json import claims_json
from .clips import Clips, EmbeddedClip, clips_in_page, cut_clips, export_clips
from .formats import ReportFormat
from .reading import read_report
from .render import render, write_report
from .terminal import print_claims, print_finding, print_report
from .wording import wordings

__all__ = [
    "Clips",
    "EmbeddedClip",
    "ReportFormat",
    "claims_json",
    "clips_in_page",
    "cut_clips",
    "export_clips",
    "print_claims",
    "print_finding",
    "print_report",
    "read_report",
    "render",
    "wordings",
    "write_report",
]
