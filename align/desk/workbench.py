"""One report that a person works on: every change is on the disk before it is answered, and what it changes is judged
again at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from align.article import article_of
from align.claims import find_claims
from align.collector import collector_paused
from align.desk.changes import Changes
from align.desk.held_report import HeldReport
from align.report.render import write_text
from align.review.decisions import Decided
from align.types import AlignError, Article, Claim, Report, Review
from transcripts.corrections import Correction, Corrections, correct, keep_corrections
from transcripts.edits import set_aside

MARKDOWN = (".md", ".markdown")


class StaleError(AlignError):
    """A change does not fit what stands there now: somebody changed that meanwhile."""


class Workbench(HeldReport):
    """The report, and what a person changes in it. Safe to call from several threads."""

    def edit(self, correction: Correction) -> None:
        """Keeps a correction and judges again what depends on it. Raises StaleError where its words are not there (any
        more), TranscriptError where it cannot be kept."""
        with self._current():
            if correct(self.report.transcript, [correction]).unfitting:
                raise StaleError("these words are not there any more")
            before = self.report
            self._keep(correction)
            try:
                self._change(correction)
            except AlignError:  # nobody could judge: all is as before
                self.report = before
                self._keep(replace(correction, undone=True))
                raise
            self._undoes.append(partial(self._take_back, correction))

    def undo(self) -> None:
        """Takes back the last change that was made here, whatever it was: not what stood in the folder before. Raises
        StaleError where another program changed the same meanwhile."""
        with self._current():
            if not self._undoes:
                return
            try:
                self._undoes[-1]()
            except StaleError:
                self._undoes.pop()
                raise
            self._undoes.pop()

    @property
    def undoable(self) -> int:
        return len(self._undoes)

    def decide(self, claim: str, review: Review | None) -> None:
        """Keeps a decision, or with None takes it back. Raises AlignError for a claim that the report has not."""
        with self._current():
            finding = next((one for one in self.report.findings if one.claim.id == claim), None)
            if finding is None:
                raise StaleError("this claim is not in the report any more")
            text = finding.claim.text
            made = Decided(claim, replace(review, verdict=finding.verdict), text) if review else None
            before = self._decisions.put(claim, made)
            self._redecided()
            self._undoes.append(partial(self._decide_again, claim, text, made, before))

    def rewrite(self, text: str, was: str | None) -> None:
        """Checks another text of the article, which is kept beside the report; decisions go with the claims that it
        still has. `was`: the sha256 of the article that was edited. Raises AlignError, also StaleError where the report
        is on another by now."""
        with self._current():
            before, claims = self.report.article, self._claims
            if was != before.sha256:
                if text == before.text:  # sent again, since no answer came
                    return
                raise StaleError("the article was changed meanwhile; your text is still here to be copied")
            path = self._edited_article()
            article = article_of(text, path.name)
            if not (found := find_claims(article)):
                raise AlignError("no claims in it: no sentence that states anything")
            self._make_way(path, before, article)
            write_text(path, text)
            self._exchange(article, tuple(found))
            self._undoes.append(partial(self._put_back, article, before, claims))

    def changes(self, since: int) -> Changes:
        with self._current():
            return self.log.since(since)

    def page(self, page: Callable[[Report], str]) -> str:
        with self._current():
            return page(self.report)

    def _keep(self, correction: Correction) -> None:
        both = self._corrections.with_those_of(Corrections(self._corrections.sound_id, (correction,)))
        self._corrections = keep_corrections(both, self.folder)

    def _change(self, correction: Correction) -> None:
        with collector_paused():
            self._judge_again(correction)
            self._show()

    def _take_back(self, correction: Correction) -> None:
        self._keep(replace(correction, undone=True))
        self._change(correction)

    def _redecided(self) -> None:
        self._set(self.report.findings)
        self._show()

    def _decide_again(self, claim: str, text: str, made: Decided | None, before: Decided | None) -> None:
        """Puts the decision `before` in place of the one that was `made` here, wherever the claim stands by now."""
        ids = [finding.claim.id for finding in self.report.findings if finding.claim.text == text]
        if not ids:
            raise StaleError("this claim is not in the report any more")
        claim = claim if claim in ids else ids[0]
        self._decisions.add(())  # as the file has them by now
        there = self._decisions.decisions.get(claim)
        if (there and there.review) != (made and made.review):
            raise StaleError("somebody decided on this claim meanwhile")
        self._decisions.put(claim, before)
        self._redecided()

    def _edited_article(self) -> Path:
        suffix = Path(self.report.article.source or "").suffix.lower()
        return self.folder / f"article.edited{'.md' if suffix in MARKDOWN else '.txt'}"

    def _make_way(self, path: Path, *known: Article) -> None:
        """Sets aside a text that is in the file and is none of these: edited by somebody, and checked in no report."""
        if path.exists() and path.read_bytes() not in [article.text.encode("utf-8", "replace") for article in known]:
            set_aside(path, "earlier")

    def _put_back(self, edited: Article, before: Article, claims: tuple[Claim, ...]) -> None:
        """The article as it was; what was typed since stays in a file of its own."""
        if self.report.article.sha256 != edited.sha256:
            raise StaleError("the article was changed meanwhile")
        path = self._edited_article()
        if path.exists():
            set_aside(path, "undone")
        if before.source == path.name:
            write_text(path, before.text)
        self._exchange(before, claims)

    def _exchange(self, article: Article, claims: tuple[Claim, ...]) -> None:
        """Checks another article, and writes the report. Where that fails all is as before."""
        before = self.report, self._claims
        try:
            self.report, self._claims = replace(self.report, article=article), claims
            judged = self._judge(claims, coverage=self.report.coverage is not None)
            self.report = replace(self.report, coverage=judged.coverage)
            self._set(judged.findings)
            self._write()
        except Exception:
            self.report, self._claims = before
            self._decisions.report = self.report
            raise
        self._show()
