"""What changed in a report since a page last asked: the cards and turns to be drawn anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from align.report.html import PageView, page_view
from align.report.page import Card
from align.types import Finding, Report, Verdict


@dataclass(frozen=True, slots=True)
class ReportChange:
    """From one version of the report to the next."""

    cards: tuple[int, ...]  # numbers of those that look otherwise
    turns: tuple[int, ...] | None  # the same; None: all of them, since there are more or fewer now
    verdicts: tuple[tuple[int, Verdict, Verdict], ...]  # number, verdict before and now


@dataclass(frozen=True, slots=True)
class Changes:
    """From what a page shows to what it should show."""

    version: int
    shown: PageView  # what the templates draw
    cards: tuple[int, ...] = ()
    turns: tuple[int, ...] | None = ()
    verdicts: dict[int, tuple[Verdict, Verdict]] = field(default_factory=dict)
    everything: bool = False  # the page is to be loaded anew: other claims, or a version of another run


class ChangeLog:
    """The versions of a report, from when the desk was opened."""

    def __init__(self, report: Report) -> None:
        self.version = 1
        self.shown = page_view(report, {})
        self._log: list[ReportChange] = []
        self._oldest = 1  # version that a page can be brought up from; an older page is loaded anew

    def add(self, report: Report) -> None:
        """The report as it is now; where it looks as before there is no new version."""
        before, self.shown = self.shown, page_view(report, {})
        if _claims(before.report) != _claims(report) or before.report.article.text != report.article.text:
            self.version += 1
            self._log, self._oldest = [], self.version
            return
        pairs = list(zip(before.cards, self.shown.cards, strict=True))
        changed = tuple(new.number for old, new in pairs if _looks(old) != _looks(new))
        verdicts = tuple(
            (new.number, old.finding.verdict, new.finding.verdict)
            for old, new in pairs
            if old.finding.verdict is not new.finding.verdict
        )
        turns: tuple[int, ...] | None = None
        if len(before.turns) == len(self.shown.turns):
            both = zip(before.turns, self.shown.turns, strict=True)
            turns = tuple(new.number for old, new in both if old != new)
        if changed or turns != ():
            self.version += 1
            self._log.append(ReportChange(changed, turns, verdicts))

    def since(self, version: int) -> Changes:
        """What a page that shows `version` is to draw anew."""
        if not self._oldest <= version <= self.version:
            return Changes(self.version, self.shown, everything=True)
        log = self._log[len(self._log) - (self.version - version) :]
        turns = None if any(change.turns is None for change in log) else _united(change.turns or () for change in log)
        verdicts: dict[int, tuple[Verdict, Verdict]] = {}
        for change in log:
            for number, old, new in change.verdicts:
                verdicts[number] = (verdicts.get(number, (old, new))[0], new)
        cards = _united(change.cards for change in log)
        return Changes(self.version, self.shown, cards, turns, {n: v for n, v in verdicts.items() if v[0] is not v[1]})


def _claims(report: Report) -> list[tuple[str, str]]:
    return [(finding.claim.id, finding.claim.text) for finding in report.findings]


def _looks(card: Card) -> tuple[Finding, object]:
    return card.finding, card.heard


def _united(numbers: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({number for some in numbers for number in some}))
