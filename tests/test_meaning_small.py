"""The small judge that comes with Mazeej: whole, small, named, and able to tell what was said from what was not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from align.check import read_talk
from align.judging.assess import MEANING_FEATURES, meaning_features
from align.judging.meaning import Weighed
from align.judging.model import Regression, default_model, fitted
from align.judging.verdicts import assess_claim, decide
from align.meaning import AUTO, Judge, Reader, open_judge
from align.meaning.catalogue import OWN_JUDGE, SMALL, SMALL_FOLDER
from align.meaning.entailment import EntailmentJudge
from align.types import AlignError, Claim, Verdict
from tests.support.talks import talk
from tests.support.tiny_models import write_judge

MOST_BYTES = 40 * 1024 * 1024


@pytest.fixture(scope="module")
def small() -> Judge:
    judge = open_judge(AUTO)
    assert judge is not None
    return judge


def test_it_is_small_and_lies_beside_its_licence() -> None:
    files = [path for path in SMALL_FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES
    assert "MIT" in (SMALL_FOLDER / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [SMALL, AUTO, OWN_JUDGE.name])
def test_it_has_one_name_and_its_weights(name: str) -> None:
    judge = open_judge(name)
    assert judge is not None
    assert judge.name == SMALL_FOLDER.name
    assert fitted(judge.name) is not None


def test_a_folder_of_its_name_does_not_take_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / SMALL).mkdir()
    monkeypatch.chdir(tmp_path)
    assert isinstance(open_judge(SMALL), EntailmentJudge)


@pytest.mark.parametrize(
    ("claim", "said", "unsaid"),
    [
        (
            "The station was shut for three months after the fire.",
            "so after the fire, right, nobody could get a train, the station stayed closed, three months, all summer",
            "my uncle had a barber's shop by the station, he cut everybody's hair, even the mayor's, thirty years",
        ),
        (
            "أغلقت المحطة ثلاثة أشهر بعد الحريق",
            "وبعد ما احترقت يعني المحطة ضلت مسكرة تلات شهور، ما كان في قطار ولا شي",
            "خالي كان عندو محل حلاقة جنب المحطة، كان يحلق للكل، حتى لرئيس البلدية",
        ),
    ],
)
def test_it_tells_what_was_said_from_what_was_not(small: Judge, claim: str, said: str, unsaid: str) -> None:
    here, there = small.read(claim, [said, unsaid])
    assert here is not None
    assert there is not None
    assert here.neutral < there.neutral


def test_it_says_no_more_than_whether_a_passage_speaks_of_the_claim(small: Judge) -> None:
    (weighed,) = Reader(None, small).weigh([("He sold the shop.", "I sold the shop in May.")])
    assert (weighed.entails, weighed.refutes) == (None, None)
    assert weighed.about is not None


def test_it_is_not_asked_in_a_language_that_it_does_not_read(small: Judge) -> None:
    assert Reader(None, small).in_language("en").judge is small
    assert Reader(None, small).in_language("und").judge is None


def test_no_other_judge_goes_by_its_name(tmp_path: Path) -> None:
    write_judge(tmp_path / SMALL_FOLDER.name, {"shop": (0.0, 0.0, 1.0)})
    with pytest.raises(AlignError, match="call the folder otherwise"):
        open_judge(str(tmp_path / SMALL_FOLDER.name))


def test_what_was_read_is_remembered(small: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    first = small.read("He sold the shop.", ["I sold the shop in May.", "It rained."])
    monkeypatch.setattr(EntailmentJudge, "read_pairs", lambda _self, pairs: pairs and pytest.fail("read again"))
    assert small.read("He sold the shop.", ["It rained.", "I sold the shop in May."]) == [first[1], first[0]]


@pytest.mark.parametrize(
    ("weighed", "doubt"),
    [
        (Weighed(about=0.9), 0.0),
        (Weighed(about=0.5), 0.0),
        (Weighed(about=0.1), 0.8),
        (Weighed(entails=0.1, refutes=0.2), 0.0),  # that is `spoken`
        (Weighed(similarity=2.0), 0.0),  # no judge was asked
    ],
)
def test_a_judge_doubts_what_it_holds_likelier_not_spoken_of_than_spoken_of(weighed: Weighed, doubt: float) -> None:
    assert meaning_features(weighed)[MEANING_FEATURES.index("doubt")] == pytest.approx(doubt)


def test_its_doubt_counts_against_a_tick_and_a_cross_and_its_assent_for_neither() -> None:
    measured = fitted(SMALL_FOLDER.name)
    assert measured is not None
    for weights in (measured.supported.weights, measured.contradicted.weights):
        assert weights["doubt"] < 0
        assert "about" not in weights
        assert "leans" not in weights


def test_what_words_tick_or_cross_is_heard_whatever_a_model_of_meaning_says() -> None:
    """It has a say in what words leave open: here half of the claim was said."""
    deaf = replace(default_model(), heard=Regression(-9.0, {}))
    heard = read_talk(talk("We carried forty families across.", "My sister keeps the accounts there."))
    said, in_part, other = (
        "They carried forty families across the river.",
        "They carried families home by train.",
        "sixty",
    )
    verdicts = [
        decide(assess_claim(Claim(text, text, None), heard), heard, deaf).verdict
        for text in (said, said.replace("forty", other), in_part)
    ]
    assert verdicts == [Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND]
