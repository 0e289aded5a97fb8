"""The benchmarks of the archive, on as little as shows that they measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.archive import ArchiveAnalyser
from benchmarks import archive as measuring
from benchmarks import archive_agreement as agreement
from benchmarks.archive_filling import SeasonFiller
from benchmarks.datasets import read
from benchmarks.season import plants
from transcripts.archive import Archive

DATA = Path(__file__).parent.parent / "benchmarks" / "data"


def test_every_planted_statement_is_found(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "CLAIMS", 12)
    monkeypatch.setattr(measuring, "QUESTIONS", 8)
    with Archive(tmp_path / "archive", ArchiveAnalyser()) as archive:
        table = list(measuring.measured(archive, hours=24, words=300, stock=1))
    assert all(line.count("|") == 4 for line in table)
    (found,) = (line for line in table if "told episode found" in line)
    assert found == "| … told episode found, other amount found | 12 of 12, 6 of 6 | |"
    assert "| … word for word where it was said | 12 of 12 | |" in table


def test_filling_goes_on_where_it_was_stopped(tmp_path: Path, cache: Path) -> None:
    planted = plants(30, 4)
    with Archive(tmp_path / "archive", ArchiveAnalyser()) as archive:
        SeasonFiller(archive, 300, 1).fill(12, plants(12, 4), lambda _: None)
        first = {episode.title for episode in archive.episodes()}
        SeasonFiller(archive, 300, 1).fill(30, planted, lambda _: None)
        titles = [episode.title for episode in archive.episodes()]
    assert len(titles) == len(set(titles)) == 30
    assert first <= set(titles)


def test_agreement_is_counted_on_every_claim(tmp_path: Path, cache: Path) -> None:
    talks = [talk for file in sorted(DATA.glob("podcast-*.jsonl"))[:1] for talk in read(file).talks[:2]]
    lines = list(agreement.measured(talks, together=1))
    claims = sum(len(talk.claims) for talk in talks)
    assert lines[0].startswith(f"{len(talks)} talks in {len(talks)} episodes")
    assert any(line.startswith(f"agreement, {claims} claims") for line in lines)
    assert lines[-1].startswith("without their talk: ")
