"""What a page sends, read with the same care as a file from outside."""

from __future__ import annotations

from dataclasses import dataclass

from align.report.document import MalformedError, Node
from align.types import Decision, Review
from transcripts.corrections import Correction, CorrectionKind, now

LONGEST_TEXT = 2_000  # characters of a correction, a name or a note


@dataclass(frozen=True, slots=True)
class JobOrder:
    """What the start page asks for; the files have been sent before."""

    model: str
    language: str | None


def correction_of(message: Node) -> Correction:
    kind = message["kind"].code(CorrectionKind)
    interval = None if kind is CorrectionKind.NAME else message.interval()
    heard, text = _text(message["heard"]), _text(message["text"])
    if kind in (CorrectionKind.NAME, CorrectionKind.SPEAKER) and not text:
        raise MalformedError("a speaker needs a name")
    return Correction(kind, heard, text, interval, by=_reviewer(message))


def decision_of(message: Node) -> tuple[str, Review | None]:
    """The claim's id and what was decided; None where that is taken back."""
    claim, decision = message["claim"].text(), message["decision"]
    if not decision.value:
        return claim, None
    note = message["note"].text_or_none()
    note = (note or "").strip()[:LONGEST_TEXT] or None
    return claim, Review(decision.code(Decision), note, now(), _reviewer(message))


def job_of(message: Node) -> JobOrder:
    return JobOrder(_text(message["model"]), _text(message["language"]) or None)


def _reviewer(message: Node) -> str | None:
    return " ".join((message["by"].text_or_none() or "").split())[:100] or None


def _text(node: Node) -> str:
    text = " ".join(node.text().split())
    if len(text) > LONGEST_TEXT:
        raise MalformedError(f"{node.place} is too long")
    return text
