"""Words of a claim that nothing heard accounts for are named in every form of the report, beside a ✓ as a caveat."""

from __future__ import annotations

import html
import io
import json
import re

import docx
import pytest
from rich.console import Console

from align.report import print_report, render
from align.report.word import to_docx
from align.types import Article, Finding, ReasonCode, Report, Verdict
from tests.support.talks import judged, talk

CASES = [
    (
        "en",
        "They counted the forty families that crossed the river.",
        "forty families crossed the river at night",
        "Not said in these words: “counted”",
    ),
    (
        "ar",
        "غادر أخوه سامر برلين عام 2015",
        "أخي سامر زار برلين بالألفين وخمستعش",
        "لم يُقل بهذه الألفاظ: «غادر»",
    ),
]


def report_on(claim: str, said: str) -> tuple[Finding, Report]:
    heard = talk(said)
    finding = judged(claim, heard)
    return finding, Report(Article("", ()), (finding,), heard)


@pytest.mark.parametrize(("language", "claim", "said", "caveat"), CASES)
def test_a_tick_names_the_words_that_were_not_said(language: str, claim: str, said: str, caveat: str) -> None:
    finding, report = report_on(claim, said)
    assert finding.verdict is Verdict.SUPPORTED
    file = io.StringIO()
    print_report(report, Console(file=file, width=200), language=language)
    (comment,) = docx.Document(io.BytesIO(to_docx(report))).comments
    told = "\n".join(paragraph.text for paragraph in comment.paragraphs)
    for text in (file.getvalue(), render(report, "md"), told):
        assert caveat in re.sub("[\u2066-\u2069\\\\]", "", text)
    page = html.unescape(render(report, "html"))
    assert caveat.split(":")[0] in page
    (words,) = json.loads(render(report, "json"))["findings"][0]["unmet"]
    assert f"{words['text']}" in caveat
    assert claim[words["start"] : words["end"]] == words["text"]


def test_a_tick_in_the_claims_own_words_says_nothing() -> None:
    finding, report = report_on("Forty families crossed the river at night.", CASES[0][2])
    assert (finding.verdict, finding.unmet) == (Verdict.SUPPORTED, ())
    assert "Not said" not in render(report, "md")


@pytest.mark.parametrize(
    "said",
    [("My father left for the coast in the winter.", "The lighthouse was sold."), ("The tall lighthouse was sold.",)],
)
def test_what_is_partly_supported_says_what_is_missing(said: tuple[str, ...]) -> None:
    for claim in ("The old lighthouse was sold in the winter.", "The lighthouse near the coast was sold by my father."):
        finding = judged(claim, talk(*said))
        bare = any(reason.code is ReasonCode.NOT_SAID and not reason.audio for reason in finding.reasons)
        assert not bare or finding.unmet
