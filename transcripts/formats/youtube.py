"""YouTube's captions as `json3`: `{"events": [{"tStartMs", "dDurationMs", "segs": [{"utf8", "tOffsetMs"}]}]}`."""

from __future__ import annotations

from transcripts.formats.fields import JsonObject, number_of, objects, text_of
from transcripts.repair.raw import RawSegment, RawTranscript, RawWord


def read_json3(document: JsonObject) -> RawTranscript:
    """Events that lay out the caption window, or only break a line, are no segments."""
    segments = []
    for event in objects(document.get("events"), "event"):
        pieces = objects(event.get("segs", []), "seg")
        text = "".join(text_of(piece, "utf8") for piece in pieces)
        if text.strip():
            segments.append(_segment(event, pieces, text))
    return RawTranscript(tuple(_until_next(segments)))


def _segment(event: JsonObject, pieces: list[JsonObject], text: str) -> RawSegment:
    start, length = milliseconds_of(event, "tStartMs"), milliseconds_of(event, "dDurationMs")
    words: tuple[RawWord, ...] = ()
    if start is not None and any("tOffsetMs" in piece for piece in pieces):
        words = tuple(
            RawWord(
                text_of(piece, "utf8"), start + (milliseconds_of(piece, "tOffsetMs") or 0.0), None, _confidence(piece)
            )
            for piece in pieces
        )
    end = start + length if start is not None and length is not None else None
    return RawSegment(text, start, end, words)


def _confidence(piece: JsonObject) -> float | None:
    value = number_of(piece, "acAsrConf")  # 0..255
    return value / 255 if value else None


def _until_next(segments: list[RawSegment]) -> list[RawSegment]:
    """A caption stays on the screen while the next one is spoken: its speech ends where the next begins."""
    trimmed = []
    for segment, following in zip(segments, [*segments[1:], None], strict=True):
        end = segment.end
        if following and end is not None and following.start is not None and segment.start is not None:
            end = max(segment.start, min(end, following.start))
        trimmed.append(RawSegment(segment.text, segment.start, end, segment.words))
    return trimmed


def milliseconds_of(item: JsonObject, name: str) -> float | None:
    value = number_of(item, name)
    return None if value is None else value / 1000
