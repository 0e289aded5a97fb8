"""What a transcript does not hold: recordings of which nothing was heard, and stretches that left no words."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from audio import Seconds, format_time
from transcripts.types import Transcript

MOST_PLACES = 5  # named in a sentence


class NothingHeard(StrEnum):
    """Why a transcript is empty, as far as can be told."""

    NOBODY_SPEAKS = "nobody_speaks"  # silence, music or noise
    NOT_UNDERSTOOD = "not_understood"  # somebody seems to speak


_SENTENCES = {
    NothingHeard.NOBODY_SPEAKS: "silence, music or noise is all there is",
    NothingHeard.NOT_UNDERSTOOD: "somebody seems to speak, perhaps in a language that the model does not know or that "
    "--language does not name, or too softly",
}


def nothing_heard(transcript: Transcript) -> NothingHeard | None:
    """None where there are words."""
    if any(True for _ in transcript.words()):
        return None
    return NothingHeard.NOT_UNDERSTOOD if transcript.unheard else NothingHeard.NOBODY_SPEAKS


def unheard_seconds(transcript: Transcript) -> Seconds:
    return sum(stretch.duration for stretch in transcript.unheard)


def unheard_places(transcript: Transcript) -> str:
    """The longest of the stretches that left no words, in the order of the recording: "0:47-0:59, 1:12-1:15 …"."""
    longest = sorted(transcript.unheard, key=lambda stretch: -stretch.duration)[:MOST_PLACES]
    places = [
        f"{format_time(stretch.start)}-{format_time(stretch.end)}" for stretch in sorted(longest, key=lambda s: s.start)
    ]
    return ", ".join(places) + (" …" if len(transcript.unheard) > MOST_PLACES else "")


def warnings_of(transcript: Transcript, source: str) -> Iterator[str]:
    """What whoever made the transcript should know, a sentence each."""
    reason = nothing_heard(transcript)
    if reason:
        yield f"the transcript of {source} is empty: {_SENTENCES[reason]}"
    elif transcript.unheard:
        yield (
            f"{unheard_seconds(transcript):.0f} s in which somebody seems to speak left no words: "
            f"{unheard_places(transcript)}"
        )
