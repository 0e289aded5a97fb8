"""The report on a terminal: a table where there is room, a list where there is not, plain lines in a pipe.

A terminal that reorders right-to-left text takes every line for a paragraph of its own, so text is wrapped here and
each line fenced in isolates: neither the columns nor the neighbours of an Arabic line are drawn into its direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from align.report.text import clock, direction, in_quotes, isolate, one_line
from align.report.wording import SIGNS, Wording, counts, wordings
from align.types import Claim, Evidence, Finding, Omission, Qualifier, Report, Verdict
from transcripts import nothing_heard

STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.PARTLY_SUPPORTED: "yellow",
    Verdict.CONTRADICTED: "bold red",
    Verdict.NOT_FOUND: "blue",
    Verdict.UNCLEAR: "magenta",
    Verdict.NOT_CHECKABLE: "dim",
}
_TABLE_WIDTH = 100  # columns from which two texts side by side read better than one above the other
_NAME_WIDTH = 12  # cells; a longer name is cut
_INDENT = 4
_QUALIFIER_WORDS = 8  # shown of what qualifies an evidence


def print_report(report: Report, console: Console, *, language: str = "en", verbose: bool = False) -> None:
    """Prints every finding and the counts, with the other candidates where `verbose`. Text of strangers is cleaned of
    control characters and never read as markup."""
    wording = wordings()[language]
    if not console.is_terminal:
        for line in _plain_lines(report, wording, verbose):
            console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
        return
    for note in report.notes:
        console.print(Lines(console.width, "italic").text(wording.note(note)))
    if nothing_heard(report.transcript):
        return
    if console.width >= _TABLE_WIDTH:
        console.print(_table(report, wording, console.width, verbose))
    else:
        for number, finding in enumerate(report.findings, 1):
            console.print(_entry(number, finding, wording, console.width, verbose))
    if report.coverage is not None:
        console.print(_left_out(report.coverage, wording, console.width))
    console.print(_summary(report, wording))
    console.print(Text(wording["about_interview"], "dim"))


def print_finding(number: int, finding: Finding, console: Console, *, language: str = "en") -> None:
    """Prints one finding with all its evidence, the `number`-th of its report; a single line in a pipe."""
    wording = wordings()[language]
    if console.is_terminal:
        console.print(_entry(number, finding, wording, console.width, verbose=True))
    else:
        line = _plain_line(number, finding, wording, verbose=True)
        console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)


def print_claims(claims: Sequence[Claim], console: Console, *, language: str = "en") -> None:
    """Prints each claim with its id, its kind and who is said to have said it; in a pipe, a line each."""
    wording = wordings()[language]
    for claim in claims:
        about = [wording[f"kind.{claim.kind}"]]
        if claim.speaker:
            about.append(f"{wording['attributed_to']} {one_line(claim.speaker)}")
        if console.is_terminal:
            console.print(Text(f"{one_line(claim.id)}  ", "dim").append(" · ".join(map(isolate, about)), "dim"))
            body = Lines(console.width - _INDENT).text(claim.explained)
            console.print(Padding(body, (0, 0, 1, _INDENT)))
        else:
            line = " | ".join([one_line(claim.id), " · ".join(about), one_line(claim.explained)])
            console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)


def _plain_lines(report: Report, wording: Wording, verbose: bool) -> Iterable[str]:
    """A line for each finding and the counts last, without tabs, colours or invisible characters."""
    yield from map(wording.note, report.notes)
    if nothing_heard(report.transcript):
        return
    for number, finding in enumerate(report.findings, 1):
        yield _plain_line(number, finding, wording, verbose)
    if report.coverage == ():
        yield wording["left_out_none"]
    for omission in report.coverage or ():
        words = " · ".join(map(one_line, omission.keywords))
        texts = (
            f"… {wording['left_out']}",
            words,
            f"{clock(omission.passage.interval.start)} {_quoted(omission.passage)}",
        )
        yield " | ".join(texts)
    yield _summary(report, wording).plain


def _plain_line(number: int, finding: Finding, wording: Wording, verbose: bool) -> str:
    heard = _shown(finding, verbose)
    line = f"{number}. {SIGNS[finding.verdict]} {wording.verdict(finding.verdict)}"
    texts = [line, one_line(finding.claim.explained), *_why(finding, wording)]
    if heard and finding.verdict is Verdict.NOT_FOUND:
        texts.append(wording["nearest"])
    for evidence in heard:
        texts.append(f"{clock(evidence.interval.start)} {_quoted(evidence)}")
        texts += [_qualified(qualifier, wording) for qualifier in [evidence.qualifier] if qualifier]
    return " | ".join(texts)


def _summary(report: Report, wording: Wording) -> Text:
    summary = Text(f"{wording['claims']}: {len(report.findings)}")
    for verdict, count in counts(report.findings).items():
        summary.append(" · ")
        summary.append(f"{SIGNS[verdict]} {wording.verdict(verdict)} {count}", STYLES[verdict])
    return summary


def _shown(finding: Finding, verbose: bool) -> tuple[Evidence, ...]:
    """The evidence worth a line: none where nothing was found, all of it where asked for."""
    if verbose:
        return finding.evidence
    return () if finding.verdict is Verdict.NOT_FOUND else finding.evidence[:1]


def _table(report: Report, wording: Wording, width: int, verbose: bool) -> Table:
    """Number, verdict, time, claim with reasons, words heard; the last two share what room there is."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False, width=width)
    number = len(str(len(report.findings)))
    verdict = max(len(wording.verdict(verdict)) for verdict in Verdict) + 2
    room = (width - number - verdict - _NAME_WIDTH - 5 * 3) // 2
    table.add_column("", width=number, justify="right", style="dim")
    table.add_column(wording["judgement"], width=verdict)
    table.add_column(wording["time"], width=_NAME_WIDTH)
    table.add_column(wording["claim"], width=room)
    table.add_column(wording["heard"], width=room)
    for index, finding in enumerate(report.findings, 1):
        heard = _shown(finding, verbose)
        table.add_row(
            str(index),
            _verdict(finding, wording),
            _where(heard[0], wording, "\n") if heard else "",
            Group(Lines(room).text(finding.claim.explained), *_reasons(finding, wording, room)),
            Group(*(_heard(evidence, rank, wording, room) for rank, evidence in enumerate(heard))),
            end_section=True,
        )
    return table


def _entry(number: int, finding: Finding, wording: Wording, width: int, verbose: bool) -> RenderableType:
    heard = _shown(finding, verbose)
    head = Text(f"{number:>{_INDENT - 1}} ", "dim").append_text(_verdict(finding, wording))
    if heard:
        head.append("  ").append_text(_where(heard[0], wording))
    room = width - _INDENT
    nearest = [Text(wording["nearest"], "dim")] if heard and finding.verdict is Verdict.NOT_FOUND else []
    body = Group(
        Lines(room).text(finding.claim.explained),
        *_reasons(finding, wording, room),
        *nearest,
        *(_heard(evidence, rank, wording, room) for rank, evidence in enumerate(heard)),
    )
    return Group(head, Padding(body, (0, 0, 1, _INDENT)))


def _verdict(finding: Finding, wording: Wording) -> Text:
    return Text(f"{SIGNS[finding.verdict]} {wording.verdict(finding.verdict)}", STYLES[finding.verdict])


def _reasons(finding: Finding, wording: Wording, room: int) -> list[Text]:
    lines = Lines(room, STYLES[finding.verdict])
    return [lines.text(sentence) for sentence in _why(finding, wording)]


def _why(finding: Finding, wording: Wording) -> list[str]:
    """A sentence for each reason, and one for the words that nothing heard accounts for."""
    return [*(wording.reason(reason) for reason in finding.reasons), *wording.unmet(finding)]


def _where(evidence: Evidence, wording: Wording, separator: str = " ") -> Text:
    """When it was said and by whom."""
    when = Text(clock(evidence.interval.start), "dim")
    if evidence.speaker:
        name = Text(wording.role(evidence.speaker))
        name.truncate(_NAME_WIDTH, overflow="ellipsis")
        when.append(separator + isolate(name.plain))
    return when


def _heard(evidence: Evidence, rank: int, wording: Wording, room: int) -> RenderableType:
    """The words of an evidence; from the second on under their own time and speaker."""
    words = _quoted(evidence)
    said = Group(_where(evidence, wording), Lines(room, "dim").text(words)) if rank else Lines(room).text(words)
    if evidence.qualifier is None:
        return said
    return Group(said, Lines(room, STYLES[Verdict.PARTLY_SUPPORTED]).text(_qualified(evidence.qualifier, wording)))


def _qualified(qualifier: Qualifier, wording: Wording) -> str:
    """The beginning of what qualifies an evidence: enough to know whether to listen."""
    words = one_line(qualifier.text).split()
    short = " ".join(words[:_QUALIFIER_WORDS]) + (" …" if len(words) > _QUALIFIER_WORDS else "")
    return f"{wording['qualified']}: {clock(qualifier.interval.start)} {in_quotes(short)}"


def _left_out(coverage: Sequence[Omission], wording: Wording, width: int) -> RenderableType:
    """Time and speaker, key words and text of each passage that the article leaves out."""
    entries: list[RenderableType] = [Text(), Text(wording["left_out"], "bold")]
    if not coverage:
        entries.append(Text(wording["left_out_none"], "dim"))
    room = width - _INDENT
    for omission in coverage:
        words = Lines(room, "dim").text(" · ".join(omission.keywords))
        body = Group(_where(omission.passage, wording), words, Lines(room).text(_quoted(omission.passage)))
        entries.append(Padding(body, (0, 0, 1, _INDENT)))
    return Group(*entries)


def _quoted(evidence: Evidence) -> str:
    """The words heard, in the quotation marks of their own script."""
    return in_quotes(one_line(evidence.text))


class Lines:
    """Wraps text to a width in terminal cells, fences each line and sets it on the side its script begins."""

    def __init__(self, width: int, style: str = "") -> None:
        self.width = width
        self.style = style

    def text(self, text: str) -> Text:
        flat = one_line(text)
        wrapped = [line.plain.rstrip() for line in Text(flat).wrap(Console(width=self.width), self.width)]
        margin = self.width if direction(flat) == "rtl" else 0
        lines = [" " * (margin - cell_len(line)) + isolate(line) for line in wrapped]
        return Text("\n".join(lines), self.style, no_wrap=True, overflow="ignore")
