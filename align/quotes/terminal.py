"""Checked quotations on a terminal, and as plain lines in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from align.quotes.types import Change, Place, QuoteMatch, Status
from align.report.terminal import Lines
from align.report.text import clock, in_quotes, isolate, one_line
from align.report.wording import Wording, wordings

SIGNS = {Status.EXACT: "✓", Status.MODIFIED: "◐", Status.STITCHED: "⧉", Status.NOT_FOUND: "○"}
STYLES = {Status.EXACT: "green", Status.MODIFIED: "yellow", Status.STITCHED: "bold red", Status.NOT_FOUND: "blue"}
_INDENT = 4


def print_quotes(
    matches: Sequence[QuoteMatch],
    links: Sequence[str | None],
    console: Console,
    *,
    language: str = "en",
) -> None:
    """Prints each quotation with its place, context, changes and link, then the counts; in a pipe, a line each."""
    wording = wordings()[language]
    for number, (match, link) in enumerate(zip(matches, links, strict=True), 1):
        print_quote(number, match, link, console, language)
    counts = Counter(match.status for match in matches)
    shares = [f"{SIGNS[status]} {wording[f'quote.{status}']} {counts[status]}" for status in Status if counts[status]]
    console.print(" · ".join([f"{wording['quote.count']}: {len(matches)}", *shares]), markup=False, highlight=False)


def print_quote(number: int, match: QuoteMatch, link: str | None, console: Console, language: str) -> None:
    """The same of one, without counts."""
    wording = wordings()[language]
    if console.is_terminal:
        _print_entry(number, match, link, wording, console)
    else:
        line = " | ".join(_parts(number, match, link, wording))
        console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)


def _print_entry(number: int, match: QuoteMatch, link: str | None, wording: Wording, console: Console) -> None:
    head = Text(f"{number:>{_INDENT - 1}} ", "dim").append(_status(match, wording), STYLES[match.status])
    if match.interval:
        head.append(f"  {clock(match.interval.start)}", "dim")
        if speaker := match.places[0].speaker:
            head.append(f"  {isolate(wording.role(speaker))}")
    room = console.width - _INDENT
    body: list[Text] = [Lines(room).text(_quoted(match.text))]
    body += [Text(_told(change, wording, isolate), STYLES[match.status]) for change in match.changes]
    body += [Text(_told(change, wording, isolate, variant=True), "dim") for change in match.variants]
    body += [Text(_left_out(words, wording, isolate), "dim") for words in match.omissions]
    if match.changes or len(match.places) > 1:
        body += [Lines(room, "dim").text(_in_context(place, wording)) for place in match.places]
    if weakest := _weakest(match, wording):
        body.append(Text(weakest, "dim"))
    if link:
        body.append(Text(link, "dim", no_wrap=True, overflow="ignore"))
    console.print(Group(head, Padding(Group(*body), (0, 0, 1, _INDENT))))


def _parts(number: int, match: QuoteMatch, link: str | None, wording: Wording) -> Iterable[str]:
    yield f"{number}. {_status(match, wording)}"
    yield _quoted(match.text)
    yield from (_told(change, wording, str) for change in match.changes)
    yield from (_told(change, wording, str, variant=True) for change in match.variants)
    yield from (_left_out(words, wording, str) for words in match.omissions)
    yield from (_in_context(place, wording) for place in match.places)
    if weakest := _weakest(match, wording):
        yield weakest
    if link:
        yield link


def _status(match: QuoteMatch, wording: Wording) -> str:
    return f"{SIGNS[match.status]} {wording[f'quote.{match.status}']}"


def _told(change: Change, wording: Wording, fence: Callable[[str], str], *, variant: bool = False) -> str:
    """One change as a phrase: "changed: “a year” for “two years” (12:31)"; `fence` keeps directions apart."""
    label, when = wording[f"quote.{'variant' if variant else change.op}"], f"({clock(change.start)})"
    words = [fence(_quoted(text)) for text in (change.quote, change.heard) if text]
    instead = f" {wording['quote.for']} "
    return f"{label}: {instead.join(words)} {when}"


def _left_out(words: str, wording: Wording, fence: Callable[[str], str]) -> str:
    return f"{wording['quote.omitted']}: {fence(_quoted(words))}"


def _in_context(place: Place, wording: Wording) -> str:
    before, after = one_line(place.before), one_line(place.after)
    heard = _quoted(place.heard)
    when = f"{clock(place.interval.start)} {f'{wording.role(place.speaker)}: ' if place.speaker else ''}"
    return f"{when}{f'… {before} ' if before else ''}{heard}{f' {after} …' if after else ''}"


def _weakest(match: QuoteMatch, wording: Wording) -> str | None:
    return None if match.probability is None else f"{wording['quote.probability']}: {match.probability:.0%}"


def _quoted(text: str) -> str:
    return in_quotes(one_line(text))
