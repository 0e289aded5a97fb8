"""`mazeej cite`: which claims it cites, with which mark, and what it says of those it leaves out."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from align.citations import Style, cite, left_out
from align.report import write_report
from cli import main
from tests.support.report_sample import sample_report

LINK = "https://youtu.be/dQw4w9WgXcQ"


def test_what_is_supported_in_part_says_so_or_is_left_out() -> None:
    report = sample_report()  # its fourth citation is
    partly, mark = report.findings[5].claim.text, "◐ قيل بعضه"
    for style in (Style.MARKDOWN, Style.HTML, Style.FOOTNOTES, Style.SHOWNOTES):
        assert cite(report, style).count(mark) == 1
    assert f"2:43 {mark}: {partly} https://" in cite(report, "shownotes")
    for style in Style:
        unmarked = style in (Style.CHAPTERS, Style.SOUNDBITES)
        assert left_out(report, style) == unmarked
        assert partly not in cite(report, style) or not unmarked
    (rated,) = [one for one in json.loads(cite(report, "claimreview"))["@graph"] if one["claimReviewed"] == partly]
    assert rated["reviewRating"]["alternateName"] == "قيل بعضه في المقابلة"


def test_cite_on_the_command_line(tmp_path: Path) -> None:
    write_report(sample_report(), tmp_path, ["json"])
    run = CliRunner().invoke
    result = run(main, ["cite", str(tmp_path), "--style", "shownotes", "--link", LINK, "--lead", "2"])
    assert result.exit_code == 0
    assert [line.rsplit("?t=")[1] for line in result.stdout.splitlines()] == ["13", "22", "41", "161", "182"]
    target = tmp_path / "cited.md"
    assert run(main, ["cite", str(tmp_path / "report.json"), "-o", str(target)]).exit_code == 0
    assert run(main, ["cite", str(tmp_path), "-o", "-"]).stdout == target.read_text(encoding="utf-8")
    assert "([0:15](<https://radio.example/" in target.read_text(encoding="utf-8")
    chapters = run(main, ["cite", str(tmp_path), "--style", "chapters"])
    assert len(json.loads(chapters.stdout)["chapters"]) == 4
    assert chapters.stderr == "mazeej: only partly supported, and so not among the chapters: 1\n"
    assert run(main, ["cite", str(tmp_path), "--style", "bibtex"]).exit_code == 2
    assert run(main, ["cite", str(tmp_path / "none.json")]).exit_code == 1
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "report.html").touch()  # of an `align --format html`
    nothing = run(main, ["cite", str(tmp_path / "empty")])
    assert nothing.exit_code == 1
    assert nothing.stderr == f"mazeej: there is no report.json in {tmp_path / 'empty'}: `mazeej align` writes one\n"
    assert run(main, ["cite", str(tmp_path), "--link", "javascript:alert(1)"]).exit_code == 1
    assert run(main, ["cite", str(tmp_path), "-o", str(tmp_path / "none" / "x.md")]).exit_code == 1
