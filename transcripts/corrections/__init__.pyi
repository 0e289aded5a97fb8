from .applying import Corrected, comparable, correct
from .layer import FILE_NAME, Corrections, corrections_for, keep_corrections, library_file, library_files
from .types import Correction, CorrectionKind, now

__all__ = [
    "FILE_NAME",
    "Corrected",
    "Correction",
    "CorrectionKind",
    "Corrections",
    "comparable",
    "correct",
    "corrections_for",
    "keep_corrections",
    "library_file",
    "library_files",
    "now",
]
