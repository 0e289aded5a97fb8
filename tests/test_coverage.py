"""What the recording says and the article leaves out."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from align import CheckOptions, check
from align.coverage import MOST_OMISSIONS
from align.coverage.units import MOST, TAIL, units_of
from align.language import language
from align.matching import TranscriptIndex
from align.types import Article, Claim, Finding, Omission, Paragraph, Report, Span, Verdict
from transcripts import Segment, Transcript, Word

ENGLISH = (
    ("host", "Hello and welcome, thank you for coming to our podcast."),
    ("host", "How did you come to the island, and what did your family say about all of it?"),
    ("guest", "I came to the island in 1998 with my brother Adam, on the last boat before the winter storms."),
    ("guest", "Well, you know, it was like that, and it was really what it was, I mean."),
    (
        "guest",
        "The lighthouse had a copper lamp of two hundred kilos that three men carried up the stairs every spring.",
    ),
    ("host", "And how many people were living there when the harbour was closed by the ministry?"),
    ("guest", "Forty families, and most of them moved to Norway after the herring factory burned down."),
    ("host", "Thank you so much, welcome back any time, goodbye and thanks to our listeners."),
)
ARABIC = (
    ("host", "أهلا وسهلا فيك، شكرا كتير على حضورك."),
    ("host", "كيف وصلت على الجزيرة، وشو قالوا أهلك عن هالشي وقتها؟"),
    ("guest", "وصلت على الجزيرة سنة ألف وتسعمية وتمانية وتسعين مع أخي سليم بآخر مركب قبل عواصف الشتا."),
    ("guest", "يعني هيك كان، ومتل ما بتعرف، هيك يعني كان."),
    ("guest", "المنارة كان فيها قنديل نحاس وزنو ميتين كيلو، يطلعوه تلات رجال على الدرج كل ربيع."),
    ("host", "وقديش كان في ناس ساكنين هنيك لما سكرت الوزارة المرفأ؟"),
    ("guest", "أربعين عيلة، وأكترهم راحوا على النرويج بعد ما احترق معمل السردين."),
)


def talk(lines: tuple[tuple[str, str], ...], cut: int = 1000) -> Transcript:
    """Two words a second, a second of silence between lines; segments of at most `cut` words."""
    segments, now = [], 0.0
    for speaker, line in lines:
        words = []
        for text in line.split():
            words.append(Word(now, now + 0.5, text, speaker=speaker))
            now += 0.5
        segments += [Segment(tuple(words[at : at + cut]), speaker) for at in range(0, len(words), cut)]
        now += 1.0
    return Transcript(tuple(segments))


def report_on(transcript: Transcript, *claims: str) -> Report:
    stated = [Claim(f"c{number}", text, None) for number, text in enumerate(claims, 1)]
    return check(None, stated, transcript, options=CheckOptions(coverage=True))


def left_out(transcript: Transcript, *claims: str) -> tuple[Omission, ...]:
    coverage = report_on(transcript, *claims).coverage
    assert coverage is not None
    return coverage


def shown(coverage: tuple[Omission, ...]) -> list[str]:
    return [f"{item.passage.interval.start:g} {' | '.join(item.keywords)}" for item in coverage]


def test_answers_are_listed_and_questions_and_courtesies_are_not() -> None:
    found = left_out(talk(ENGLISH), "The ferry carried sixty passengers across the river.")
    assert shown(found) == [
        "15.5 1998 | brother | Adam | boat | winter",
        "35 lighthouse | copper | lamp | two hundred kilos | three",
        "54 Forty | moved | Norway | herring | factory",
    ]


def test_the_same_in_arabic() -> None:
    found = left_out(talk(ARABIC), "نقلت العبارة ستين راكبا عبر النهر.")
    assert shown(found) == [
        "10.5 سنة ألف وتسعمية وتمانية وتسعين | أخي | سليم | بآخر | مركب",
        "25 المنارة | قنديل | نحاس | ميتين كيلو | تلات",
        "39.5 أربعين | عيلة | وأكترهم | راحوا | النرويج",
    ]


def test_what_the_article_tells_is_not_left_out() -> None:
    told = "Three men carried the lighthouse's copper lamp of two hundred kilos up the stairs every spring."
    report = report_on(talk(ENGLISH), told)
    assert report.findings[0].verdict is Verdict.SUPPORTED
    assert report.coverage is not None
    assert not any("copper" in item.passage.text for item in report.coverage)
    assert any("Norway" in item.keywords for item in report.coverage)


def test_a_sentence_of_the_article_that_is_no_claim_covers_too() -> None:
    text = "Forty families moved to Norway: the herring factory burned down"  # a heading: no claim is made of it
    article = Article(text, (Paragraph(Span(0, len(text)), heading=True),))
    without = check(None, [], talk(ENGLISH), options=CheckOptions(coverage=True)).coverage or ()
    beside = check(article, [], talk(ENGLISH), options=CheckOptions(coverage=True)).coverage or ()
    gone = [item.passage.text for item in without if item not in beside]
    assert gone == ["Forty families, and most of them moved to Norway after the herring factory burned down."]


def test_nothing_is_listed_unless_asked_for() -> None:
    assert check(None, [], talk(ENGLISH)).coverage is None


def test_words_that_the_recogniser_doubted_count_for_little() -> None:
    heard = talk(ENGLISH)
    copper = heard.segments[4]
    doubted = Segment(tuple(Word(w.start, w.end, w.text, 0.2, w.speaker) for w in copper.words), copper.speaker)
    unsure = Transcript((*heard.segments[:4], doubted, *heard.segments[5:]))
    assert any("copper" in item.passage.text for item in left_out(heard))
    assert not any("copper" in item.passage.text for item in left_out(unsure))


def test_long_lists_stop_and_repetitions_are_passed_over() -> None:
    names = "Berlin Lisbon Oslo Warsaw Dublin Athens Vienna Madrid Prague Zagreb Sofia Riga Minsk Bern".split()
    lines = [("guest", f"The engineer drove a heavy lorry of {n + 2} tons to {name}.") for n, name in enumerate(names)]
    found = left_out(talk(tuple(line for line in lines for _ in range(2))))
    assert len(found) == MOST_OMISSIONS
    assert len({item.passage.text for item in found}) == MOST_OMISSIONS


words = st.sampled_from("river boat 1998 Adam Norway the and of ? , . شكرا وصلت المنارة ثلاثة أيام سليم 🙂".split())
lines = st.lists(
    st.tuples(st.sampled_from(["host", "guest"]), st.lists(words, min_size=1, max_size=90).map(" ".join)), max_size=8
).map(tuple)


@given(lines, st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), max_size=4), st.integers(1, 30))
@settings(deadline=None, max_examples=80)
def test_passages_are_in_order_apart_and_outside_of_evidence(
    said: tuple[tuple[str, str], ...], claims: list[str], cut: int
) -> None:
    report = report_on(talk(said, cut), *claims)
    assert report.coverage is not None
    assert len(report.coverage) <= MOST_OMISSIONS
    passages = [item.passage for item in report.coverage]
    assert all(one.interval.end <= other.interval.start for one, other in pairwise(passages))
    for passage in passages:
        assert 0 < passage.score <= 1
        assert "?" not in passage.text
        for told in filter(_is_told, report.findings):
            assert passage.interval.overlap(told.evidence[0].interval) == 0


def _is_told(finding: Finding) -> bool:
    return bool(finding.evidence) and finding.verdict not in (Verdict.NOT_FOUND, Verdict.NOT_CHECKABLE)


@given(lines, st.integers(1, 30))
@settings(deadline=None, max_examples=60)
def test_passages_do_not_depend_on_segments(said: tuple[tuple[str, str], ...], cut: int) -> None:
    def passages(transcript: Transcript) -> list[tuple[float, str]]:
        return [(item.passage.interval.start, item.passage.text) for item in left_out(transcript)]

    assert passages(talk(said, cut)) == passages(talk(said))


@given(lines, st.sets(st.integers(0, 200)))
@settings(deadline=None, max_examples=60)
def test_units_hold_every_token_once_but_the_covered(said: tuple[tuple[str, str], ...], places: set[int]) -> None:
    spoken = TranscriptIndex(talk(said), language("en"))
    covered = np.isin(np.arange(len(spoken)), list(places))
    units = units_of(spoken, covered)
    held = [token for unit in units for token in range(unit.first, unit.last + 1)]
    assert held == np.flatnonzero(~covered).tolist()
    assert all(unit.last - unit.first < MOST + TAIL for unit in units)
    assert all(spoken.speaker_of_token(unit.first) == spoken.speaker_of_token(unit.last) for unit in units)
