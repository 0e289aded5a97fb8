"""Which words of claim and recording the page marks, and the timeline it draws."""

from __future__ import annotations

import dataclasses

import pytest

from align.report.marks import Mark, marked_claim, marked_evidence
from align.report.page import blocks, cards
from align.report.timeline import timeline_of
from align.types import Article, Claim, Evidence, Finding, Paragraph, Reason, ReasonCode, Report, Span, Verdict
from audio import Interval
from tests.support.report_sample import sample_report
from transcripts import Transcript


def finding(claim: str, heard: str, *reasons: Reason) -> Finding:
    evidence = (Evidence(Interval(5.0, 9.0), heard, (0,), 0.8),) if heard else ()
    return Finding(Claim("a", claim, None), Verdict.SUPPORTED, 0.9, reasons, evidence)


def marked(claim: str, heard: str, mark: Mark, *reasons: Reason) -> tuple[list[str], list[str]]:
    """The words with `mark` in the claim and in the evidence."""
    one = finding(claim, heard, *reasons)
    texts = marked_claim(one), marked_evidence(one.evidence[0], one)
    assert ["".join(piece.text for piece in text) for text in texts] == [claim, heard]
    mine, theirs = ([piece.text for piece in text if piece.mark is mark] for text in texts)
    return mine, theirs


@pytest.mark.parametrize(
    ("claim", "heard", "expected"),
    [
        ("انطفأ الضوءُ فجرا", "انطفى الضو", (["انطفأ", "الضوءُ"], ["انطفى", "الضو"])),
        ("بكلفة 35 ألف ليرة", "دفعنا خمسة وتلاتين ألف ليرة", (["35 ألف ليرة"], ["خمسة وتلاتين ألف ليرة"])),
        ("He began in Washington", "so he BEGAN, in washington", (["began", "Washington"], ["BEGAN", "washington"])),
        ("in the of", "in the of", ([], [])),
        ("بيت", "قمر", ([], [])),
    ],
)  # fmt: skip
def test_words_heard_are_marked_in_both_texts(claim: str, heard: str, expected: tuple[list[str], list[str]]) -> None:
    assert marked(claim, heard, Mark.HEARD) == expected


def test_a_word_is_matched_once() -> None:
    assert marked("gang gang gang", "the gang", Mark.HEARD) == (["gang"], ["gang"])


def test_what_was_not_found_shares_words_by_chance_only() -> None:
    one = dataclasses.replace(finding("the gang", "the gang"), verdict=Verdict.NOT_FOUND)
    assert [piece.mark for piece in marked_claim(one)] == [None]


def test_conflicts_are_marked_over_what_was_heard() -> None:
    reason = Reason(ReasonCode.NUMBER_DIFFERS, "أربع مراكب", "سبع مراكب", Interval(6.0, 7.0))
    claim, heard = "عادت أربعُ مراكب", "رجعوا سبع، مراكب"
    assert marked(claim, heard, Mark.CONFLICT, reason) == (["أربعُ مراكب"], ["سبع، مراكب"])
    assert marked(claim, heard, Mark.HEARD, reason) == (["عادت"], ["رجعوا"])


def test_a_conflict_elsewhere_marks_nothing_here() -> None:
    reason = Reason(ReasonCode.NUMBER_DIFFERS, "four", "seven", Interval(60.0, 61.0))
    assert marked("four boats", "seven boats", Mark.CONFLICT, reason) == (["four"], [])


def test_what_was_not_heard_is_marked_as_missing() -> None:
    reason = Reason(ReasonCode.PART_MISSING, "and the museum")
    assert marked("the lamp and the museum", "the lamp", Mark.MISSING, reason)[0] == ["and the museum"]


def test_signs_alone_can_conflict() -> None:
    reason = Reason(ReasonCode.NEGATION_DIFFERS, "?")
    assert marked("is it?", "it is", Mark.CONFLICT, reason) == (["?"], [])


def test_the_article_is_shown_whole_and_without_its_markup() -> None:
    text = "# Title\n\nSaid **twice** and [again](x). Done."
    claims = [(11, 26), (20, 32), (40, 44)]  # the second begins inside the first
    article = Article(
        text,
        (Paragraph(Span(2, 7), heading=True), Paragraph(Span(9, len(text)))),
        "Another title",
        markup=(Span(14, 16), Span(21, 23), Span(28, 29), Span(34, 38)),
    )
    findings = tuple(
        Finding(Claim(str(start), text[start:end], Span(start, end)), Verdict.UNCLEAR, 0.5) for start, end in claims
    )
    report = Report(article, findings, Transcript(()))
    heading, paragraph = blocks(report, cards(report, {}))
    assert (heading.heading, heading.pieces[0].text) == (True, "Title")
    assert "".join(piece.text for piece in paragraph.pieces) == "Said twice and again. Done."
    assert [piece.text for piece in paragraph.pieces if piece.card] == ["id twice an", "Done"]


def test_the_title_is_not_repeated() -> None:
    report = sample_report()
    assert [block.pieces[0].text for block in blocks(report, cards(report, {})) if block.heading] == [
        "نصف قرن من الضوء",
        "المتحف الصغير",
    ]


def test_the_timeline_knows_evidence_talk_and_silence() -> None:
    timeline = timeline_of(sample_report())
    assert timeline is not None
    assert timeline.duration == 205.0
    assert [tick.number for tick in timeline.ticks] == [1, 2, 3, 4, 5, 6, 7, 9]
    assert all(one.end < other.start for one, other in zip(timeline.talk, timeline.talk[1:], strict=False))
    (ignored,) = timeline.ignored
    assert ignored.interval.start == 76.0
    assert not any(tick.interval.overlap(ignored.interval) for tick in timeline.ticks)


def test_a_long_episode_ignores_only_long_stretches() -> None:
    report = sample_report()
    long = dataclasses.replace(report, recording=dataclasses.replace(report.recording, duration=7200.0))
    timeline = timeline_of(long)
    assert timeline is not None
    assert timeline.ignored == ()


def test_without_times_there_is_no_timeline() -> None:
    assert timeline_of(Report(Article("", ()), (), Transcript(()))) is None
