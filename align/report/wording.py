"""The report's own voice, read from wording.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from align.report.text import direction, one_line, phrase
from align.types import Finding, Note, Reason, ReasonCode, Report, Verdict

if TYPE_CHECKING:
    from align.archive import ArchiveReport

# Each verdict's sign, readable without colour.
SIGNS = {
    Verdict.SUPPORTED: "✓",
    Verdict.PARTLY_SUPPORTED: "◐",
    Verdict.CONTRADICTED: "✗",
    Verdict.NOT_FOUND: "○",
    Verdict.UNCLEAR: "?",
    Verdict.NOT_CHECKABLE: "–",
}
_QUOTES = {"ar": "«{}»", "en": "“{}”"}
_COMMAS = {"ar": "، ", "en": ", "}
# The verdicts as an editor goes through them: what is to be mended first.
SEVERITY = (
    Verdict.CONTRADICTED,
    Verdict.UNCLEAR,
    Verdict.PARTLY_SUPPORTED,
    Verdict.NOT_FOUND,
    Verdict.SUPPORTED,
    Verdict.NOT_CHECKABLE,
)


class Wording:
    """One language's phrases by dotted key, such as `verdict.supported`."""

    def __init__(self, language: str, phrases: dict[str, str]) -> None:
        self.language = language
        self.phrases = phrases

    def __getitem__(self, key: str) -> str:
        return self.phrases[key]

    def verdict(self, verdict: Verdict) -> str:
        return self[f"verdict.{verdict}"]

    def role(self, speaker: str) -> str:
        """A speaker's name as shown: roles are translated, names stay."""
        return self.phrases.get(f"role.{speaker}", one_line(speaker))

    def dropped_reason(self, code: str) -> str:
        return self.phrases.get(f"dropped_reason.{code}", one_line(code))

    def note(self, note: Note | str) -> str:
        """One sentence, clean but not escaped."""
        if isinstance(note, str):
            return one_line(note)
        return self[f"notice.{note.code}"].format(*map(one_line, note.values))

    def quote(self, text: str) -> str:
        return _QUOTES[self.language].format(text)

    def listed(self, words: Sequence[str]) -> str:
        """Each in quotation marks; clean but not escaped."""
        return self.joined(self.quote(phrase(text)) for text in words)

    def joined(self, parts: Iterable[str]) -> str:
        """With commas between them."""
        return _COMMAS[self.language].join(parts)

    def unmet(self, finding: Finding) -> list[str]:
        """A sentence on the words of the claim that nothing heard accounts for, where there are any; clean but not
        escaped."""
        words = [span.of(finding.claim.text) for span in finding.unmet]
        return [f"{self[unmet_key(finding.verdict)]}: {self.listed(words)}"] if words else []

    def reason(self, reason: Reason) -> str:
        """`reason` as one plain sentence, without full stop; the quoted words are clean but not escaped.

        Words of the claim that were not heard stand beside it, as those of `Finding.unmet`.
        """
        label = self[f"reason.{reason.code}"]
        if reason.code is ReasonCode.NOT_SAID:
            return label
        words = [
            f"{self[place]} {self.quote(phrase(text))}"
            for place, text in (("in_article", reason.article), ("in_recording", reason.audio))
            if text
        ]
        return f"{label}: {self.joined(words)}" if words else label


def unmet_key(verdict: Verdict) -> str:
    """Of what is said of a claim's unmet words: beside a ✓ they are only to be looked at."""
    return "unmet_supported" if verdict is Verdict.SUPPORTED else "unmet"


@cache
def wordings() -> dict[str, Wording]:
    """Every language of the report, by its ISO 639-1 code."""
    tables = tomllib.loads(files("align.report").joinpath("wording.toml").read_text(encoding="utf-8"))
    return {language: Wording(language, _flatten(table)) for language, table in tables.items()}


def _flatten(table: dict[str, str | dict[str, str]]) -> dict[str, str]:
    phrases: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            phrases |= {f"{key}.{name}": phrase for name, phrase in value.items()}
        else:
            phrases[key] = value
    return phrases


def language_of_report(report: Report | ArchiveReport) -> str:
    """The language its readers are addressed in: Arabic where the article (or the claims) is written right to left."""
    text = report.article.text or " ".join(finding.claim.text for finding in report.findings)
    return "ar" if direction(text) == "rtl" else "en"


def counts(findings: tuple[Finding, ...]) -> dict[Verdict, int]:
    """How many findings have each verdict, in the order of `Verdict`; verdicts that none has are left out."""
    verdicts = [finding.verdict for finding in findings]
    return {verdict: verdicts.count(verdict) for verdict in Verdict if verdict in verdicts}
