"""What is written can be read again, by us and by players."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio import Interval
from transcripts import WRITERS, Dropped, Segment, Transcript, TranscriptError, Word, load, save
from transcripts.formats.own import write_own
from transcripts.formats.subtitles_write import write_srt, write_vtt

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Z", "C"), exclude_characters="-–—:|\\"), min_size=1, max_size=12
).filter(lambda text: not text.startswith(">>"))  # in captions, another speaker


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Transcripts as `transcribe` makes them: times in whole milliseconds, in order."""
    clock = 0
    segments = []
    for _ in range(draw(st.integers(1, 4))):
        words = []
        speaker = draw(st.none() | st.sampled_from(["ليلى", "Tom & <Jerry>"]))
        for text in draw(st.lists(TEXTS, min_size=1, max_size=20)):
            start = clock + draw(st.integers(0, 2000))
            clock = start + draw(st.integers(1, 900))
            probability = draw(st.none() | st.integers(0, 1000).map(lambda n: n / 1000))
            words.append(Word(start / 1000, clock / 1000, text, probability))
        segments.append(Segment(tuple(words), speaker))
    dropped = (Dropped(Interval(0.0, 0.5), "شكرا", "phantom_line"),)
    return Transcript(tuple(segments), "ar", "demo", "beam 5", "ab" * 32, clock / 1000, dropped)


def again(transcript: Transcript, folder: Path, name: str) -> Transcript:
    path = folder / "written"
    save(transcript, path, name)
    return load(path)


@settings(max_examples=40, deadline=None)
@given(transcript=transcripts())
def test_own_json_keeps_everything(transcript: Transcript, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert again(transcript, tmp_path_factory.mktemp("own"), "json") == transcript


@pytest.mark.parametrize("name", [name for name in WRITERS if name != "rttm"])
def test_a_last_line_that_says_nothing_is_no_error(name: str, tmp_path: Path) -> None:
    said = Segment((Word(0.0, 0.5, "one"), Word(0.5, 0.9, "two")))
    transcript = Transcript((said, Segment((), bounds=Interval(1.0, 2.0))))
    assert again(transcript, tmp_path, name).segments[0].text == "one two"


@pytest.mark.parametrize("name", [name for name in WRITERS if name not in ("json", "rttm")])
@settings(max_examples=30, deadline=None)
@given(transcript=transcripts())
def test_every_format_keeps_the_words(
    name: str, transcript: Transcript, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if name == "txt":  # a name counts as a speaker's only once it comes back
        transcript = replace(transcript, segments=tuple(replace(s, speaker=None) for s in transcript.segments))
    read = again(transcript, tmp_path_factory.mktemp("written"), name)
    assert [word.text for word in read.words()] == [word.text for word in transcript.words()]
    assert read.segments[0].start == pytest.approx(transcript.segments[0].start, abs=0.001)
    if name in ("podcast-json", "vtt"):
        speakers = [segment.speaker for segment in read.segments]
        assert list(dict.fromkeys(speakers)) == list(dict.fromkeys(s.speaker for s in transcript.segments))


def test_turns_bear_the_name_of_their_file(tmp_path: Path) -> None:
    said = Transcript((Segment((Word(1.0, 2.5, "so"),), "Maren Holt"),))
    save(said, tmp_path / "my episode.rttm")
    line = "SPEAKER my_episode 1 1.000 1.500 <NA> <NA> Maren_Holt <NA> <NA>\n"
    assert (tmp_path / "my episode.rttm").read_text("utf-8") == line


@settings(deadline=None)
@given(transcript=transcripts())
def test_subtitles_fit_the_screen(transcript: Transcript) -> None:
    for block in write_srt(transcript).split("\n\n"):
        lines = block.strip().split("\n")[2:]
        assert 1 <= len(lines) <= 2
        assert all(len(line.replace("&amp;", "&")) <= 32 for line in lines)
    for block in write_vtt(transcript).split("\n\n")[1:]:
        lines = block.strip().split("\n")[1:]
        assert len(lines) == 1
        assert len(re.sub("<v [^>]*>|&(?:amp|lt|gt);", "", lines[0])) <= 65


def test_webvtt_escapes_markup_and_names_voices() -> None:
    word = Word(1.0, 2.0, "<script>&-->")
    text = write_vtt(Transcript((Segment((word,), "a>b\n\n"),)))
    assert text == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v a&gt;b>&lt;script&gt;&amp;--&gt;\n"


def test_srt_text_cannot_begin_a_cue(tmp_path: Path) -> None:
    words = (Word(1.0, 1.5, "00:00:01,000"), Word(1.5, 2.0, "-->"), Word(2.0, 2.5, "00:00:02,000"))
    assert len(again(Transcript((Segment(words),)), tmp_path, "srt").segments) == 1


def test_a_transcript_of_silence_is_kept(tmp_path: Path) -> None:
    silence = Transcript((), "ar", "demo", "beam 5", "ab" * 32, 12.0)
    assert again(silence, tmp_path, "json") == silence


def test_the_suffix_names_the_format(tmp_path: Path) -> None:
    transcript = Transcript((Segment((Word(1.0, 2.0, "one"),)),))
    save(transcript, tmp_path / "a.VTT")
    assert (tmp_path / "a.VTT").read_text().startswith("WEBVTT")
    assert [path.name for path in tmp_path.iterdir()] == ["a.VTT"]
    with pytest.raises(TranscriptError, match="docx"):
        save(transcript, tmp_path / "a.docx")
    with pytest.raises(TranscriptError, match="cannot be written"):
        save(transcript, tmp_path / "no folder" / "a.srt")


def test_plain_text_keeps_the_speakers_that_come_back(tmp_path: Path) -> None:
    names = ["Layla", "Samer", "Layla", "Samer"]
    segments = [Segment((Word(i, i + 0.5, "so:"), Word(i + 0.5, i + 1, "yes")), name) for i, name in enumerate(names)]
    read = again(Transcript(tuple(segments)), tmp_path, "txt")
    assert [(segment.speaker, segment.text) for segment in read.segments] == [(name, "so: yes") for name in names]


SEGMENT = Segment((Word(1.0, 1.4, "سافرنا", 0.9), Word(1.5, 1.7, "من", 0.8), Word(1.8, 2.4, "حلب", 0.3)))
NEXT = Segment((Word(3.0, 3.5, "بعدين", 0.9),))


def edited(folder: Path, old: str, new: str) -> Transcript:
    """The transcript after a person replaced `old` once in its file."""
    path = folder / "transcript.json"
    content = write_own(Transcript((SEGMENT, NEXT)))
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return load(path)


def test_a_word_corrected_in_the_word_list_counts(tmp_path: Path) -> None:
    corrected = edited(tmp_path, '"text": "حلب"', '"text": "حمص"')
    assert corrected.segments[0].text == "سافرنا من حمص"
    assert (corrected.segments[0].words[2].start, corrected.segments[0].words[2].end) == (1.8, 2.4)
    assert corrected.segments[1] == NEXT


def test_a_word_corrected_in_the_text_counts_and_keeps_its_time(tmp_path: Path) -> None:
    words = edited(tmp_path, "سافرنا من حلب", "سافرنا من حمص").segments[0].words
    assert [(word.text, word.start, word.end) for word in words] == [
        ("سافرنا", 1.0, 1.4),
        ("من", 1.5, 1.7),
        ("حمص", 1.8, 2.4),
    ]
    assert words[2].probability is None  # nobody recognised it: a person wrote it
    assert words[0].probability == 0.9


def test_words_added_and_removed_in_the_text(tmp_path: Path) -> None:
    longer = edited(tmp_path, "سافرنا من حلب", "سافرنا كلنا من مدينة حلب القديمة").segments[0]
    assert longer.text == "سافرنا كلنا من مدينة حلب القديمة"
    assert [word.start for word in longer.words] == sorted(word.start for word in longer.words)
    assert {word.text: word.start for word in longer.words}["حلب"] == 1.8
    shorter = edited(tmp_path, "سافرنا من حلب", "سافرنا حلب").segments[0]
    assert [(word.text, word.start) for word in shorter.words] == [("سافرنا", 1.0), ("حلب", 1.8)]


def test_a_segment_emptied_by_hand_keeps_its_place(tmp_path: Path) -> None:
    emptied = edited(tmp_path, '"text": "سافرنا من حلب"', '"text": ""')
    assert [segment.text for segment in emptied.segments] == ["", "بعدين"]
    assert (emptied.segments[0].start, emptied.segments[0].end) == (1.0, 2.4)


def test_both_edited_in_different_segments(tmp_path: Path) -> None:
    path = tmp_path / "transcript.json"
    content = write_own(Transcript((SEGMENT, NEXT))).replace("سافرنا من حلب", "سافرنا من حمص")
    document = json.loads(content)
    document["segments"][1]["words"][0]["text"] = "قبل"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert [segment.text for segment in load(path).segments] == ["سافرنا من حمص", "قبل"]
