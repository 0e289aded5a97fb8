"""Whatever times a file gives, a transcript's are present, non-negative and in order, and no segment moves."""

from __future__ import annotations

import json
import math
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts import Transcript, load
from transcripts.formats.timed_json import read_timed_json
from transcripts.repair.complete import complete
from transcripts.repair.raw import RawSegment, RawTranscript, RawWord
from transcripts.repair.times import longest_rise

TIMES = st.none() | st.floats(-5, 100) | st.sampled_from([math.nan, math.inf, -math.inf])
WORDS = st.builds(RawWord, st.sampled_from([" one", "two", " ", "٣", " four five"]), TIMES, TIMES)
SEGMENTS = st.lists(
    st.builds(
        RawSegment,
        st.sampled_from(["", "one", "one two ٣", " four five one"]),
        TIMES,
        TIMES,
        st.lists(WORDS, max_size=6).map(tuple),
    ),
    max_size=8,
)


def check(transcript: Transcript) -> None:
    for segment in transcript.segments:
        clock = segment.start
        assert math.isfinite(segment.end)
        assert 0 <= segment.start <= segment.end
        for word in segment.words:
            assert clock <= word.start + 1e-9
            assert word.start <= word.end <= segment.end + 1e-9
            clock = word.end


@settings(deadline=None)
@given(segments=SEGMENTS)
def test_any_times_are_repaired(segments: list[RawSegment]) -> None:
    known = RawSegment("known", 3.0, 4.0)
    transcript = complete(RawTranscript((*segments, known)))
    assert len(transcript.segments) == len(segments) + 1
    check(transcript)


@settings(deadline=None)
@given(times=st.lists(st.none() | st.integers(0, 6).map(float), max_size=9))
def test_longest_rise_against_trying_everything(times: list[float | None]) -> None:
    def longest(index: int, low: float) -> int:
        if index == len(times):
            return 0
        time, skipped = times[index], longest(index + 1, low)
        return skipped if time is None or time < low else max(skipped, 1 + longest(index + 1, time))

    chosen = sorted(longest_rise(times))
    values = [time for index in chosen if (time := times[index]) is not None]
    assert len(values) == len(chosen) == longest(0, 0.0)
    assert values == sorted(values)


def segments_of(folder: Path, items: list[dict[str, Any]]) -> Transcript:
    path = folder / "x"
    path.write_text(json.dumps({"segments": items}), encoding="utf-8")
    return load(path)


def test_one_wrong_start_is_placed_between_its_neighbours(tmp_path: Path) -> None:
    items: list[dict[str, Any]] = [{"start": i, "end": i + 0.9, "text": f"word{i}"} for i in range(10)]
    items[4] |= {"start": 9999.0, "end": 10000.0}
    items[7] |= {"start": float("nan"), "end": -3}
    transcript = segments_of(tmp_path, items)
    check(transcript)
    starts = [segment.start for segment in transcript.segments]
    assert 3.9 <= starts[4] <= 5.0
    assert 6.9 <= starts[7] <= 8.0
    assert starts[5] == 5.0


def test_a_file_sorted_by_speaker_keeps_its_times_and_its_order(tmp_path: Path) -> None:
    items = [{"start": i * 10.0, "end": i * 10.0 + 3, "text": "a", "speaker": "A"} for i in range(5)]
    items += [{"start": i * 10.0 + 5, "end": i * 10.0 + 8, "text": "b", "speaker": "B"} for i in range(5)]
    transcript = segments_of(tmp_path, items)
    assert [segment.start for segment in transcript.segments] == [item["start"] for item in items]


def test_empty_segments_keep_their_place(tmp_path: Path) -> None:
    items = [
        {"start": 0, "end": 1, "text": "a"},
        {"start": 1, "end": 2, "text": " "},
        {"start": 2, "end": 3, "text": "b"},
    ]
    transcript = segments_of(tmp_path, items)
    assert [(segment.text, segment.start, segment.end) for segment in transcript.segments] == [
        ("a", 0, 1),
        ("", 1, 2),
        ("b", 2, 3),
    ]
    assert not transcript.segments[1].interpolated


def test_overlapping_speakers_stay(tmp_path: Path) -> None:
    items = [{"start": 0, "end": 5, "text": "long turn"}, {"start": 3, "end": 4, "text": "yes"}]
    transcript = segments_of(tmp_path, items)
    assert [(segment.start, segment.end) for segment in transcript.segments] == [(0, 5), (3, 4)]


@pytest.mark.shared
def test_hours_of_words_beside_their_text_are_read_in_seconds() -> None:
    """As services give them: the text with punctuation, the words without."""
    spoken = [f"{'the of and'.split()[at % 3]}{at % 40}" for at in range(15_000)]
    words = [{"word": word, "start": at / 2, "end": at / 2 + 0.4} for at, word in enumerate(spoken)]
    text = " ".join(f"{word}," if at % 9 == 0 else word for at, word in enumerate(spoken))
    begun = process_time()
    transcript = complete(read_timed_json([{"text": text, "words": words}]))
    assert process_time() - begun < 5
    assert [word.start for word in transcript.words()] == [word["start"] for word in words]
    assert " ".join(word.text for word in transcript.words()) == text


def test_a_real_recognisers_output() -> None:
    path = Path(__file__).parent.parent.parent / "shared" / "audio" / "address.asr.json"
    if not path.exists():
        pytest.skip("the shared recordings are not here")
    transcript = load(path)
    check(transcript)
    given_words = [word for segment in json.loads(path.read_text())["segments"] for word in segment["words"]]
    assert [word.start for word in transcript.words()] == [word["start"] for word in given_words]
