"""Files with several tracks of sound, as recorders and video editors write them: voices, music, the room."""

from __future__ import annotations

from dataclasses import replace

from audio.containers import probe
from audio.decoding import Decoding
from audio.speech import speech_probabilities
from audio.types import Recording, Seconds

SAMPLES = 3  # places at which each track is listened to
SAMPLE: Seconds = 20.0  # at each
SPEECH = 0.5  # probability of a frame


def with_track(recording: Recording, track: int | None) -> Recording:
    """The recording with the sound of one track: the `track`-th, counted from 1, or the one with most speech.

    Where there is but one, nothing names it. Raises AudioError where there is no such track.
    """
    chosen = _of_track(recording, track) if track is not None else None
    if recording.tracks == 1:
        return recording
    if chosen:
        return chosen
    return max((_of_track(recording, number) for number in range(1, recording.tracks + 1)), key=_speech)


def _of_track(recording: Recording, track: int) -> Recording:
    found = probe(recording.path, recording.source, track)
    return replace(
        recording, track=track, duration=found.duration, channels=found.channels, sample_rate=found.sample_rate
    )


def _speech(recording: Recording) -> int:
    """Frames with speech at a few places of the recording."""
    found = 0
    for place in range(SAMPLES):
        start = max(0.0, (place + 0.5) / SAMPLES * recording.duration - SAMPLE / 2)
        blocks = Decoding(recording, start, min(start + SAMPLE, recording.duration))
        found += sum(probability >= SPEECH for probability in speech_probabilities(blocks))
    return found
