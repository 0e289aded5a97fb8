"""Whether a change of the code changes anything that is found: every report on every labelled talk, kept and compared.

    python benchmarks/equality.py --keep build/before.jsonl [FILE…]
    python benchmarks/equality.py --against build/before.jsonl [FILE…]

A line for each talk of each set, with the report as `report.json` would hold it. `--against` prints each claim whose
finding differs and ends with 1 if there is any. Without FILE every set in ../shared/data is read, where there is one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from align import check
from align.report import render
from align.types import Claim
from benchmarks.datasets import read, source_transcript
from transcripts import Transcript

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PASSAGES = ("supporting", "contradicting", "silent")  # of a triple


@dataclass(frozen=True, slots=True)
class Found:
    """The report on one talk of one set."""

    place: str  # "SET/TALK"
    report: str  # one line of JSON


def found_in(path: Path) -> list[Found]:
    """The reports on all talks of one file, in its order."""
    return [Found(f"{path.stem}/{name}", _report(claims, transcript)) for name, claims, transcript in _talks(path)]


def _talks(path: Path) -> Iterator[tuple[str, list[Claim], Transcript]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not rows or not ({"passage", "supporting"} & rows[0].keys()):
        for talk in read(path).talks:
            yield talk.id, [labelled.claim for labelled in talk.claims], talk.transcript
        return
    for number, row in enumerate(rows, 1):
        if "passage" in row:
            texts = [claim["text"] for claim in row["claims"]]
            yield str(number), _claims(texts), _transcript(row["passage"], row["lang"])
        else:
            for name in PASSAGES:
                yield f"{number}-{name}", _claims([row["claim"]]), _transcript(row[name], row["lang"])


def _claims(texts: Sequence[str]) -> list[Claim]:
    return [Claim(f"c{number}", text, span=None) for number, text in enumerate(texts, 1)]


def _transcript(passage: str, language: str) -> Transcript:
    return source_transcript(passage.replace(" / ", "\n"), language)


def _report(claims: Sequence[Claim], transcript: Transcript) -> str:
    return json.dumps(json.loads(render(check(None, claims, transcript), "json")), ensure_ascii=False)


def differences(before: str, after: str) -> Iterator[str]:
    """A line for each claim whose finding is another one, or one for the rest of the report."""
    old, new = json.loads(before), json.loads(after)
    rows: list[dict[str, Any]]
    findings: list[dict[str, dict[str, Any]]] = []
    for rows in (old.pop("findings"), new.pop("findings")):
        findings.append({row["claim"]["id"]: row for row in rows})
    for name in dict.fromkeys([*findings[0], *findings[1]]):
        was, now = findings[0].get(name), findings[1].get(name)
        if was != now:
            yield f"{name}: {_told(was)} → {_told(now)} | {(now or was or {})['claim']['text']}"
    if old != new:
        yield "what is beside the findings"


def _told(finding: dict[str, Any] | None) -> str:
    if finding is None:
        return "absent"
    codes = ", ".join(reason["code"] for reason in finding["reasons"])
    return f"{finding['verdict']} {finding['confidence']}{f' ({codes})' if codes else ''}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Keep all findings on labelled data, or compare with those kept.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=f"JSON lines; default: all in {DATA}")
    parser.add_argument("--keep", type=Path, metavar="OUT", help="write them there")
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with those kept there")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes")
    options = parser.parse_args(arguments)
    files = options.files or sorted(DATA.glob("*.jsonl"))
    if not files:
        sys.exit(f"No FILE was given and {DATA} holds no data: nothing was compared.")
    with ProcessPoolExecutor(options.jobs) as pool:
        found = [one for several in pool.map(found_in, files) for one in several]
    text = "".join(f"{one.place}\t{one.report}\n" for one in found)
    print(f"{len(files)} sets, {len(found)} talks, sha256 {sha256(text.encode()).hexdigest()}")
    if options.keep:
        options.keep.parent.mkdir(parents=True, exist_ok=True)
        options.keep.write_text(text, encoding="utf-8")
    return _compare(options.against, found) if options.against else 0


def _compare(kept: Path, found: Sequence[Found]) -> int:
    before = dict(line.split("\t", 1) for line in kept.read_text(encoding="utf-8").splitlines())
    changed = 0
    for one in found:
        if one.place not in before:
            sys.exit(f"{one.place} is not among the talks that {kept} holds.")
        if before[one.place] != one.report:
            for line in differences(before[one.place], one.report):
                changed += 1
                print(f"{one.place} {line}")
    print(f"{changed} differences")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
