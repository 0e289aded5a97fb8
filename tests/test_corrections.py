"""Corrections: laid over a transcript by their words and times, kept in files that can be united."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio import Interval
from tests.support.cli_runs import write
from transcripts import Segment, Transcript, TranscriptError, Word
from transcripts.corrections import (
    Correction,
    CorrectionKind,
    Corrections,
    correct,
    corrections_for,
    keep_corrections,
    library_file,
)

WORDS, SPLIT, JOIN, SPEAKER, NAME = CorrectionKind


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAZEEJ_DATA", str(tmp_path / "data"))


def said(*words: str, start: float = 0.0, speaker: str | None = None) -> Segment:
    """A word a second."""
    return Segment(tuple(Word(start + i, start + i + 0.8, word, 0.5) for i, word in enumerate(words)), speaker)


TRANSCRIPT = Transcript(
    (
        said("the", "bridge", "was", "closed", speaker="A"),
        said("for", "seven", "months", "they", "said", start=4, speaker="B"),
        said("seven", "months,", "really", start=20, speaker="A"),
    ),
    audio_sha256="ab" * 32,
)


def words(kind: CorrectionKind, heard: str, text: str, start: float = 0.0, end: float | None = None) -> Correction:
    return Correction(kind, heard, text, Interval(start, start + 1 if end is None else end))


class TestLaying:
    def test_words_are_found_by_what_was_heard_near_their_time(self) -> None:
        laid = correct(TRANSCRIPT, [words(WORDS, "Seven", "eleven", start=20.4)])
        assert [segment.text for segment in laid.transcript.segments][1:] == [
            "for seven months they said",
            "eleven months, really",
        ]
        word = laid.transcript.segments[2].words[0]
        assert (word.start, word.end, word.probability) == (20, 20.8, 1.0)

    def test_more_and_fewer_words_share_the_time(self) -> None:
        laid = correct(TRANSCRIPT, [words(WORDS, "seven months", "about twenty six weeks", start=5)])
        found = laid.transcript.segments[1].words
        assert [word.text for word in found] == ["for", "about", "twenty", "six", "weeks", "they", "said"]
        assert found[1].start == 5
        assert found[4].end == pytest.approx(6.8)
        gone = correct(TRANSCRIPT, [words(WORDS, "they said", "", start=7)])
        assert gone.transcript.segments[1].text == "for seven months"
        everything = correct(TRANSCRIPT, [words(WORDS, "seven months really", "", start=20)])
        assert len(everything.transcript.segments) == 3
        assert everything.transcript.segments[2].start == 20

    def test_words_over_two_turns(self) -> None:
        laid = correct(TRANSCRIPT, [words(WORDS, "closed for", "shut", start=3)])
        assert [segment.text for segment in laid.transcript.segments[:2]] == [
            "the bridge was shut",
            "seven months they said",
        ]

    def test_turns_are_split_joined_and_given_to_others(self) -> None:
        split = correct(TRANSCRIPT, [words(SPLIT, "they said", "C", start=7)]).transcript
        assert [(segment.speaker, segment.text) for segment in split.segments[1:3]] == [
            ("B", "for seven months"),
            ("C", "they said"),
        ]
        joined = correct(split, [words(JOIN, "they said", "", start=7)]).transcript
        assert joined.segments[1].text == "for seven months they said"
        given_over = correct(TRANSCRIPT, [words(SPEAKER, "", "C", start=4, end=9)]).transcript
        assert [segment.speaker for segment in given_over.segments] == ["A", "C", "A"]
        merged = correct(TRANSCRIPT, [Correction(NAME, "B", "A")]).transcript
        assert {segment.speaker for segment in merged.segments} == {"A"}

    def test_what_does_not_fit_is_listed(self) -> None:
        wrong = [
            words(WORDS, "eight", "nine", start=5),
            words(WORDS, "seven", "nine", start=12),
            Correction(NAME, "X", "Y"),
        ]
        laid = correct(TRANSCRIPT, wrong)
        assert laid.unfitting == tuple(wrong)
        assert laid.transcript == TRANSCRIPT

    def test_what_was_taken_back_is_passed_over(self) -> None:
        laid = correct(TRANSCRIPT, [replace(words(WORDS, "seven", "nine", start=5), undone=True)])
        assert laid.transcript == TRANSCRIPT
        assert laid.fitting == laid.unfitting == ()

    @given(
        st.lists(
            st.sampled_from(
                [
                    words(WORDS, "seven", "nine", start=5),
                    words(WORDS, "nine months", "one year", start=5),
                    words(WORDS, "they", "", start=7),
                    words(SPLIT, "months", "C", start=6),
                    words(JOIN, "for", "", start=4),
                    words(SPEAKER, "", "B", start=0, end=4),
                    Correction(NAME, "A", "Layla"),
                ]
            ),
            max_size=6,
            unique=True,
        )
    )
    def test_laid_twice_is_laid_once(self, corrections: list[Correction]) -> None:
        once = correct(TRANSCRIPT, corrections)
        again = correct(TRANSCRIPT, corrections)
        assert once == again
        for correction in corrections[:1]:
            alone = correct(TRANSCRIPT, [correction]).transcript
            assert correct(alone, [correction]).transcript == alone


class TestFile:
    def test_two_files_hold_the_union_and_what_one_took_back(self, tmp_path: Path) -> None:
        one, two = words(WORDS, "seven", "nine", start=5), words(WORDS, "they", "we", start=7)
        sha = "ab" * 32
        keep_corrections(Corrections(sha, (one,)), tmp_path / "a")
        keep_corrections(Corrections(sha, (two,)), tmp_path / "b")
        assert {entry.id for entry in corrections_for(sha).entries} == {one.id, two.id}  # wherever it is asked
        keep_corrections(Corrections(sha, (replace(one, undone=True),)), tmp_path / "b")
        assert [entry.undone for entry in corrections_for(sha, [tmp_path / "a"]).entries if entry.id == one.id] == [
            True
        ]
        assert corrections_for("cd" * 32, [tmp_path / "a"]).entries == ()  # another recording

    def test_each_track_of_a_file_has_its_own(self, tmp_path: Path) -> None:
        one, two = words(WORDS, "seven", "nine", start=5), words(WORDS, "they", "we", start=7)
        sha = "ab" * 32
        keep_corrections(Corrections(f"{sha}-1", (one,)), tmp_path / "a")
        keep_corrections(Corrections(f"{sha}-2", (two,)), tmp_path / "b")
        assert corrections_for(f"{sha}-1").entries == (one,)
        assert corrections_for(f"{sha}-2", [tmp_path / "a", tmp_path / "b"]).entries == (two,)
        assert corrections_for(replace(TRANSCRIPT, track=2).sound_id).entries == (two,)

    def test_one_from_before_tracks_were_told_apart_is_of_any(self, tmp_path: Path) -> None:
        one, two = words(WORDS, "seven", "nine", start=5), words(WORDS, "they", "we", start=7)
        sha = "ab" * 32
        keep_corrections(Corrections(sha, (one,)), tmp_path / "a")
        assert corrections_for(sha).entries == corrections_for(f"{sha}-1").entries == (one,)
        keep_corrections(Corrections(f"{sha}-1", (two,)), tmp_path / "b")
        assert {entry.id for entry in corrections_for(f"{sha}-1").entries} == {one.id, two.id}
        assert corrections_for(sha).entries == (one,)

    def test_many_desks_at_once_lose_nothing(self, tmp_path: Path) -> None:
        every = [words(WORDS, "seven", f"nine {number}", start=5) for number in range(24)]

        def keep(number: int) -> None:
            keep_corrections(Corrections("ab" * 32, (every[number],)), tmp_path / str(number))

        with ThreadPoolExecutor(8) as desks:
            list(desks.map(keep, range(24)))
        assert {entry.id for entry in corrections_for("ab" * 32).entries} == {entry.id for entry in every}

    def test_what_is_no_such_file_is_said(self, tmp_path: Path) -> None:
        for content in (
            "",
            "[]",
            '{"schema": "x"}',
            '{"schema": "mazeej.corrections/1", "corrections": [{"kind": "burn"}]}',
        ):
            write(tmp_path / "corrections.json", content)
            with pytest.raises(TranscriptError, match=r"corrections\.json: "):
                corrections_for(None, [tmp_path])

    def test_a_sum_that_is_none_names_no_file(self) -> None:
        assert library_file("../../etc/passwd") is None
        assert library_file(None) is None
