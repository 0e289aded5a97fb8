"""A real recording with a real Whisper: what was read is heard, and behind music as well."""

from __future__ import annotations

import re
from pathlib import Path

import jiwer
import numpy as np
import pytest

from audio import decode_blocks, open_recording
from tests.support.audio_samples import write
from tests.support.music import music
from tests.support.real_model import real_model
from transcripts import TranscribeOptions, Transcript, transcribe

DATA = Path(__file__).parent / "data"
LINES = (DATA / "sonnet1.txt").read_text(encoding="utf-8").splitlines()[2:]  # without the title
LATE = 20.0  # seconds into the recording: the test behind music hears what is read from there on
INTRO = 47.0  # seconds of music
MOST_WRONG = 0.16  # of the words; Elizabethan English read by an amateur was heard with .12

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(real_model(tmp_path_factory.mktemp("wheels")))


def heard(path: Path, model: str) -> Transcript:
    return transcribe(open_recording(path), TranscribeOptions(model=model, language="en", device="cpu", cache=False))


def plain(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold().replace("’", "").replace("'", ""))


@pytest.fixture(scope="module")
def alone(model: str) -> Transcript:
    return heard(DATA / "sonnet1.opus", model)


def test_what_was_read_is_heard(alone: Transcript) -> None:
    said, found = plain(" ".join(LINES)), plain(" ".join(word.text for word in alone.words()))
    begin = found.index("from")  # behind the reader's announcement
    assert jiwer.wer(" ".join(said), " ".join(found[begin:])) < MOST_WRONG
    assert alone.unheard == ()
    assert all(word.end - word.start < 2 for word in alone.words())


def test_behind_music_the_same_is_heard(alone: Transcript, model: str, tmp_path: Path) -> None:
    speech = np.concatenate([b.samples for b in decode_blocks(open_recording(DATA / "sonnet1.opus"), start=LATE)])
    transcript = heard(write(tmp_path / "episode.wav", np.concatenate([music(INTRO), speech * np.float32(0.2)])), model)
    wanted = plain(" ".join(word.text for word in alone.words() if word.start > LATE + 1))
    found = plain(" ".join(word.text for word in transcript.words()))
    kept = jiwer.process_words(" ".join(wanted), " ".join(found)).hits / len(wanted)
    assert kept > 0.9
    assert min(word.start for word in transcript.words()) > INTRO - 0.5, "nobody speaks in the music"
