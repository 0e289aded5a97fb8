"""A judge that nobody measured: it reads what a measured one reads, and is heeded where it tells what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from align.check import CheckOptions, check, read_talk
from align.judging.evidence import tokens_of
from align.judging.verdicts import assess_claim, statements
from align.matching import TranscriptIndex
from align.meaning import Reader, Stance, decided
from align.meaning.trial import tells
from align.types import Claim, Evidence, Note, NoteCode, Verdict
from transcripts import Segment, Transcript, Word

SAID = """\
We carried forty families across the river. The mill closed in the spring. My sister keeps the books.
The bakery opened near the harbour. They sold the old ferry to a museum. Nobody repaired the bridge in those years.
The council painted the school yellow. A storm took the roof of the chapel. Our teacher walked to the village.
The miners built a wooden theatre. My uncle repaired violins at night. The post office moved to the station.
A singer from the coast visited us. The orchard froze in that winter. We planted seven hundred cedars.
The baker lent us his cart. My grandmother wove blue carpets. The lighthouse went dark in autumn.
The doctor bought a white horse. A tailor hid the letters. The engineers measured the tunnel twice.
The fishermen blessed their boats. Her cousin taught chemistry there. The mayor lost the election.""".splitlines()
CLAIMS = (
    "They carried forty families across the river",
    "The bakery opened near the harbour",
    "The council painted the school yellow",
    "The miners built a wooden theatre",
    "They planted seven hundred cedars",
    "The baker lent them his cart",
    "The doctor bought a white horse",
    "The fishermen blessed their boats",
)
UNSAID = "The archive burned in Lisbon"


def _talk(lines: Sequence[str]) -> TranscriptIndex:
    words = [text.split() for text in lines]
    segments = (
        Segment(
            tuple(Word(10.0 * at + 0.3 * place, 10.0 * at + 0.3 * place + 0.2, text) for place, text in enumerate(line))
        )
        for at, line in enumerate(words)
    )
    return read_talk(Transcript(tuple(segments), language="en"))


TALK = _talk(SAID)


@dataclass
class Scripted:
    """A judge whose probabilities of support and of refutation are made of claim and passage."""

    script: Callable[[str, str], tuple[float | None, float | None]]
    name: str = "scripted"
    asked: list[tuple[str, str]] = field(default_factory=list)

    def read(self, claim: str, passages: Sequence[str]) -> Sequence[Stance | None]:
        self.asked += [(claim, text) for text in passages]
        said = [self.script(claim, text) for text in passages]
        return [Stance(supports, refutes, 1 - (supports or 0) - (refutes or 0)) for supports, refutes in said]


def holds(claim: str, passage: str) -> bool:
    """Whether most of the claim's longer words are in the passage."""
    words = [word for word in claim.strip(".").split() if len(word) > 4]
    return 2 * sum(word in passage for word in words) > len(words)


def good(claim: str, passage: str) -> tuple[float, float]:
    return (0.95, 0.02) if holds(claim, passage) else (0.03, 0.05)


def inverted(claim: str, passage: str) -> tuple[float, float]:
    return (0.03, 0.9) if holds(claim, passage) else (0.95, 0.02)


def low(claim: str, passage: str) -> tuple[float, float]:
    """It tells, and sets its support so low that it would doubt everything."""
    return (0.15, 0.0) if holds(claim, passage) else (0.01, 0.0)


def refuting(claim: str, passage: str) -> tuple[None, float]:
    """As some that tell contradiction alone: of two sentences about different things it says the same."""
    return None, 0.7 if holds(claim, passage) else 0.99


def pedantic(claim: str, passage: str) -> tuple[float, float]:
    """It finds what is said letter by letter, and doubts the rest."""
    return (0.95, 0.0) if claim in passage else (0.02, 0.0)


CONSTANT = {
    "nothing": (0.05, 0.05),
    "everything": (0.95, 0.02),
    "refuses": (0.01, 0.9),
    "in between": (0.5, 0.3),
    "refutes alone": (None, 0.9),
}


@pytest.mark.parametrize("script", [good, refuting, pedantic])
def test_a_judge_that_tells_is_known_by_the_talks_own_words(script: Callable[[str, str], tuple[float, float]]) -> None:
    judge = Scripted(script)
    assert tells(judge, TALK)
    assert 4 <= len(judge.asked) / 2 <= 8
    assert all(claim in TALK.text for claim, _ in judge.asked)


@pytest.mark.parametrize("script", [inverted, low, *((lambda *_, s=s: s) for s in CONSTANT.values())])
def test_a_judge_that_does_not_tell_is_known(script: Callable[[str, str], tuple[float, float]]) -> None:
    assert not tells(Scripted(script), TALK)


def test_in_a_talk_of_a_few_statements_nothing_is_known_of_a_judge() -> None:
    judge = Scripted(inverted)
    assert tells(judge, _talk(SAID[:1]))
    assert tells(judge, _talk([]))
    assert not judge.asked


def verdicts(judge: Scripted, *texts: str) -> tuple[list[Verdict], list[NoteCode]]:
    claims = [Claim(str(at), text, None) for at, text in enumerate(texts)]
    report = check(None, claims, TALK.transcript, options=CheckOptions(reader=Reader(None, judge)))
    notes = [note.code for note in report.notes if isinstance(note, Note)]
    return [finding.verdict for finding in report.findings], notes


def test_a_good_judge_is_heeded() -> None:
    by_words = decided([assess_claim(Claim("", text, None), TALK) for text in CLAIMS], TALK)
    assert [finding.verdict for finding in by_words.findings] == [Verdict.SUPPORTED] * len(CLAIMS)
    doubted = CLAIMS[3]
    found, notes = verdicts(
        Scripted(lambda claim, passage: (0.02, 0.02) if claim == doubted else good(claim, passage)), *CLAIMS, UNSAID
    )
    assert found == [Verdict.UNCLEAR if text == doubted else Verdict.SUPPORTED for text in CLAIMS] + [Verdict.NOT_FOUND]
    assert notes == [NoteCode.READ_HERE, NoteCode.UNMEASURED]


@pytest.mark.parametrize("script", [inverted, low, *((lambda *_, s=s: s) for s in CONSTANT.values())])
def test_a_judge_that_does_not_tell_changes_nothing_and_the_report_says_so(
    script: Callable[[str, str], tuple[float, float]],
) -> None:
    found, notes = verdicts(Scripted(script), *CLAIMS, UNSAID)
    assert found == [Verdict.SUPPORTED] * len(CLAIMS) + [Verdict.NOT_FOUND]
    assert notes == [NoteCode.READ_HERE, NoteCode.UNMEASURED, NoteCode.DOES_NOT_TELL]


def test_nor_does_one_that_doubts_nearly_every_tick() -> None:
    reworded = [f"{text} then" for text in CLAIMS]  # which nobody said letter by letter
    found, notes = verdicts(Scripted(pedantic), *reworded)
    assert found == [Verdict.SUPPORTED] * len(CLAIMS)
    assert NoteCode.DOES_NOT_TELL in notes
    found, notes = verdicts(Scripted(pedantic), *reworded[:4])  # of so few, all may be wrong
    assert found == [Verdict.UNCLEAR] * 4
    assert NoteCode.DOES_NOT_TELL not in notes


def test_a_judge_is_not_tried_where_it_may_change_nothing() -> None:
    judge = Scripted(good)
    verdicts(judge, "They carried ninety families across the river")
    assert not judge.asked


def test_the_words_of_an_evidence_are_found_again() -> None:
    for first in range(0, len(TALK), 3):
        for last in range(first, min(first + 20, len(TALK))):
            segments = range(TALK.segment_of_token(first), TALK.segment_of_token(last) + 1)
            evidence = Evidence(TALK.interval(first, last), TALK.heard(first, last), tuple(segments), 1.0)
            assert tokens_of(evidence, TALK) == (first, last)


def test_it_reads_what_a_measured_judge_reads() -> None:
    judge = Scripted(good)
    verdicts(judge, *CLAIMS, UNSAID)
    for text in (*CLAIMS, UNSAID):
        read = {passage for claim, passage in judge.asked if claim == text}
        assert read == {passage for _, passage in statements(assess_claim(Claim("", text, None), TALK), TALK)[:3]}
        assert all(len(passage.split()) > 40 for passage in read)
