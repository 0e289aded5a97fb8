"""Reads `report.json` back, for tools that go on from a report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from align.edition_times import EditionPiece, TimeMap
from align.report.as_json import SCHEMA
from align.report.document import MalformedError, Node, read_document
from align.types import (
    AlignError,
    Article,
    Claim,
    ClaimPart,
    Decision,
    Evidence,
    Finding,
    Kind,
    Omission,
    Paragraph,
    PartFinding,
    Provenance,
    Qualifier,
    Reason,
    ReasonCode,
    RecordingInfo,
    Report,
    Review,
    Verdict,
)
from transcripts import Dropped, Transcript


def read_report(path: Path, transcript: Transcript | None = None) -> Report:
    """The report that `to_json` wrote. It does not hold the words of the recording: without `transcript` (the
    `transcript.json` beside it) the result's transcript has no segments. Raises AlignError for what is no report."""
    root = read_document(path, "report")
    try:
        return _report(root, transcript)
    except MalformedError as error:
        raise AlignError(f"{path} is not a report that can be read: {error}") from error


def _report(root: Node, transcript: Transcript | None) -> Report:
    schema = root["schema"].value
    if schema != SCHEMA:
        raise MalformedError(f"its schema is {schema!r}, not {SCHEMA!r}")
    article = _article(root["article"])
    return Report(
        article=article,
        findings=tuple(_finding(node, article) for node in root["findings"].items()),
        transcript=transcript or _transcript(root["transcript"]),
        recording=_recording(root["recording"]),
        notes=tuple(node.text() for node in root["notes"].items()),
        coverage=None if root["coverage"].value is None else tuple(map(_omission, root["coverage"].items())),
        hosts=_people(root["cast"], "hosts"),
        guests=_people(root["cast"], "guests"),
        provenance=_provenance(root["checked"]),
    )


def _people(cast: Node, group: str) -> tuple[str, ...]:
    return () if cast.value is None else tuple(name.text() for name in cast[group].items())


def _provenance(node: Node) -> Provenance | None:
    if node.value is None:
        return None
    names = ("at", "by", "encoder", "judge")
    at, by, encoder, judge = (node[name].text_or_none() for name in names)
    return Provenance(node["version"].text(), at, by, encoder, judge)


def _recording(node: Node) -> RecordingInfo:
    return RecordingInfo(
        title=node["title"].text_or_none(),
        duration=node["duration"].number_or_none(),
        sha256=node["sha256"].text_or_none(),
        source=node["source"].text_or_none(),
        link=node["link"].text_or_none(),
        lead=node["lead"].number_or_none() or 0.0,
        edition=_edition(node["link_pieces"]),
        path=node["audio_url"].text_or_none(),
        track=None if node["track"].value is None else node["track"].count(),
    )


def _edition(node: Node) -> TimeMap | None:
    """The way to the time of the edition that the link leads to, each stretch moved as a whole."""
    if node.value is None:
        return None
    pieces = []
    for piece in node.items():
        ours, start = piece.interval(), piece["link_start"].number()
        pieces.append(EditionPiece(((ours.start, start),), ours))
    return TimeMap(tuple(sorted(pieces, key=lambda piece: piece.ours.start)))


def _transcript(node: Node) -> Transcript:
    return Transcript(
        segments=(),
        language=node["language"].text_or_none(),
        model=node["model"].text_or_none(),
        dropped=tuple(
            Dropped(line.interval(), line["text"].text(), line["reason"].text()) for line in node["dropped"].items()
        ),
    )


def _article(node: Node) -> Article:
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


def _finding(node: Node, article: Article) -> Finding:
    claim = replace(_claim(node["claim"], article), stands_for=tuple(n.text() for n in node["stands_for"].items()))
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
        unmet=tuple(span.span(len(claim.text)) for span in node["unmet"].items()),
        review=None if node["review"].value is None else read_review(node["review"]),
    )


def read_review(node: Node) -> Review:
    """What a reviewer decided, in a report or in a file of decisions. Raises MalformedError."""
    return Review(
        decision=node["decision"].code(Decision),
        note=node["note"].text_or_none(),
        decided_at=node["decided_at"].text_or_none(),
        reviewer=node["reviewer"].text_or_none(),
        verdict=None if node["verdict"].value is None else node["verdict"].code(Verdict),
    )


def _claim(node: Node, article: Article) -> Claim:
    text = node["text"].text()
    span = None if node["start"].value is None else node.span(len(article.text))
    if span and span.of(article.text) != text:
        raise MalformedError(f"{node.place}.text is not what the article has at its offsets")
    length = len(article.text if span else text)
    return Claim(
        id=node["id"].text(),
        text=text,
        span=span,
        kind=node["kind"].code(Kind),
        speaker=node["speaker"].text_or_none(),
        parts=tuple(ClaimPart(part.span(length), part["text"].text()) for part in node["parts"].items()),
    )


def _reason(node: Node) -> Reason:
    return Reason(
        code=node["code"].code(ReasonCode),
        article=node["article"].text_or_none(),
        audio=node["audio"].text_or_none(),
        interval=node.interval_or_none(),
    )


def _omission(node: Node) -> Omission:
    return Omission(_evidence(node), tuple(word.text() for word in node["keywords"].items()))


def _qualifier(node: Node) -> Qualifier:
    return Qualifier(node.interval(), node["text"].text(), node["cue"].text())


def _evidence(node: Node) -> Evidence:
    return Evidence(
        interval=node.interval(),
        text=node["text"].text(),
        segments=tuple(index.count() for index in node["segments"].items()),
        score=node["score"].share(),
        speaker=node["speaker"].text_or_none(),
        qualifier=None if node["qualifier"].value is None else _qualifier(node["qualifier"]),
    )
