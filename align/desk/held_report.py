"""A report held by this process: read from its folder, judged again where something in it was changed, and written
there again once there is quiet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock, RLock, Thread, Timer

from filelock import FileLock, Timeout

from align.check import CheckOptions, check
from align.desk.changes import ChangeLog
from align.desk.dependence import cast_of, claims_of, depends, made_after, placed
from align.desk.reading import AskedModels, report_models
from align.meaning import Reader
from align.report import Clips, clips_in_page, cut_clips, read_report, write_report
from align.report.formats import ReportFormat
from align.report.wording import language_of_report, wordings
from align.review.decisions import FILE_NAME, DecisionsFile, decisions_in
from align.review.keeping import REPORT, TRANSCRIPT
from align.types import AlignError, Claim, Finding, Note, NoteCode, Report
from audio import AudioError, Recording
from transcripts import Transcript, TranscriptError, load
from transcripts.corrections import Correction, CorrectionKind, correct, corrections_for

logger = logging.getLogger(__name__)

QUIET = 1.5  # seconds without a change after which the report's files are written
_TURNS = (CorrectionKind.SPLIT, CorrectionKind.JOIN)


class HeldReport:
    """The report in a folder. Several threads may use it, each within `_current`."""

    report: Report  # as it is now
    _claims: tuple[Claim, ...]
    _decisions: DecisionsFile

    def __init__(
        self,
        folder: Path,
        recording: Recording | None = None,
        asked: AskedModels = AskedModels(),  # noqa: B008  frozen
    ) -> None:
        """Raises AlignError or TranscriptError where the folder holds no report with its transcript, or where a model
        that is asked for is not on this disk."""
        self.folder = folder
        self.recording = recording
        self._asked = asked
        self._lock = RLock()
        self._cutting = Lock()
        self._alone = FileLock(folder / ".desk.lock")
        try:
            self._alone.acquire(timeout=0)
        except Timeout:
            raise AlignError(f"{folder} is open on another desk") from None
        self._timer: Timer | None = None  # set while the report's files wait to be written
        self._closed = Event()
        self._undoes: list[Callable[[], None]] = []  # how each change that was made here is taken back, in order
        self._read()
        self._warming = Thread(target=self._models.warm_up, daemon=True)
        self.log = ChangeLog(self.report)

    def warm_up(self) -> None:
        """Has the talk read for meaning in the background, so that the first correction need not wait for it."""
        self._warming.start()

    def close(self) -> None:
        """Writes what is not written yet."""
        self._closed.set()
        if self._warming.is_alive():
            self._warming.join()  # a process that ends under onnxruntime's hands is aborted
        with self._lock:
            while self._timer:  # what the folder holds may be read anew on the way
                self._settle()
            self._alone.release()

    def _read(self) -> None:
        """The report as it is in the folder, with what persons changed since it was written."""
        stamp = self._written()
        self._heard = load(self.folder / TRANSCRIPT)
        stored = read_report(self.folder / REPORT, self._heard)
        heard = stored.recording.sound_id or self._heard.sound_id
        self._corrections = replace(corrections_for(heard, [self.folder]), sound_id=heard)
        sound = stored.recording.path or (str(self.recording.path) if self.recording else None)
        self.report = self._with_transcript(replace(stored, recording=replace(stored.recording, path=sound)))
        self._claims = claims_of(self.report)
        self._models = report_models(stored.provenance, self._heard, self._asked, self._closed)
        self._decisions = DecisionsFile(self.folder / FILE_NAME, self.report)
        self._decisions.add(decisions_in(stored))
        self.report = self._decisions.reviewed(self.report)
        written = (self.folder / REPORT).stat().st_mtime
        self._judge_again(*(one for one in self._corrections.entries if one.undone or made_after(one, written)))
        self._stamp = stamp

    def _written(self) -> tuple[tuple[int, int], ...]:
        """What tells that somebody wrote the report or its transcript. Raises AlignError where they are gone."""
        try:
            files = [(self.folder / name).stat() for name in (REPORT, TRANSCRIPT)]
        except OSError as error:
            raise AlignError(f"the report cannot be read any more: {error.strerror or error}") from error
        return tuple((file.st_ino, file.st_mtime_ns) for file in files)

    @contextmanager
    def _current(self) -> Iterator[None]:
        """Alone with the report, as it is in the folder: another `mazeej align` may have written it anew."""
        with self._lock:
            if self._stamp != self._written():
                self._read()
                self._show()
            yield

    def _laid(self) -> Transcript:
        return correct(self._heard, self._corrections.entries).transcript

    def _with_transcript(self, report: Report) -> Report:
        return replace(report, transcript=self._laid())

    def _judge_again(self, *corrections: Correction) -> None:
        """Lays the corrections over the transcript, and judges what depends on some of them. The other findings stay:
        what a second hearing had a part in is not known here."""
        if not corrections:
            return
        self.report = self._with_transcript(self.report)
        found = self.report.findings
        if any(correction.kind in _TURNS for correction in corrections):
            found = tuple(placed(finding, self.report.transcript) for finding in found)
        wanted = {f.claim.id for f in found if any(depends(f, correction) for correction in corrections)}
        judged = {}
        if claims := [claim for claim in self._claims if claim.id in wanted]:
            judged = {finding.claim.id: finding for finding in self._judge(claims).findings}
        self._set(tuple(judged.get(finding.claim.id, finding) for finding in found))

    def _judge(self, claims: Sequence[Claim], *, coverage: bool = False) -> Report:
        """What is found of these claims, and with `coverage` what the article leaves out."""
        report = self.report
        article = report.article if report.article.text else None
        cast = cast_of(report, self._corrections.entries)

        def judged(reader: Reader | None) -> Report:
            options = CheckOptions(reader=reader, coverage=coverage)
            return check(article, claims, report.transcript, report.recording, cast, options)

        found, missing = self._models.ask(judged)
        if missing:
            told = Note(NoteCode.JUDGED_WITHOUT, (", ".join(missing),))
            words = wordings()[language_of_report(report)].note(told)  # as all notes of a report that was read
            self.report = replace(report, notes=tuple(dict.fromkeys([*report.notes, words])))
        return found

    def _set(self, findings: tuple[Finding, ...]) -> None:
        self.report = replace(self.report, findings=findings)
        self._decisions.report = self.report
        self._decisions.add(())
        self.report = self._decisions.reviewed(self.report)
        self._soon()

    def _show(self) -> None:
        self.log.add(self.report)

    def _soon(self) -> None:
        """The report's files are written once there is quiet."""
        if self._timer:
            self._timer.cancel()
        self._timer = Timer(QUIET, self._settle)
        self._timer.daemon = True
        self._timer.start()

    def _settle(self) -> None:
        """Writes the report's files, if they wait to be written."""
        try:
            self._clips()  # before the others have to wait: of hours of talk it takes a while
            with self._lock:
                if self._timer is None:  # written by another timer's thread, or the desk is closed
                    return
                self._timer.cancel()
                self._timer = None  # before the folder is read, which may set another
                with self._current():
                    self._write()
        except (AlignError, AudioError, TranscriptError) as error:  # corrections and decisions are kept already
            logger.warning("the report is not written: %s", error)

    def _clips(self) -> Clips | None:
        """The sound for the report's page, if there is one: cut once, or as it is in that page."""
        page = self.folder / f"report.{ReportFormat.HTML}"
        if not page.exists():
            return None
        with self._cutting:
            return cut_clips(self.report, self.recording) if self.recording else clips_in_page(page, self.report)

    def _write(self) -> None:
        forms = [form for form in ReportFormat if form is not ReportFormat.DOCX]  # which an editor has open, perhaps
        formats = [form for form in forms if (self.folder / f"report.{form}").exists()]
        clips = self._clips() if ReportFormat.HTML in formats else None
        if self._stamp != self._written():  # by another `mazeej align`, while the clips were cut
            raise AlignError("the report was written anew meanwhile")
        write_report(self.report, self.folder, formats, clips=clips)
        self._stamp = self._written()
