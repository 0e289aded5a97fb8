"""Speech at the end of a window that Whisper left out.

Whisper sometimes ends its text after a sentence although the window holds another. Decoded one window after the other,
it would be asked again from where it stopped; in batches the rest would be lost.
"""

from __future__ import annotations

from dataclasses import replace

from audio import Seconds
from transcripts.filtering import WindowText
from transcripts.windows import Window

LEAST_UNHEARD: Seconds = 0.8  # of speech without a word; less is a breath or a drawn-out ending
SLACK: Seconds = 0.1  # by which word times may reach into the next stretch of speech


def unheard_tail(window: Window, text: WindowText) -> Window | None:
    """The stretches of speech behind the window's last word as a window of their own; None where nothing is missing.

    A window of which nothing at all was heard has no tail: that is a matter of silence, not of stopping early.
    """
    ends = [segment.end for segment in text.segments] + [dropped.interval.end for dropped in text.dropped]
    if not ends:
        return None
    rest = tuple(piece for piece in window.pieces if piece.speech.start >= max(ends) - SLACK)
    if sum(piece.speech.duration for piece in rest) < LEAST_UNHEARD:
        return None
    return Window(window.index, rest)


def with_tail(text: WindowText, tail: WindowText) -> WindowText:
    """The window's text, with that of its tail behind it."""
    return replace(text, segments=text.segments + tail.segments, dropped=text.dropped + tail.dropped)
