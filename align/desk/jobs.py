"""From a recording and an article to a report, in the background: in stages, with the time left, to be stopped."""

from __future__ import annotations

import asyncio
import filecmp
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import Protocol
from uuid import uuid4

from align.desk.messages import JobOrder
from align.types import AlignError
from audio import AudioError, Recording
from transcripts import TranscriptError

LARGEST = {"talk": 8 * 1024**3, "article": 20 * 1024**2}  # bytes: a day of uncompressed sound; a book with pictures
_CALLED = {"talk": "the recording or its transcript", "article": "the article"}
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
Progress = Callable[[str, float, float | None], None]
"""Called with the stage, what of it is done, and all of it where that is known."""


class StoppedError(Exception):
    """The person stopped the work; what was finished is kept."""


@dataclass(frozen=True, slots=True)
class JobFiles:
    talk: Path
    article: Path
    folder: Path  # for the report


class Maker(Protocol):
    def __call__(self, files: JobFiles, order: JobOrder, progress: Progress, /) -> Recording | None:
        """Makes the report and returns the recording, if there is one. Its errors are AlignError, AudioError and
        TranscriptError; what `progress` raises ends it."""


class Jobs:
    """One report in the making."""

    def __init__(self, folder: Path, make: Maker, models: Sequence[str] = ()) -> None:
        """`models`: names to choose from, the usual one first."""
        self.folder = folder
        self.models = models
        self.recording: Recording | None = None
        self.made: Path | None = None  # the report's folder, once it is there
        self._make = make
        self._files: dict[str, Path] = {}
        self._names: dict[str, str] = {}
        self._written: dict[str, Path] = {}  # those of the files that were not there before
        self._begun: dict[str, Path] = {}  # of each kind the upload that began last
        self._thread: Thread | None = None
        self._stop = Event()
        self._lock = Lock()
        self._state = "waiting"  # "working", "stopped", "failed", "done"
        self._problem = ""
        self._stage = ""
        self._done = 0.0
        self._total: float | None = None
        self._since = (0.0, 0.0)  # when the stage began, and what was done by then

    async def take_file(self, kind: str, name: str, content: AsyncIterator[bytes]) -> None:
        """Keeps a file that the page sends, under a name of the desk's own and of no other file. Raises AlignError."""
        if kind not in LARGEST:
            raise AlignError(f"{kind!r} is no kind of file that is asked for")
        self._check_idle()
        suffix = _SUFFIX.search(name)
        part = self._begun[kind] = self.folder / f".{kind}-{uuid4().hex[:8]}.part"
        size = 0
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                async for piece in content:
                    size += len(piece)
                    if size > LARGEST[kind]:
                        raise AlignError(f"{name[:80]} is larger than {LARGEST[kind] // 1024**2:,} MB")
                    file.write(piece)
            if not size:
                raise AlignError(f"{name[:80]} is empty")
            await asyncio.to_thread(self._keep, part, kind, name, suffix[0].lower() if suffix else "")
        except OSError as error:
            raise AlignError(f"cannot write into {self.folder}: {error.strerror or error}") from error
        finally:
            part.unlink(missing_ok=True)

    def _keep(self, part: Path, kind: str, name: str, suffix: str) -> None:
        """What was taken is from now on the file of its kind, unless another was chosen, or the work has begun with the
        one before."""
        with self._lock:
            self._check_idle()
            if self._begun[kind] != part:
                raise AlignError("another file was chosen meanwhile")
            self._files[kind], self._names[kind] = self._renamed(part, kind, suffix), name[:200]

    def _check_idle(self) -> None:
        if self._state == "working":
            raise AlignError("stop the work before you choose other files")

    def _renamed(self, part: Path, kind: str, suffix: str) -> Path:
        """Gives what was taken its name, in place of what was taken before; a file that was there already stays."""
        if before := self._written.pop(kind, None):
            before.unlink(missing_ok=True)
        path, number = self.folder / f"{kind}{suffix}", 1
        while path.exists():
            if filecmp.cmp(part, path, shallow=False):  # as of a desk that was closed before the work was done
                return path
            number += 1
            path = self.folder / f"{kind}-{number}{suffix}"
        self._written[kind] = part.rename(path)
        return path

    def start(self, order: JobOrder) -> None:
        """Raises AlignError where files are missing or the work is under way."""
        with self._lock:
            if self._state == "working":
                raise AlignError("the work is under way")
            if missing := [kind for kind in LARGEST if kind not in self._files]:
                raise AlignError(f"still to be chosen: {_CALLED[missing[0]]}")
            self._state, self._problem = "working", ""
            self._stop.clear()
            self._thread = Thread(target=self._work, args=(order,), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Asks the work to end at its next step, where it can be gone on with."""
        self._stop.set()

    def close(self) -> None:
        """Stops the work and waits for its next step: a process that ends under onnxruntime's hands is aborted."""
        self.stop()
        if self._thread:
            self._thread.join()

    def status(self) -> dict[str, object]:
        """How far it is; `left` are seconds, null where that cannot be told."""
        return {
            "state": self._state,
            "problem": self._problem,
            "stage": self._stage,
            "done": self._done,
            "total": self._total,
            "left": self._left(),
            "files": self._names,
        }

    def _left(self) -> float | None:
        began, before = self._since
        gone, done = monotonic() - began, self._done - before
        if self._total is None or done <= 0 or gone < 1:
            return None
        return round((self._total - self._done) * gone / done, 1)

    def _by_their_names(self, problem: str) -> str:
        """A message in which the files are called as the person calls them."""
        for kind, path in self._files.items():
            problem = problem.replace(str(path), self._names[kind])
        return problem

    def _report(self, stage: str, done: float, total: float | None) -> None:
        if self._stop.is_set():
            raise StoppedError
        if stage != self._stage:
            self._stage, self._since = stage, (monotonic(), done)
        self._done, self._total = done, total

    def _work(self, order: JobOrder) -> None:
        files = JobFiles(self._files["talk"], self._files["article"], self.folder)
        try:
            self.recording = self._make(files, order, self._report)
            self._written.clear()  # they are the report's from here on
            self.made, self._state = self.folder, "done"
        except StoppedError:
            self._state = "stopped"
        except (AlignError, AudioError, TranscriptError, OSError) as error:
            self._state, self._problem = "failed", self._by_their_names(str(error))
        except Exception as error:  # the thread's end must be seen on the page, whatever ended it
            self._state, self._problem = "failed", f"{type(error).__name__}: {error}"
            raise
