"""Two editions of one talk: advertisements put in, pieces cut out, heard by another recogniser."""

from __future__ import annotations

import json
import random
import wave
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from align.edition_times import TimeMap
from align.editions import time_map
from align.editions.words import matched_words
from audio import SAMPLE_RATE, Interval, cut, decode_blocks, open_recording
from benchmarks.datasets import Talk
from benchmarks.synthetic import interview
from benchmarks.variants import noised
from cli import main
from transcripts import Segment, TranscribeOptions, Transcript, Word, demo_dir, save, transcribe

MOST_ERROR = 0.5  # seconds; what the links promise


def talk(*stretches: tuple[Sequence[Word], float]) -> Transcript:
    """Words of other talks in their order, each stretch from a second on; eight words a segment."""
    words = [
        replace(word, start=word.start - part[0].start + start, end=word.end - part[0].start + start)
        for part, start in stretches
        for word in part
    ]
    return Transcript(tuple(Segment(tuple(words[at : at + 8])) for at in range(0, len(words), 8)), language="ar")


SAID = tuple(interview(3_000).words())
ADVERT = tuple(interview(200, seed=9).words())
OURS = talk((SAID, 0.0))
# Theirs: an advert of 80 s after 1,000 words, words 1,500 to 1,800 cut out.
THEIRS = talk((SAID[:1000], 0.0), (ADVERT, 400.0), (SAID[1000:1500], 480.0), (SAID[1800:], 680.0))


def shift_of(word: int) -> float | None:
    """The true shift of a word of `SAID`; None where it was cut out."""
    return 0.0 if word < 1000 else 80.0 if word < 1500 else None if word < 1800 else -40.0


def heard_badly(transcript: Transcript, seed: int) -> Transcript:
    """A fifth of the words misheard, the others timed up to 0.2 s wrong."""
    chance = random.Random(seed)
    noisy = noised(Talk(str(seed), transcript, ())).transcript
    segments = []
    for segment in noisy.segments:
        moved = [(word, max(0.0, word.start + chance.uniform(-0.2, 0.2))) for word in segment.words]
        segments.append(Segment(tuple(replace(w, start=start, end=max(start, w.end)) for w, start in moved)))
    return replace(noisy, segments=tuple(segments))


def check(found: TimeMap, blurred: int = 0) -> float:
    """Asserts that no moment of `OURS` is linked wrongly, `blurred` words around a cut aside; the share of its words in
    theirs that has a link."""
    linked = 0
    for index, word in enumerate(SAID):
        if any(cut - blurred <= index < cut + blurred for cut in (1000, 1500, 1800)):
            continue
        there, shift = found.at(word.start), shift_of(index)
        if shift is None:
            assert there is None
        elif there is not None:
            assert abs(there - word.start - shift) <= MOST_ERROR
            linked += 1
    return linked / (len(SAID) - 300)


def test_pieces_of_two_clean_editions() -> None:
    found = time_map(OURS, THEIRS)
    assert check(found) > 0.995
    assert [round(piece.theirs.start - piece.ours.start) for piece in found.pieces] == [0, 80, -40]
    assert [(round(gap.start), round(gap.end)) for gap in found.missing] == [(600, 720)]
    assert [(round(gap.start), round(gap.end)) for gap in found.added] == [(400, 480)]


@pytest.mark.parametrize("seed", range(5))
def test_pieces_of_two_badly_heard_editions(seed: int) -> None:
    assert check(time_map(heard_badly(OURS, seed), heard_badly(THEIRS, seed + 10)), blurred=1) > 0.97


def test_a_stretch_ends_where_theirs_leaves_it() -> None:
    found = time_map(OURS, THEIRS)
    assert found.interval(Interval(100.0, 104.0)) == Interval(100.0, 104.0)
    assert found.interval(Interval(650.0, 655.0)) is None
    across = found.interval(Interval(590.0, 650.0))
    assert across is not None
    assert across.duration == pytest.approx(10.0, abs=1)
    assert found.interval(Interval(600.0, 601.0)) is None


def test_what_was_moved_is_missing_not_guessed() -> None:
    found = time_map(OURS, talk((SAID[2000:], 0.0), (SAID[:2000], 400.0)))
    for word in SAID[2010:]:
        assert found.at(word.start) is None
    assert found.at(100.0) == pytest.approx(500.0, abs=MOST_ERROR)


def test_two_talks_have_nothing_in_common() -> None:
    found = time_map(OURS, Transcript(talk((tuple(interview(2_000, seed=5).words()), 0.0)).segments))
    assert sum(piece.ours.duration for piece in found.pieces) < 10
    assert time_map(OURS, Transcript(())).pieces == ()
    assert time_map(Transcript(()), OURS).missing == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.lists(st.sampled_from("abcdef"), max_size=40))
def test_matched_words_are_equal_and_rise(ours: list[str], theirs: list[str]) -> None:
    pairs = matched_words(ours, theirs)
    assert all(ours[a] == theirs[b] for a, b in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


@given(st.lists(st.sampled_from("abcdef"), max_size=40))
def test_a_talk_matches_itself_word_for_word(words: list[str]) -> None:
    assert matched_words(words, words) == [(at, at) for at in range(len(words))]


# On the command line.

LINK = "https://radio.example/episode.mp3"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    paths = tmp_path / "ours.json", tmp_path / "theirs.json"
    for path, transcript in zip(paths, (OURS, THEIRS), strict=True):
        save(transcript, path)
    return str(paths[0]), str(paths[1])


def words(first: int, last: int) -> str:
    return " ".join(word.text for word in SAID[first:last])


def test_shift_tells_what_is_where(files: tuple[str, str]) -> None:
    result = CliRunner().invoke(main, ["shift", *files, "--format", "json"])
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert [round(piece["their_start"] - piece["start"]) for piece in document["pieces"]] == [0, 80, -40]
    assert [(round(gap["start"]), round(gap["end"])) for gap in document["missing"]] == [(600, 720)]
    text = CliRunner().invoke(main, ["shift", *files]).stdout
    assert "10:00.0-12:00.0  missing" in text
    assert "only theirs: 6:40.0-8:00.0" in text
    assert CliRunner().invoke(main, ["shift", files[0]]).exit_code == 2
    assert CliRunner().invoke(main, ["shift", files[0], files[0] + "x"]).exit_code == 1


@pytest.mark.usefixtures("cache")
def test_both_recordings_are_heard_with_one_model(tmp_path: Path, models_loaded: list[object]) -> None:
    episode = open_recording(demo_dir() / "episode.mp3")
    for name, start in (("ours", 30.0), ("theirs", 34.0)):
        cut(episode, Interval(start, start + 12.0), exact=True).write(tmp_path / f"{name}.wav")
    options = ["--model", "demo", "--language", "ar", "--format", "json"]
    shown = CliRunner().invoke(main, ["shift", str(tmp_path / "ours.wav"), str(tmp_path / "theirs.wav"), *options])
    (piece,) = json.loads(shown.stdout)["pieces"]
    assert piece["their_start"] - piece["start"] == pytest.approx(-4.0, abs=MOST_ERROR)
    assert len(models_loaded) == 1


def test_quotes_are_linked_in_the_other_edition(files: tuple[str, str]) -> None:
    arguments = ["quote", files[0], words(1200, 1212), words(1600, 1612), "--link", LINK, "--format", "json"]
    result = CliRunner().invoke(main, [*arguments, "--link-transcript", files[1]])
    there, cut = json.loads(result.stdout)["quotes"]
    assert (there["start"], there["link"]) == (pytest.approx(480.0), f"{LINK}#t=560,564.8")
    assert (cut["status"], cut["link"]) == ("exact", None)


def test_a_report_and_its_citations_keep_to_the_other_edition(files: tuple[str, str], tmp_path: Path) -> None:
    claims = tmp_path / "claims.txt"
    claims.write_text(f"{words(1200, 1212)}\n{words(1600, 1612)}\n", encoding="utf-8")
    out = tmp_path / "report"
    options = ["--claims", str(claims), "--out", str(out), "--link", LINK, "--link-transcript", files[1]]
    result = CliRunner().invoke(main, ["align", files[0], *options, "--format", "json", "-q"])
    assert (result.exit_code, result.output) == (0, "")
    there, cut = (f["evidence"][0] for f in json.loads((out / "report.json").read_bytes())["findings"])
    start = float(there["link"].partition("#t=")[2].partition(",")[0])
    assert start == pytest.approx(there["start"] + 80, abs=MOST_ERROR)
    assert cut["link"] is None
    notes = CliRunner().invoke(main, ["cite", str(out), "--style", "shownotes"]).stdout.splitlines()
    assert there["link"] in notes[0]
    assert LINK not in notes[1]
    other = CliRunner().invoke(main, ["cite", str(out), "--style", "shownotes", "--link", f"{LINK}?ours"]).stdout
    assert f"{LINK}?ours#t={there['start']:g}," in other.splitlines()[0]


@pytest.mark.slow
def test_the_demo_recording_cut_and_with_an_insertion(tmp_path: Path) -> None:
    """Sound to map: 20 s put in at 1:40, 3:00 to 3:40 cut out; both editions heard by the demo's model."""
    episode = open_recording(demo_dir() / "episode.mp3")
    sound = np.concatenate([block.samples for block in decode_blocks(episode)])
    stretches = ((0, 100), (240, 260), (100, 180), (220, 400))
    samples = np.concatenate([sound[a * SAMPLE_RATE : b * SAMPLE_RATE] for a, b in stretches])
    with wave.open(str(tmp_path / "theirs.wav"), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    options = TranscribeOptions(model="demo", language="ar", cache=False)
    ours, theirs = (transcribe(open_recording(p), options) for p in (episode.path, tmp_path / "theirs.wav"))
    found = time_map(ours, theirs)
    linked = 0
    heard = [word for word in ours.words() if all(abs(word.start - cut) > 1 for cut in (100, 180, 220))]
    for word in heard:
        shift = 0 if word.start < 100 else 20 if word.start < 180 else None if word.start < 220 else -20
        there = found.at(word.start)
        assert there is None or shift is not None, word
        if there is not None and shift is not None:
            assert abs(there - word.start - shift) <= MOST_ERROR, word
            linked += 1
    assert linked >= 0.97 * sum(not 180 < word.start < 220 for word in heard)
