"""An article's claims: sentences without their attributions, quotations, clauses that can each be true or false."""

from __future__ import annotations

from dataclasses import replace

from align.claims.paragraph import ClaimDraft, ParagraphReader
from align.claims.parts import find_parts
from align.claims.quotes import over_paragraphs
from align.claims.speakers import Speakers
from align.types import Article, Claim, ClaimPart, Kind, Span


def find_claims(article: Article) -> tuple[Claim, ...]:
    """The claims of an article in order; spans never overlap, `claim.text == article.text[start:end]`.

    Headings are no claims; an article of headings or single words has none: (). Linear in the length of the text.
    """
    plain = _blanked(article.text, article.markup)
    claims: list[Claim] = []
    speakers = Speakers()
    body = [paragraph for paragraph in article.paragraphs if not paragraph.heading]
    texts = [paragraph.span.of(plain) for paragraph in body]
    for paragraph, text, (opened, stays_open) in zip(body, texts, over_paragraphs(texts), strict=True):
        reader = ParagraphReader(text, speakers, opened, stays_open=stays_open)
        for statement in reader.statements():
            claims.append(_claim(f"c{len(claims) + 1}", statement, paragraph.span.start, article.text, plain))
    return tuple(claims)


def _claim(name: str, statement: ClaimDraft, offset: int, text: str, plain: str) -> Claim:
    span = Span(offset + statement.span.start, offset + statement.span.end)
    words = span.of(plain)
    found = () if statement.kind is Kind.QUOTED else find_parts(words)  # a quotation is checked as a whole
    parts = tuple(
        ClaimPart(Span(span.start + part.span.start, span.start + part.span.end), part.text) for part in found
    )
    claim = Claim(
        name,
        span.of(text),
        span,
        statement.kind,
        statement.speaker,
        parts,
        statement.context,
        statement.cue,
        stands_for=statement.stands_for,
    )
    return claim if words == claim.text else replace(claim, plain=words)


def _blanked(text: str, markup: tuple[Span, ...]) -> str:
    """`text` with a blank for every character of markup."""
    if not markup:
        return text
    kept = []
    at = 0
    for span in markup:
        kept += [text[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return "".join([*kept, text[at:]])
