"""The note that who the host is was guessed."""

from __future__ import annotations

from dataclasses import replace

from align.report.text import one_line
from align.report.wording import language_of_report, wordings
from align.types import Report, Verdict

# Verdicts that rest on words heard, and so on who said them.
_HEARD = frozenset(Verdict) - {Verdict.NOT_FOUND, Verdict.NOT_CHECKABLE}


def with_guess(report: Report, host: str | None) -> Report:
    """The report, with a note in its language where a guessed `host` had a part in its verdicts."""
    if host is None or not any(finding.verdict in _HEARD for finding in report.findings):
        return report
    note = wordings()[language_of_report(report)]["guessed_host"].format(name=one_line(host))
    return replace(report, notes=(*report.notes, note))
