"""Transcript files as a test writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from transcripts import Transcript, load


def read(folder: Path, content: str | bytes | dict[str, Any] | list[Any], name: str = "transcript") -> Transcript:
    """Load `content` from a file whose name says nothing about its kind."""
    path = folder / name
    if isinstance(content, dict | list):
        content = json.dumps(content, ensure_ascii=False)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load(path)
