"""Writing the Podcasting 2.0 transcript, JSON: https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md"""

from __future__ import annotations

import json

from transcripts.types import Transcript


def write_podcasting(transcript: Transcript) -> str:
    segments = [
        ({"speaker": segment.speaker} if segment.speaker else {})
        | {"startTime": round(segment.start, 3), "endTime": round(segment.end, 3), "body": segment.text}
        for segment in transcript.segments
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n"
