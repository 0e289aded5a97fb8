"""Hearing places of a recording a second time, without the words that the recogniser had been told to expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audio import Interval, Recording
from transcripts.options import TranscribeOptions
from transcripts.transcription import Loaded, Progress, transcribe
from transcripts.types import Transcript


def hear_again(
    recording: Recording,
    places: Sequence[Interval],
    options: TranscribeOptions,
    progress: Progress | None = None,
    loaded: Loaded | None = None,
) -> Transcript:
    """What is heard without hotwords in the windows that hold `places`; the rest is not decoded.

    `options` are those of the first hearing, with its language: the same stretch is cut into the same windows, on each
    channel where it was heard by channel. Where all of it was transcribed without hotwords before, that is the answer.
    `loaded` is the model of the first hearing. Kept, continued and limited as `transcribe` is; raises what it does.
    """
    return transcribe(recording, replace(options, hotwords=(), only=tuple(places)), progress, loaded)
