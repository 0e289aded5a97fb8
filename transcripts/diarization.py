"""Who speaks when in a recording, found by the voices' sound and kept in the cache."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from audio import Interval, Recording, Seconds, Turn, cache_dir
from audio.voices import FoundVoices, VoiceCount, VoiceEncoder, find_voices
from transcripts.atomic_files import write_atomically

logger = logging.getLogger(__name__)

FORMAT = 1  # goes up when turns are found otherwise, so that older ones are found anew
FOLDER = "voices"  # in the cache


def diarize(
    recording: Recording,
    count: VoiceCount | None = None,
    model: Path | None = None,
    progress: Callable[[Seconds, Seconds], None] | None = None,
    *,
    cache: bool = True,
) -> FoundVoices:
    """The voices of a recording, see `audio.voices.find_voices`; those of an earlier run where the cache has them.

    Raises AudioError where the recording cannot be decoded or the encoder not be used.
    """
    count = count or VoiceCount()
    encoder = VoiceEncoder(model).identity
    key = sha256(f"{FORMAT} {recording.sound_id} {encoder} {count.fewest} {count.most}".encode()).hexdigest()[:32]
    path = cache_dir() / FOLDER / f"{key}.json"
    if cache and (kept := _kept(path)):
        return kept
    found = find_voices(recording, count, progress, model)
    if cache:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, _document(found))
        except OSError as error:
            logger.warning("who speaks is not kept in the cache (%s)", error.strerror or error)
    return found


def _document(found: FoundVoices) -> str:
    turns = [[turn.interval.start, turn.interval.end, turn.speaker] for turn in found.turns]
    return json.dumps({"encoder": found.encoder, "turns": turns, "vectors": dict(found.vectors)})


def _kept(path: Path) -> FoundVoices | None:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        turns = tuple(Turn(Interval(start, end), speaker) for start, end, speaker in document["turns"])
        vectors = {label: tuple(vector) for label, vector in document["vectors"].items()}
        return FoundVoices(turns, vectors, document["encoder"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        logger.warning("who speaks is found anew, since the cache cannot be read (%s)", error)
        return None
