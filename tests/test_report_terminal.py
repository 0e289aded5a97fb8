"""The report on a terminal and in a pipe."""

from __future__ import annotations

import dataclasses
import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from align.report import print_claims, print_report
from align.types import Evidence, Omission, Qualifier, Report
from tests.support.report_sample import sample_report

_HOSTILE = "\x1b[31mred\x1b]8;;http://x\x07 \u202eover\u2066 [bold]bracket[/] :smile: \x9b2J tab\there\rback"


def printed(report: Report, width: int = 120, *, terminal: bool = True, **options: object) -> str:
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=terminal, color_system=None, legacy_windows=False)
    print_report(report, console, **options)  # type: ignore[arg-type]
    return file.getvalue()


def hostile_report() -> Report:
    report = sample_report()
    findings = tuple(
        dataclasses.replace(
            finding,
            claim=dataclasses.replace(finding.claim, text=_HOSTILE),
            reasons=tuple(dataclasses.replace(reason, audio=_HOSTILE) for reason in finding.reasons),
            evidence=tuple(_hostile(item) for item in finding.evidence),
        )
        for finding in report.findings
    )
    left_out = (Omission(_hostile(item.passage), (_HOSTILE,)) for item in report.coverage or ())
    return dataclasses.replace(report, findings=findings, notes=(_HOSTILE,), coverage=tuple(left_out))


def _hostile(evidence: Evidence) -> Evidence:
    qualifier = Qualifier(evidence.interval, _HOSTILE, _HOSTILE)
    return dataclasses.replace(evidence, text=_HOSTILE, speaker=_HOSTILE, qualifier=qualifier)


@pytest.mark.parametrize("width", [60, 80, 99, 100, 120, 200])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, language: str) -> None:
    for report in (sample_report(), hostile_report()):
        for line in printed(report, width, language=language, verbose=True).splitlines():
            assert cell_len(line) <= width


@pytest.mark.parametrize("width", [60, 100, 200])
def test_every_line_closes_the_directions_it_opens(width: int) -> None:
    for report in (sample_report(), hostile_report()):
        for line in printed(report, width, verbose=True).split("\n"):
            marks = re.sub("[^\u2066-\u2069\u202a-\u202e]", "", line)
            assert marks == "\u2068\u2069" * (len(marks) // 2)


def test_arabic_is_always_fenced() -> None:
    lines = printed(sample_report(), 120).split("\n")
    outside = re.sub("\u2068[^\u2069]*\u2069", "", "\n".join(lines))
    assert not re.search("[\u0600-\u06ff]", outside)


def test_columns_stand_one_below_the_other() -> None:
    rows = [line for line in printed(sample_report(), 140).split("\n") if re.match(r" +\d+   \S ", line)]
    assert len(rows) == 10
    times = [re.search(r"\d:\d\d ", row) for row in rows]
    assert len({time.start() for time in times if time}) == 1
    assert len({cell_len(row) for row in rows}) == 1


def test_the_table_tells_verdict_time_and_words() -> None:
    text = printed(sample_report(), 200)
    row = next(line for line in text.split("\n") if "الضوء انطفأ" in line)
    assert "✗ Contradicted" in row
    assert "0:33" in row
    assert "«هديك الليلة" in row
    assert "Claims: 10 · ✓ Supported 4 · ◐ Partly supported 1 · ✗ Contradicted 2 · ○ Not heard 1" in text
    assert "بيانات خيالية" in text


def test_other_candidates_come_with_verbose() -> None:
    assert "شكرا كتير" not in printed(sample_report())
    assert "شكرا كتير" in printed(sample_report(), verbose=True)


def test_strangers_cannot_steer_the_terminal() -> None:
    for terminal in (True, False):
        text = printed(hostile_report(), terminal=terminal, verbose=True)
        assert not set(text) & set("\x1b\x07\x9b\r\t\u202e\u2066")
        assert "[bold]" in text
        assert ":smile:" in text


def test_a_pipe_gets_a_plain_line_for_each_finding() -> None:
    text = printed(sample_report(), 40, terminal=False)
    lines = text.splitlines()
    assert len(lines) == 14  # a note, ten findings, two passages left out, the counts
    assert lines[3].startswith("3. ✗ Contradicted | الضوء انطفأ")
    assert "0:33 «هديك الليلة" in lines[3]
    assert lines[4].endswith(" | Qualified right after: 0:48 «بس واحد منهن تكسّر صاريه»")
    assert lines[11].startswith("… Said, and not in the article | مشوي · ليمون · وبصل | 1:16 «السمك إلو")
    assert not re.search("[\t\x1b\u2066-\u2069]", text)


def test_verdicts_have_their_colours() -> None:
    file = io.StringIO()
    print_report(sample_report(), Console(file=file, width=120, force_terminal=True, color_system="standard"))
    assert "\x1b[1;31m✗ Contradicted" in file.getvalue()
    assert "\x1b[32m✓ Supported" in file.getvalue()


def test_claims_are_listed_with_kind_and_speaker() -> None:
    claims = [finding.claim for finding in sample_report().findings]
    piped, shown = io.StringIO(), io.StringIO()
    print_claims(claims, Console(file=piped, width=40))
    print_claims(claims, Console(file=shown, width=60, force_terminal=True, color_system=None))
    lines = piped.getvalue().splitlines()
    assert len(lines) == 10
    assert lines[6] == "c007 | direct quote · Attributed to يوسف البحري | البحر لا ينام، ونحن أيضا لا ننام"
    assert all(cell_len(line) <= 60 for line in shown.getvalue().splitlines())
    outside = re.sub("\u2068[^\u2069]*\u2069", "", shown.getvalue())
    assert not re.search("[\u0600-\u06ff]", outside)
