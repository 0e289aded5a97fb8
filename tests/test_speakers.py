"""Who speaks: read from RTTM and from names before the text, laid over the words, and called by the names given."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import AlignError
from align.cast import Cast, Person, read_cast
from audio import Interval, Turn
from tests.support.cli_runs import write
from transcripts import Segment, Transcript, TranscriptError, Word, load, read_rttm, speakers_of, with_speakers
from transcripts.turns import NEAREST

RTTM = """;; a comment
SPKR-INFO talk 1 <NA> <NA> <NA> unknown SPEAKER_00 <NA> <NA>
SPEAKER talk 1 0.50 2.00 <NA> <NA> SPEAKER_00 <NA> <NA>

SPEAKER talk 1 2.75 1.5 <NA> <NA> ليلى 0.9
"""


def words(*texts: str, start: float = 0.0, speaker: str | None = None) -> tuple[Word, ...]:
    """A word a second, 0.8 s long."""
    return tuple(Word(start + at, start + at + 0.8, text, speaker=speaker) for at, text in enumerate(texts))


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(segment.speaker, segment.text) for segment in transcript.segments]


def test_rttm_tells_who_speaks_when(tmp_path: Path) -> None:
    expected = (Turn(Interval(0.5, 2.5), "SPEAKER_00"), Turn(Interval(2.75, 4.25), "ليلى"))
    assert read_rttm(write(tmp_path / "talk.rttm", RTTM)) == expected
    assert read_rttm(write(tmp_path / "windows.rttm", "\ufeff" + RTTM.replace("\n", "\r\n"))) == expected
    assert read_rttm(write(tmp_path / "notepad.rttm", RTTM.encode("utf-16"))) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no line begins with SPEAKER"),
        (";; nothing\n", "no line begins with SPEAKER"),
        ("SPEAKER talk 1 0.5 2.0 <NA> <NA>\n", "line 1: not a line of RTTM"),
        ("\nSPEAKER my talk 1 0.5 2.0 <NA> <NA> A <NA> <NA>\n", "line 2: not a line of RTTM"),
        ("1\n00:00:01,000 --> 00:00:04,000\nThe old bridge\n", "line 1: not a line of RTTM: '1'"),
        ("SPEAKER talk 1 0.5 long <NA> <NA> A <NA> <NA>\n", "line 1: not a time in seconds: 'long'"),
        ("SPEAKER talk 1 -0.5 2 <NA> <NA> A <NA> <NA>\n", "not a time in seconds: '-0.5'"),
        ("SPEAKER talk 1 nan 2 <NA> <NA> A <NA> <NA>\n", "not a time in seconds: 'nan'"),
        ("SPEAKER talk 1 0 inf <NA> <NA> A <NA> <NA>\n", "not a time in seconds: 'inf'"),
        (b"\xff\xfb\x90\x00" * 50, "not a line of RTTM"),
        ("".join(f"SPEAKER talk 1 {n} 1 <NA> <NA> S{n} <NA> <NA>\n" for n in range(300)), "names 300 speakers"),
        (RTTM + "SPEAKER other 1 9 1 <NA> <NA> A <NA> <NA>\n", "tells of 2 recordings"),
    ],
)
def test_a_bad_rttm_file_is_one_sentence(content: str | bytes, message: str, tmp_path: Path) -> None:
    path = write(tmp_path / "bad.rttm", content)
    with pytest.raises(TranscriptError) as raised:
        read_rttm(path)
    assert message in str(raised.value)
    assert str(path) in str(raised.value)


def test_segments_are_split_where_the_speaker_changes() -> None:
    talk = Transcript((Segment(words("one", "two", "three", "four", speaker="X"), "X", bounds=Interval(0, 9)),))
    turns = [Turn(Interval(0, 2), "A"), Turn(Interval(2, 4), "B")]
    found = with_speakers(talk, turns)
    assert said(found) == [("A", "one two"), ("B", "three four")]
    assert [(s.start, s.end) for s in found.segments] == [(0, 1.8), (2, 3.8)]
    assert speakers_of(found) == ("A", "B")


def test_a_segment_of_one_speaker_keeps_its_own_times() -> None:
    talk = Transcript((Segment(words("one", "two"), bounds=Interval(0, 5)), Segment((), bounds=Interval(6, 7))))
    found = with_speakers(talk, [Turn(Interval(0, 2), "A")])
    assert found.segments[0] == Segment(words("one", "two"), "A", bounds=Interval(0, 5))
    assert found.segments[1] == talk.segments[1]


def test_words_outside_of_all_turns() -> None:
    talk = Transcript(
        (Segment(words("near", "far")), Segment(words("alone", start=50)), Segment(words("before", "it", start=60)))
    )
    turns = [Turn(Interval(0.8 + NEAREST / 2, 1.0 + NEAREST / 2), "A"), Turn(Interval(61, 62), "B")]
    assert said(with_speakers(talk, turns)) == [("A", "near far"), (None, "alone"), ("B", "before it")]


def test_who_talks_on_keeps_the_word_that_two_claim() -> None:
    turns = [Turn(Interval(0, 3), "A"), Turn(Interval(1, 9), "B")]
    talk = Transcript((Segment(words("one", "two", "three", "four")),))
    assert said(with_speakers(talk, turns)) == [("A", "one two three"), ("B", "four")]


TURNS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 15), st.sampled_from("ABC")), min_size=1, max_size=12)
SEGMENTS = st.lists(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=5), max_size=4)


@given(turns=TURNS, segments=SEGMENTS)
def test_every_word_goes_to_whom_it_shares_most_time_with(
    turns: list[tuple[int, int, str]], segments: list[list[tuple[int, int]]]
) -> None:
    listed = [Turn(Interval(start / 8, (start + length) / 8), who) for start, length, who in turns]
    talk, now = [], 0.0
    for lengths in segments:
        line = []
        for pause, length in lengths:
            line.append(Word(now + pause / 8, now + (pause + length) / 8, f"w{now}"))
            now = line[-1].end
        talk.append(Segment(tuple(line)))
    found = with_speakers(Transcript(tuple(talk)), listed)
    assert [word for s in found.segments for word in s.words] == [word for s in talk for word in s.words]
    for segment in found.segments:
        for word in segment.words:
            shared = {who: common(word, listed, who) for who in {turn.speaker for turn in listed}}
            if max(shared.values()) > 0:
                assert segment.speaker is not None
                assert shared[segment.speaker] == max(shared.values())


def common(word: Word, turns: list[Turn], who: str) -> int:
    """In eighths of a second, counted one by one."""
    inside = range(round(word.start * 8), round(word.end * 8))
    mine = [turn.interval for turn in turns if turn.speaker == who]
    return sum(any(turn.start * 8 <= at < turn.end * 8 for turn in mine) for at in inside)


@pytest.mark.parametrize("form", ["[SPEAKER_00]: {}", "SPEAKER_00: {}", "ليلى: {}"])
def test_names_before_the_text_of_subtitles(form: str, tmp_path: Path) -> None:
    name = form.split(":")[0].strip("[]")
    lines = [form.format("the first"), form.format("so: the second"), "and on", "once: said"]
    cues = "\n\n".join(f"00:00:0{n}.000 --> 00:00:0{n}.900\n{line}" for n, line in enumerate(lines))
    expected = [(name, "the first"), (name, "so: the second"), (None, "and on"), (None, "once: said")]
    assert said(load(write(tmp_path / "talk.vtt", "WEBVTT\n\n" + cues))) == expected
    assert said(load(write(tmp_path / "talk.srt", cues.replace(".", ",")))) == expected


def test_a_marked_voice_is_worth_more_than_a_colon(tmp_path: Path) -> None:
    cue = "00:00:0{}.000 --> 00:00:0{}.900\n<v Layla>He said: {}"
    cues = "\n\n".join(cue.format(n, n, "go") for n in range(3))
    assert said(load(write(tmp_path / "talk.vtt", "WEBVTT\n\n" + cues))) == [("Layla", "He said: go")] * 3


def test_a_cast_is_read_from_names_and_labels() -> None:
    cast = read_cast(["SPEAKER_00"], ["ليلى حداد=SPEAKER_01", " Samer  K = 2 "])
    assert cast.hosts == (Person("SPEAKER_00", "SPEAKER_00"),)
    assert cast.guests == (Person("SPEAKER_01", "ليلى حداد"), Person("2", "Samer K"))


@pytest.mark.parametrize(
    ("hosts", "guests", "said"),
    [
        ([""], [], "'' is not NAME=LABEL"),
        ([], ["=A"], "'=A' is not NAME=LABEL"),
        ([], ["Layla="], "'Layla=' is not NAME=LABEL"),
        (["A"], ["Layla=A"], "A is named twice"),
        ([], ["Layla=A", "Layla=A"], "A is named twice"),
        ([], ["Layla=A", "Samer=A"], "A is named twice"),
        (["Layla=A"], ["Layla=B"], "Layla cannot be both host and guest"),
    ],
)
def test_contradictions_in_a_cast(hosts: list[str], guests: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_cast(hosts, guests)


def test_names_take_the_place_of_labels() -> None:
    talk = Transcript((Segment(words("one", speaker="A"), "A"), Segment(words("two"), "B"), Segment(words("three"))))
    named = read_cast(["B=A"], ["A=B"]).named(talk)
    assert [(s.speaker, s.words[0].speaker) for s in named.segments] == [("B", "B"), ("A", None), (None, None)]
    assert Cast().named(talk) is talk
    one = read_cast([], ["Layla=A", "Layla=B"]).named(talk)  # whom a diarizer took for two
    assert speakers_of(one) == ("Layla",)


def test_who_is_known_beforehand_need_not_be_heard() -> None:
    talk = Transcript((Segment(words("one"), "A"),))
    cast = read_cast(["Samer=B"], ["Layla=A"])
    assert speakers_of(cast.among(("A", "B")).named(talk)) == ("Layla",)
    with pytest.raises(AlignError, match="nobody is labelled B"):
        cast.named(talk)
    with pytest.raises(AlignError, match="nobody is labelled B"):
        cast.among(("A",))


@pytest.mark.parametrize(
    ("guest", "labels", "said"),
    [
        ("Layla=C", ("A", "B"), "nobody is labelled C in the transcript; its labels are A, B"),
        ("Layla=C", tuple(map(str, range(20))), "its labels are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …"),
        ("B=A", ("A", "B"), "A cannot be called B: another speaker is labelled so"),
        ("Layla=A", (), "the transcript does not say who speaks"),
    ],
)
def test_labels_that_are_not_there(guest: str, labels: tuple[str, ...], said: str) -> None:
    with pytest.raises(AlignError, match=said):
        read_cast([], [guest]).check(labels)
