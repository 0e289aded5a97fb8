"""JSON by Whisper and its relatives: openai-whisper, its API, faster-whisper, WhisperX, whisper.cpp, Transformers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from transcripts.formats.fields import (
    JsonObject,
    label_of,
    milliseconds_of,
    number_of,
    objects,
    seconds_of,
    text_of,
)
from transcripts.formats.raw import RawSegment, RawTranscript, RawWord

# The OpenAI API names languages in English. Codes: ISO 639-1. Only those that Mazeej has tables for.
LANGUAGE_NAMES = {"arabic": "ar", "english": "en"}


def read_whisper(document: JsonObject) -> RawTranscript:
    """`{"segments": [{"start", "end", "text", "words": [{"word", "start", "end", "probability" | "score"}]}]}`."""
    segments = [_segment(item) for item in objects(document.get("segments"), "segment")]
    if isinstance(document.get("words"), list) and not any(segment.words for segment in segments):
        segments = _share_out([_word(item) for item in objects(document["words"], "word")], segments)
    info = document.get("info")
    head = info if isinstance(info, dict) and "language" not in document else document
    return RawTranscript(tuple(segments), language=_language(head), duration=number_of(head, "duration"))


def read_segment_list(items: list[Any]) -> RawTranscript:
    """A bare list of segments, as `[asdict(segment) for segment in segments]` writes faster-whisper's."""
    return RawTranscript(tuple(_segment(item) for item in objects(items, "segment")))


def read_chunks(document: JsonObject) -> RawTranscript:
    """Transformers' pipeline: `{"chunks": [{"timestamp": [start, end], "text"}]}`."""
    segments = []
    for item in objects(document.get("chunks"), "chunk"):
        pair = item.get("timestamp")
        start, end = pair if isinstance(pair, list) and len(pair) == 2 else (None, None)
        times = {"start": start, "end": end}
        segments.append(RawSegment(text_of(item, "text"), seconds_of(times, "start"), seconds_of(times, "end")))
    return RawTranscript(tuple(segments), language=_language(document))


def read_whisper_cpp(document: JsonObject) -> RawTranscript:
    """whisper.cpp's `--output-json` and `--output-json-full`; times in milliseconds, tokens may cut letters."""
    segments = []
    for item in objects(document.get("transcription"), "segment"):
        start, end = _offsets(item)
        tokens = item.get("tokens")
        words = _words_of_tokens(objects(tokens, "token")) if isinstance(tokens, list) else ()
        segments.append(RawSegment(_whole(text_of(item, "text")), start, end, words, speaker=label_of(item, "speaker")))
    result = document.get("result")
    return RawTranscript(tuple(segments), language=_language(result) if isinstance(result, dict) else None)


def _segment(item: JsonObject) -> RawSegment:
    words = item.get("words")
    return RawSegment(
        text=text_of(item, "text", "body"),
        start=seconds_of(item, "start"),
        end=seconds_of(item, "end"),
        words=tuple(_word(word) for word in objects(words, "word")) if isinstance(words, list) else (),
        speaker=label_of(item, "speaker"),
        no_speech_probability=number_of(item, "no_speech_prob", "no_speech_probability"),
        compression_ratio=number_of(item, "compression_ratio"),
    )


def _word(item: JsonObject) -> RawWord:
    return RawWord(
        text=text_of(item, "word", "text"),
        start=seconds_of(item, "start"),
        end=seconds_of(item, "end"),
        probability=number_of(item, "probability", "score", "confidence"),
        speaker=label_of(item, "speaker"),
    )


def _share_out(words: Sequence[RawWord], segments: Sequence[RawSegment]) -> list[RawSegment]:
    """The OpenAI API lists words beside the segments: each belongs to the last that begins before its middle."""
    shares: list[list[RawWord]] = [[] for _ in segments]
    place = 0
    for word in words:
        middle = ((word.start or 0.0) + (word.end or word.start or 0.0)) / 2
        while place + 1 < len(segments) and (segments[place + 1].start or 0.0) <= middle:
            place += 1
        if shares:
            shares[place].append(word)
    return [replace(segment, words=tuple(share)) for segment, share in zip(segments, shares, strict=True)]


def _language(item: JsonObject) -> str | None:
    name = text_of(item, "language").strip().lower()
    return LANGUAGE_NAMES.get(name, name if len(name) == 2 else None)


def _offsets(item: JsonObject) -> tuple[float | None, float | None]:
    offsets, stamps = item.get("offsets"), item.get("timestamps")
    if isinstance(offsets, dict):
        return milliseconds_of(offsets, "from"), milliseconds_of(offsets, "to")
    if isinstance(stamps, dict):
        return seconds_of(stamps, "from"), seconds_of(stamps, "to")
    return None, None


def _words_of_tokens(tokens: Sequence[JsonObject]) -> tuple[RawWord, ...]:
    """Tokens joined to words; a word begins with the token that carries the space. Marks such as `[_BEG_]` go."""
    words: list[RawWord] = []
    for token in tokens:
        text = text_of(token, "text")
        if text.startswith("[_") and text.endswith("]"):
            continue
        start, end = _offsets(token)
        probability = number_of(token, "p")
        if words and not text[:1].isspace():
            last = words[-1]
            known = [value for value in (last.probability, probability) if value is not None]
            words[-1] = replace(last, text=last.text + text, end=end or last.end, probability=min(known, default=None))
        else:
            words.append(RawWord(text, start, end, probability))
    return tuple(replace(word, text=_whole(word.text)) for word in words)


def _whole(text: str) -> str:
    """Letters that two tokens shared, put together again (see `read.py`: such bytes arrive as lone surrogates)."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
