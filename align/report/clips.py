"""Sound that travels inside the page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from align.types import Evidence
from audio import Interval


@dataclass(frozen=True, slots=True)
class Clip:
    """A compressed excerpt of the recording."""

    interval: Interval  # what of the recording it holds: the evidence and a little before and after
    data: bytes  # a whole file, such as Ogg Opus or MP3
    mime: str  # its type, such as `audio/ogg`
    peaks: tuple[float, ...] = ()  # loudness over its length, evenly spaced, each 0..1: the waveform to draw

    def data_uri(self) -> str:
        return f"data:{self.mime};base64,{b64encode(self.data).decode('ascii')}"


Clips = Mapping[Evidence, Clip]
