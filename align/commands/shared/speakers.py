"""Who speaks when, and who is who."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

import audio
import transcripts
from align import matching
from align.cast import Cast, read_cast
from align.commands.shared.declare import option
from align.commands.shared.screen import bar, clock
from align.commands.shared.voices import VoiceOptions
from align.types import Note, NoteCode
from audio import UNSURE_SPEAKER
from audio.voices import LABELS, VoiceCount

if TYPE_CHECKING:
    from audio import Recording, Turn
    from audio.voices import FoundVoices
    from transcripts import Transcript


@dataclass(frozen=True, slots=True)
class KnownSpeakers:
    """What the user tells of those who speak."""

    turns: tuple[Turn, ...]  # who speaks when; none where no file says so
    cast: Cast
    voices: VoiceCount | None = None  # how many voices are looked for where no file says so; None: none are
    encoder: Path | None = None  # of voices, an ONNX file; None: the bundled one

    def labelled(
        self, transcript: Transcript, recording: Recording | None, *, cache: bool = True, quiet: bool = False
    ) -> Transcript:
        """`transcript` with its speakers, by the labels of the turns where there are any."""
        turns = self.turns
        if self.voices and recording:
            found = find_voices(recording, self.voices, self.encoder, cache=cache, quiet=quiet)
            named = {person.label for person in self.cast.people}
            names = {
                label: name for label, name in transcripts.KnownVoices().recognised(found).items() if label not in named
            }
            turns = tuple(replace(turn, speaker=names.get(turn.speaker, turn.speaker)) for turn in found.turns)
        return transcripts.with_speakers(transcript, turns)

    def notes(self, heard: Transcript) -> tuple[Note, ...]:
        """What a reader must know of the speakers in `heard`, a transcript as `labelled` gave it."""
        if not self.voices:
            return ()
        labels = [label for label in transcripts.speakers_of(heard) if label != UNSURE_SPEAKER]
        if len(labels) > 1:
            return (Note(NoteCode.VOICES, (", ".join(sorted(labels)),)),)
        asked = any(segment.text.rstrip().endswith(matching.QUESTION_MARKS) for segment in heard.segments)
        return (Note(NoteCode.ONE_VOICE),) if asked and labels else ()

    def named(
        self, transcript: Transcript, recording: Recording, *, cache: bool = True, quiet: bool = False
    ) -> Transcript:
        """The same by the names the user gives them."""
        return self.cast.named(self.labelled(transcript, recording, cache=cache, quiet=quiet))


def find_voices(
    recording: Recording, count: VoiceCount, encoder: Path | None = None, *, cache: bool = True, quiet: bool = False
) -> FoundVoices:
    """Who speaks in a recording, with a bar while it is found."""
    with bar("telling voices apart", quiet, clock) as progress:
        return transcripts.diarize(recording, count, encoder, progress, cache=cache)


@dataclass(frozen=True, slots=True)
class SpeakerOptions(VoiceOptions):
    """The same for every command that can tell speakers apart."""

    speakers_by_channel: bool = option(
        "--speakers-by-channel", is_flag=True, help="One person on each channel of a stereo recording: left, right."
    )
    speakers: str | None = option(
        "--speakers", metavar="FILE", help="Who speaks when, as diarizers write it: an RTTM file."
    )
    guest: tuple[str, ...] = option(
        "--guest", metavar="NAME=LABEL", multiple=True, help="A guest's name and label in the transcript. Repeatable."
    )
    host: tuple[str, ...] = option(
        "--host",
        metavar="[NAME=]LABEL",
        multiple=True,
        help="The host's; without it, whoever asks most of the questions. Repeatable.",
    )

    def read(self, *, of_transcript: bool) -> KnownSpeakers:
        """What can be known before anything is heard. What cannot be is refused here, before the hours of work.

        `of_transcript`: there is a transcript, with labels of its own; otherwise there is sound alone.
        """
        if self.speakers_by_channel and self.speakers is not None:
            raise click.UsageError("--speakers and --speakers-by-channel both say who speaks: give one of them.")
        if self.speakers_by_channel and of_transcript:
            raise click.UsageError("--speakers-by-channel needs the recording; a transcript has no channels.")
        try:
            cast = read_cast(self.host, self.guest)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        voices = self._voices(of_transcript=of_transcript)
        turns = () if self.speakers is None else tuple(transcripts.read_rttm(Path(self.speakers)))
        if voices:
            _check_labels(cast)
        elif turns or not of_transcript:
            known = dict.fromkeys(turn.speaker for turn in turns)
            cast = cast.among(tuple(known) or (audio.CHANNELS if self.speakers_by_channel else ()))
        return KnownSpeakers(turns, cast, voices, Path(self.voice_model) if self.voice_model else None)

    def _voices(self, *, of_transcript: bool) -> VoiceCount | None:
        """How many voices to look for; None where they are not to be told apart by their sound."""
        told = self.speakers is not None or self.speakers_by_channel
        asked = self.diarize or self.voices is not None or self.voice_model is not None
        other = ("--speakers" if self.speakers is not None else "--speakers-by-channel") if told else None
        count = self.count(unless=other)
        return count if asked or (self.diarize is None and not of_transcript) else None


def _check_labels(cast: Cast) -> None:
    """Labels that no voice will have are refused before anything is heard."""
    for person in cast.people:
        if person.label not in LABELS:
            raise click.UsageError(
                f"nobody will be labelled {person.label!r}: voices told apart by their sound are called A, B, … "
                "by how long they speak."
            )
