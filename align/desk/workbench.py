"""One report that a person works on: every change is on the disk before it is answered, and what it changes is judged
again at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event, RLock, Thread, Timer

from filelock import FileLock, Timeout

from align.article import read_article
from align.cast import Cast, Person
from align.check import CheckOptions, check
from align.claims import find_claims
from align.collector import collector_paused
from align.desk.changes import ChangeLog, Changes
from align.desk.dependence import claims_of, depends, placed
from align.desk.reading import AskedModels, report_models
from align.meaning import Reader
from align.report import cut_clips, read_report, write_report
from align.report.formats import ReportFormat
from align.report.render import write_text
from align.report.wording import language_of_report, wordings
from align.review.decisions import FILE_NAME, Decided, DecisionsFile, decisions_in
from align.review.keeping import REPORT, TRANSCRIPT
from align.types import AlignError, Claim, Finding, Note, NoteCode, Report, Review
from audio import AudioError, Recording
from transcripts import Transcript, TranscriptError, load
from transcripts.corrections import (
    Correction,
    CorrectionKind,
    Corrections,
    correct,
    corrections_for,
    keep_corrections,
)

logger = logging.getLogger(__name__)

QUIET = 1.5  # seconds without a change after which the report's files are written
MARKDOWN = (".md", ".markdown")
_TURNS = (CorrectionKind.SPLIT, CorrectionKind.JOIN)


class StaleError(AlignError):
    """A change does not fit what stands there now: somebody changed that meanwhile."""


class Workbench:
    """A report's folder, held by this process. Safe to call from several threads."""

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
        self._alone = FileLock(folder / ".desk.lock")
        try:
            self._alone.acquire(timeout=0)
        except Timeout:
            raise AlignError(f"{folder} is open on another desk") from None
        self._timer: Timer | None = None
        self._closed = Event()
        self._read()
        self._warming = Thread(target=self._models.warm_up, daemon=True)
        self.log = ChangeLog(self.report)

    def warm_up(self) -> None:
        """Has the talk read for meaning in the background, so that the first correction need not wait for it."""
        self._warming.start()

    def edit(self, correction: Correction) -> None:
        """Keeps a correction and judges again what depends on it. Raises StaleError where its words are not there (any
        more), TranscriptError where it cannot be kept."""
        with self._current():
            if correct(self.report.transcript, [correction]).unfitting:
                raise StaleError("these words are not there any more")
            self._keep([correction])
            self._change(correction)

    def undo(self) -> Correction | None:
        """Takes the last correction back and returns it; None where there is none."""
        with self._current():
            done = [entry for entry in self._corrections.entries if not entry.undone]
            if not done:
                return None
            self._keep([replace(done[-1], undone=True)])
            self._change(done[-1])
            return done[-1]

    @property
    def undoable(self) -> int:
        return sum(not entry.undone for entry in self._corrections.entries)

    def decide(self, claim: str, review: Review | None) -> None:
        """Keeps a decision, or with None takes it back. Raises AlignError for a claim that the report has not."""
        with self._current():
            finding = next((one for one in self.report.findings if one.claim.id == claim), None)
            if finding is None:
                raise StaleError("this claim is not in the report any more")
            if review is None:
                self._decisions.take_back(claim)
            else:
                self._decisions.add([Decided(claim, replace(review, verdict=finding.verdict), finding.claim.text)])
            self._set(self.report.findings)
            self._show()

    def rewrite(self, text: str) -> None:
        """Checks another text of the article, which is kept beside the report; decisions go with the claims that it
        still has. Raises AlignError."""
        suffix = Path(self.report.article.source or "").suffix.lower()
        path = self.folder / f"article.edited{'.md' if suffix in MARKDOWN else '.txt'}"
        write_text(path, text)
        article = replace(read_article(path), source=path.name)
        claims = find_claims(article)
        if not claims:
            raise AlignError("no claims in it: no sentence that states anything")
        with self._current():
            before = self.report, self._claims
            try:
                self.report, self._claims = replace(self.report, article=article), tuple(claims)
                self._set(self._judge(self._claims))
                self._write()
            except Exception:
                self.report, self._claims = before
                self._decisions.report = self.report
                raise
            self._show()

    def changes(self, since: int) -> Changes:
        with self._current():
            return self.log.since(since)

    def page(self, page: Callable[[Report], str]) -> str:
        with self._current():
            return page(self.report)

    def close(self) -> None:
        """Writes what is not written yet."""
        self._closed.set()
        if self._warming.is_alive():
            self._warming.join()  # a process that ends under onnxruntime's hands is aborted
        with self._lock:
            if self._timer:
                self._timer.cancel()
                self._settle()
            self._alone.release()

    # How it is done

    def _read(self) -> None:
        """The report as it is in the folder, with what persons changed since it was written."""
        stamp = self._written()
        self._heard = load(self.folder / TRANSCRIPT)
        stored = read_report(self.folder / REPORT, self._heard)
        sha256 = stored.recording.sha256 or self._heard.audio_sha256
        self._corrections = replace(corrections_for(sha256, [self.folder]), audio_sha256=sha256)
        sound = stored.recording.path or (str(self.recording.path) if self.recording else None)
        self.report = self._with_transcript(replace(stored, recording=replace(stored.recording, path=sound)))
        self._claims = claims_of(self.report)
        self._models = report_models(stored.provenance, self._heard, self._asked, self._closed)
        self._decisions = DecisionsFile(self.folder / FILE_NAME, self.report)
        self._decisions.add(decisions_in(stored))
        self.report = self._decisions.reviewed(self.report)
        written = (self.folder / REPORT).stat().st_mtime
        self._judge_again(*(entry for entry in self._corrections.entries if entry.undone or _time_of(entry) > written))
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

    def _keep(self, entries: Sequence[Correction]) -> None:
        both = self._corrections.with_those_of(Corrections(self._corrections.audio_sha256, tuple(entries)))
        self._corrections = keep_corrections(both, self.folder)

    def _laid(self) -> Transcript:
        return correct(self._heard, self._corrections.entries).transcript

    def _with_transcript(self, report: Report) -> Report:
        return replace(report, transcript=self._laid())

    def _cast(self) -> Cast | None:
        """Host and guests as they are called now."""
        names = {
            entry.heard: entry.text
            for entry in self._corrections.entries
            if entry.kind is CorrectionKind.NAME and not entry.undone
        }
        hosts, guests = (
            tuple(Person(name, name) for name in group) for group in (self.report.hosts, self.report.guests)
        )
        return Cast(hosts, guests).of_named(names) if hosts or guests else None

    def _change(self, correction: Correction) -> None:
        with collector_paused():
            self._judge_again(correction)
            self._show()

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
        judged = {finding.claim.id: finding for finding in self._judge([c for c in self._claims if c.id in wanted])}
        self._set(tuple(judged.get(finding.claim.id, finding) for finding in found))

    def _judge(self, claims: Sequence[Claim]) -> tuple[Finding, ...]:
        if not claims:
            return ()
        report = self.report
        article = report.article if report.article.text else None

        def findings(reader: Reader | None) -> tuple[Finding, ...]:
            options = CheckOptions(reader=reader)
            return check(article, claims, report.transcript, report.recording, self._cast(), options).findings

        found, missing = self._models.ask(findings)
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
        try:
            with self._current():
                self._timer = None
                self._write()
        except (AlignError, AudioError, TranscriptError) as error:  # corrections and decisions are kept already
            logger.warning("the report is not written: %s", error)

    def _write(self) -> None:
        formats = [form for form in ReportFormat if (self.folder / f"report.{form}").exists()]
        clips = cut_clips(self.report, self.recording) if self.recording and ReportFormat.HTML in formats else None
        if self._stamp != self._written():  # by another `mazeej align`, while the clips were cut
            raise AlignError("the report was written anew meanwhile")
        write_report(self.report, self.folder, formats, clips=clips)
        self._stamp = self._written()


def _time_of(correction: Correction) -> float:
    try:
        return datetime.fromisoformat(correction.at).timestamp()
    except ValueError:
        return float("inf")
