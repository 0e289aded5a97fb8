"""The contract of report.json (docs/formats.md), checked by hand: every key, type, range and rule of null."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

from align.types import Kind, ReasonCode, Verdict

MOST_EVIDENCE, MOST_SEGMENTS, MOST_OMISSIONS, LONGEST = 3, 8, 10, 60.0
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
    if "coverage" in report:
        check_coverage(report["coverage"], report["findings"], segments, link)


def check_coverage(coverage: list[Json], findings: list[Json], segments: list[Json], link: bool) -> None:
    """Passages in the order of the talk that no best evidence of a claim that was found overlaps."""
    assert len(coverage) <= MOST_OMISSIONS
    told = [
        finding["evidence"][0]
        for finding in findings
        if finding["evidence"] and finding["verdict"] not in ("not_found", "not_checkable")
    ]
    for passage in coverage:
        has(passage, keywords=list)
        assert passage["keywords"]
        assert all(isinstance(word, str) and word.strip() for word in passage["keywords"])
        assert "qualifier" not in passage
        check_evidence({key: passage[key] for key in passage if key != "keywords"}, segments, link, most=None)
        assert all(min(passage["end"], e["end"]) - max(passage["start"], e["start"]) <= 0.002 for e in told)
    assert all(one["end"] <= other["start"] + 0.002 for one, other in pairwise(coverage))


def check_finding(finding: Json, segments: list[Json], article: str | None, link: bool) -> None:
    has(finding, claim=dict, verdict=str, confidence=float, unmet=list, reasons=list, evidence=list)
    for words in finding["unmet"]:
        assert set(words) == {"start", "end", "text"}
        assert finding["claim"]["text"][words["start"] : words["end"]] == words["text"]
        assert words["text"].strip()
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


def check_evidence(evidence: Json, segments: list[Json], link: bool, most: int | None = MOST_SEGMENTS) -> None:
    """`most`: segments it may span, None for any number."""
    assert set(evidence) - {"qualifier"} == {"start", "end", "text", "score", "segments", "speaker", "link"}
    if "qualifier" in evidence:
        check_qualifier(evidence["qualifier"], evidence)
    has(evidence, text=str, score=float, segments=list)
    assert evidence["text"].strip()
    assert 0 <= evidence["score"] <= 1
    check_times(evidence)
    assert evidence["end"] - evidence["start"] <= LONGEST
    indices = evidence["segments"]
    assert 1 <= len(indices) <= (most or len(segments))
    assert indices == list(range(indices[0], indices[-1] + 1))
    assert indices[0] >= 0
    assert indices[-1] < len(segments)
    assert segments[indices[0]]["start"] - 0.002 <= evidence["start"]
    assert evidence["end"] <= segments[indices[-1]]["end"] + 0.002
    assert isinstance(evidence["link"], str) if link else evidence["link"] is None


def check_qualifier(qualifier: Json, evidence: Json) -> None:
    assert set(qualifier) == {"start", "end", "text", "cue"}
    check_times(qualifier)
    assert qualifier["start"] >= evidence["end"] - 0.002
    assert qualifier["cue"].strip()
    assert qualifier["text"].startswith(qualifier["cue"].split()[0])


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
