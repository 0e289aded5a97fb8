"""The talks in which a place may go one of two ways: whole, and read both ways."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import contrasts

FILES = sorted(contrasts.DATA.glob("contrasts-*.jsonl"))


def test_there_are_some() -> None:
    assert len(FILES) == 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_place_has_two_ways_and_a_pair_of_claims(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = row["places"]
        assert all(row["talk"].count(f"{{{at}}}") == 1 for at in range(len(places))), row["id"]
        assert all(len(set(either)) == 2 for either in places), row["id"]
        assert len(row["claims"]) == len(places) >= 3, row["id"]
        assert all(len(set(pair["texts"])) == 2 for pair in row["claims"]), row["id"]
        assert row["open"], row["id"]


def test_no_talk_stands_twice() -> None:
    rows = [json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len({row["talk"] for row in rows}) == len(rows)


def test_with_the_places_the_other_way_the_other_claim_is_borne_out() -> None:
    one, other = next(contrasts.read(FILES[:1]))
    assert one.said != other.said
    assert [(false, true) for true, false in one.pairs] == list(other.pairs)
    assert one.unsettled == other.unsettled


def test_the_table_counts_every_claim(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {
        "id": "a",
        "lang": "en",
        "talk": "I moved house. / When? / {0}.",
        "places": [["In the year 2010", "In the year 2012"]],
        "claims": [{"kind": "date", "texts": ["The guest moved house in 2010.", "The guest moved house in 2012."]}],
        "open": ["The guest sold a boat."],
    }
    file = tmp_path / "contrasts-a.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    contrasts.main([str(file)])
    told = capsys.readouterr().out
    assert "| en | borne out | 2 | 1.000" in told
    assert "| en | neither | 2 |" in told
    assert "en, of 2 pairs rightly ordered: by words 1.000" in told
