"""The page's markup, without a browser."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from align.report import render
from align.report.text import one_line
from align.types import Article, Claim, Finding, Omission, Paragraph, Qualifier, Report, Span, Verdict
from tests.support.report_sample import sample_report
from transcripts import Transcript


class _Tags(HTMLParser):
    """Tags and attributes of a page as a browser would find them, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def _tags(report: Report) -> _Tags:
    parser = _Tags()
    parser.feed(render(report, "html"))
    return parser


_MARKUP = st.lists(
    st.sampled_from(
        [*"<>&\"'=/;{}% x", "script", "</", "<!--", "-->", "]]>", "onload", "style", "&lt;", "{{", "%}", "قال"]
    ),
    min_size=1,
).map("".join)


@given(_MARKUP)
@settings(max_examples=60, deadline=None)
def test_no_text_becomes_markup(text: str) -> None:
    def report_of(said: str) -> Report:
        sample = sample_report()
        finding = sample.findings[2]
        evidence = tuple(
            dataclasses.replace(item, text=said, speaker=said, qualifier=Qualifier(item.interval, said, said))
            for item in finding.evidence
        )
        reasons = tuple(dataclasses.replace(reason, article=said, audio=said) for reason in finding.reasons)
        claim = Claim(said, said, Span(0, len(said)), speaker=said)
        article = Article(said, (Paragraph(Span(0, len(said))),), said, said)
        findings = (Finding(claim, Verdict.UNCLEAR, 0.5, reasons, evidence),)
        left_out = (Omission(evidence[0], (said,)),)
        return Report(article, findings, Transcript(()), notes=(said,), coverage=left_out)

    plain, hostile = _tags(report_of("x")), _tags(report_of(text))
    # Marks and the interface's language follow the words; every other element is the template's.
    assert [tag for tag in hostile.tags if tag != "mark"] == [tag for tag in plain.tags if tag != "mark"]
    assert hostile.attributes == plain.attributes
    assert one_line(text) in hostile.text


def test_the_policy_allows_the_page_s_own_script_and_style_alone() -> None:
    page = render(sample_report(), "html")
    policy = re.findall(r'Content-Security-Policy" content="(.*?)"', page)[0].replace("&#39;", "'")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (inlined,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inlined.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert "unsafe" not in policy
    assert not re.search(r"https?:(?!//radio\.example/)", page)


def test_folders_of_the_author_stay_private() -> None:
    sample = sample_report()
    article = dataclasses.replace(sample.article, source="/home/me/secret/article.txt")
    recording = dataclasses.replace(sample.recording, title=None, source="/home/me/secret/sound.mp3")
    report = dataclasses.replace(sample, article=article, recording=recording)
    for format in ("html", "md"):
        text = render(report, format)
        assert "secret" not in text
        assert "article" in text
        assert "sound.mp3" in text


def test_the_page_may_play_the_recording_s_address_and_no_other() -> None:
    page = render(sample_report(), "html", sound="https://cdn.example:8443/a.mp3?x=1").replace("&#39;", "'")
    assert re.findall(r"media-src ([^;]*)", page)[0] == ("'self' data: blob: file: https://cdn.example:8443")
    assert 'src="https://cdn.example:8443/a.mp3?x=1"' in page


def test_what_a_pronoun_stands_for_is_the_page_s_word_and_not_the_article_s() -> None:
    sample = sample_report()
    claim = dataclasses.replace(sample.findings[0].claim, stands_for=("يوسف",))
    finding = dataclasses.replace(sample.findings[0], claim=claim)
    page = render(dataclasses.replace(sample, findings=(finding,)), "html")
    assert '<span class="stands-for" lang="ar" dir="rtl">[يوسف]</span> <span class="claim-text"><bdi' in page
