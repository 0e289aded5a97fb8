"""Several recordings in one call, each into a file of one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import transcripts
from align.commands.shared.files import make_folder
from align.commands.shared.listening import Listener
from align.commands.shared.running import FORESEEN
from align.commands.shared.screen import complain, short, tell
from align.commands.shared.speakers import KnownSpeakers
from transcripts import ModelError, TranscriptError

if TYPE_CHECKING:
    from transcripts import Outcome


class Batch:
    """Those that fail are told, the others done. Ends with a summary on stderr."""

    def __init__(self, folder: Path, form: str, speakers: KnownSpeakers, listener: Listener) -> None:
        self._form, self._speakers, self._listener = form, speakers, listener
        self._names = transcripts.Names(folder, form)

    def transcribe(self, sources: Sequence[str], episode: str | None) -> bool:
        """Whether all could be done. Raises ModelError, which is no recording's fault."""
        quiet = self._listener.quiet
        outcomes: list[Outcome] = []
        try:
            for number, source in enumerate(sources, 1):
                try:
                    outcomes.append(self._one(source, episode, _task(source, number, len(sources))))
                except ModelError:
                    raise
                except FORESEEN as error:
                    outcomes.append(transcripts.Outcome(source, None))
                    complain(str(error))
                    continue
                if not quiet:
                    tell(transcripts.outcome_line(outcomes[-1]))
        finally:
            if sources[1:] and not quiet:
                tell(transcripts.summary(outcomes, sources))
        return all(outcome.path for outcome in outcomes)

    def _one(self, source: str, episode: str | None, task: str) -> Outcome:
        loaded = self._listener.loaded
        begun, used = monotonic(), loaded.times_used if loaded else 0
        recording = self._listener.open(source, episode)
        path = self._names.place(recording)
        if path.exists() and path.samefile(recording.path):
            raise TranscriptError(f"{path} is the recording itself; choose another folder")
        heard = self._listener.transcribe(recording, task)
        cache, quiet = self._listener.options.cache, self._listener.quiet
        transcript = self._speakers.named(heard, recording, cache=cache, quiet=quiet)
        make_folder(path.parent)
        transcripts.save(transcript, path, self._form)
        sound = transcript.stretch.duration if transcript.stretch else recording.duration
        took = monotonic() - begun if loaded and loaded.times_used > used else None
        return transcripts.Outcome(source, path, sound, took)


def _task(source: str, number: int, count: int) -> str:
    """What a bar says of one of several recordings, which needs the room."""
    name = short(source.rstrip("/").rsplit("/", 1)[-1])
    return f"transcribing {name} ({number} of {count})" if count > 1 else f"transcribing {name}"
