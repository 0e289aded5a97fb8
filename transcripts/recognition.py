"""A batch of windows from sound to text: decoded, decoded again where doubtful, timed, filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from audio import Seconds
from transcripts.filtering import WindowText, doubtful, filter_window
from transcripts.gaps import filled, gaps, listed_unheard
from transcripts.options import TranscribeOptions
from transcripts.repetition import compression_ratio, is_repetitive
from transcripts.timing import place_words, spread_words
from transcripts.whisper import DecodingTask, Hypothesis, Recogniser
from transcripts.windows import Window

if TYPE_CHECKING:
    from transcripts.whisper import Features

    Prepared: TypeAlias = tuple[Window, Features]

MOST_ROUNDS = 3  # of decoding what a window left out, and what that left out
RETRY_TEMPERATURES = (0.4, 0.8)  # two of Whisper's own five: each costs a decoding


def recognise(
    recogniser: Recogniser,
    batch: Sequence[Prepared],
    task: DecodingTask,
    options: TranscribeOptions,
    duration: Seconds,
) -> list[WindowText]:
    """A batch of windows from sound to text, with what Whisper left out of them.

    The same for the same arguments.
    """
    texts = _decode_once(recogniser, batch, task, options, duration)
    task = replace(task, language=texts[0].language, previous_text="")
    return _with_gaps(recogniser, [window for window, _ in batch], texts, task, options, duration, MOST_ROUNDS)


def _with_gaps(
    recogniser: Recogniser,
    parts: Sequence[Window],
    texts: Sequence[WindowText],
    task: DecodingTask,
    options: TranscribeOptions,
    duration: Seconds,
    rounds: int,
) -> list[WindowText]:
    """The texts with those of their windows' gaps, decoded by themselves, and of the gaps in these."""
    missing = [[] if text.silent else gaps(window, text) for window, text in zip(parts, texts, strict=True)]
    flat = [gap for found in missing for gap in found]
    if not flat:
        return [listed_unheard(window, text) for window, text in zip(parts, texts, strict=True)]
    again = _decode_once(recogniser, [(gap, recogniser.features(gap.samples)) for gap in flat], task, options, duration)
    if rounds > 1:
        again = _with_gaps(recogniser, flat, again, task, options, duration, rounds - 1)
    else:
        again = [listed_unheard(gap, text) for gap, text in zip(flat, again, strict=True)]
    heard = iter(again)
    return [filled(text, list(islice(heard, len(found)))) for text, found in zip(texts, missing, strict=True)]


def _decode_once(
    recogniser: Recogniser,
    batch: Sequence[Prepared],
    task: DecodingTask,
    options: TranscribeOptions,
    duration: Seconds,
) -> list[WindowText]:
    parts, features = zip(*batch, strict=True)
    encoded = recogniser.encode(features)
    if not task.language:
        task = replace(task, language=recogniser.detect_language(encoded))
    heard = recogniser.decode(encoded, task)
    if options.retry:
        heard = _decode_doubtful_again(recogniser, features, heard, task)
    if options.word_timestamps:
        timed = recogniser.word_times(encoded, heard, task.language)
        words = [place_words(item, window, duration) for item, window in zip(timed, parts, strict=True)]
    else:
        words = [spread_words(item.text, window, duration) for item, window in zip(heard, parts, strict=True)]
    return [
        filter_window(window, item, placed, task.language, interpolated=not options.word_timestamps)
        for window, item, placed in zip(parts, heard, words, strict=True)
    ]


def _decode_doubtful_again(
    recogniser: Recogniser, features: Sequence[Features], heard: Sequence[Hypothesis], task: DecodingTask
) -> list[Hypothesis]:
    """Windows that loop or are unlikely, without a prompt and at rising temperatures; the best reading wins.

    Hotwords may be what it loops over, so it is first decoded as if nothing had been told.
    """
    readings = [[item] for item in heard]
    unprompted = replace(task, previous_text="", hotwords=())
    again = [index for index, item in enumerate(heard) if task.hotwords and doubtful(item)]
    if again:
        retried = recogniser.decode(recogniser.encode([features[index] for index in again]), unprompted)
        for index, reading in zip(again, retried, strict=True):
            readings[index].append(reading)
    for temperature in RETRY_TEMPERATURES:
        again = [index for index, tried in enumerate(readings) if doubtful(tried[-1])]
        if again:
            sounds = [features[index] for index in again]
            retried = recogniser.decode_again(sounds, unprompted, temperature)
            for index, reading in zip(again, retried, strict=True):
                readings[index].append(reading)
    return [_best(tried) for tried in readings]


def _best(readings: Sequence[Hypothesis]) -> Hypothesis:
    """The first reading that is not doubtful, else the likeliest that does not loop, else the least repetitive."""
    convincing = next((reading for reading in readings if not doubtful(reading)), None)
    if convincing:
        return convincing
    straight = [reading for reading in readings if not is_repetitive(reading.text)]
    if straight:
        return max(straight, key=lambda reading: reading.average_log_probability)
    return min(readings, key=lambda reading: compression_ratio(reading.text))
