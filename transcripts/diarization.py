"""Who speaks when in a recording, found by the voices' sound and kept in the cache as RTTM."""

from __future__ import annotations

import logging
from collections.abc import Callable
from hashlib import sha256

from audio import Recording, Seconds, Turn, cache_dir
from audio.voices import VoiceCount, voices
from transcripts.atomic_files import write_atomically
from transcripts.rttm import read_rttm, rttm
from transcripts.types import TranscriptError

logger = logging.getLogger(__name__)

FORMAT = 1  # goes up when turns are found otherwise, so that older ones are found anew
FOLDER = "voices"  # in the cache


def find_turns(
    recording: Recording,
    count: VoiceCount | None = None,
    progress: Callable[[Seconds, Seconds], None] | None = None,
    *,
    cache: bool = True,
) -> tuple[Turn, ...]:
    """The turns of a recording's voices, see `audio.voices.voices`; those of an earlier run where the cache has them.

    Raises AudioError where the recording cannot be decoded.
    """
    count = count or VoiceCount()
    key = sha256(f"{FORMAT} {recording.sha256} {count.fewest} {count.most}".encode()).hexdigest()[:32]
    path = cache_dir() / FOLDER / f"{key}.rttm"
    if cache and path.is_file():
        try:
            return read_rttm(path) if path.stat().st_size else ()
        except TranscriptError as error:
            logger.warning("who speaks is found anew, since the cache cannot be read (%s)", error)
    turns = voices(recording, count, progress)
    if cache:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, rttm(turns, recording.sha256[:16]))
        except OSError as error:
            logger.warning("who speaks is not kept in the cache (%s)", error.strerror or error)
    return turns
