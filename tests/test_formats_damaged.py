"""Transcript files that are malformed, missing, sound, or in another encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.transcript_files import read
from transcripts import TranscriptError, is_transcript, load
from transcripts.decode import text_in


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "empty"),
        ("just some words\nwithout times\n", "no line of it bears a time"),
        ("She said so.\n<!-- a note -->\n", "line 1: neither a cue's number nor its times"),
        ('{"segments": [{"text": "hello"}]}', "no times"),
        ('{"segments": []}', "empty"),
        ('{"segments": [{"start": 0, "end": 0, "text": "a"}, {"start": 0, "end": 0, "text": "b"}]}', "no times"),
        ('{"segments": [\n{"start": 1,\n"text": oops}]}', "line 3"),
        ('{"segments": [3]}', "segment 0"),
        ('{"segments": {"a": 1}}', "not a list"),
        (
            '{"what ever": 1}',
            "no transcript, which has objects with a text and its times: an object with whatever",
        ),
        (
            "[1, 2.5, 3]",
            "JSON, but no transcript, which has objects with a text and its times: a list of numbers",
        ),
        ('["a", "b"]', "its times: a list of texts"),
        ("[true, null]", "its times: a list of something else"),
        ("[]", "its times: an empty list"),
        ("{}", "its times: an empty object"),
        ("[1, 2,", "no line of it bears a time"),
        ('{"schema": "mazeej.report/1"}', "mazeej.report/1"),
        ("[" * 100_000, "JSON"),
        ("1\n00:00:01,000 --> banana\nx\n", "line 2"),
        ("1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\n00:00:03,000 00:00:04,000\ny\n", "line 6"),
        ("1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\ny\n\n3\n00:00:05,000 --> 00:00:06,000\nz\n", "line 6"),
        ("hello\n\n1\n00:00:01,000 --> 00:00:02,000\nx\n", "line 1"),
        ("WEBVTT\n\n00:01.000 --> 00:x2.000\nhi\n", "line 3"),
        ("WEBVTT\n\n", "empty"),
        ("[00:00:01] a\n[00:0x:07] b\n", "line 2"),
        ("start\tend\ttext\n0\t1\ta\nx\t2\tb\n", "line 3"),
        ("start\tend\ttext\n0\t1\n", "line 2"),
        ("1\n00:00:01,000 --> 00:00:02,000\nمرحبا".encode() + b"\xff\xfe\n", "line 3"),
    ],
)
def test_malformed_files_say_what_and_where(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(tmp_path, content)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="no such file"):
        load(tmp_path / "nothing.json")
    with pytest.raises(TranscriptError, match="folder"):
        load(tmp_path)


def test_sound_is_told_from_transcripts(tmp_path: Path) -> None:
    sound, text = tmp_path / "a.srt", tmp_path / "b.mp3"
    sound.write_bytes(b"ID3\x04\x00\x00\x00\x00\x00\x23TSSE\x00\x00\x00\x0f" + bytes(range(256)))
    text.write_text("1\n00:00:01,000 --> 00:00:02,000\nمرحبا\n", encoding="utf-8")
    windows = tmp_path / "c.srt"
    windows.write_bytes("1\n00:00:01,000 --> 00:00:02,000\nمرحبا يا أصدقاء\n".encode("cp1256"))
    assert is_transcript(windows)
    assert (is_transcript(sound), is_transcript(text), is_transcript(tmp_path / "none")) == (False, True, False)


@pytest.mark.parametrize(
    "sound",
    [
        b"RIFF\xa4\xbb\x00\x00WAVEfmt " + bytes(4000),
        bytes(4000),
        b"\xff\xfb\x90\x00" + bytes(range(256)) * 12,
        b"OggS\x00\x02" + b"\x9f\xd0\x11\x03" * 900,
        b"fLaC\x00\x00\x00\x22" + b"\x10\x00" * 900,
    ],
)
def test_sound_is_no_transcript(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(sound)
    assert not is_transcript(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "talk"
    path.write_bytes("1\r\n00:00:01,000 --> 00:00:02,000\r\nمرحبا يا أصدقاء\r\n".encode(encoding))
    assert is_transcript(path)
    assert load(path).segments[0].text == "مرحبا يا أصدقاء"


@pytest.mark.parametrize("said", ["He said «قال» in Berlin.", "c1,قال", "قال", "Åå på Ærø.", "Ça, où ? À çà."])
def test_a_word_or_two_beyond_ascii_tell_the_code_page(said: str) -> None:
    encoding = "cp1256" if "قال" in said else "cp1252"
    assert text_in(f"She said so.\n{said}\n".encode(encoding)) == f"She said so.\n{said}\n"
