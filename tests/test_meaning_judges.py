"""Judges of entailment: what their labels say, long passages, and what they may change of a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import astuple, replace
from pathlib import Path

import numpy as np
import pytest

from align.check import read_talk
from align.judging.assess import FEATURES, MEANING_FEATURES
from align.judging.meaning import Weighed
from align.judging.model import Regression, default_model, model_from
from align.judging.verdicts import assess_claim, decide
from align.meaning.decision import decided, informed
from align.meaning.entailment import EntailmentJudge
from align.meaning.open import open_encoder, open_judge, own_name
from align.meaning.reader import Reader, Telling
from align.meaning.second_opinion import second_opinion
from align.meaning.types import Stance
from align.types import AlignError, Claim, Evidence, Finding, NoteCode, ReasonCode, Verdict
from audio import Interval
from tests.support.tiny_models import LABELS, write_encoder, write_judge
from transcripts import Segment, Transcript, Word

# Logits of entailment, neutral and contradiction that each word adds.
WORDS = {"yes": (4.0, 0.0, 0.0), "no": (0.0, 0.0, 4.0), "perhaps": (0.0, 4.0, 0.0), "filler": (0.0, 0.0, 0.0)}


def likeliest(stance: Stance | None) -> str:
    assert stance is not None
    return max(("supports", "refutes", "neutral"), key=lambda name: getattr(stance, name) or 0.0)


def test_labels_are_read_from_the_configuration(tmp_path: Path) -> None:
    other = {"id2label": {"0": "CONTRADICTION", "1": "Neutral", "2": "entailment"}}
    usual = EntailmentJudge("usual", write_judge(tmp_path / "usual", WORDS))
    turned = EntailmentJudge("turned", write_judge(tmp_path / "turned", WORDS, other))
    said, unsaid = usual.read_pairs([("claim", "yes")])[0], turned.read_pairs([("claim", "yes")])[0]
    assert likeliest(said) == "supports"
    assert likeliest(unsaid) == "refutes"
    assert sum(astuple(said)[:3]) == pytest.approx(1.0)


def test_each_passage_has_its_own_stance_in_order(tmp_path: Path) -> None:
    judge = EntailmentJudge("tiny", write_judge(tmp_path / "tiny", WORDS))
    stances = judge.read("claim", ["filler " * 40 + "no", "yes", "perhaps", ""])
    assert [likeliest(one) for one in stances][:3] == ["refutes", "supports", "neutral"]
    assert judge.read("claim", []) == []


def test_of_a_long_passage_the_window_counts_that_says_most(tmp_path: Path) -> None:
    folder = write_judge(tmp_path / "short", WORDS, {"max_position_embeddings": 32})
    passage = "perhaps " + "filler " * 90 + "yes"
    (stance,) = EntailmentJudge("short", folder).read("claim", [passage])
    assert likeliest(stance) == "supports"


def test_a_claim_longer_than_the_model_reads_is_cut(tmp_path: Path) -> None:
    judge = EntailmentJudge("tiny", write_judge(tmp_path / "tiny", WORDS))
    (stance,) = judge.read("x" * 5000 + " claim " * 2000, ["yes"])
    assert likeliest(stance) == "supports"


def test_a_model_of_one_length_is_fed_rows_of_that_length(tmp_path: Path) -> None:
    folder = write_judge(tmp_path / "fixed", WORDS, tokens=24)
    stances = EntailmentJudge("fixed", folder).read("claim " * 30, ["yes", "filler " * 90 + "no", "perhaps"])
    assert [likeliest(one) for one in stances] == ["supports", "refutes", "neutral"]


def test_a_model_of_two_labels_tells_the_one_thing_it_knows(tmp_path: Path) -> None:
    words = {"yes": (4.0, 0.0), "no": (0.0, 4.0)}
    entails = {"id2label": {"0": "entailment", "1": "not_entailment"}}
    refutes = {"id2label": {"0": "contradiction", "1": "not_contradiction"}}
    for labels, known, unknown in ((entails, "supports", "refutes"), (refutes, "refutes", "supports")):
        judge = EntailmentJudge("two", write_judge(tmp_path / known, words, labels))
        stances = judge.read("claim", ["yes", "no"])
        assert [likeliest(one) for one in stances] == [known, "neutral"]
        assert all(getattr(one, unknown) is None for one in stances)


@pytest.mark.parametrize(
    "labels",
    [
        {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"},
        {"0": "entailment", "1": "entailments", "2": "neutral"},
        {"0": "entailment", "1": "contradiction", "2": "toxic"},
        {"0": "entailment"},
        None,
        ["entailment"],
    ],
)
def test_a_model_with_other_labels_is_refused(tmp_path: Path, labels: object) -> None:
    with pytest.raises(AlignError, match="is no judge: it should have the labels"):
        EntailmentJudge("other", write_judge(tmp_path / "other", WORDS, {"id2label": labels}))


def test_an_encoder_is_no_judge_and_a_judge_no_encoder(tmp_path: Path) -> None:
    encoder = write_encoder(tmp_path / "encoder", WORDS, {"id2label": LABELS})
    with pytest.raises(AlignError, match="no judge"):
        EntailmentJudge("encoder", encoder).read("claim", ["yes"])
    judge = open_encoder(str(write_judge(tmp_path / "judge", WORDS)))
    assert judge is not None
    with pytest.raises(AlignError, match="no sentence encoder"):
        judge.similarity("claim", ["yes"])


def test_models_are_opened_as_they_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert open_encoder("none") is None
    assert open_judge("none") is None
    encoder = open_encoder(str(write_encoder(tmp_path / "multilingual-e5-small", WORDS)))
    assert encoder is not None
    assert encoder.name == own_name("e5-small") == own_name("intfloat/multilingual-e5-small") == "multilingual-e5-small"
    with pytest.raises(AlignError, match="there is no model folder"):
        open_judge(str(tmp_path / "nowhere"))


class Scripted:
    """A judge that says what it was told to."""

    name = "scripted"

    def __init__(self, stances: dict[str, Stance | None]) -> None:
        self.stances = stances
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def read(self, claim: str, passages: Sequence[str]) -> Sequence[Stance | None]:
        self.asked.append((claim, tuple(passages)))
        return [self.stances[passage] for passage in passages]


def test_places_that_read_the_same_are_asked_about_once() -> None:
    judge = Scripted({"a": Stance(0.7, 0.2, 0.1), "b": Stance(0.1, 0.2, 0.7)})
    weighed = Reader(None, judge).weigh([("claim", text) for text in "abaa"])
    assert [one.entails for one in weighed] == [0.7, 0.1, 0.7, 0.7]
    assert judge.asked == [("claim", ("a", "b"))]


def test_a_reader_asks_once_a_claim_and_tells_how_far_it_is(tmp_path: Path) -> None:
    judge = Scripted({"a": Stance(0.7, 0.2, 0.1, "a"), "b": None})
    told: list[tuple[float, float | None]] = []
    encoder = open_encoder(str(write_encoder(tmp_path / "tiny", {"a": (1.0, 0.0), "b": (0.0, 1.0)})))
    reader = Reader(encoder, judge, Telling(watch=lambda: nullcontext(lambda done, whole: told.append((done, whole)))))
    first, second, third = reader.weigh([("a", "a"), ("a", "b"), ("b", "b")])
    assert (first.entails, first.refutes, first.proof) == (0.7, 0.2, "a")
    assert second == third == Weighed()
    assert judge.asked == [("a", ("a", "b")), ("b", ("b",))]
    assert told == [(1, 2), (2, 2)]
    assert reader.name == "tiny + scripted"
    assert Reader(None, None).weigh([("a", "b")]) == [Weighed()]


EVIDENCE = (
    Evidence(Interval(1.0, 2.0), "first words", (0,), 0.9),
    Evidence(Interval(5.0, 6.0), "other words", (2,), 0.4),
)
HEARD = read_talk(
    Transcript(
        tuple(
            Segment((Word(at, at + 0.5, first), Word(at + 0.5, at + 1.0, second)))
            for at, first, second in ((1.0, "first", "words"), (3.0, "between", "them"), (5.0, "other", "words"))
        ),
        language="en",
    )
)
# Of a judge that tells contradiction alone.
REFUTED, UNREFUTED = Weighed(None, None, 0.9), Weighed(None, None, 0.1)
YES, NO, NEITHER = Weighed(None, 0.95, 0.02), Weighed(None, 0.05, 0.9, "words"), Weighed(None, 0.1, 0.1)


def found(verdict: Verdict) -> Finding:
    return Finding(Claim("1", "claim", None), verdict, 0.9, evidence=EVIDENCE)


@pytest.mark.parametrize("weighed", [(NO, NEITHER), (NO, YES), (NEITHER, NEITHER), (REFUTED, UNREFUTED)])
def test_a_tick_that_is_not_read_so_becomes_unclear(weighed: tuple[Weighed, ...]) -> None:
    after = second_opinion(found(Verdict.SUPPORTED), weighed, HEARD)
    assert after.verdict is Verdict.UNCLEAR
    assert [reason.code for reason in after.reasons] == [ReasonCode.MODEL_DOUBTS]
    assert after.reasons[0].audio == weighed[0].proof


@pytest.mark.parametrize(
    "weighed", [(YES, NO), (Weighed(None, 0.5, 0.5), NO), (NEITHER, YES), (UNREFUTED, REFUTED), (Weighed(0.9),), ()]
)
def test_a_tick_that_is_read_so_or_not_read_stays(weighed: tuple[Weighed, ...]) -> None:
    assert second_opinion(found(Verdict.SUPPORTED), weighed, HEARD) == found(Verdict.SUPPORTED)


def test_what_was_not_heard_may_have_been_said_and_the_proof_is_shown() -> None:
    after = second_opinion(found(Verdict.NOT_FOUND), (NEITHER, replace(YES, proof="other")), HEARD)
    assert after.verdict is Verdict.UNCLEAR
    (reason,) = after.reasons
    assert (reason.code, reason.audio, reason.interval) == (ReasonCode.MODEL_HEARS, "other", Interval(5.0, 5.5))
    assert after.evidence == EVIDENCE[::-1]


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("weighed", [YES, NO, NEITHER])
def test_an_unmeasured_judge_makes_neither_tick_nor_cross(verdict: Verdict, weighed: Weighed) -> None:
    after = second_opinion(found(verdict), (weighed, weighed), HEARD)
    assert after.verdict in (verdict, Verdict.UNCLEAR)


class Reading(Scripted):
    """A judge that finds what a claim says where the passage has its last word."""

    name = "reading"

    def read(self, claim: str, passages: Sequence[str]) -> Sequence[Stance | None]:
        said = [claim.split()[-1].strip(".") in passage for passage in passages]
        return [Stance(0.98, 0.01, 0.01) if one else Stance(0.01, 0.01, 0.98) for one in said]


CLAIMS = ["They carried forty families", "The archive was sold to a museum", "My sister keeps the books"]
TALK = Transcript(
    tuple(
        Segment(tuple(Word(at + 0.3 * place, at + 0.3 * place + 0.2, word) for place, word in enumerate(text.split())))
        for at, text in enumerate(["We carried forty families across.", "My sister keeps the accounts there."], 1)
    ),
    language="en",
)


SPOKEN = len(FEATURES) + MEANING_FEATURES.index("spoken")


def test_every_passage_that_is_decided_on_was_read() -> None:
    talk = read_talk(TALK)
    assessed = [assess_claim(Claim(text, text, None), talk) for text in CLAIMS]
    read = informed(assessed, talk, Reader(None, Reading({})))
    wide = len(FEATURES) + len(MEANING_FEATURES)
    assert {len(one.features) for claim in read for one in claim.passages} == {wide}
    assert [claim.passages[0].features[SPOKEN] > 0.5 for claim in read] == [True, False, False]
    assert informed([], talk, Reader(None, Reading({}))) == []


def test_a_measured_judge_takes_part_in_the_decision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = read_talk(TALK)
    assessed = [assess_claim(Claim(text, text, None), talk) for text in CLAIMS]
    reader = Reader(None, Reading({}))
    assert [note.code for note in reader.notes()] == [NoteCode.READ_HERE, NoteCode.UNMEASURED]
    row = {
        "supported": {"bias": -4.0, "spoken": 8.0},
        "contradicted": {"bias": -9.0},
        "heard": {"bias": -4.0, "spoken": 8.0},
    }
    limits = {"heard": 0.5, "supported": 0.5, "contradicted": 0.5}
    measured = model_from({**row, "from": limits})
    monkeypatch.setattr("align.meaning.reader.fitted", lambda name: measured if name == "reading" else None)
    findings = decided(assessed, talk, reader).findings
    assert findings[0].verdict is Verdict.SUPPORTED
    assert [finding.verdict for finding in findings[1:]] == [Verdict.NOT_FOUND] * 2  # whatever the words say
    assert [note.code for note in reader.notes()] == [NoteCode.READ_HERE]
    encoder = open_encoder(str(write_encoder(tmp_path / "tiny", {"families": (1.0, 0.0)})))
    assert Reader(encoder, Reading({})).model is measured  # measured without an encoder, and now beside one
    assert Reader(encoder).model is None


def test_an_encoder_whose_cosines_lie_higher_all_over_changes_nothing() -> None:
    words = tuple(
        Word(at, at + 0.5, text) for at, text in enumerate("We sold the old mill. The bakery burned.".split())
    )
    talk = read_talk(Transcript((Segment(words),), language="en", duration=9.0))
    near = np.linspace(0.7, 0.9, len(talk), dtype=np.float32)
    features = []
    for shift in (0.0, 0.08):
        talk.similarity = lambda _text, shift=shift: near + np.float32(shift)
        assessed = [assess_claim(Claim("1", "The bakery burned.", None), talk)]
        (read,) = informed(assessed, talk, Reader(None))
        features.append([one.features for one in read.passages])
    assert features[0]
    for before, after in zip(*features, strict=True):
        assert before == pytest.approx(after, abs=1e-4)
        assert before[len(FEATURES)] > 0  # it stands out


def test_in_a_talk_of_a_few_statements_no_place_can_stand_out_and_words_decide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = open_encoder(str(write_encoder(tmp_path / "tiny", {"families": (1.0, 0.0)})))
    deaf = replace(default_model(), heard=Regression(-9.0, {}))
    monkeypatch.setattr("align.meaning.reader.fitted", lambda _name: deaf)
    reader = Reader(encoder, cache=False)
    talk = read_talk(TALK, reader=reader)
    assessed = [assess_claim(Claim(text, text, None), talk) for text in CLAIMS]
    assert decided(assessed, talk, reader).findings == tuple(decide(one, talk) for one in assessed)
    assert decide(assessed[0], talk).verdict is not Verdict.NOT_FOUND
