"""Several recordings in one call: where each transcript goes, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from audio import Recording, Seconds, format_time
from transcripts.file_names import folded_name, free_name, usable_name
from transcripts.formats.write import suffix_of


class Names:
    """Names for the transcripts of one call, in one folder; two recordings never get the same."""

    def __init__(self, folder: Path, form: str) -> None:
        self._folder = folder
        self._ending = f".{suffix_of(form)}"
        self._taken: set[str] = set()

    def place(self, recording: Recording) -> Path:
        """The recording's own name with the form's ending; with "-2", "-3" … where it is taken already."""
        name = free_name(_stem(recording), lambda name: folded_name(name) in self._taken)
        self._taken.add(folded_name(name))
        return self._folder / f"{name}{self._ending}"


def _stem(recording: Recording) -> str:
    """What the file is called, or the last part of the address it came from."""
    if recording.address is None:
        stem = recording.path.stem
    else:
        stem = PurePosixPath(unquote(urlsplit(recording.address).path)).stem
    return usable_name(stem) or "recording"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One recording of a call, finished."""

    source: str  # as the user named it
    path: Path | None  # of the transcript; None: it failed
    sound: Seconds = 0.0  # that was transcribed
    took: Seconds | None = None  # None: it was in the cache


def outcome_line(outcome: Outcome) -> str:
    """The line that tells of a transcript: the time it took, and its file."""
    return f"✓ {_pace([outcome]) or 'kept from an earlier run'} | {outcome.path}"


def summary(outcomes: Sequence[Outcome], sources: Sequence[str]) -> str:
    """One line on the call as a whole; `sources` are all that were given, also those never begun."""
    done = [outcome for outcome in outcomes if outcome.path]
    failed = [outcome.source for outcome in outcomes if not outcome.path]
    left = sources[len(outcomes) :]
    counts = [f"Recordings: {len(sources)}", f"✓ transcribed {len(done)}"]
    counts += [f"✗ failed {len(failed)} ({', '.join(failed)})"] if failed else []
    counts += [f"– not finished {len(left)} ({', '.join(left)})"] if left else []
    return " | ".join(filter(None, [" · ".join(counts), _pace(done)]))


def _pace(outcomes: Sequence[Outcome]) -> str:
    """How much was transcribed in how long; nothing where all of it was in the cache."""
    times = [(outcome.sound, outcome.took) for outcome in outcomes if outcome.took is not None]
    sound, took = sum(sound for sound, _ in times), sum(took for _, took in times)
    return f"{format_time(sound)} of sound in {format_time(took, 1)} ({sound / max(took, 0.001):.1f}×)" if times else ""
