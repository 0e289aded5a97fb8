"""From a recording to its transcript: windows are decoded in batches, judged, written down, put together."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from audio import (
    CHANNELS,
    Decoding,
    Interval,
    Recording,
    Seconds,
    Voice,
    check_channels,
    decode_blocks,
    format_time,
    measure_bleed,
)
from transcripts.conversation import conversation
from transcripts.judgement import WindowText, doubtful, judge
from transcripts.loops import compression_ratio, loops
from transcripts.models import find_model, model_identity
from transcripts.options import TranscribeOptions
from transcripts.side_by_side import side_by_side
from transcripts.store import Store, cache_key, kept_whole, open_store
from transcripts.tails import unheard_tail, with_tail
from transcripts.timing import place_words, spread_words
from transcripts.types import Transcript, TranscriptError
from transcripts.whisper import DecodingTask, Heard, Recogniser, SpeechDetector, check_language
from transcripts.windows import Window, holding, windows

if TYPE_CHECKING:
    from transcripts.whisper import Features

    Prepared: TypeAlias = tuple[Window, Features]

logger = logging.getLogger(__name__)

Progress = Callable[[Seconds, Seconds], None]
"""Called with the seconds of sound that are done, and all of them."""

BLOCK_SECONDS = 10.0  # of sound decoded at once
RETRY_TEMPERATURES = (0.4, 0.8)  # two of Whisper's own five: each costs a decoding


@dataclass(frozen=True, slots=True)
class Part:
    """What of a recording is listened to at once."""

    stretch: Interval
    channel: str | None = None  # one of `CHANNELS`; None: all of them mixed


class Loaded:
    """A model that stays loaded from one recording to the next; nothing is loaded before a recording needs it."""

    def __init__(self) -> None:
        self.times_used = 0  # a transcript from the cache needs no model
        self._recogniser: Recogniser | None = None
        self._serves: tuple[object, ...] = ()

    def recogniser(self, folder: Path, options: TranscribeOptions) -> Recogniser:
        wanted = (folder, options.device, options.compute_type, options.threads)
        if self._recogniser is None or self._serves != wanted:
            self._recogniser, self._serves = Recogniser(*wanted), wanted
        self.times_used += 1
        return self._recogniser


def transcribe(
    recording: Recording,
    options: TranscribeOptions | None = None,
    progress: Progress | None = None,
    loaded: Loaded | None = None,
) -> Transcript:
    """What is said in a recording, or in the stretch of it that `options` name, every word with its time.

    Depends on the sound, the model and the options alone: an interrupted run is continued by the next one and ends in
    the same transcript. Memory does not grow with the recording. `loaded` is for several recordings in a row.
    Raises TranscriptError (no such model or language, or the recording ends before the stretch begins) and AudioError
    (the sound cannot be decoded); what is kept in the cache so far stays there.
    """
    options = options or TranscribeOptions()
    stretch = _stretch(recording, options)
    options = replace(options, start=stretch.start, end=stretch.end if stretch.end < recording.duration else None)
    loaded = loaded or Loaded()
    report = progress or (lambda _done, _total: None)
    if options.speakers_by_channel:
        return _by_channel(recording, stretch, options, loaded, report)
    return _transcribe(recording, Part(stretch), options, loaded, report)


def _by_channel(
    recording: Recording, stretch: Interval, options: TranscribeOptions, loaded: Loaded, report: Progress
) -> Transcript:
    """Each channel by itself, then both in the order spoken, the channels' names as speakers."""
    check_channels(recording)
    spoken: list[Transcript] = []
    for channel in CHANNELS:

        def share(done: Seconds, total: Seconds, before: int = len(spoken)) -> None:
            report((before * total + done) / len(CHANNELS), total)

        spoken.append(_transcribe(recording, Part(stretch, channel), options, loaded, share))
        options = replace(options, language=spoken[-1].language)  # a conversation is in one language
    return conversation(dict(zip(CHANNELS, spoken, strict=True)))


def _transcribe(
    recording: Recording, part: Part, options: TranscribeOptions, loaded: Loaded, report: Progress
) -> Transcript:
    stretch = part.stretch
    folder = find_model(options.model)
    result_of = recording.sha256, model_identity(folder), options, part.channel
    with open_store(cache_key(*result_of), options.cache) as store:
        finished = kept_whole(*result_of) or store.finished()
        if finished is None:
            if options.language:
                check_language(options.language)
            recogniser = loaded.recogniser(folder, options)
            texts = []
            with closing(_window_texts(recording, part, recogniser, options, store)) as found:
                for text in found:
                    texts.append(text)
                    report(min(text.end, stretch.end) - stretch.start, stretch.duration)
            finished = _together(texts, recording, options)
            store.finish(finished)
        report(stretch.duration, stretch.duration)
        return finished


def _stretch(recording: Recording, options: TranscribeOptions) -> Interval:
    """What of the recording is to be transcribed; an end behind its end means its end."""
    end = recording.duration if options.end is None else min(options.end, recording.duration)
    if not 0 <= options.start < end:
        at = format_time(options.start)
        raise TranscriptError(
            f"{recording.source} lasts {format_time(recording.duration)}: nothing of it lies behind {at}"
            if options.start >= recording.duration
            else f"a stretch must end behind its start, {at}"
        )
    return Interval(options.start, end)


def _noted(stretch: Interval, recording: Recording) -> Interval | None:
    """A stretch as a transcript notes it: to the millisecond, and not at all where it is the whole recording."""
    if stretch == Interval(0.0, recording.duration):
        return None
    return Interval(round(stretch.start, 3), round(stretch.end, 3))


def _window_texts(
    recording: Recording, part: Part, recogniser: Recogniser, options: TranscribeOptions, store: Store
) -> Generator[WindowText, None, None]:
    """Every window's text, in order; those of an interrupted run are taken over."""
    known = store.resume()
    blocks = _sound(recording, part)
    found = windows(blocks, SpeechDetector(), recogniser.window_seconds, everything=not options.vad)
    if options.only is not None:
        found = holding(found, options.only)
    carries = options.condition_on_previous_text and options.only is None  # places apart are no text of each other
    hotwords = recogniser.fitting(options.hotwords, carries)
    if len(hotwords) < len(options.hotwords) and part.channel in (None, CHANNELS[0]):  # of both it is told once
        logger.warning(
            "Whisper's prompt holds %d of the %d hotwords, the first that fit", len(hotwords), len(options.hotwords)
        )
    prepared = ((window, recogniser.features(window.samples)) for window in found)
    batches = _batches(prepared, 1 if carries else recogniser.batch_size(options.batch_size))
    language = known[0].language if known else options.language or ""
    task = DecodingTask(language, options.beam_size, options.max_new_tokens, hotwords=hotwords)

    def work(batch: Sequence[Prepared]) -> list[WindowText]:
        nonlocal task  # only the first batch, or each of batches one by one, leaves another behind
        texts = known[batch[0][0].index : batch[-1][0].index + 1]
        if len(texts) < len(batch):
            texts = _decode(recogniser, batch, task, options, recording.duration)
        task = replace(task, language=texts[0].language, previous_text=texts[-1].text if carries else "")
        return texts

    first = map(work, islice(batches, 0 if language else 1))  # it tells the language of the others
    with closing(side_by_side(work, batches, 1 if carries else recogniser.at_once)) as others:
        for texts in chain(first, others):
            store.keep([text for text in texts if text.index >= len(known)])
            yield from texts
    for warning in blocks.warnings if options.only is None else ():  # told when all of it was heard
        logger.warning(warning)


def _sound(recording: Recording, part: Part) -> Decoding | Voice:
    start, end = part.stretch.start, part.stretch.end
    if part.channel is None:
        return decode_blocks(recording, start=start, end=end, block=BLOCK_SECONDS)
    return Voice(recording, part.channel, measure_bleed(recording), start=start, end=end, block=BLOCK_SECONDS)


def _batches(items: Iterator[Prepared], size: int) -> Iterator[list[Prepared]]:
    while batch := list(islice(items, size)):
        yield batch


def _decode(
    recogniser: Recogniser,
    batch: Sequence[Prepared],
    task: DecodingTask,
    options: TranscribeOptions,
    duration: Seconds,
) -> list[WindowText]:
    """A batch of windows from sound to text, with what Whisper left out at their ends. Hangs on its arguments alone."""
    texts = _decode_once(recogniser, batch, task, options, duration)
    tails = {
        index: tail
        for index, ((window, _), text) in enumerate(zip(batch, texts, strict=True))
        if (tail := unheard_tail(window, text))
    }
    if tails:
        again = [(tail, recogniser.features(tail.samples)) for tail in tails.values()]
        task = replace(task, language=texts[0].language, previous_text="")
        for index, rest in zip(tails, _decode_once(recogniser, again, task, options, duration), strict=True):
            texts[index] = with_tail(texts[index], rest)
    return texts


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
        judge(window, item, placed, task.language, interpolated=not options.word_timestamps)
        for window, item, placed in zip(parts, heard, words, strict=True)
    ]


def _decode_doubtful_again(
    recogniser: Recogniser, features: Sequence[Features], heard: Sequence[Heard], task: DecodingTask
) -> list[Heard]:
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


def _best(readings: Sequence[Heard]) -> Heard:
    """The first reading that is not doubtful, else the likeliest that does not loop, else the least repetitive."""
    convincing = next((reading for reading in readings if not doubtful(reading)), None)
    if convincing:
        return convincing
    straight = [reading for reading in readings if not loops(reading.text)]
    if straight:
        return max(straight, key=lambda reading: reading.average_log_probability)
    return min(readings, key=lambda reading: compression_ratio(reading.text))


def _together(texts: Sequence[WindowText], recording: Recording, options: TranscribeOptions) -> Transcript:
    return Transcript(
        segments=tuple(segment for text in texts for segment in text.segments),
        language=texts[0].language if texts else options.language,
        model=options.model,
        options=options.describe(),
        audio_sha256=recording.sha256,
        duration=round(recording.duration, 3),
        dropped=tuple(dropped for text in texts for dropped in text.dropped),
        stretch=_noted(_stretch(recording, options), recording),
    )
