"""What leaves the machine: the schema that other programs rely on, the Word document, and what none of it may say."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from align.edition_times import EditionPiece, TimeMap
from align.report import ReportFormat, read_report, render, write_report
from align.report.word import to_docx
from align.types import (
    Article,
    Claim,
    Decision,
    Finding,
    Kind,
    Paragraph,
    Provenance,
    RecordingInfo,
    Report,
    Review,
    Span,
    Verdict,
)
from audio import Interval
from cli import main
from tests.support.report_sample import sample_report
from tests.support.schemas import strict
from transcripts import Transcript

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "align" / "report" / "report.schema.json"
EXAMPLE = ROOT / "docs" / "example"
MADE = Provenance("1.2.3", "2026-01-31T09:30:00Z", "Desk of Northwick", "/home/zaynab/models/e5-small", "llm:model")


def full_report() -> Report:
    """With every optional field that a report may have."""
    report = sample_report()
    review = Review(Decision.AGREE, "fine", "2026-01-31T09:30:00.000Z")
    first = replace(report.findings[0], review=review, claim=replace(report.findings[0].claim, stands_for=("Layla",)))
    edition = TimeMap((EditionPiece(((0.0, 5.0), (9.0, 14.0)), Interval(0, 10)),), (), ())
    secret = "/home/zaynab/sealed folder/episode.mp3"
    recording = replace(report.recording, source=secret, path=secret, edition=edition, link="https://example.org/e")
    article = replace(report.article, source="/home/zaynab/sealed folder/article.md")
    transcript = replace(report.transcript, model="/home/zaynab/models/large")
    return replace(
        report,
        article=article,
        findings=(first, *report.findings[1:]),
        recording=recording,
        transcript=transcript,
        provenance=MADE,
        hosts=("Samer",),
    )


def test_the_schema_names_every_field_and_value() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(strict(schema))
    for report in (full_report(), replace(sample_report(), coverage=None)):
        document = json.loads(render(report, ReportFormat.JSON))
        assert [error.message for error in validator.iter_errors(document)] == []
    definitions = schema["$defs"]
    assert definitions["verdict"]["enum"] == [verdict.value for verdict in Verdict]
    assert definitions["finding"]["properties"]["claim"]["properties"]["kind"]["enum"] == [kind.value for kind in Kind]
    assert definitions["finding"]["properties"]["review"]["properties"]["decision"]["enum"] == [
        d.value for d in Decision
    ]


def test_a_document_that_breaks_the_schema_is_told() -> None:
    document = json.loads(render(sample_report(), ReportFormat.JSON))
    document["findings"][0]["verdict"] = "true"
    assert not Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).is_valid(document)


@pytest.mark.parametrize("format", [form for form in ReportFormat if form != ReportFormat.DOCX])
def test_no_path_of_the_machine_is_published(format: str, tmp_path: Path) -> None:
    (path,) = write_report(full_report(), tmp_path, [format])
    text = path.read_text("utf-8")
    assert "zaynab" not in text
    assert "sealed" not in text
    assert format == ReportFormat.CSV or ("Desk of Northwick" in text and "1.2.3" in text and "2026-01-31" in text)


def test_a_page_beside_the_recording_names_no_folder(tmp_path: Path) -> None:
    sound = tmp_path / "sealed-folder" / "episode.mp3"
    sound.parent.mkdir()
    sound.write_bytes(b"x")
    report = replace(sample_report(), recording=RecordingInfo(source=str(sound), path=str(sound)))
    (page,) = write_report(report, tmp_path / "report", [ReportFormat.HTML])
    assert "sealed-folder" not in page.read_text("utf-8")


def test_who_checked_is_read_again(tmp_path: Path) -> None:
    write_report(full_report(), tmp_path, [ReportFormat.JSON])
    made = read_report(tmp_path / "report.json").provenance
    assert made == replace(MADE, encoder="e5-small")


def test_the_word_document_has_the_article_with_a_comment_on_each_claim() -> None:
    report = full_report()
    document = docx.Document(io.BytesIO(to_docx(report)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    comments = ["\n".join(paragraph.text for paragraph in comment.paragraphs) for comment in document.comments]
    assert len(comments) == len(report.findings)
    for finding, comment in zip(report.findings, comments, strict=True):
        assert all(reason.audio in comment for reason in finding.reasons if reason.audio)
        assert not finding.evidence or finding.evidence[0].text[:20] in comment
    for paragraph in report.article.paragraphs:
        assert paragraph.span.of(report.article.text)[:15] in text
    assert "Desk of Northwick" in text
    assert "zaynab" not in text
    bidi = [
        p for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.find(docx.oxml.ns.qn("w:bidi")) is not None
    ]
    assert len(bidi) >= len(report.article.paragraphs)


def test_the_word_document_tells_what_was_decided_in_the_marks_of_its_language() -> None:
    report = full_report()
    chosen = next(at for at, finding in enumerate(report.findings) if finding.evidence)
    said = replace(report.findings[chosen], review=Review(Decision.DISAGREE, note="ask again", reviewer="Samer"))
    findings = (*report.findings[:chosen], said, *report.findings[chosen + 1 :])
    document = docx.Document(io.BytesIO(to_docx(replace(report, findings=findings))))
    lines = [paragraph.text for paragraph in list(document.comments)[chosen].paragraphs]
    assert lines[-1].endswith(": لا أوافق · Samer · ask again")
    assert any("«" in line for line in lines if said.evidence[0].text[:20] in line)


def test_the_word_document_says_once_what_a_claim_says_over_two_paragraphs() -> None:
    text = "The bridge was *closed*.\n\nIt was open again in May."
    article = Article(text, (Paragraph(Span(0, 24)), Paragraph(Span(26, 51))), markup=(Span(15, 16), Span(22, 23)))
    claim = Claim("c1", text[11:36], Span(11, 36))
    report = Report(article, (Finding(claim, Verdict.UNCLEAR, 0.25),), Transcript(()))
    document = docx.Document(io.BytesIO(to_docx(report)))
    assert [part.text for part in document.paragraphs][:2] == ["The bridge was closed.", "It was open again in May."]


def test_the_word_document_of_given_claims_and_hostile_text() -> None:
    report = sample_report()
    hostile = "a\x00b\x0b\ud800 <w:p/> ]]> \u202e"
    findings = tuple(
        replace(finding, claim=replace(finding.claim, text=hostile, span=None, parts=()), parts=(), unmet=())
        for finding in report.findings
    )
    document = docx.Document(io.BytesIO(to_docx(replace(report, article=Article("", ()), findings=findings))))
    assert document.paragraphs[0].text == "ab <w:p/> ]]> "


def test_the_command_line_prints_and_signs_a_report(tmp_path: Path) -> None:
    talk, article = str(EXAMPLE / "interview.srt"), str(EXAMPLE / "article.txt")
    printed = CliRunner().invoke(main, ["align", talk, article, "--out", "-", "--checked-by", "Desk"])
    document = json.loads(printed.stdout)
    assert (printed.exit_code, document["checked"]["by"], document["recording"]["source"]) == (0, "Desk", None)
    given = CliRunner().invoke(main, ["align", "-", article, "--out", "-"], input=Path(talk).read_bytes())
    assert json.loads(given.stdout)["findings"] == document["findings"]
    written = CliRunner().invoke(main, ["align", talk, article, "--out", str(tmp_path / "o"), "--format", "docx", "-q"])
    assert (written.exit_code, written.output) == (0, "")
    assert len(list(docx.Document(str(tmp_path / "o" / "report.docx")).comments)) == len(document["findings"])


def test_swapped_arguments_are_told() -> None:
    run = CliRunner().invoke(
        main, ["align", str(EXAMPLE / "article.txt"), str(EXAMPLE / "interview.srt"), "--out", "-"]
    )
    assert run.exit_code == 2
    assert "swapped: first the recording or transcript (interview.srt)" in run.output
