"""Markdown and CSV: complete, and steered by nobody's text."""

from __future__ import annotations

import csv
import dataclasses
import io
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from align.report import render
from align.report.markdown import escaped
from align.report.text import one_line
from align.types import (
    Article,
    Claim,
    Decision,
    Finding,
    Provenance,
    Report,
    Review,
    Verdict,
)
from tests.support.hostile_report import hostile_report
from tests.support.report_sample import sample_report
from transcripts import Transcript


def test_markdown_tells_each_finding() -> None:
    text = render(sample_report(), "md")
    assert text.startswith('<div dir="rtl">\n\n# حارس المنارة يروي ليلة العاصفة\n')
    assert "## 3. ✗ يخالف التسجيل" in text
    assert "الساعة مختلفة: في المقال «الرابعة»، في التسجيل «الساعة تلاتة»" in text
    assert "[0:33–0:43](<https://radio.example/lighthouse.mp3#t=" in text
    assert "| ✓ قيل في التسجيل | 4 |" in text
    assert "بيانات خيالية" in text
    assert "اشتركوا في القناة" in text
    assert "> **تحفّظ بعده مباشرة (0:48):** بس واحد منهن تكسّر صاريه" in text
    assert "## أبرز ما قيل ولم يرد في المقال" in text
    assert "(مشوي · ليمون · وبصل)" in text


def test_markdown_shows_hostile_text_as_text() -> None:
    html = MarkdownIt("commonmark").render(render(hostile_report(), "md"))
    assert "<script" not in html
    assert "<img" not in html
    assert all(re.fullmatch(r"https://radio\.example/[^<>\"]*", target) for target in re.findall('href="(.*?)"', html))
    assert "\x1b" not in html


@given(st.text(alphabet=st.sampled_from("ab1 .-+#=>*_`[]()<>!|~&;\\\n\u202e\x1bم")))
def test_escaped_markdown_reads_letter_by_letter(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse("**x:** " + escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert "".join(token.content for token in children) == ("x: " + one_line(text)).strip()


def test_csv_opens_in_spreadsheets() -> None:
    text = render(sample_report(), "csv")
    assert text.startswith("\ufeffid,verdict,confidence,claim")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [f"c{number:03d}" for number in range(1, 11)]
    assert rows[2]["time"] == "0:33"
    assert rows[2]["verdict"] == "contradicted"
    assert rows[9]["evidence"] == ""


def test_csv_says_who_decided_and_who_checked() -> None:
    told = dataclasses.replace(sample_report(), provenance=Provenance("1.0", "2026-01-31T09:30:00Z", "The desk"))
    decided = Review(Decision.DISAGREE, "he said fifty", "2026-02-01T10:00:00Z", "Nour")
    told = dataclasses.replace(
        told, findings=(dataclasses.replace(told.findings[0], review=decided), *told.findings[1:])
    )
    rows = list(csv.DictReader(io.StringIO(render(told, "csv").removeprefix("\ufeff"))))
    columns = ("decision", "note", "reviewer", "decided_at", "checked_by", "checked_at")
    assert [rows[0][name] for name in columns] == [
        "disagree", "he said fifty", "Nour", "2026-02-01T10:00:00Z", "The desk", "2026-01-31T09:30:00Z",
    ]  # fmt: skip
    assert [rows[1][name] for name in columns] == ["", "", "", "", "The desk", "2026-01-31T09:30:00Z"]


def test_csv_starts_no_formula() -> None:
    for prefix in ("=", "+", "-", "@", "\t=", "\r\n=", " =", "\u202e=", "\x00="):
        claim = Claim("a", f"{prefix}HYPERLINK(1)", None)
        report = Report(Article("", ()), (Finding(claim, Verdict.UNCLEAR, 0.5),), Transcript(()))
        (row,) = csv.DictReader(io.StringIO(render(report, "csv").removeprefix("\ufeff")))
        assert row["claim"].startswith("'")
