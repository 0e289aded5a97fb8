"""Citations in every style: valid where a schema says what that is, and never of what was not supported."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree, html
from markdown_it import MarkdownIt

from align import AlignError
from align.article import read_article
from align.citations import Style, citations, cite
from align.types import Claim, Decision, Evidence, Finding, Report, Review, Span, Verdict
from audio import Interval
from tests.support.report_sample import sample_report
from transcripts import Transcript

CITED = ["0:15", "0:24", "0:43", "2:43", "3:04"]  # of the sample: supported and partly supported
LINK = "https://youtu.be/dQw4w9WgXcQ"
PODCAST = "https://podcastindex.org/namespace/1.0"

# Podcasting 2.0, JSON chapters 1.2: what is required and allowed of a chapter.
CHAPTERS_SCHEMA = {
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "version": {"const": "1.2.0"},
        "title": {"type": "string"},
        "chapters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime"],
                "properties": {
                    "startTime": {"type": "number", "minimum": 0},
                    "title": {"type": "string"},
                    "url": {"type": "string", "pattern": "^https?://"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}

_IRI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"}

# W3C Web Annotation Data Model, sections 3 and 4, as far as it is used here.
ANNOTATIONS_SCHEMA = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": _IRI,
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
    },
    "$defs": {
        "annotation": {
            "type": "object",
            "required": ["id", "type", "target"],
            "properties": {
                "id": _IRI,
                "type": {"const": "Annotation"},
                "motivation": {"enum": ["assessing", "linking", "commenting"]},
                "body": {
                    "type": "array",
                    "items": {"oneOf": [{"$ref": "#/$defs/text"}, {"$ref": "#/$defs/resource"}]},
                },
                "target": {
                    "type": "object",
                    "required": ["source", "selector"],
                    "properties": {
                        "source": _IRI,
                        "selector": {"type": "array", "items": {"$ref": "#/$defs/selector"}},
                    },
                },
            },
            "additionalProperties": False,
        },
        "text": {
            "required": ["type", "value"],
            "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}},
        },
        "resource": {
            "required": ["type", "source", "selector"],
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": {"type": "object", "required": ["id"], "properties": {"id": _IRI}},
                "selector": {"$ref": "#/$defs/selector"},
            },
        },
        "selector": {
            "oneOf": [
                {"properties": {"type": {"const": "TextQuoteSelector"}}, "required": ["type", "exact"]},
                {
                    "properties": {
                        "type": {"const": "TextPositionSelector"},
                        "start": {"type": "integer", "minimum": 0},
                        "end": {"type": "integer", "minimum": 0},
                    },
                    "required": ["type", "start", "end"],
                },
                {
                    "properties": {
                        "type": {"const": "FragmentSelector"},
                        "conformsTo": {"const": "http://www.w3.org/TR/media-frags/"},
                        "value": {"type": "string", "pattern": r"^t=\d+(\.\d+)?,\d+(\.\d+)?$"},
                    },
                    "required": ["type", "conformsTo", "value"],
                },
            ]
        },
    },
}

# schema.org/ClaimReview with the properties that search engines require, the page's own address aside.
REVIEW_SCHEMA = {
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["@type", "claimReviewed", "reviewRating", "author", "itemReviewed"],
                "properties": {
                    "@type": {"const": "ClaimReview"},
                    "claimReviewed": {"type": "string", "minLength": 1},
                    "reviewRating": {
                        "type": "object",
                        "required": ["@type", "alternateName"],
                        "properties": {"@type": {"const": "Rating"}, "ratingValue": False},
                    },
                },
            },
        },
    },
}


def valid(text: str, schema: dict[str, Any]) -> Any:
    document = json.loads(text)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)
    return document


def report_on(tmp_path: Path, text: str, *claims: str, name: str = "article.md") -> Report:
    """A report in which each of `claims`, found in an article, was said, ten seconds apart."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    article = read_article(path)
    findings = []
    for index, claim in enumerate(claims):
        start = article.text.index(claim)
        evidence = Evidence(Interval(10.0 * index, 10.0 * index + 4), f"heard <{index}> [x]", (index,), 0.9)
        span = Span(start, start + len(claim))
        findings.append(Finding(Claim(f"c{index}", claim, span), Verdict.SUPPORTED, 0.9, (), (evidence,)))
    recording = replace(sample_report().recording, link=LINK)
    return Report(article, tuple(findings), Transcript(()), recording)


def test_only_what_is_supported_is_cited() -> None:
    report = sample_report()
    assert [citation.time for citation in citations(report)] == CITED
    first = replace(report.findings[0], review=Review(Decision.DISAGREE))
    reviewed = replace(report, findings=(first, *report.findings[1:]))
    assert [citation.time for citation in citations(reviewed)] == CITED[1:]


def test_markdown_keeps_the_article_and_links_behind_each_claim(tmp_path: Path) -> None:
    text = "# Title\n\nThe *mill* [rose in May](https://mill.example/a_(b)) again. It *fell* in June.\n"
    report = report_on(tmp_path, text, "rose in May", "It *fell* in June")
    expected = text.replace("a_(b))", f"a_(b)) ([0:00](<{LINK}?t=0>))").replace("June", f"June ([0:10](<{LINK}?t=10>))")
    assert cite(report, "markdown") == expected
    links = list(html.fromstring(MarkdownIt().render(expected)).iter("a"))
    assert [link.get("href") for link in links] == ["https://mill.example/a_(b)", f"{LINK}?t=0", f"{LINK}?t=10"]


def test_plain_text_shows_as_it_is_in_markdown(tmp_path: Path) -> None:
    text = "Headline\n\n1. The *mill* _rose_ <b>up</b> here.\n\n- It fell."
    report = report_on(tmp_path, text, "It fell", name="article.txt")
    shown = html.fromstring(f"<div>{MarkdownIt().render(cite(report, 'markdown'))}</div>")
    words = " ".join(shown.text_content().split())
    assert "1. The *mill* _rose_ <b>up</b> here." in words
    assert words.endswith("- It fell (0:00).")
    assert not list(shown.iter("b", "em", "ol", "ul"))


def test_footnotes_are_each_used_and_told() -> None:
    text = cite(sample_report(), "footnotes")
    used, told = re.findall(r"\[\^([\w-]+)\](?!:)", text), re.findall(r"^\[\^([\w-]+)\]:", text, re.MULTILINE)
    assert used == told == [f"mazeej-{number}" for number in range(1, 6)]
    assert "«وعلمني الشغل عمي سليم، الله يرحمو.»" in text


def test_html_escapes_strangers_words(tmp_path: Path) -> None:
    report = report_on(tmp_path, 'The mill <script>x</script> & "co" rose.\n', "rose", name="article.txt")
    page = html.fromstring(cite(report, "html"))
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert not list(page.iter("script"))
    (link,) = page.iter("a")
    assert (link.get("href"), link.get("title")) == (f"{LINK}?t=0", "heard <0> [x]")
    assert 'The mill <script>x</script> & "co" rose 0:00.' in page.text_content()


def test_shownotes_and_chapters_follow_the_episode() -> None:
    report = sample_report()
    backwards = replace(report, findings=report.findings[::-1])
    assert [line.split()[0] for line in cite(backwards, "shownotes").splitlines()] == CITED
    page = replace(report.article, source="https://paper.example/story")
    chapters = valid(cite(replace(backwards, article=page), "chapters"), CHAPTERS_SCHEMA)["chapters"]
    assert [chapter["startTime"] for chapter in chapters] == [15.2, 24.0, 43.8, 184.0]
    assert all(chapter["url"].startswith("https://paper.example/story#:~:text=") for chapter in chapters)


def test_soundbites_are_what_the_podcast_namespace_says(tmp_path: Path) -> None:
    report = report_on(tmp_path, f"A & B <rose> {'very ' * 40}high.", f"A & B <rose> {'very ' * 40}high", name="a.txt")
    item = etree.fromstring(f'<item xmlns:podcast="{PODCAST}">{cite(report, "soundbites")}</item>')
    (bite,) = item
    assert bite.tag == f"{{{PODCAST}}}soundbite"
    assert (float(bite.get("startTime", "")), float(bite.get("duration", ""))) == (0, 4)
    assert bite.text is not None
    assert bite.text.startswith("A & B <rose>")
    assert len(bite.text) <= 128


def test_web_annotations_select_the_article_by_its_own_offsets() -> None:
    report = sample_report()
    items = valid(cite(report, "w3c"), ANNOTATIONS_SCHEMA)["items"]
    assert len({item["id"] for item in items}) == len(items) == 7  # contradicted ones, too
    text = report.article.text
    for item in items:
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text
    assert items[0]["body"][0]["source"]["id"] == report.recording.link
    assert [body["value"] for body in items[0]["body"] if body.get("purpose") == "classifying"] == ["supported"]
    assert cite(report, "w3c") == cite(report, "w3c")


def test_claim_reviews_rate_the_interview_not_the_truth() -> None:
    reviews = valid(cite(sample_report(), "claimreview"), REVIEW_SCHEMA)["@graph"]
    ratings = {review["reviewRating"]["alternateName"] for review in reviews}
    assert ratings == {"قيل في المقابلة", "قيل بعضه في المقابلة", "يخالف ما قيل في المقابلة"}
    assert reviews[0]["itemReviewed"]["author"]["name"] == "يوسف البحري"


def test_csv_has_a_row_a_citation() -> None:
    rows = list(csv.DictReader(io.StringIO(cite(sample_report(), "csv").removeprefix("\ufeff"))))
    assert [row["time"] for row in rows] == CITED


def test_a_list_of_claims_has_no_article_to_annotate(tmp_path: Path) -> None:
    report = sample_report()
    listed = tuple(replace(f, claim=replace(f.claim, span=None), parts=()) for f in report.findings)
    report = replace(report, findings=listed, article=replace(report.article, text="", paragraphs=(), title=None))
    with pytest.raises(AlignError, match="no article"):
        cite(report, "w3c")
    for style in set(Style) - {Style.W3C}:
        assert "1989" in cite(report, style)


@pytest.mark.parametrize("style", list(Style))
def test_every_style_does_without_a_link(style: str) -> None:
    report = sample_report()
    report = replace(report, recording=replace(report.recording, link=None, source=None, sha256=None))
    assert "https://radio" not in cite(report, style)
    valid(cite(report, "w3c"), ANNOTATIONS_SCHEMA)
