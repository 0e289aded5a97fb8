"""The article itself with a link to the recording behind each claim, by the claims' own offsets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import PurePath

from align.citations.cited import Citation, citations
from align.report.markdown import escaped, escaped_inside, escaped_start, linked
from align.report.text import clean, direction, language_tag, one_line
from align.report.wording import Wording, language_of_report, wordings
from align.types import Article, Report, Span

_SPACE = re.compile(r"\s+")
_MARKDOWN = (".md", ".markdown")


def to_markdown(report: Report) -> str:
    """The article in Markdown, the time of the words linked behind each claim."""
    wording = wordings()[language_of_report(report)]
    return _markdown(report, lambda citation: f" ({_place(citation, wording)})")


def to_footnotes(report: Report) -> str:
    """The article in Markdown with a footnote for each claim: the time, linked, and the words heard."""
    wording = wordings()[language_of_report(report)]
    notes = [f"[^{_name(c)}]: {_note(c, wording)}" for c in citations(report)]
    body = _markdown(report, lambda citation: f"[^{_name(citation)}]")
    return "\n".join([body, *notes, ""])


def to_html(report: Report) -> str:
    """The article as an HTML fragment, the time of the words linked behind each claim."""
    found, wording = citations(report), wordings()[language_of_report(report)]
    blocks = []

    def mark(citation: Citation) -> str:
        return _html_mark(citation, wording)

    for span, heading in _blocks(report):
        tag = "h2" if heading else "p"
        words = _woven(report.article, span, found, _html_text, mark, visible=True)
        blocks.append(f"<{tag}>{''.join(words).strip()}</{tag}>")
    if not report.article.text:
        blocks = [f"<p>{_html_text(one_line(c.finding.claim.text))}{mark(c)}</p>" for c in found]
    text = report.article.text or " ".join(c.finding.claim.text for c in found)
    return "\n".join([f'<article lang="{language_tag(text)}" dir="{direction(text)}">', *blocks, "</article>", ""])


def _markdown(report: Report, mark: Callable[[Citation], str]) -> str:
    found, article = citations(report), report.article
    if not article.text:
        return "\n\n".join(f"{escaped(c.finding.claim.text)}{mark(c)}" for c in found) + "\n"
    if _is_markdown(article):
        whole = Span(0, len(article.text))
        return "".join(_woven(article, whole, found, str, mark)).rstrip("\n") + "\n"
    blocks = []
    for span, heading in _blocks(report):
        words = "".join(_woven(article, span, found, _markdown_text, mark, visible=True)).strip()
        blocks.append(f"## {words}" if heading else escaped_start(words))
    return "\n\n".join(blocks) + "\n"


def _markdown_text(text: str) -> str:
    """A piece of the article that shows as it is in Markdown; white space stays where it joins two pieces."""
    return escaped_inside(_SPACE.sub(" ", clean(text)))


def _blocks(report: Report) -> Iterator[tuple[Span, bool]]:
    """Paragraphs and whether they are headings; of plain text with the numbers and dashes before their words."""
    article = report.article
    for paragraph in article.paragraphs:
        start = paragraph.span.start
        if not _is_markdown(article):
            start = article.text.rfind("\n", 0, start) + 1
        yield Span(start, paragraph.span.end), paragraph.heading


def _is_markdown(article: Article) -> bool:
    return PurePath(article.source or "").suffix.lower() in _MARKDOWN


def _woven(
    article: Article,
    span: Span,
    found: Sequence[Citation],
    text: Callable[[str], str],
    mark: Callable[[Citation], str],
    *,
    visible: bool = False,
) -> Iterator[str]:
    """The article from `span.start` to `span.end`, each citation's mark behind its claim; `visible`: without markup."""
    at = span.start
    for citation in found:
        claim = citation.finding.claim.span
        if claim is None or not span.start < claim.end <= span.end:
            continue
        end = claim.end if visible else _outside_link(article, claim.end)
        yield text(article.visible(Span(at, end)) if visible else article.text[at:end])
        yield mark(citation)
        at = end
    yield text(article.visible(Span(at, span.end)) if visible else article.text[at : span.end])


def _outside_link(article: Article, at: int) -> int:
    """`at`, or the end of the Markdown link whose words it stands in: a link cannot hold another."""
    inside = False
    for markup in article.markup:
        raw = markup.of(article.text)
        if markup.start < at:
            inside = raw == "[" or (inside and not raw.startswith("]"))
        elif inside and raw.startswith("]"):
            return markup.end
    return at


def _time_link(citation: Citation) -> str:
    return linked(citation.time, citation.link)


def _place(citation: Citation, wording: Wording) -> str:
    """The time, linked, and what readers must be told."""
    caveat = citation.caveat(wording)
    return f"{_time_link(citation)} {caveat}" if caveat else _time_link(citation)


def _note(citation: Citation, wording: Wording) -> str:
    evidence = citation.evidence
    place = f"{_place(citation, wording)}." if citation.caveat(wording) else _time_link(citation)
    speaker = f" {escaped(wording.role(evidence.speaker))}:" if evidence.speaker else ""
    return f"{place}{speaker} {wording.quote(escaped(evidence.text))}"


def _name(citation: Citation) -> str:
    return f"mazeej-{citation.number}"


def _html_text(text: str) -> str:
    return escape(clean(text))


def _html_mark(citation: Citation, wording: Wording) -> str:
    heard, caveat = escape(one_line(citation.evidence.text)), escape(citation.caveat(wording))
    told = f" <small>({caveat})</small>" if caveat else ""
    if citation.link is None:
        return f' <sup dir="ltr" title="{heard}">{citation.time}</sup>{told}'
    return f' <sup dir="ltr"><a href="{escape(citation.link)}" title="{heard}">{citation.time}</a></sup>{told}'
