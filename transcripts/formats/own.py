"""Mazeej's own transcript file, `mazeej.transcript/1`: JSON with a word a line, for a person to correct by hand.

A segment holds its text and its words. `text_digest` tells on loading which of the two was edited: while it fits the
text, the words count; once it does not, the text counts, and its words borrow times from the old ones. `digest` tells
the same of the file as a whole: while it fits the content, nobody has touched it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from audio import Interval
from transcripts.formats.fields import JsonObject, label_of, number_of, objects, seconds_of, text_of, track_of
from transcripts.repair.raw import RawSegment, RawTranscript, RawWord
from transcripts.repair.times import usable
from transcripts.repair.words import joined
from transcripts.types import Dropped, Segment, Transcript, TranscriptError, Word

SCHEMA = "mazeej.transcript/1"


def read_own(document: JsonObject) -> RawTranscript:
    schema = document.get("schema")
    if schema != SCHEMA:
        raise TranscriptError(f"a file of the kind {str(schema)[:40]!r} is no transcript this version reads ({SCHEMA})")
    return RawTranscript(
        segments=tuple(_segment(item) for item in objects(document.get("segments"), "segment")),
        language=label_of(document, "language"),
        model=label_of(document, "model"),
        options=label_of(document, "options"),
        audio_sha256=label_of(document, "audio_sha256"),
        duration=seconds_of(document, "duration"),
        dropped=tuple(_dropped(item) for item in objects(document.get("dropped", []), "dropped text")),
        unheard=tuple(_interval(item) for item in objects(document.get("unheard", []), "unheard stretch")),
        stretch=_stretch(document.get("stretch")),
        track=track_of(document),
        may_be_empty=True,
    )


def write_own(transcript: Transcript) -> str:
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "language": transcript.language,
        "model": transcript.model,
        "options": transcript.options,
        "audio_sha256": transcript.audio_sha256,
        "duration": _rounded(transcript.duration),
        "dropped": [_dropped_item(dropped) for dropped in transcript.dropped],
        "unheard": [_interval_item(stretch) for stretch in transcript.unheard],
    }
    if transcript.track is not None:
        head["track"] = transcript.track
    if transcript.stretch:
        head["stretch"] = _interval_item(transcript.stretch)
    fields = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    segments = ",\n".join(_segment_text(segment) for segment in transcript.segments)
    text = "{" + ",\n ".join([*fields, f'"segments": [\n{segments}\n]']) + "}\n"
    schema = f'"schema": {_json(SCHEMA)},'
    return text.replace(schema, f'{schema}\n "digest": {_json(content_digest(json.loads(text)))},', 1)


def content_digest(document: JsonObject) -> str:
    """Of all that a file says but `digest` itself, however it is laid out. `track` says nothing of what was heard, and
    files from before it was written have none."""
    content = {name: value for name, value in document.items() if name not in ("digest", "track")}
    return text_digest(json.dumps(content, sort_keys=True))


def is_untouched(document: JsonObject) -> bool:
    """Whether the file is as it was written."""
    return bool(document.get("digest") == content_digest(document))


def text_digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _segment(item: JsonObject) -> RawSegment:
    words = tuple(_word(word) for word in objects(item.get("words", []), "word"))
    text = text_of(item, "text")
    if words and ("text" not in item or text_digest(text) == item.get("text_digest")):
        text = joined(words)
    return RawSegment(
        text=text,
        start=seconds_of(item, "start"),
        end=seconds_of(item, "end"),
        words=words if text.strip() else (),
        speaker=label_of(item, "speaker"),
        interpolated=item.get("interpolated") is True,
        no_speech_probability=number_of(item, "no_speech_probability"),
        compression_ratio=number_of(item, "compression_ratio"),
    )


def _word(item: JsonObject) -> RawWord:
    return RawWord(
        text=text_of(item, "text").strip(),
        start=seconds_of(item, "start"),
        end=seconds_of(item, "end"),
        probability=number_of(item, "probability"),
        speaker=label_of(item, "speaker"),
    )


def _dropped(item: JsonObject) -> Dropped:
    return Dropped(_interval(item), text_of(item, "text"), text_of(item, "reason"))


def _stretch(item: Any) -> Interval | None:
    return _interval(item) if isinstance(item, dict) else None


def _interval(item: JsonObject) -> Interval:
    start = usable(seconds_of(item, "start")) or 0.0
    end = usable(seconds_of(item, "end")) or 0.0
    return Interval(start, max(start, end))


def _dropped_item(dropped: Dropped) -> Mapping[str, Any]:
    return {**_interval_item(dropped.interval), "text": dropped.text, "reason": dropped.reason}


def _interval_item(interval: Interval) -> Mapping[str, Any]:
    return {"start": _rounded(interval.start), "end": _rounded(interval.end)}


def _segment_text(segment: Segment) -> str:
    fields: dict[str, Any] = {
        "start": _rounded(segment.start),
        "end": _rounded(segment.end),
        "speaker": segment.speaker,
        "interpolated": segment.interpolated or None,
        "no_speech_probability": _rounded(segment.no_speech_probability),
        "compression_ratio": _rounded(segment.compression_ratio),
    }
    text = {"text": segment.text, "text_digest": text_digest(segment.text)}
    head = ", ".join(f"{_json(name)}: {_json(value)}" for name, value in fields.items() if value is not None)
    words = ",\n".join(f"   {_json(_word_item(word))}" for word in segment.words)
    return f'  {{{head},\n   {_json(text)[1:-1]},\n   "words": [\n{words}]}}'


def _word_item(word: Word) -> Mapping[str, Any]:
    item = {"start": _rounded(word.start), "end": _rounded(word.end), "text": word.text}
    extra = {"probability": _rounded(word.probability), "speaker": word.speaker}
    return item | {name: value for name, value in extra.items() if value is not None}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
