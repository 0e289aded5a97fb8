"""The contract of report.json (docs/formats.md), checked by hand: every key, type, range and rule of null."""

from __future__ import annotations

import math
from typing import Any

from align.types import Kind, ReasonCode, Verdict

MOST_EVIDENCE, MOST_SEGMENTS, LONGEST = 3, 8, 60.0
Json = dict[str, Any]


def check_contract(report: Json, transcript: Json, *, article: str | None, sound: bool, link: bool) -> None:
    """`transcript`: of the transcript.json beside it. `article`: its text, None where the claims were given. `sound`:
    whether there was a recording. `link`: whether an address was known."""
    has(report, schema=str, recording=dict, transcript=dict, article=dict, findings=list, notes=list)
    assert report["schema"] == "mazeej.report/1"
    recording = report["recording"]
    if sound:
        has(recording, title=str, duration=float, sha256=str, source=str)
        assert len(recording["sha256"]) == 64
    else:
        assert [recording[key] for key in ("title", "duration", "sha256", "source")] == [None] * 4
    segments = transcript["segments"]
    assert report["transcript"]["segments"] == len(segments)
    has(report["transcript"], dropped=list)
    assert {"model", "language"} <= report["transcript"].keys()
    has(report["article"], **({} if article is None else {"source": str, "sha256": str}))
    ids = [finding["claim"]["id"] for finding in report["findings"]]
    assert len(set(ids)) == len(ids)
    for finding in report["findings"]:
        check_finding(finding, segments, article, link)


def check_finding(finding: Json, segments: list[Json], article: str | None, link: bool) -> None:
    has(finding, claim=dict, verdict=str, confidence=float, reasons=list, evidence=list)
    check_claim(finding["claim"], article)
    assert finding["verdict"] in set(Verdict)
    assert 0 <= finding["confidence"] <= 1
    assert (finding["verdict"] == "not_checkable") == (finding["claim"]["kind"] == "editorial")
    for reason in finding["reasons"]:
        assert set(reason) == {"code", "article", "audio", "start", "end"}
        assert reason["code"] in set(ReasonCode)
        check_times(reason, nullable=True)
        assert reason["article"] is None or isinstance(reason["article"], str)
        assert reason["audio"] is None or isinstance(reason["audio"], str)
    if finding["verdict"] == "contradicted":
        shown = [reason for reason in finding["reasons"] if reason["code"].endswith("_differs")]
        assert shown, "an accusation without a conflict that can be shown"
        assert all(reason["start"] is not None for reason in shown)
    if finding["verdict"] in ("supported", "partly_supported", "contradicted"):
        assert finding["evidence"]
    assert len(finding["evidence"]) <= MOST_EVIDENCE
    scores = [evidence["score"] for evidence in finding["evidence"]]
    assert scores == sorted(scores, reverse=True) or finding["verdict"] != "not_found"
    for evidence in finding["evidence"]:
        check_evidence(evidence, segments, link)


def check_claim(claim: Json, article: str | None) -> None:
    has(claim, id=str, text=str, kind=str, parts=list)
    assert set(claim) == {"id", "text", "start", "end", "kind", "speaker", "parts"}
    assert claim["kind"] in set(Kind)
    assert claim["speaker"] is None or isinstance(claim["speaker"], str)
    if article is None:
        assert claim["start"] is claim["end"] is None
    else:
        assert article[claim["start"] : claim["end"]] == claim["text"]
    whole = claim["text"] if article is None else article
    for part in claim["parts"]:
        assert set(part) == {"start", "end", "text", "verdict"}
        assert whole[part["start"] : part["end"]] == part["text"]
        assert part["verdict"] is None or part["verdict"] in set(Verdict)


def check_evidence(evidence: Json, segments: list[Json], link: bool) -> None:
    assert set(evidence) == {"start", "end", "text", "score", "segments", "speaker", "link"}
    has(evidence, text=str, score=float, segments=list)
    assert evidence["text"].strip()
    assert 0 <= evidence["score"] <= 1
    check_times(evidence)
    assert evidence["end"] - evidence["start"] <= LONGEST
    indices = evidence["segments"]
    assert 1 <= len(indices) <= MOST_SEGMENTS
    assert indices == list(range(indices[0], indices[-1] + 1))
    assert indices[0] >= 0
    assert indices[-1] < len(segments)
    assert segments[indices[0]]["start"] - 0.002 <= evidence["start"]
    assert evidence["end"] <= segments[indices[-1]]["end"] + 0.002
    assert isinstance(evidence["link"], str) if link else evidence["link"] is None


def check_times(item: Json, *, nullable: bool = False) -> None:
    if nullable and item["start"] is None:
        assert item["end"] is None
        return
    has(item, start=float, end=float)
    assert 0 <= item["start"] <= item["end"]


def has(item: Json, **types: type) -> None:
    for key, kind in types.items():
        value = item[key]
        assert type(value) in ((int, float) if kind is float else (kind,)), f"{key}: {value!r}"
        assert kind is not float or math.isfinite(value)
