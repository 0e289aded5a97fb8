"""What was found out about one thing, and how all of it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

from audio.names import tidy

State: TypeAlias = Literal["ok", "warning", "problem"]
SIGNS: dict[State, str] = {"ok": "✓", "warning": "!", "problem": "✗"}


@dataclass(frozen=True, slots=True)
class Check:
    """A thing that was looked at."""

    name: str
    state: State
    found: str
    advice: str | None = None  # what to do; None where it is ok


def as_text(checks: Sequence[Check], said: Callable[[str], str] = str) -> str:
    """A line for each, then the counts; `said` puts a sentence into the words of the reader's language."""
    lines = []
    for check in checks:
        advice = f" → {tidy(said(check.advice))}" if check.advice else ""
        lines.append(f"{SIGNS[check.state]} {said(check.state):<7}  {check.name}: {tidy(said(check.found))}{advice}")
    counts = {state: sum(check.state == state for check in checks) for state in SIGNS}
    lines.append(" · ".join(f"{SIGNS[state]} {said(state)} {count}" for state, count in counts.items() if count))
    return "\n".join(lines) + "\n"


def as_json(checks: Sequence[Check]) -> str:
    return json.dumps({"checks": [asdict(check) for check in checks]}, ensure_ascii=False, indent=2) + "\n"
