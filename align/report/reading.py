"""Reads `report.json` back, for tools that go on from a report."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from align.report.as_json import SCHEMA
from align.types import (
    AlignError,
    Article,
    Claim,
    Evidence,
    Finding,
    Kind,
    Paragraph,
    PartFinding,
    Reason,
    ReasonCode,
    RecordingInfo,
    Report,
    Span,
    Verdict,
)
from audio import Interval
from transcripts import Dropped, Transcript

_Code = TypeVar("_Code", bound=StrEnum)


def read_report(path: Path, transcript: Transcript | None = None) -> Report:
    """The report that `to_json` wrote. It does not hold the words of the recording: without `transcript` (the
    `transcript.json` beside it) the result's transcript has no segments. Raises AlignError for what is no report."""
    try:
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise AlignError(f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise AlignError(f"{path} is not a report: it is not JSON ({error})") from error
    try:
        return _report(_Node(document, "report"), transcript)
    except _MalformedError as error:
        raise AlignError(f"{path} is not a report that can be read: {error}") from error


class _MalformedError(Exception):
    """What is wrong, and where in the document."""


class _Node:
    """A value of the document that knows its place, so that every error can name it."""

    def __init__(self, value: object, place: str) -> None:
        self.value = value
        self.place = place

    def __getitem__(self, key: str) -> _Node:
        """The member `key`; one that is missing counts as null."""
        if not isinstance(self.value, dict):
            raise _MalformedError(f"{self.place} should be an object")
        return _Node(self.value.get(key), f"{self.place}.{key}")

    def items(self) -> list[_Node]:
        """The members of a list; null counts as an empty one."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            raise _MalformedError(f"{self.place} should be a list")
        return [_Node(value, f"{self.place}[{index}]") for index, value in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise _MalformedError(f"{self.place} should be a text")
        return self.value

    def text_or_none(self) -> str | None:
        return None if self.value is None else self.text()

    def number(self) -> float:
        if not isinstance(self.value, int | float) or isinstance(self.value, bool) or not 0 <= self.value < 1e9:
            raise _MalformedError(f"{self.place} should be a number, not negative")
        return float(self.value)

    def number_or_none(self) -> float | None:
        return None if self.value is None else self.number()

    def share(self) -> float:
        value = self.number()
        if value > 1:
            raise _MalformedError(f"{self.place} should be between 0 and 1")
        return value

    def count(self) -> int:
        value = self.number()
        if value != int(value):
            raise _MalformedError(f"{self.place} should be a whole number")
        return int(value)

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise _MalformedError(f"{self.place} should be true or false")
        return self.value

    def code(self, codes: type[_Code]) -> _Code:
        try:
            return codes(self.text())
        except ValueError:
            raise _MalformedError(f"{self.place} is {self.value!r}, which this version does not know") from None

    def interval(self) -> Interval:
        start, end = self["start"].number(), self["end"].number()
        if start > end:
            raise _MalformedError(f"{self.place} ends before it starts")
        return Interval(start, end)

    def interval_or_none(self) -> Interval | None:
        return None if self["start"].value is None else self.interval()

    def span(self, length: int) -> Span:
        """Offsets into a text of `length` code points."""
        start, end = self["start"].count(), self["end"].count()
        if not start <= end <= length:
            raise _MalformedError(f"{self.place} lies outside of its text")
        return Span(start, end)


def _report(root: _Node, transcript: Transcript | None) -> Report:
    schema = root["schema"].value
    if schema != SCHEMA:
        raise _MalformedError(f"its schema is {schema!r}, not {SCHEMA!r}")
    article = _article(root["article"])
    return Report(
        article=article,
        findings=tuple(_finding(node, article) for node in root["findings"].items()),
        transcript=transcript or _transcript(root["transcript"]),
        recording=_recording(root["recording"]),
        notes=tuple(node.text() for node in root["notes"].items()),
    )


def _recording(node: _Node) -> RecordingInfo:
    return RecordingInfo(
        title=node["title"].text_or_none(),
        duration=node["duration"].number_or_none(),
        sha256=node["sha256"].text_or_none(),
        source=node["source"].text_or_none(),
        link=node["link"].text_or_none(),
    )


def _transcript(node: _Node) -> Transcript:
    return Transcript(
        segments=(),
        language=node["language"].text_or_none(),
        model=node["model"].text_or_none(),
        dropped=tuple(
            Dropped(line.interval(), line["text"].text(), line["reason"].text()) for line in node["dropped"].items()
        ),
    )


def _article(node: _Node) -> Article:
    text = node["text"].text_or_none() or ""
    return Article(
        text=text,
        paragraphs=tuple(
            Paragraph(paragraph.span(len(text)), paragraph["heading"].flag())
            for paragraph in node["paragraphs"].items()
        ),
        title=node["title"].text_or_none(),
        source=node["source"].text_or_none(),
        sha256=node["sha256"].text_or_none(),
        markup=tuple(span.span(len(text)) for span in node["markup"].items()),
    )


def _finding(node: _Node, article: Article) -> Finding:
    claim = _claim(node["claim"], article)
    length = len(article.text if claim.span else claim.text)
    return Finding(
        claim=claim,
        verdict=node["verdict"].code(Verdict),
        confidence=node["confidence"].share(),
        reasons=tuple(_reason(reason) for reason in node["reasons"].items()),
        evidence=tuple(_evidence(evidence) for evidence in node["evidence"].items()),
        parts=tuple(
            PartFinding(part.span(length), part["verdict"].code(Verdict))
            for part in node["claim"]["parts"].items()
            if part["verdict"].value is not None
        ),
    )


def _claim(node: _Node, article: Article) -> Claim:
    text = node["text"].text()
    span = None if node["start"].value is None else node.span(len(article.text))
    if span and span.of(article.text) != text:
        raise _MalformedError(f"{node.place}.text is not what the article has at its offsets")
    length = len(article.text if span else text)
    return Claim(
        id=node["id"].text(),
        text=text,
        span=span,
        kind=node["kind"].code(Kind),
        speaker=node["speaker"].text_or_none(),
        parts=tuple(part.span(length) for part in node["parts"].items()),
    )


def _reason(node: _Node) -> Reason:
    return Reason(
        code=node["code"].code(ReasonCode),
        article=node["article"].text_or_none(),
        audio=node["audio"].text_or_none(),
        interval=node.interval_or_none(),
    )


def _evidence(node: _Node) -> Evidence:
    return Evidence(
        interval=node.interval(),
        text=node["text"].text(),
        segments=tuple(index.count() for index in node["segments"].items()),
        score=node["score"].share(),
        speaker=node["speaker"].text_or_none(),
    )
