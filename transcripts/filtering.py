"""What of a window's text is believed, and what is dropped with its reason."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from audio import SAMPLE_RATE, Interval, Seconds
from transcripts.hallucinations import is_known_hallucination
from transcripts.phrases import phrases
from transcripts.repetition import COMPRESSION_LIMIT, compression_ratio, find_repetition, is_repetitive, plain
from transcripts.types import Dropped, Segment, Word
from transcripts.whisper import Hypothesis
from transcripts.windows import SpeechPiece, Window

# Whisper's own rule for silence (openai/whisper, `no_speech_threshold` and `logprob_threshold`).
NO_SPEECH_PROBABILITY = 0.6
LOW_LOG_PROBABILITY = -1.0
# Any one of these makes a known hallucination one.
DOUBTFUL_NO_SPEECH_PROBABILITY = 0.3
DOUBTFUL_CERTAINTY = 0.75  # of the detector; in clear speech its mean is above 0.9
QUIET_LEVEL = -45.0  # dBFS; speech in a published recording lies above -35


@dataclass(frozen=True, slots=True)
class WindowText:
    """A window, finished: all that the transcript and the journal need of it."""

    index: int
    end: Seconds  # how far into the recording the window reaches
    language: str
    segments: tuple[Segment, ...]
    dropped: tuple[Dropped, ...]
    unheard: tuple[Interval, ...] = ()  # speech, or what moves like it, that left no words
    silent: bool = False  # Whisper itself says that nobody speaks in it

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


def doubtful(heard: Hypothesis) -> bool:
    """Whether a window should be decoded again: it loops, or Whisper itself finds its text unlikely."""
    silent = heard.no_speech_probability > NO_SPEECH_PROBABILITY
    unlikely = heard.average_log_probability < LOW_LOG_PROBABILITY
    return is_repetitive(heard.text) or (unlikely and not silent)


def filter_window(
    window: Window, heard: Hypothesis, words: Sequence[Word], language: str, interpolated: bool = False
) -> WindowText:
    """Segments from a window's words, without what nobody said."""
    believed, dropped = _without_repetition(words)
    segments: list[Segment] = []
    ratio = round(compression_ratio(heard.text), 3)
    silent = heard.no_speech_probability > NO_SPEECH_PROBABILITY
    for phrase in phrases(believed):
        reason = _reason(phrase, window, heard, language)
        if reason:
            dropped.append(_dropped(phrase, reason))
        else:
            silence = round(heard.no_speech_probability, 3)
            segments.append(Segment(phrase, None, interpolated, silence, ratio))
    return WindowText(window.index, round(window.end, 3), language, tuple(segments), tuple(dropped), silent=silent)


def _without_repetition(words: Sequence[Word]) -> tuple[list[Word], list[Dropped]]:
    """The words up to and including the first saying of what then loops; a text that loops all over goes whole."""
    believed, dropped = list(words), []
    while loop := find_repetition([word.text for word in believed]):
        dropped.append(_dropped(believed[slice(*loop)], "repetition"))
        del believed[slice(*loop)]
    if believed and compression_ratio(" ".join(word.text for word in believed)) > COMPRESSION_LIMIT:
        return [], [_dropped(words, "repetition")]
    return believed, dropped


def _reason(phrase: Sequence[Word], window: Window, heard: Hypothesis, language: str) -> str | None:
    """Why nobody said this phrase, or None."""
    unlikely = heard.average_log_probability < LOW_LOG_PROBABILITY
    if heard.no_speech_probability > NO_SPEECH_PROBABILITY and unlikely:
        return "no_speech"
    if not any(plain(word.text) for word in phrase):  # a lone full stop
        return "no_speech"
    text = " ".join(word.text for word in phrase)
    if is_known_hallucination(text, language) and _silent(Interval(phrase[0].start, phrase[-1].end), window, heard):
        return "phantom_line"
    return None


def _silent(interval: Interval, window: Window, heard: Hypothesis) -> bool:
    """Whether anything but the text says that nobody speaks here: Whisper, the detector, the level."""
    pieces = [piece for piece in window.pieces if piece.speech.overlap(interval) > 0]
    return (
        heard.no_speech_probability >= DOUBTFUL_NO_SPEECH_PROBABILITY
        or not pieces
        or max(piece.certainty for piece in pieces) < DOUBTFUL_CERTAINTY
        or max(_level(piece) for piece in pieces) < QUIET_LEVEL
    )


def _level(piece: SpeechPiece) -> float:
    """Of the speech in a piece, in dB below full scale."""
    import numpy as np

    begin = round(piece.speech.start * SAMPLE_RATE) - piece.start
    samples = piece.samples[begin : begin + round(piece.speech.duration * SAMPLE_RATE)]
    return 10 * math.log10(float(np.mean(samples**2)) + 1e-12) if len(samples) else -120.0


def _dropped(words: Sequence[Word], reason: str) -> Dropped:
    return Dropped(
        Interval(words[0].start, max(words[0].start, words[-1].end)), " ".join(w.text for w in words), reason
    )
