"""The forms in the table of docs/formats.md: one talk as each program writes it, read as the same words and times."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from docx import Document

from tests.support.transcript_json_samples import JSON_KINDS
from tests.support.transcript_talk import ALL_WORDS, bare
from tests.support.transcript_text_samples import TEXT_KINDS
from transcripts import Transcript, load

# Forms that say nothing of who speaks.
NAMELESS = frozenset(
    """
    vosk-lines vosk-list nemo parakeet-mlx openai-words-only bare-list-of-words clock-times hyperaudio hyperaudio-html
    google protobuf-times pairs azure-live srv1 srv2 srv3 ctm tsv-whisper text-faster-whisper-prints text-youtube-panel
    text-youtube-panel-spoken text-markdown text-at-the-end text-bullets
""".split()
)


def spoken(transcript: Transcript) -> list[tuple[str, float, str | None]]:
    """Every word, when it begins and whose it is."""
    return [
        (bare(word.text), word.start, word.speaker or segment.speaker)
        for segment in transcript.segments
        for word in segment.words
    ]


def check(transcript: Transcript, name: str) -> None:
    said = spoken(transcript)
    assert [word for word, *_ in said] == [bare(word) for word, *_ in ALL_WORDS]
    # Forms with times of lines alone spread their words; how far that may be off depends on the line's length.
    allowed = 0.06 if not any(segment.interpolated for segment in transcript.segments) else 3.6
    assert [start for _, start, _ in said] == pytest.approx([start for _, start, *_ in ALL_WORDS], abs=allowed)
    voices = [voice for *_, voice in said]
    if name in NAMELESS:
        assert set(voices) == {None}
    else:
        assert [voices[0] == voice for voice in voices] == [line % 2 == 0 for *_, line in ALL_WORDS]
    assert all("dana" not in word for word, *_ in said)


@pytest.mark.parametrize("name", JSON_KINDS)
def test_json_of_every_program(name: str, tmp_path: Path) -> None:
    content = JSON_KINDS[name]
    path = tmp_path / "transcript"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    check(load(path), name)


@pytest.mark.parametrize("name", TEXT_KINDS)
def test_text_of_every_program(name: str, tmp_path: Path) -> None:
    path = tmp_path / "transcript"
    path.write_text(TEXT_KINDS[name], encoding="utf-8")
    check(load(path), name)


def docx(lines: list[str]) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_word_document(tmp_path: Path) -> None:
    path = tmp_path / "transcript"
    path.write_bytes(docx(TEXT_KINDS["text-teams"].split("\n")))
    check(load(path), "text-teams")
