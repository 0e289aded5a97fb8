"""Who speaks when, and who is who."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

import audio
import transcripts
from align.cast import Cast, read_cast
from align.commands.shared.declare import option

if TYPE_CHECKING:
    from transcripts import Transcript, Turn


@dataclass(frozen=True, slots=True)
class KnownSpeakers:
    """What the user tells of those who speak."""

    turns: tuple[Turn, ...]  # who speaks when; none where no file says so
    cast: Cast

    def labelled(self, transcript: Transcript) -> Transcript:
        """`transcript` with its speakers, by the labels of the turns where there are any."""
        return transcripts.with_speakers(transcript, self.turns)

    def named(self, transcript: Transcript) -> Transcript:
        """The same by the names the user gives them."""
        return self.cast.named(self.labelled(transcript))


@dataclass(frozen=True, slots=True)
class SpeakerOptions:
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
        turns = () if self.speakers is None else tuple(transcripts.read_rttm(Path(self.speakers)))
        if turns or not of_transcript:
            known = dict.fromkeys(turn.speaker for turn in turns)
            cast = cast.among(tuple(known) or (audio.CHANNELS if self.speakers_by_channel else ()))
        return KnownSpeakers(turns, cast)
