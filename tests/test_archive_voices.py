"""Somebody whose voice is learnt is named in the episodes that were heard before."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.voices import FoundVoices
from tests.support.cli_runs import mazeej
from tests.support.season import Season
from transcripts import Archive, EpisodeFilter, KnownVoices
from transcripts.archive import quoted

DEMO = ("--model", "demo", "--language", "ar", "--threads", "1", "--voices", "1")
MAREN = EpisodeFilter(speaker="Maren")


@pytest.fixture
def learnt(season: Season, monkeypatch: pytest.MonkeyPatch) -> Season:
    """Three episodes with one voice each, which is nobody's; then the first one's is learnt."""
    vectors = iter([(1.0, 0.0), (0.0, 1.0), (0.96, 0.28)])

    def voices(*_: object, **__: object) -> FoundVoices:
        from audio import Interval, Turn

        return FoundVoices((Turn(Interval(0, 99), "A"),), {"A": next(vectors)}, "encoder")

    monkeypatch.setattr("transcripts.archive.transcribing.diarize", voices)
    assert mazeej("archive", "add", season.feed, *DEMO).code == 0
    KnownVoices().learn("Maren", FoundVoices((), {"A": (1.0, 0.0)}, "encoder"), "A")
    return season


def speakers() -> list[tuple[str, ...]]:
    with Archive(Path("data/archive")) as opened:
        return [episode.speakers for episode in opened.episodes()]


def test_who_is_learnt_later_is_named(learnt: Season) -> None:
    assert speakers() == [("A",), ("A",), ("A",)]
    assert "read again 2" in mazeej("archive", "update").err
    assert speakers() == [("Maren",), ("A",), ("Maren",)]
    with Archive(Path("data/archive")) as opened:
        assert {episode.id for episode in opened.episodes(MAREN)} == {1, 3}
        assert len(opened.match_keys(quoted("s:x"), MAREN)) == 0
        assert all(opened.transcript(episode.id).segments[0].speaker == "Maren" for episode in opened.episodes(MAREN))
    assert mazeej("archive", "update").err == ""


def test_what_was_edited_stays(learnt: Season) -> None:
    with Archive(Path("data/archive")) as opened:
        edited = opened.episodes()[0].transcript
    edited.write_text(edited.read_text("utf-8").replace('"speaker": "A"', '"speaker": "Guest"'), "utf-8")
    content = edited.read_bytes()
    mazeej("archive", "update")
    assert edited.read_bytes() == content
    assert speakers() == [("Guest",), ("A",), ("Maren",)]


def test_a_file_of_voices_that_is_none_is_told(learnt: Season) -> None:
    Path("data/voices.json").write_text("{")
    run = mazeej("archive", "update", "--quiet")
    assert run.code == 1
    assert "voices.json is not a file of known voices" in run.err
