"""The bundled demo against its truth: are the claims found where they were said, and judged as labelled?

    python benchmarks/demo.py

Prints, for the real path (decode, transcribe with the miniature model, align): how many supported claims have their
first evidence within two seconds of the true start, and the verdicts beside the labels in demo/gold.json.
"""

from __future__ import annotations

import json

from align import CheckOptions, check
from align.article import read_article
from align.claims import find_claims
from align.meaning import AUTO, Reader, open_judge
from align.types import Finding, Report
from audio import Interval, open_recording
from transcripts import TranscribeOptions, demo_dir, transcribe

NEAR_SECONDS = 2.0


def demo_report() -> Report:
    """The demo's report, made anew through the public doors."""
    files = demo_dir()
    article = read_article(files / "article.md")
    recording = open_recording(files / "episode.mp3")
    transcript = transcribe(recording, TranscribeOptions(model="demo", language="ar"))
    reader = Reader(None, open_judge(AUTO))
    return check(article, find_claims(article), transcript, options=CheckOptions(reader=reader))


def gold_rows() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((demo_dir() / "gold.json").read_text(encoding="utf-8"))["claims"]
    return rows


def finding_of(row: dict[str, object], report: Report) -> Finding | None:
    """The finding whose claim shares most characters with the labelled text."""
    start = report.article.text.index(str(row["text"]))
    end = start + len(str(row["text"]))

    def shared(finding: Finding) -> int:
        span = finding.claim.span
        return min(span.end, end) - max(span.start, start) if span else 0

    best = max(report.findings, key=shared)
    return best if shared(best) > 0 else None


def is_near(row: dict[str, object], finding: Finding | None) -> bool:
    """Whether the first evidence starts within `NEAR_SECONDS` of the truth, or overlaps it."""
    if finding is None or not finding.evidence:
        return False
    start, end = float(str(row["start"])), float(str(row["end"]))
    heard = finding.evidence[0].interval
    return abs(heard.start - start) <= NEAR_SECONDS or heard.overlap(Interval(start, end)) >= (end - start) / 2


def main() -> None:
    report = demo_report()
    rows = gold_rows()
    supported = [row for row in rows if row["verdict"] == "supported"]
    right = near = 0
    for row in rows:
        finding = finding_of(row, report)
        got = finding.verdict.value if finding else "-"
        right += got == row["verdict"]
        place = "near" if row["start"] is not None and is_near(row, finding) else ""
        print(f"{row['verdict']!s:>15} {got:>17}  {place:4}  {str(row['text'])[:70]}")
    near = sum(is_near(row, finding_of(row, report)) for row in supported)
    print(f"supported claims with evidence within {NEAR_SECONDS:.0f} s: {near} of {len(supported)}")
    print(f"verdicts as labelled: {right} of {len(rows)}")


if __name__ == "__main__":
    main()
