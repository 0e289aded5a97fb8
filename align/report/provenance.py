"""Who checked, when and with what, as a line under a report."""

from __future__ import annotations

from collections.abc import Iterator

from align.report.text import model_name, one_line
from align.report.wording import Wording
from align.types import Report


def provenance_parts(report: Report) -> Iterator[tuple[str, str]]:
    """Each with the name of what it is, which the page has in two languages."""
    made = report.provenance
    if made is None:
        return
    facts = {
        "checked_by": made.by,
        "checked_at": made.at and made.at.replace("T", " ").replace("Z", " UTC"),
        "checked_with": f"Mazeej {made.version}",
        "model": model_name(report.transcript.model),
        "encoder": model_name(made.encoder),
        "judge": model_name(made.judge),
    }
    yield from ((key, one_line(value)) for key, value in facts.items() if value)


def provenance_line(report: Report, wording: Wording) -> str:
    return " · ".join(f"{wording[key]}: {value}" for key, value in provenance_parts(report))
