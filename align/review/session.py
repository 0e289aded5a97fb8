"""Going through a sample with a reviewer: show a finding, let it be heard, ask, keep the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from align.report import print_finding
from align.report.wording import SIGNS, wordings
from align.review.decisions import FILE_NAME, Decided, DecisionsFile, decisions_in, read_decisions, write_reviews
from align.review.player import Player
from align.review.rates import ErrorRate, error_rate
from align.review.sample import draw
from align.types import Decision, Finding, Report, Review

_WORDING = wordings()["en"]
_SKIP, _REPLAY, _QUIT = "skip", "replay", "quit"
_KEYS: dict[str, str] = {
    "a": Decision.AGREE,
    "d": Decision.DISAGREE,
    "c": Decision.CANT_TELL,
    "s": _SKIP,
    "r": _REPLAY,
    "q": _QUIT,
}
_WORDS = {answer.replace("cant_tell", "can't tell"): answer for answer in _KEYS.values()}
_ARABIC_KEYS = dict(zip("شيؤسقض", "adcsrq", strict=True))  # the same keys on the Arabic (101) keyboard layout
_PROMPT = "[a]gree  [d]isagree  [c]an't tell  [s]kip  [r]eplay  [q]uit >"


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What a session works with."""

    path: Path  # of report.json
    report: Report  # as read from there
    kept: DecisionsFile  # beside it
    drawn: tuple[int, ...]  # places in the report's findings, in the order of asking


def begin(path: Path, report: Report, count: int, seed: int, given: Path | None) -> tuple[Reviewing, str]:
    """A session on `count` findings, and what there is to say before it. It goes on from the decisions beside the
    report, in it, and in the file `given`. Raises AlignError for files that are of no use, before anything is written.
    """
    kept = DecisionsFile(path.with_name(FILE_NAME), report)
    told = ""
    found: list[Decided] = []
    if given:
        claims = {finding.claim.id for finding in report.findings}
        read = read_decisions(given, report)
        found = [decided for claim, decided in read.items() if claim in claims]
        told = _WORDING["imported"].format(count=len(found))
        if len(read) > len(found):
            told += " " + _WORDING["imported_unknown"].format(count=len(read) - len(found))
    kept.add(decisions_in(report))
    kept.add(found)
    return Reviewing(path, report, kept, draw(report.findings, count, seed)), told


def ask(reviewing: Reviewing, player: Player, read: Callable[[], str | None], console: Console) -> None:
    """Asks about every finding drawn that has no decision yet. `read` gives a key, or a line, None at the end of input.
    Each answer is kept at once; the report is brought up to date at the end, however that comes."""
    findings, kept = reviewing.report.findings, reviewing.kept
    left = [index for index in reviewing.drawn if kept.of(findings[index]) is None]
    try:
        for position, index in enumerate(left, 1):
            finding = findings[index]
            _say(console, f"\n{position} of {len(left)}")
            print_finding(index + 1, finding, console)
            answer = _answer(index + 1, finding, player, read, console)
            if answer == _QUIT:
                break
            if isinstance(answer, Decision):
                review = Review(answer, None, _now(), verdict=finding.verdict)
                kept.add([Decided(finding.claim.id, review, finding.claim.text)])
    finally:
        write_reviews(reviewing.path, kept)


def _answer(number: int, finding: Finding, player: Player, read: Callable[[], str | None], console: Console) -> str:
    """A decision, _SKIP or _QUIT."""
    answer: str | None = _REPLAY
    while True:
        if answer == _REPLAY and (heard := player.play(number, finding)):
            _say(console, heard)
        _say(console, _PROMPT, end=" ")
        typed = read()
        answer = _QUIT if typed is None else _meant(typed)
        _say(console, next((word for word, meant in _WORDS.items() if meant == answer), ""))
        if answer and answer != _REPLAY:
            return answer


def _meant(typed: str) -> str | None:
    """The answer of a key alone or of the word in full; None for anything that merely begins like one."""
    typed = typed.strip().lower().replace("’", "'")
    return _KEYS.get(_ARABIC_KEYS.get(typed, typed)) or _WORDS.get(typed)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def print_rates(reviewing: Reviewing, console: Console) -> None:
    """Prints the error rate of the sample, in all and by verdict. Decisions outside of it are counted apart: who reads
    the page decides on what catches the eye, which is no sample."""
    findings, kept = reviewing.report.findings, reviewing.kept
    drawn = [findings[index] for index in reviewing.drawn]
    decided = [(finding, review) for finding in drawn if (review := kept.of(finding))]
    rate = error_rate([review.decision for _, review in decided])
    _say(
        console,
        f"\nDecided {len(decided)} of {len(drawn)} drawn: {rate.decided - rate.wrong} agree · {rate.wrong} disagree · "
        f"{rate.cant_tell} can't tell",
    )
    _say(console, f"Error rate of the sample: {_figures(rate)}")
    for verdict, sign in SIGNS.items():
        reviews = [review.decision for finding, review in decided if finding.verdict is verdict]
        if reviews:
            _say(console, f"  {sign} {_WORDING.verdict(verdict)}: {_figures(error_rate(reviews))}")
    others = _outside(findings, reviewing)
    if others:
        _say(console, f"Not counted, because outside of this sample: {others}")


def _outside(findings: Sequence[Finding], reviewing: Reviewing) -> int:
    drawn = set(reviewing.drawn)
    return sum(
        1 for index, finding in enumerate(findings) if index not in drawn and reviewing.kept.of(finding) is not None
    )


def _figures(rate: ErrorRate) -> str:
    share, interval = rate.share, rate.interval
    if share is None or interval is None:
        return "not known yet"
    low, high = interval
    return f"{share:.1%}, {rate.wrong} of {rate.decided} (95 % interval {low:.1%} to {high:.1%})"


def _say(console: Console, text: str, end: str = "\n") -> None:
    console.print(Text(text), end=end, soft_wrap=True)
