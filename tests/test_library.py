"""The examples of docs/library.md do what they say."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import align

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "library.md"


def test_the_examples(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = PAGE.read_text("utf-8")
    examples = doctest.DocTestParser().get_doctest(text, {"season": tmp_path / "season"}, PAGE.name, str(PAGE), 0)
    assert len(examples.examples) >= 20
    told: list[str] = []
    result = doctest.DocTestRunner().run(examples, out=told.append)
    assert result.failed == 0, "".join(told)


def test_every_name_of_the_page_is_offered() -> None:
    assert {"check", "find_quote", "Archive", "open_archive", "search_archive", "check_archive"} <= set(align.__all__)
