"""A larger model's opinion on the evidence: agreement is shown, disagreement makes the verdict unclear, and little is
heard again."""

from __future__ import annotations

from pathlib import Path

import pytest

from align import CheckOptions, Verdict, check
from align.claims import read_claims
from align.recheck import MOST_SHARE, Recheck, spliced
from align.types import Finding, ReasonCode
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
