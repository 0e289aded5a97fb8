"""The article as a Word document, each verdict a comment on its claim: what an editor works in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from align.report.links import evidence_link
from align.report.provenance import provenance_line
from align.report.text import clean, clock, direction, one_line, safe_address
from align.report.wording import SIGNS, Wording, counts, language_of_report, wordings
from align.types import Evidence, Finding, Report, Span, Verdict

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_AUTHOR, _INITIALS = "Mazeej", "M"
_BULLET = " · "
_PROPERTIES = "docProps/core.xml"  # where the digest of the other parts is, as the document's identifier


def to_docx(report: Report) -> bytes:
    """The bytes of a .docx file in the article's language. Claims given without an article are a list."""
    import docx

    wording = wordings()[language_of_report(report)]
    document = docx.Document()
    document.core_properties.author = _AUTHOR
    document.core_properties.title = one_line(report.article.title or wording["untitled"])
    if report.article.text:
        _write_article(document, report, wording)
    else:
        for finding in report.findings:
            paragraph = document.add_paragraph()
            _comment(document, [_run(paragraph, finding.claim.text)], finding, report, wording)
            _set_direction(paragraph, finding.claim.text)
    _write_foot(document, report, wording)
    document.core_properties.identifier = _digest(_saved(document))
    return _saved(document)


def _saved(document: Document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _digest(data: bytes) -> str:
    """Of all parts of a document but its properties."""
    with ZipFile(io.BytesIO(data)) as parts:
        told = sorted((part.filename, part.CRC, part.file_size) for part in parts.infolist())
    return sha256(repr([part for part in told if part[0] != _PROPERTIES]).encode()).hexdigest()


def is_untouched(path: Path) -> bool:
    """Whether a file is as `to_docx` made it; not so where somebody saved it since, or it is another's."""
    import docx

    try:
        data = path.read_bytes()
        return bool(docx.Document(io.BytesIO(data)).core_properties.identifier == _digest(data))
    except Exception:  # whatever a damaged document makes the library raise
        return False


def _write_article(document: Document, report: Report, wording: Wording) -> None:
    article = report.article
    claims = [(finding.claim.span, finding) for finding in report.findings if finding.claim.span]
    for source in article.paragraphs:
        paragraph = document.add_heading(level=2) if source.heading else document.add_paragraph()
        at = source.span.start
        for span, finding in claims:
            if not source.span.start <= span.start < source.span.end:
                continue
            _run(paragraph, article.visible(Span(at, span.start)))
            words = Span(max(at, span.start), min(span.end, source.span.end))
            _comment(document, [_run(paragraph, article.visible(words))], finding, report, wording)
            at = max(at, words.end)
        _run(paragraph, article.visible(Span(at, source.span.end)))
        _set_direction(paragraph, source.span.of(article.text))


def _run(paragraph: Paragraph, text: str) -> Run:
    return paragraph.add_run(clean(" ".join(text.split("\n"))))


def _comment(document: Document, runs: list[Run], finding: Finding, report: Report, wording: Wording) -> None:
    first, *others = _lines(finding, report, wording)
    comment = document.add_comment(runs, text=first, author=_AUTHOR, initials=_INITIALS)
    _set_direction(comment.paragraphs[0], first)
    for line in others:
        paragraph = comment.add_paragraph(line)
        _set_direction(paragraph, line)


def _lines(finding: Finding, report: Report, wording: Wording) -> Iterator[str]:
    yield one_line(f"{SIGNS[finding.verdict]} {wording.verdict(finding.verdict)}{_BULLET}{finding.confidence:.0%}")
    yield from (one_line(wording.reason(reason)) for reason in finding.reasons)
    yield from map(one_line, wording.unmet(finding))
    if finding.evidence:
        yield wording["nearest"] if finding.verdict is Verdict.NOT_FOUND else wording["heard"]
    yield from (_place(evidence, report, wording) for evidence in finding.evidence)
    if review := finding.review:
        decided = [wording[review.decision]] if review.is_about(finding.verdict) else []
        told = _BULLET.join(filter(None, [*decided, review.reviewer, review.note]))
        yield one_line(f"{wording['decision']}: {told}")


def _place(evidence: Evidence, report: Report, wording: Wording) -> str:
    speaker = f"{wording.role(evidence.speaker)}: " if evidence.speaker else ""
    link = safe_address(evidence_link(evidence, report.recording))
    said = wording.quote(one_line(evidence.text))
    return one_line(f"{clock(evidence.interval.start)} {speaker}{said}{f' {link}' if link else ''}")


def _write_foot(document: Document, report: Report, wording: Wording) -> None:
    tally = (
        f"{SIGNS[verdict]} {wording.verdict(verdict)} {count}" for verdict, count in counts(report.findings).items()
    )
    notes = (f"{wording['notes']}: {wording.note(note)}" for note in report.notes)
    lines = (
        _BULLET.join(tally),
        *notes,
        wording["about_not_found"],
        wording["made_by"],
        provenance_line(report, wording),
    )
    for line in filter(None, map(one_line, lines)):
        paragraph = document.add_paragraph()
        paragraph.add_run(line).italic = True
        _set_direction(paragraph, line)


def _set_direction(paragraph: Paragraph, text: str) -> None:
    """Word does not tell it from the letters: paragraph and runs must say that they go from right to left."""
    from docx.oxml import OxmlElement

    if direction(text) != "rtl":
        return
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in paragraph.runs:
        run.font.rtl = True
