"""Telling voices apart by their sound."""

from __future__ import annotations

from dataclasses import dataclass

import click

from align.commands.shared.declare import option
from align.commands.shared.values import VoiceRange
from audio.voices import VoiceCount


@dataclass(frozen=True, slots=True)
class VoiceOptions:
    """Whether and how voices are told apart by their sound."""

    diarize: bool | None = option(
        "--diarize/--no-diarize",
        type=bool,
        help="Whether to tell voices apart by their sound.  [default: in a recording, unless another option tells]",
    )
    voices: VoiceCount | None = option(
        "--voices", type=VoiceRange(), metavar="N|MIN-MAX", help="How many people speak, if their number is known."
    )
    voice_model: str | None = option(
        "--voice-model", metavar="FILE", help="Another voice encoder: an ONNX model such as CAM++ or WeSpeaker."
    )

    def count(self, *, unless: str | None = None) -> VoiceCount | None:
        """How many voices to look for; None where they are not to be told apart, as where the option `unless` tells who
        speaks."""
        asked = self.diarize or self.voices is not None or self.voice_model is not None
        if unless and asked:
            raise click.UsageError(f"{unless} says who speaks: leave out --diarize, --voices and --voice-model.")
        if self.diarize is False and asked:
            raise click.UsageError("--voices and --voice-model tell voices apart, and --no-diarize says not to.")
        return None if unless or self.diarize is False else self.voices or VoiceCount()
