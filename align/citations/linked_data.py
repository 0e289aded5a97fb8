"""Citations for programs: W3C Web Annotations and schema.org ClaimReview, both as JSON-LD."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from align.citations.cited import Citation, citations
from align.citations.styles import Style
from align.report.links import public_interval
from align.report.text import one_line, safe_address
from align.report.wording import language_of_report, wordings
from align.types import AlignError, Report, Span

_AROUND = 32  # characters of the article before and after a quotation that tell it from its like


def to_web_annotations(report: Report) -> str:
    """An AnnotationPage (W3C Web Annotation Data Model, 2017): each decided claim of the article, annotated with the
    stretch of the recording that speaks to it. Raises AlignError where there is no article."""
    if not report.article.text:
        raise AlignError("this report is on a list of claims: there is no article whose sentences could be annotated")
    items = [_annotation(report, c, c.finding.claim.span) for c in citations(report, Style.W3C) if c.finding.claim.span]
    page = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items}
    return _json({**page, "id": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(items))}"})


def to_claim_review(report: Report) -> str:
    """A schema.org ClaimReview for each decided claim. Its rating says what the interview says, never what is true."""
    wording = wordings()[language_of_report(report)]
    reviews = []
    for citation in citations(report, Style.CLAIMREVIEW):
        claim = citation.finding.claim
        interval = public_interval(citation.evidence, report.recording) or citation.evidence.interval
        clip = {"@type": "Clip", "startOffset": round(interval.start, 3), "endOffset": round(interval.end, 3)}
        reviews.append(
            {
                "@type": "ClaimReview",
                "claimReviewed": one_line(claim.text),
                "itemReviewed": {"@type": "Claim", "text": one_line(claim.text), **_source(report, claim.speaker)},
                "author": {"@type": "Organization", "name": "Mazeej"},
                "reviewRating": {
                    "@type": "Rating",
                    "alternateName": wording[f"rating.{citation.finding.verdict}"],
                    "ratingExplanation": wording["about_interview"],
                },
                "citation": {
                    **clip,
                    "description": one_line(citation.evidence.text),
                    **({"url": citation.link} if citation.link else {}),
                },
                **({"url": page} if (page := safe_address(report.article.source)) else {}),
            }
        )
    return _json({"@context": "https://schema.org", "@graph": reviews})


def _source(report: Report, speaker: str | None) -> dict[str, Any]:
    """Who made a claim and where it appeared, as far as known."""
    article: dict[str, Any] = {"@type": "Article"}
    if report.article.title:
        article["headline"] = one_line(report.article.title)
    if page := safe_address(report.article.source):
        article["url"] = page
    source: dict[str, Any] = {"appearance": article} if len(article) > 1 else {}
    if speaker:
        source["author"] = {"@type": "Person", "name": one_line(speaker)}
    return source


def _annotation(report: Report, citation: Citation, span: Span) -> dict[str, Any]:
    claim, public = citation.finding.claim, public_interval(citation.evidence, report.recording)
    text, start, end = report.article.text, span.start, span.end
    interval = public or citation.evidence.interval
    article, recording = _article_iri(report), _recording_iri(report, public=public is not None)
    return {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{article} {recording} {claim.id}')}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": [
            {
                "type": "SpecificResource",
                "source": {"id": recording, "type": "Sound"},
                "selector": {
                    "type": "FragmentSelector",
                    "conformsTo": "http://www.w3.org/TR/media-frags/",
                    "value": f"t={interval.start:.3f},{interval.end:.3f}",
                },
            },
            {"type": "TextualBody", "purpose": "describing", "value": one_line(citation.evidence.text)},
            {"type": "TextualBody", "purpose": "classifying", "value": citation.finding.verdict.value},
        ],
        "target": {
            "source": article,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - _AROUND) : start],
                    "suffix": text[end : end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }


def _article_iri(report: Report) -> str:
    """The article's address, else a name made from its content (RFC 6920)."""
    content = report.article.sha256 or sha256(report.article.text.encode("utf-8", "replace")).hexdigest()
    return safe_address(report.article.source) or _named(content)


def _recording_iri(report: Report, *, public: bool) -> str:
    """The recording's public address unless it leads to another edition that cut the words, or is a template."""
    recording = report.recording
    link = None if not public or (recording.link and "{" in recording.link) else recording.link
    address = safe_address(link) or safe_address(recording.source)
    return address or (_named(recording.sha256) if recording.sha256 else f"urn:uuid:{_unknown(report)}")


def _unknown(report: Report) -> str:
    """A name for a recording of which only a transcript was given: one for each report."""
    return str(uuid5(NAMESPACE_URL, json.dumps([finding.claim.text for finding in report.findings])))


def _named(digest: str) -> str:
    try:
        return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip('=')}"
    except ValueError:
        raise AlignError("the report has a sha256 that is none") from None


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
