"""Where transcriptions are kept: finished ones, and the work so far of others.

A cache that cannot be written costs the user time, never the transcript: it is said once, and the work goes on.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

from audio import cache_dir
from transcripts.atomic_files import write_atomically
from transcripts.filtering import WindowText
from transcripts.formats import load
from transcripts.formats.own import write_own
from transcripts.hardware import device_meant
from transcripts.journal import Journal
from transcripts.options import TranscribeOptions
from transcripts.types import Transcript, TranscriptError

logger = logging.getLogger(__name__)

FORMAT = 5  # goes up when the way from sound to text changes, so that older results are made anew
FOLDER = "transcripts"  # in the cache
# Left out of the options in the cache's key, which has the model as `model_identity` and the channel as an argument.
NOT_SHAPING = ("model", "threads", "cache", "speakers_by_channel")


def cache_key(sound_id: str, model_identity: str, options: TranscribeOptions, channel: str | None = None) -> str:
    """What a result depends on, as one hexadecimal number; `channel` where it is one channel's alone."""
    shaping = {name: value for name, value in asdict(options).items() if name not in NOT_SHAPING}
    shaping["device"] = device_meant(options.device)
    sound = [sound_id] if channel is None else [sound_id, channel]
    content = json.dumps([FORMAT, *sound, model_identity, shaping], sort_keys=True)
    return sha256(content.encode()).hexdigest()[:32]


def kept_whole(
    sound_id: str, model_identity: str, options: TranscribeOptions, channel: str | None = None
) -> Transcript | None:
    """Where `options` ask for some places only: the transcript of everything, if the cache has one, with this language
    given or detected.
    """
    if options.only is None or not options.cache:
        return None
    for language in dict.fromkeys((None, options.language)):
        everywhere = replace(options, only=None, language=language)
        whole = Store(cache_dir() / FOLDER, cache_key(sound_id, model_identity, everywhere, channel)).finished()
        if whole is not None and whole.language == options.language:
            return whole
    return None


class Store:
    """The place of one transcription in the cache, while this process works on it; without a folder nothing is kept."""

    def __init__(self, folder: Path | None, key: str) -> None:
        self._result = folder / f"{key}.json" if folder else None
        self._journal = Journal(folder / f"{key}.journal", key) if folder else None

    def finished(self) -> Transcript | None:
        """The transcript of an earlier run."""
        if self._result is None or not self._result.is_file():
            return None
        try:
            return load(self._result)
        except TranscriptError as error:
            logger.warning("the cached transcript is made anew, since it cannot be read (%s)", error)
            return None

    def resume(self) -> list[WindowText]:
        """The windows an interrupted run had finished."""
        try:
            return self._journal.read() if self._journal else []
        except OSError as error:
            self._give_up(error)
            return []

    def keep(self, windows: Sequence[WindowText]) -> None:
        """Write down finished windows."""
        try:
            if self._journal and windows:
                self._journal.append(windows)
        except OSError as error:
            self._give_up(error)

    def finish(self, transcript: Transcript) -> None:
        if self._result is None:
            return
        try:
            write_atomically(self._result, write_own(transcript))
            if self._journal:
                self._journal.remove()
        except OSError as error:
            logger.warning("the transcript is not kept in the cache (%s)", error.strerror or error)

    def _give_up(self, error: OSError) -> None:
        self._journal = None  # what it holds stays, for the next run
        logger.warning(
            "progress is not kept from here on, since the cache cannot be written (%s)", error.strerror or error
        )


@contextmanager
def open_store(key: str, wanted: bool) -> Iterator[Store]:
    """The store of `key`, held by this process alone; another process at the same work is waited for."""
    from filelock import FileLock, Timeout

    folder = _folder() if wanted else None
    if folder is None:
        yield Store(None, key)
        return
    lock = FileLock(folder / f"{key}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        logger.warning("another mazeej is transcribing this recording; waiting for it")
        lock.acquire()
    except OSError as error:
        logger.warning("nothing is kept: the cache cannot be locked (%s)", error.strerror or error)
        yield Store(None, key)
        return
    try:
        yield Store(folder, key)
    finally:
        lock.release()


def _folder() -> Path | None:
    """Of transcriptions in the cache; None where it cannot be made."""
    try:
        folder = cache_dir() / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        logger.warning("nothing is kept: the cache cannot be written (%s)", error.strerror or error)
        return None
    return folder
