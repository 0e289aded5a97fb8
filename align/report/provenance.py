"""Who checked, when and with what, as a line under a report."""

from __future__ import annotations

from collections.abc import Iterator

from align.report.text import one_line
from align.report.wording import Wording
from align.types import Provenance, Report
from transcripts import model_name


def provenance_parts(report: Report) -> Iterator[tuple[str, str]]:
    """Each with the name of what it is, which the page has in two languages."""
    if report.provenance:
        yield from made_parts(report.provenance, report.transcript.model)


def made_parts(made: Provenance, model: str | None = None) -> Iterator[tuple[str, str]]:
    """The same, of what was made with a speech model or with several."""
    facts = {
        "checked_by": made.by,
        "checked_at": made.at and made.at.replace("T", " ").replace("Z", " UTC"),
        "checked_with": f"Mazeej {made.version}",
        "model": model_name(model),
        "encoder": model_name(made.encoder),
        "judge": model_name(made.judge),
    }
    yield from ((key, one_line(value)) for key, value in facts.items() if value)


def provenance_line(report: Report, wording: Wording) -> str:
    return " · ".join(f"{wording[key]}: {value}" for key, value in provenance_parts(report))
