"""A larger model's opinion on the evidence: agreement is shown, disagreement makes the verdict unclear, and little is
heard again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from align import CheckOptions, Verdict, check
from align.check import read_talk
from align.claims import read_claims
from align.recheck import MOST, MOST_SHARE, Recheck, rechecked, spliced
from align.types import Claim, Evidence, Finding, Reason, ReasonCode
from audio import Interval
from transcripts import Segment, Transcript, Word

SAID = "in the winter of the flood we carried forty families across the river in a single night"
CLAIM = "They carried {} families across the river in a single night."
DURATION = 600.0
AT = 100.0


def words(text: str, start: float = AT, probability: float = 0.9) -> tuple[Word, ...]:
    return tuple(
        Word(start + 0.5 * at, start + 0.5 * at + 0.4, word, probability) for at, word in enumerate(text.split())
    )


def talk(text: str = SAID, probability: float = 0.9) -> Transcript:
    before = Segment(words("my father retired and I took over the ferry", 20.0), "guest")
    return Transcript((before, Segment(words(text, probability=probability), "guest")), language="en")


class Larger:
    """Stands for a larger model, which hears `texts` one after the other, wherever it is asked."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts
        self.asked: list[Interval] = []

    def __call__(self, stretch: Interval) -> Transcript:
        self.asked.append(stretch)
        return talk(self._texts[(len(self.asked) - 1) % len(self._texts)])


def checked(folder: Path, number: str, transcript: Transcript, larger: Larger) -> Finding:
    (folder / "claims.txt").write_text(CLAIM.format(number))
    options = CheckOptions(recheck=Recheck("large", larger, DURATION))
    return check(None, read_claims(folder / "claims.txt"), transcript, options=options).findings[0]


def codes(finding: Finding) -> set[ReasonCode]:
    return {reason.code for reason in finding.reasons}


def test_a_contradiction_that_is_heard_twice_stays_and_says_so(tmp_path: Path) -> None:
    larger = Larger(SAID)
    finding = checked(tmp_path, "sixty", talk(), larger)
    assert finding.verdict is Verdict.CONTRADICTED
    assert ReasonCode.RECHECK_AGREES in codes(finding)
    first, second = larger.asked
    assert first.start != second.start, "in windows that begin elsewhere"


@pytest.mark.parametrize("again", [(SAID.replace("forty", "sixty"),), (SAID, SAID.replace("forty", "sixty"))])
def test_a_contradiction_that_both_hearings_do_not_bear_out_is_unclear(tmp_path: Path, again: tuple[str, ...]) -> None:
    finding = checked(tmp_path, "sixty", talk(), Larger(*again))
    assert finding.verdict is Verdict.UNCLEAR
    (reason,) = (reason for reason in finding.reasons if reason.code is ReasonCode.RECHECK_DIFFERS)
    assert reason.audio is not None
    assert "sixty families" in reason.audio


def test_support_is_heard_again_where_the_recogniser_was_unsure(tmp_path: Path) -> None:
    sure, unsure = Larger(SAID), Larger(SAID)
    assert checked(tmp_path, "forty", talk(), sure).verdict is Verdict.SUPPORTED
    assert checked(tmp_path, "forty", talk(probability=0.3), unsure).verdict is Verdict.SUPPORTED
    assert (len(sure.asked), len(unsure.asked)) == (0, 2)


def test_little_is_heard_again(tmp_path: Path) -> None:
    segments = [Segment(words(SAID, 100.0 * at), "guest") for at in range(1, 6)]
    (tmp_path / "claims.txt").write_text("\n".join(CLAIM.format(number) for number in ("sixty", "ninety", "eighty")))
    larger = Larger(SAID)
    options = CheckOptions(recheck=Recheck("large", larger, 300.0))
    check(None, read_claims(tmp_path / "claims.txt"), Transcript(tuple(segments), language="en"), options=options)
    assert larger.asked
    assert sum(stretch.duration for stretch in larger.asked) <= MOST_SHARE * 300.0


def test_new_words_take_the_place_of_old_ones_and_keep_their_speaker() -> None:
    heard = Transcript((Segment(words("we carried sixty", AT + 3.0)),), language="en")
    whole = spliced(talk(), Interval(AT + 3.0, AT + 5.0), heard)
    text = " ".join(word.text for word in whole.words())
    assert "we carried sixty across the river" in text
    assert {segment.speaker for segment in whole.segments} == {"guest"}


@pytest.mark.parametrize("begins", [101.0, 120.0, 146.0])
def test_of_a_long_evidence_what_decides_is_heard_again(begins: float) -> None:
    long = Transcript((Segment(words("on and on we rowed " * 20), "guest"),), language="en")
    place, told = Interval(AT, AT + 50.0), Interval(begins, begins + 3.0)
    reason = Reason(ReasonCode.NUMBER_DIFFERS, "sixty", "forty", told)
    found = Finding(
        Claim("c1", "sixty", None), Verdict.CONTRADICTED, 0.9, (reason,), (Evidence(place, "…", (0,), 1.0, None),)
    )
    larger = Larger(SAID)
    (again,) = rechecked([found], read_talk(long), Recheck("large", larger, 1_000.0), lambda claims, heard: [found])
    first, second = larger.asked
    assert first.start != second.start
    assert all(one.start <= told.start and told.end <= one.end and one.duration <= MOST for one in larger.asked)
    both = again.reasons[-1].interval
    assert both is not None
    assert (both.start, both.end) == (max(AT, first.start, second.start), min(AT + 50.0, first.end, second.end))


def test_what_decides_and_lies_far_apart_is_not_said_to_be_heard_again() -> None:
    reasons = tuple(Reason(ReasonCode.NUMBER_DIFFERS, "1", "2", Interval(at, at + 1.0)) for at in (AT, AT + 40.0))
    evidence = Evidence(Interval(AT, AT + 50.0), "…", (0,), 1.0, None)
    found = Finding(Claim("c1", "1", None), Verdict.CONTRADICTED, 0.9, reasons, (evidence,))
    larger = Larger(SAID)
    assert rechecked([found], read_talk(talk()), Recheck("l", larger, DURATION), lambda claims, heard: [found]) == (
        found,
    )
    assert not larger.asked


@pytest.mark.parametrize("by_word", [False, True])
def test_each_new_word_is_said_by_whoever_spoke_there(by_word: bool) -> None:
    asked, answered = words("did you sell it", AT), words("no never I kept it", AT + 2.0)
    segments = (Segment(asked, "host"), Segment(answered, "guest"))
    if by_word:
        named = [replace(w, speaker=one.speaker) for one in segments for w in one.words]
        segments = (Segment(tuple(named)),)  # type: ignore[assignment]
    heard = Transcript((Segment(words("did you sell it never I kept it", AT + 0.1), None),), language="en")
    whole = spliced(Transcript(segments, language="en"), Interval(AT, AT + 10.0), heard)
    assert [(one.text, one.speaker) for one in whole.segments] == [
        ("did you sell it", "host"),
        ("never I kept it", "guest"),
    ]
