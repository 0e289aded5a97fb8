"""What the page shows, ready for its template: every text cut into pieces, nothing left to compute or to look up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.report.clips import Clips, EmbeddedClip
from align.report.links import evidence_link
from align.report.marks import MarkedText, marked_claim, marked_evidence
from align.report.text import clean, direction, language_tag, one_line, safe_address
from align.report.timeline import PassedOver
from align.report.waveform import Waveform, waveform
from align.report.wording import SEVERITY
from align.types import Article, Evidence, Finding, Report, Span, Verdict
from audio import Interval
from transcripts import Segment

_CONTEXT = 2  # segments shown before and after an evidence


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text in its own language and direction."""

    pieces: tuple[MarkedText, ...]
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class ArticlePiece:
    text: str
    card: Card | None = None  # the claim that the text is


@dataclass(frozen=True, slots=True)
class Block:
    heading: bool
    lang: str
    dir: str
    pieces: tuple[ArticlePiece, ...]


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One evidence."""

    evidence: Evidence
    text: ShownText
    link: str | None
    clip: EmbeddedClip | None
    clip_id: str  # of the page's element that holds the clip
    carries_clip: bool  # whether that element is here: the same clip is carried once
    waveform: Waveform | None
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Talk that the article leaves out."""

    interval: Interval
    heard: ShownEvidence | None  # a passage of note, whole; None: of a long stretch its first words alone
    opening: ShownText
    keywords: tuple[ShownText, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A finding; `number` counts from 1 and names it inside the page."""

    number: int
    finding: Finding
    text: ShownText
    parts: tuple[tuple[Verdict, str], ...]
    heard: tuple[ShownEvidence, ...]


def plain(text: str, spoken: str | None) -> ShownText:
    """`text` without marks."""
    return ShownText((MarkedText(clean(text)),), language_tag(text, spoken), direction(text))


def cards(report: Report, clips: Clips) -> tuple[Card, ...]:
    """A card for each finding, in their order."""
    carried: dict[EmbeddedClip, str] = {}
    return tuple(_card(number, finding, report, clips, carried) for number, finding in enumerate(report.findings, 1))


def _card(number: int, finding: Finding, report: Report, clips: Clips, carried: dict[EmbeddedClip, str]) -> Card:
    claim = finding.claim
    whole = claim.text if claim.span is None else report.article.text
    return Card(
        number,
        finding,
        _text(claim.text, marked_claim(finding), report),
        tuple((part.verdict, clean(part.span.of(whole))) for part in finding.parts),
        tuple(
            _heard(evidence, marked_evidence(evidence, finding), report, clips, f"clip-{number}-{rank}", carried)
            for rank, evidence in enumerate(finding.evidence, 1)
        ),
    )


def left_out(report: Report, clips: Clips, passed_over: Sequence[PassedOver]) -> tuple[LeftOut, ...]:
    """In the order of the talk: the passages of note that the article leaves out, where they were asked for, and the
    long stretches that no claim rests on."""
    carried: dict[EmbeddedClip, str] = {}
    spoken = report.transcript.language
    found = [LeftOut(gap.interval, None, plain(one_line(gap.opening), spoken)) for gap in passed_over]
    for number, omission in enumerate(report.coverage or (), 1):
        passage = omission.passage
        heard = _heard(passage, [MarkedText(passage.text)], report, clips, f"clip-left-{number}", carried)
        words = tuple(plain(word, spoken) for word in omission.keywords)
        found.append(LeftOut(passage.interval, heard, heard.text, words))
    return tuple(sorted(found, key=lambda one: one.interval.start))


def by_severity(cards: Sequence[Card]) -> tuple[tuple[Verdict, tuple[Card, ...]], ...]:
    """The cards of each verdict, what is to be mended first; also of those that none has: at a desk one may get it."""
    return tuple((verdict, tuple(card for card in cards if card.finding.verdict is verdict)) for verdict in SEVERITY)


def _heard(
    evidence: Evidence,
    pieces: Sequence[MarkedText],
    report: Report,
    clips: Clips,
    id: str,
    carried: dict[EmbeddedClip, str],
) -> ShownEvidence:
    clip = clips.get(evidence)
    clip_id = carried.setdefault(clip, id) if clip else ""
    segments = report.transcript.segments
    first, last = (min(evidence.segments), max(evidence.segments)) if evidence.segments else (0, -1)
    return ShownEvidence(
        evidence,
        _text(evidence.text, pieces, report),
        safe_address(evidence_link(evidence, report.recording)),
        clip,
        clip_id,
        clip_id == id,
        waveform(clip, evidence) if clip else None,
        tuple(segment for segment in segments[max(0, first - _CONTEXT) : first] if segment.words),
        tuple(segment for segment in segments[last + 1 : last + 1 + _CONTEXT] if segment.words and last >= 0),
    )


def _text(text: str, pieces: Sequence[MarkedText], report: Report) -> ShownText:
    cleaned = tuple(MarkedText(clean(piece.text), piece.mark) for piece in pieces)
    return ShownText(cleaned, language_tag(text, report.transcript.language), direction(text))


def blocks(report: Report, cards: Sequence[Card]) -> tuple[Block, ...]:
    """The article's paragraphs with its claims in place; empty where the claims came from a list. The title is left
    out where the article repeats it as its first heading: the page has it above."""
    article = report.article
    placed = _without_overlaps(cards)
    if not placed:
        return ()
    spoken = report.transcript.language
    result = []
    for index, paragraph in enumerate(article.paragraphs):
        text = paragraph.span.of(article.text)
        if index == 0 and paragraph.heading and " ".join(text.split()) == article.title:
            continue
        pieces = tuple(_cut(article, paragraph.span, placed))
        result.append(Block(paragraph.heading, language_tag(text, spoken), direction(text), pieces))
    return tuple(result)


def _without_overlaps(cards: Sequence[Card]) -> list[tuple[Span, Card]]:
    """Claims by their place; one that begins inside another stays in the list of claims alone."""
    placed: list[tuple[Span, Card]] = []
    spans = ((card.finding.claim.span, card) for card in cards)
    for span, card in sorted(((span, card) for span, card in spans if span), key=lambda pair: pair[0].start):
        if not placed or span.start >= placed[-1][0].end:
            placed.append((span, card))
    return placed


def _cut(article: Article, paragraph: Span, placed: Sequence[tuple[Span, Card]]) -> Iterator[ArticlePiece]:
    """The paragraph in pieces, each of one claim or of none; a claim over two paragraphs is a piece of both."""
    position = paragraph.start
    for span, card in placed:
        start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
        if start >= end:
            continue
        if position < start:
            yield ArticlePiece(clean(article.visible(Span(position, start))))
        yield ArticlePiece(clean(article.visible(Span(start, end))), card)
        position = end
    if position < paragraph.end:
        yield ArticlePiece(clean(article.visible(Span(position, paragraph.end))))
