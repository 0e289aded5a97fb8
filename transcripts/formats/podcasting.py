"""The Podcasting 2.0 transcript, JSON: https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md"""

from __future__ import annotations

import json

from transcripts.formats.fields import JsonObject, label_of, objects, seconds_of, text_of
from transcripts.formats.raw import RawSegment, RawTranscript
from transcripts.types import Transcript


def read_podcasting(document: JsonObject) -> RawTranscript:
    """`{"version", "segments": [{"speaker", "startTime", "endTime", "body"}]}`, times in seconds."""
    segments = (
        RawSegment(
            text=text_of(item, "body"),
            start=seconds_of(item, "startTime"),
            end=seconds_of(item, "endTime"),
            speaker=label_of(item, "speaker"),
        )
        for item in objects(document.get("segments"), "segment")
    )
    return RawTranscript(tuple(segments))


def write_podcasting(transcript: Transcript) -> str:
    segments = [
        ({"speaker": segment.speaker} if segment.speaker else {})
        | {"startTime": round(segment.start, 3), "endTime": round(segment.end, 3), "body": segment.text}
        for segment in transcript.segments
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n"
