"""From a recording to its transcript: windows are decoded in batches, judged, written down, put together."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

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
from audio.speech import SpeechDetector
from transcripts.filtering import WindowText
from transcripts.hardware import device_meant
from transcripts.model_lookup import find_model, model_identity
from transcripts.options import TranscribeOptions, model_name
from transcripts.ordered_threads import ordered_threads
from transcripts.recognition import recognise
from transcripts.silence import warnings_of
from transcripts.store import Store, cache_key, kept_whole, open_store
from transcripts.types import Transcript, TranscriptError
from transcripts.whisper import DecodingTask, Recogniser, check_language
from transcripts.windows import holding, windows

if TYPE_CHECKING:
    from transcripts.recognition import Prepared

logger = logging.getLogger(__name__)

Progress = Callable[[Seconds, Seconds], None]
"""Called with the seconds of sound that are done, and all of them."""

BLOCK_SECONDS = 10.0  # of sound decoded at once


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
        transcript = _by_channel(recording, stretch, options, loaded, report)
    else:
        transcript = _transcribe(recording, Part(stretch), options, loaded, report)
    transcript = replace(transcript, track=recording.track)  # which one from an older cache does not say
    for warning in warnings_of(transcript, recording.source) if options.only is None else ():
        logger.warning("%s", warning)
    return transcript


def hear_again(
    recording: Recording,
    places: Sequence[Interval],
    options: TranscribeOptions,
    progress: Progress | None = None,
    loaded: Loaded | None = None,
) -> Transcript:
    """What is heard without hotwords in the windows that hold `places`; the rest is not decoded.

    `options` are those of the first hearing, with its language: the same stretch is cut into the same windows, on each
    channel where it was heard by channel. Where all of it was transcribed without hotwords before, that is the answer.
    `loaded` is the model of the first hearing. Kept, continued and limited as `transcribe` is; raises what it does.
    """
    return transcribe(recording, replace(options, hotwords=(), only=tuple(places)), progress, loaded)


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
    return _conversation(dict(zip(CHANNELS, spoken, strict=True)))


def _conversation(spoken: Mapping[str, Transcript]) -> Transcript:
    """One transcript of several of the same recording, at least one, each by the name of its speaker."""
    first = next(iter(spoken.values()))
    segments = [replace(segment, speaker=speaker) for speaker, heard in spoken.items() for segment in heard.segments]
    dropped = [line for heard in spoken.values() for line in heard.dropped]
    unheard = [stretch for heard in spoken.values() for stretch in heard.unheard]
    return replace(
        first,
        segments=tuple(sorted(segments, key=lambda segment: (segment.start, segment.end))),
        dropped=tuple(sorted(dropped, key=lambda line: line.interval.start)),
        unheard=tuple(sorted(unheard, key=lambda stretch: stretch.start)),
        language=next((heard.language for heard in spoken.values() if heard.language), None),
    )


def _transcribe(
    recording: Recording, part: Part, options: TranscribeOptions, loaded: Loaded, report: Progress
) -> Transcript:
    stretch = part.stretch
    folder = find_model(options.model)
    result_of = recording.sound_id, model_identity(folder), options, part.channel
    with open_store(cache_key(*result_of), options.cache) as store:
        finished = kept_whole(*result_of) or store.finished()
        if finished is None:
            if options.language:
                check_language(options.language)
            _enter(f"loading {options.model} on {device_meant(options.device)}")
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
    if known:
        _enter(f"going on at {format_time(known[-1].end)}")
    else:
        _enter("" if options.language else "detecting the language")
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
            texts = recognise(recogniser, batch, task, options, recording.duration)
        task = replace(task, language=texts[0].language, previous_text=texts[-1].text if carries else "")
        return texts

    first = map(work, islice(batches, 0 if language else 1))  # it tells the language of the others
    with closing(ordered_threads(work, batches, 1 if carries else recogniser.at_once)) as others:
        for texts in chain(first, others):
            store.keep([text for text in texts if text.index >= len(known)])
            if texts[-1].index >= len(known):
                _enter("")
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


def _enter(stage: str) -> None:
    """Tell whoever watches what is being done; "" where progress tells enough."""
    logger.info(stage, extra={"stage": stage})


def _together(texts: Sequence[WindowText], recording: Recording, options: TranscribeOptions) -> Transcript:
    return Transcript(
        segments=tuple(segment for text in texts for segment in text.segments),
        language=texts[0].language if texts else options.language,
        model=model_name(options.model),
        options=options.describe(),
        audio_sha256=recording.sha256,
        duration=round(recording.duration, 3),
        dropped=tuple(dropped for text in texts for dropped in text.dropped),
        unheard=tuple(stretch for text in texts for stretch in text.unheard),
        stretch=_noted(_stretch(recording, options), recording),
    )
