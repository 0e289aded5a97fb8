"""From what the user names to what was said: opening, transcribing, reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

import align
import audio
import transcripts
from align import hotwords
from align.commands.shared.screen import bar, clock, megabytes, warn
from audio.addresses import is_address

if TYPE_CHECKING:
    from align import Recheck
    from align.hotwords import SecondHearing
    from audio import Interval, Recording
    from transcripts import Loaded, TranscribeOptions, Transcript


def is_given_transcript(source: str) -> bool:
    return not is_address(source) and transcripts.is_transcript(source)


def beside(source: str) -> list[Path]:
    """The folder of a transcript that was given, whose corrections lie beside it."""
    return [Path(source).parent] if is_given_transcript(source) else []


def open_sound(
    source: str, episode: str | None = None, *, track: int | None = None, fresh: bool = False, quiet: bool = False
) -> Recording:
    """The recording, downloaded where need be or `fresh`, and what is wrong with it as warnings."""
    with bar("opening", quiet, megabytes) as progress:
        recording = audio.open_recording(source, episode=episode, track=track, fresh=fresh, progress=progress)
    for warning in recording.warnings:
        warn(warning)
    return recording


@dataclass(frozen=True, slots=True)
class Listener:
    """Hears recordings as the user chose."""

    options: TranscribeOptions
    loaded: Loaded | None = None  # a model that stays loaded; None: one for each recording
    quiet: bool = False  # no bars
    track: int | None = None  # of a file with several; None: the one with most speech

    def hear(
        self, source: str, *, sound: str | None = None, episode: str | None = None
    ) -> tuple[Recording | None, Transcript]:
        """The transcript of `source`, a recording or a transcript with its `sound`, and the recording if any."""
        if episode is not None or not is_given_transcript(source):
            if sound:
                raise click.UsageError("--audio gives a transcript its sound; RECORDING has its own.")
            recording = self.open(source, episode)
            return recording, self.transcribe(recording)
        if self.track is not None and not sound:
            raise click.UsageError(f"--track chooses the sound, and {source} is a transcript already.")
        transcript = self._read(source)
        return (self._sound_of(transcript, sound) if sound else None), transcript

    def open(self, source: str, episode: str | None = None) -> Recording:
        fresh = not self.options.cache
        return open_sound(source, episode, track=self.track, fresh=fresh, quiet=self.quiet)

    def _sound_of(self, transcript: Transcript, sound: str) -> Recording:
        """The recording of a transcript: of several tracks the one that was heard, unless another is named."""
        recording = self.open(sound)
        is_same = recording.sha256 == transcript.audio_sha256
        if self.track is None and is_same and transcript.track not in (None, recording.track):
            return audio.open_recording(sound, track=transcript.track)
        return recording

    def transcribe(self, recording: Recording, task: str = "transcribing") -> Transcript:
        with bar(task, self.quiet, clock) as progress:
            return transcripts.transcribe(recording, self.options, progress, self.loaded)

    def second_hearing(self, recording: Recording | None, language: str | None) -> SecondHearing | None:
        """The words that the recogniser was told to expect, and how to hear places again without them, in the language
        of the first hearing; None where it was told nothing."""
        if not self.options.hotwords or recording is None:
            return None
        options = replace(self.options, language=language)

        def listen_again(places: Sequence[Interval]) -> Transcript:
            with bar("listening again", self.quiet, clock) as progress:
                return transcripts.hear_again(recording, places, options, progress, self.loaded)

        return hotwords.SecondHearing(options.hotwords, listen_again)

    def recheck(self, recording: Recording | None, model: str | None, language: str | None) -> Recheck | None:
        """How to hear evidence again with a larger model; None where none was named."""
        if model is None or recording is None:
            return None
        loaded = transcripts.Loaded()
        options = replace(self.options, model=model, language=language, hotwords=())

        def hear(stretch: Interval) -> Transcript:
            with bar(f"hearing {clock(stretch.start)} again", self.quiet, clock) as progress:
                chosen = replace(options, start=stretch.start, end=stretch.end, only=(stretch,))
                return transcripts.transcribe(recording, chosen, progress, loaded)

        return align.Recheck(model, hear, recording.duration)

    def _read(self, source: str) -> Transcript:
        if self.options.start or self.options.end is not None:
            raise click.UsageError(f"--from and --to say what to transcribe, and {source} is a transcript already.")
        transcript = transcripts.load(Path(source))
        if transcript.stretch:
            start, end = clock(transcript.stretch.start), clock(transcript.stretch.end)
            warn(f"{source} holds only {start} to {end} of its recording")
        return transcript
