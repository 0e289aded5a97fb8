from .as_json import claims_json
from .clips import Clip, Clips, cut_clips, export_clips
from .formats import ReportFormat
from .reading import read_report
from .render import render, write_report
from .terminal import print_claims, print_finding, print_report

__all__ = [
    "Clip",
    "Clips",
    "ReportFormat",
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
