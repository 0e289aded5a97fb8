"""A report's folder as a reviewer works on it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def document(path: Path) -> Any:
    return json.loads(path.read_bytes())


def answers(folder: Path) -> dict[str, str]:
    """What decisions.json holds, by claim."""
    return {claim: entry["decision"] for claim, entry in document(folder / "decisions.json")["decisions"].items()}


def reviews(folder: Path) -> dict[str, str]:
    """What report.json holds, by claim."""
    findings = document(folder / "report.json")["findings"]
    return {found["claim"]["id"]: found["review"]["decision"] for found in findings if "review" in found}


def exported(**changes: Any) -> dict[str, Any]:
    """A file as the page saves it."""
    entry = {
        "decision": "disagree",
        "verdict": "contradicted",
        "note": "راجعت",
        "decided_at": "2999-01-01T00:00:00.000Z",
    }
    about = {"article": {"title": "", "sha256": "ab" * 32}, "recording": {"title": "", "sha256": "cd" * 32}}
    return {"schema": "mazeej.decisions/1", **about, "decisions": {"c003": entry}} | changes


PROGRAM = [sys.executable, "-c", "import cli; cli.main()"]


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
