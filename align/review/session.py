"""Going through a sample with a reviewer: show a finding, let it be heard, ask, keep the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from align.report import print_finding
from align.report.wording import SIGNS, Wording, wordings
from align.review.decisions import FILE_NAME, Decided, DecisionsFile, decisions_in, read_decisions, write_reviews
from align.review.player import Player
from align.review.rates import ErrorRate, error_rate
from align.review.sample import draw
from align.types import Decision, Finding, Report, Review
from transcripts.corrections import now

_SKIP, _REPLAY, _QUIT = "skip", "replay", "quit"
_KEYS: dict[str, str] = {
    "a": Decision.AGREE,
    "d": Decision.DISAGREE,
    "c": Decision.CANT_TELL,
    "s": _SKIP,
    "r": _REPLAY,
    "q": _QUIT,
}
_ARABIC_KEYS = dict(zip("شيؤسقض", "adcsrq", strict=True))  # the same keys on the Arabic (101) keyboard layout


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What a session works with."""

    path: Path  # of report.json
    report: Report  # as read from there
    kept: DecisionsFile  # beside it
    drawn: tuple[int, ...]  # places in the report's findings, in the order of asking
    wording: Wording  # of the language that the reviewer is asked in


def begin(
    path: Path, report: Report, count: int, seed: int, given: Path | None, language: str = "en"
) -> tuple[Reviewing, str]:
    """A session on `count` findings, and what there is to say before it. It goes on from the decisions beside the
    report, in it, and in the file `given`. Raises AlignError for files that are of no use, before anything is written.
    """
    wording = wordings()[language]
    kept = DecisionsFile(path.with_name(FILE_NAME), report)
    told = ""
    found: tuple[Decided, ...] = ()
    if given:
        found = read_decisions(given, report)
        known, others = kept.placed(found)
        told = wording["imported"].format(count=len(known))
        if others:
            told += " " + wording["imported_unknown"].format(count=len(others))
    kept.add(decisions_in(report))
    kept.add(found)
    return Reviewing(path, report, kept, draw(report.findings, count, seed), wording), told


def ask(reviewing: Reviewing, player: Player, read: Callable[[], str | None], console: Console) -> None:
    """Asks about every finding drawn that has no decision yet. `read` gives a key, or a line, None at the end of input.
    Each answer is kept at once; the report is brought up to date at the end, however that comes."""
    findings, kept, wording = reviewing.report.findings, reviewing.kept, reviewing.wording
    left = [index for index in reviewing.drawn if kept.of(findings[index]) is None]
    try:
        for position, index in enumerate(left, 1):
            finding = findings[index]
            _say(console, "\n" + wording["terminal.position"].format(at=position, count=len(left)))
            print_finding(index + 1, finding, console, language=wording.language)
            answer = _answer(lambda: player.play(index + 1, finding), wording, read, console)  # noqa: B023
            if answer == _QUIT:
                break
            if isinstance(answer, Decision):
                review = Review(answer, None, now(), verdict=finding.verdict)
                kept.add([Decided(finding.claim.id, review, finding.claim.text)])
    finally:
        write_reviews(reviewing.path, kept)


def _answer(play: Callable[[], str | None], wording: Wording, read: Callable[[], str | None], console: Console) -> str:
    """A decision, _SKIP or _QUIT."""
    answer: str | None = _REPLAY
    while True:
        if answer == _REPLAY and (heard := play()):
            _say(console, heard)
        _say(console, wording["terminal.ask"], end=" ")
        typed = read()
        answer = _QUIT if typed is None else _meant(typed, wording)
        _say(console, wording[f"terminal.{answer}"] if answer else _keys(wording))
        if answer and answer != _REPLAY:
            return answer


def _meant(typed: str, wording: Wording) -> str | None:
    """The answer of a key alone or of the word in full; None for anything that merely begins like one."""
    typed = typed.strip().lower().replace("’", "'")
    words = {wording[f"terminal.{answer}"]: answer for answer in _KEYS.values()}
    return _KEYS.get(_ARABIC_KEYS.get(typed, typed)) or words.get(typed)


def _keys(wording: Wording) -> str:
    """What there is to press, for who pressed something else."""
    arabic = {key: f"/{letter}" for letter, key in _ARABIC_KEYS.items() if wording.language == "ar"}
    keys = (f"{key}{arabic.get(key, '')} {wording[f'terminal.{answer}']}" for key, answer in _KEYS.items())
    return wording["terminal.keys"].format(keys=" · ".join(keys))


def print_rates(reviewing: Reviewing, console: Console) -> None:
    """Prints the error rate of the sample, in all and by verdict. Decisions outside of it are counted apart: who reads
    the page decides on what catches the eye, which is no sample."""
    findings, kept, wording = reviewing.report.findings, reviewing.kept, reviewing.wording
    drawn = [findings[index] for index in reviewing.drawn]
    decided = [(finding, review) for finding in drawn if (review := kept.of(finding))]
    rate = error_rate([review.decision for _, review in decided])
    _say(
        console,
        "\n"
        + wording["terminal.decided"].format(
            decided=len(decided),
            drawn=len(drawn),
            agree=rate.decided - rate.wrong,
            disagree=rate.wrong,
            cant_tell=rate.cant_tell,
        ),
    )
    _say(console, wording["terminal.error_rate"].format(figures=_figures(rate, wording)))
    for verdict, sign in SIGNS.items():
        reviews = [review.decision for finding, review in decided if finding.verdict is verdict]
        if reviews:
            _say(console, f"  {sign} {wording.verdict(verdict)}: {_figures(error_rate(reviews), wording)}")
    others = _outside(findings, reviewing)
    if others:
        _say(console, wording["terminal.not_counted"].format(count=others))


def _outside(findings: Sequence[Finding], reviewing: Reviewing) -> int:
    drawn = set(reviewing.drawn)
    return sum(
        1 for index, finding in enumerate(findings) if index not in drawn and reviewing.kept.of(finding) is not None
    )


def _figures(rate: ErrorRate, wording: Wording) -> str:
    share, interval = rate.share, rate.interval
    if share is None or interval is None:
        return wording["terminal.no_figures"]
    low, high = interval
    return wording["terminal.figures"].format(
        share=f"{share:.1%}", wrong=rate.wrong, decided=rate.decided, low=f"{low:.1%}", high=f"{high:.1%}"
    )


def _say(console: Console, text: str, end: str = "\n") -> None:
    console.print(Text(text), end=end, soft_wrap=True)
