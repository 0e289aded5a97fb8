"""Whether everything that Mazeej needs is there and works, and what to do where not."""

from transcripts.doctor.checks import Check, as_json, as_text
from transcripts.doctor.examination import examine

__all__ = ["Check", "as_json", "as_text", "examine"]
