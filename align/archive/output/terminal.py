"""The archive's answers on a terminal: plain lines in a pipe, wrapped and coloured ones where somebody reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from align.archive.output.links import link_into
from align.archive.output.words import (
    counted,
    episode_parts,
    otherwise,
    pieces,
    reasons,
    remarks,
    sign_of,
    standing_text,
)
from align.archive.types import (
    ArchivedQuote,
    ArchiveFinding,
    ArchiveReport,
    EpisodeFinding,
    SearchHit,
    SearchResults,
    Standing,
)
from align.quotes import print_quote
from align.report.terminal import STYLES, Lines
from align.report.text import clean, clock, isolate, one_line
from align.report.wording import Wording, wordings
from align.types import Verdict

_INDENT = 4


def print_search(results: SearchResults, console: Console, language: str) -> None:
    """Each place on a line of its own in a pipe; what was asked for stands in square brackets there."""
    wording = wordings()[language]
    for number, hit in enumerate(results.hits, 1):
        if console.is_terminal:
            _print_hit(number, hit, console, wording)
        else:
            console.print(_plain_hit(number, hit, wording), markup=False, emoji=False, soft_wrap=True)
    for remark in remarks(results, wording):
        console.print(Text(remark, "italic"), soft_wrap=True)


def search_text(results: SearchResults, language: str) -> str:
    """What a pipe gets."""
    wording = wordings()[language]
    lines = [_plain_hit(number, hit, wording) for number, hit in enumerate(results.hits, 1)]
    return "\n".join([*lines, *remarks(results, wording)]) + "\n"


def _plain_hit(number: int, hit: SearchHit, wording: Wording) -> str:
    marked = one_line("".join(f"[{text}]" if mark else text for text, mark in pieces(hit)))
    link = link_into(hit.episode, hit.interval)
    return " | ".join([f"{number}. {' · '.join(_head(hit, wording))}", marked, *([link] if link else [])])


def _head(hit: SearchHit, wording: Wording) -> list[str]:
    parts = [*episode_parts(hit.episode), clock(hit.interval.start)]
    return [*parts, wording.role(hit.speaker)] if hit.speaker else parts


def _print_hit(number: int, hit: SearchHit, console: Console, wording: Wording) -> None:
    head = " · ".join(map(isolate, _head(hit, wording)))
    console.print(Text(f"{number:>{_INDENT - 1}} ", "dim").append(head, "bold"))
    _indented(console, _marked(hit, console.width - _INDENT))
    if link := link_into(hit.episode, hit.interval):
        _indented(console, Text(link, "dim", no_wrap=True, overflow="ignore"))


def _marked(hit: SearchHit, width: int) -> Text:
    """The text set in lines, what was asked for highlighted. Lines differ from the text in spaces and fences alone, so
    that places are told by the letters before them."""
    body = Lines(width).text(hit.text)
    places = [at for at, char in enumerate(body.plain) if clean(char).strip()]
    done = 0
    for text, mark in pieces(hit):
        letters = len("".join(clean(text).split()))
        if mark and letters:
            body.stylize("bold yellow", places[done], places[done + letters - 1] + 1)
        done += letters
    return body


def print_report(report: ArchiveReport, console: Console, language: str) -> None:
    """Each claim with how it stands, then what the episodes say; in a pipe on one line."""
    wording = wordings()[language]
    for number, finding in enumerate(report.findings, 1):
        if console.is_terminal:
            _print_finding(number, finding, console, wording)
        else:
            _line(console, [f"{number}. {_standing(finding, wording)}", *_plain(finding, wording)])
    shares = [f"{sign_of(one)} {standing_text(one, wording)} {count}" for one, count in counted(report.findings)]
    console.print(" · ".join([f"{wording['claims']}: {len(report.findings)}", *shares]), markup=False, highlight=False)


def _standing(finding: ArchiveFinding, wording: Wording) -> str:
    return f"{sign_of(finding.standing)} {standing_text(finding.standing, wording)}"


def _plain(finding: ArchiveFinding, wording: Wording) -> Iterable[str]:
    yield one_line(finding.claim.explained)
    if told := otherwise(finding, wording):
        yield told
    if finding.standing is Standing.NOT_FOUND and finding.episodes:
        yield wording["archive.nearest"]
    yield from (_in_episode(one, wording) for one in finding.episodes)


def _in_episode(one: EpisodeFinding, wording: Wording) -> str:
    verdict = one.finding.verdict
    told = [f"{sign_of(Standing(verdict))} {' · '.join(episode_parts(one.episode))}", *reasons(one, wording)]
    for evidence in one.finding.evidence[:1]:
        who = f"{wording.role(evidence.speaker)}: " if evidence.speaker else ""
        told.append(f"{clock(evidence.interval.start)} {who}{wording.quote(one_line(evidence.text))}")
    return "; ".join(told)


def _print_finding(number: int, finding: ArchiveFinding, console: Console, wording: Wording) -> None:
    head = Text(f"{number:>{_INDENT - 1}} ", "dim")
    console.print(head.append(_standing(finding, wording), _style(finding.standing)))
    room = console.width - _INDENT
    _indented(console, Lines(room).text(finding.claim.explained))
    for text in [*_plain(finding, wording)][1:]:
        _indented(console, Lines(room, "dim").text(text))
    console.print()


def _style(standing: Standing) -> str:
    return "bold magenta" if standing is Standing.DISPUTED else STYLES[Verdict(standing)]


def print_archived_quotes(found: Sequence[ArchivedQuote], console: Console, language: str) -> None:
    """Each quotation, under one number, with the episodes that it was said in."""
    wording = wordings()[language]
    for number, quote in enumerate(found, 1):
        if not quote.places:
            text = wording.quote(one_line(quote.text))
            _line(console, [f"{number}. ○ {wording['archive.never']}", isolate(text) if console.is_terminal else text])
        for place in quote.places:
            name = " · ".join(episode_parts(place.episode))
            _line(console, [isolate(name) if console.is_terminal else name])
            link = link_into(place.episode, place.match.places[0].interval)
            print_quote(number, place.match, link, console, language)


def _indented(console: Console, text: Text) -> None:
    from rich.padding import Padding

    console.print(Padding(text, (0, 0, 0, _INDENT)))


def _line(console: Console, parts: Iterable[str]) -> None:
    line = " | ".join(part for part in parts if part)
    console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
