"""The measuring itself, on data small enough to count by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from align.types import Claim, Evidence, Finding, Verdict
from audio import Interval
from benchmarks import accuracy, alignment, baselines, context, coverage, synthetic
from benchmarks.datasets import DataError, Dataset, Labelled, Shape, Talk, read, source_transcript, spread
from benchmarks.examples import examples
from benchmarks.headlines import Scored, headlines, precision_curve, share_shown
from benchmarks.leave_out import thinned
from benchmarks.metrics import (
    Judged,
    Place,
    Recall,
    Score,
    Search,
    calibration_error,
    discrimination,
    judging,
    reliability,
    retrieval,
)
from benchmarks.transcription import measured_before
from benchmarks.variants import NOISED_SHARE, VARIANTS, halves, joined, noised
from transcripts import Segment, Transcript

S, P, C, N, U = (
    Verdict.SUPPORTED,
    Verdict.PARTLY_SUPPORTED,
    Verdict.CONTRADICTED,
    Verdict.NOT_FOUND,
    Verdict.UNCLEAR,
)


def segment(text: str, start: float, end: float, speaker: str | None = None) -> Segment:
    bounds = Interval(start, end)
    return Segment(spread(text, bounds, speaker), speaker=speaker, interpolated=True, bounds=bounds)


def talk() -> Talk:
    segments = (
        segment("one two three four", 0, 4, "A"),
        segment("five", 4, 5, "A"),
        segment("", 5, 6, "B"),
        segment("six seven", 7, 9, "B"),
    )
    claims = (
        Labelled(Claim("a", "first", None), frozenset({0})),
        Labelled(Claim("b", "last", None), frozenset({1, 3})),
        Labelled(Claim("c", "nowhere", None)),
    )
    return Talk("talk", Transcript(segments, language="en"), claims)


def place(segment: int, start: float, end: float) -> Place:
    return Place((segment,), Interval(start, end))


class TestRetrieval:
    def test_ranks_and_distances(self) -> None:
        gold = Interval(100, 110)
        searches = [
            Search((place(5, 105, 107), place(1, 0, 9)), frozenset({5}), (gold,)),  # rank 1, inside
            Search((place(1, 90, 99), place(5, 100, 110)), frozenset({5}), (gold,)),  # rank 2, 10 s before
            Search((place(1, 121, 125), place(2, 0, 1), place(3, 1, 2)), frozenset({5}), (gold,)),  # 11 s after
            Search((), frozenset({5}), (gold,)),
        ]
        found = retrieval(searches)
        assert found.claims == 4
        assert found.recall_at_1 == 1 / 4
        assert found.recall_at_3 == 2 / 4
        assert found.mrr == (1 + 1 / 2) / 4
        assert found.within_10_s == 2 / 4
        assert found.mean_seconds == (2 + 9 + 4) / 3

    def test_a_fourth_place_does_not_count(self) -> None:
        places = tuple(place(at, at, at + 1) for at in range(4))
        assert retrieval([Search(places, frozenset({3}), (Interval(3, 4),))]).recall_at_3 == 0


class TestVerdicts:
    JUDGED = (
        Judged(S, S, 0.95),
        Judged(S, P, 0.55),
        Judged(S, C, 0.35),
        Judged(S, U, 0.35),
        Judged(C, C, 1.0, ("number",)),
        Judged(C, S, 0.55, ("number", "name")),
        Judged(N, N, 0.95),
        Judged(N, S, 0.95),
    )

    def test_scores(self) -> None:
        found = judging(self.JUDGED)
        # Called supported: S S, S P, C S, N S; two of these four rightly, of four so labelled.
        assert found.per_verdict["supported"] == Score(4, 0.5, 0.5, 0.5)
        assert found.per_verdict["contradicted"] == Score(2, 0.5, 0.5, 0.5)
        assert found.per_verdict["not_found"] == Score(2, 1.0, 0.5, 2 / 3)
        assert found.macro_f1 == pytest.approx((0.5 + 0.5 + 2 / 3) / 3)
        assert found.false_contradicted == 1 / 4
        assert found.unclear == 1 / 8

    def test_fewer_labels(self) -> None:
        found = judging(self.JUDGED)
        # Without the two not_found: supported called thrice, twice rightly, of four; contradicted as before.
        assert found.two_way_macro_f1 == pytest.approx((4 / 7 + 0.5) / 2)
        # Not supported: called C, C, N, of which two rightly, of four; `unclear` is neither.
        assert found.binary_macro_f1 == pytest.approx((0.5 + 4 / 7) / 2)

    def test_kinds_of_edit(self) -> None:
        assert judging(self.JUDGED).contradicted_recall == {"name": Recall(1, 0.0), "number": Recall(2, 0.5)}

    def test_confusion_keeps_the_verdict_as_given(self) -> None:
        assert judging(self.JUDGED).confusion == {
            "supported": {"supported": 1, "partly_supported": 1, "contradicted": 1, "unclear": 1},
            "contradicted": {"supported": 1, "contradicted": 1},
            "not_found": {"supported": 1, "not_found": 1},
        }

    def test_a_label_that_does_not_occur_is_not_averaged(self) -> None:
        found = judging([Judged(S, S, 1.0), Judged(C, S, 1.0)])
        assert found.macro_f1 == pytest.approx((2 / 3 + 0) / 2)
        assert set(found.per_verdict) == {"supported", "contradicted"}


class TestCalibration:
    def test_bins_and_error(self) -> None:
        bins = reliability([Judged(S, S, 0.95), Judged(S, C, 1.0), Judged(S, S, 0.3), Judged(S, S, 0.39)])
        assert [(row.low, row.high, row.claims, row.right) for row in bins] == [(0.3, 0.4, 2, 1.0), (0.9, 1.0, 2, 0.5)]
        # (2 * |0.345 - 1| + 2 * |0.975 - 0.5|) / 4
        assert calibration_error(bins) == pytest.approx(0.565)

    def test_sure_and_right_is_no_error(self) -> None:
        assert calibration_error(reliability([Judged(S, S, 1.0), Judged(C, C, 1.0)])) == 0

    def test_discrimination(self) -> None:
        right, tie, wrong = Judged(S, S, 0.9), Judged(S, S, 0.4), Judged(S, C, 0.4)
        assert discrimination([right, tie, wrong]) == (1 + 0.5) / 2
        assert discrimination([Judged(S, S, 0.2), wrong]) == 0
        assert discrimination([right, tie]) == 0.5


def scored(label: Verdict, verdict: Verdict, support: float = 0.0, *, first: int | None = None) -> Scored:
    """A verdict beside its label; `first` is the segment of the first evidence, where segment 0 is the right one."""
    claim = Claim("c", "claim", None)
    evidence = () if first is None else (Evidence(Interval(0, 1), "said", (first,), 1.0),)
    item = Labelled(claim, frozenset() if first is None else frozenset({0}), label, ("role",))
    return Scored("talk", item, Finding(claim, verdict, support, evidence=evidence), support)


class TestHeadlines:
    SCORED = (
        scored(S, S, 0.9, first=0),
        scored(S, C, 0.3, first=1),
        scored(S, N, 0.2),
        scored(S, P, 0.7),
        scored(C, S, 0.8),
        scored(C, C, 0.1),
        scored(N, S, 0.4),
    )

    def test_shares(self) -> None:
        found = headlines(self.SCORED)
        assert (found.supported_right, found.supported_shown) == (1 / 3, 1 / 4)
        assert (found.contradicted_right, found.contradicted_shown) == (1 / 2, 1 / 2)
        assert (found.false_accusations, found.not_heard) == (1 / 4, 1 / 4)
        assert (found.false_supports, found.silent_supported) == (1 / 2, 1.0)
        assert (found.recall_at_1, found.recall_at_3) == (1 / 2, 1 / 2)
        assert share_shown(self.SCORED, S, S, P) == 1 / 2

    def test_nothing_shown_has_no_share(self) -> None:
        assert headlines([scored(S, N)]).supported_right is None

    def test_the_curve_goes_by_how_sure_it_is(self) -> None:
        # 0.9 right, 0.8 wrong, 0.7 right, 0.4 wrong, 0.3 and 0.2 right: of four true claims one, then two, three.
        curve = precision_curve(self.SCORED)
        assert [(share, round(right, 2)) for share, right, _ in curve if share in (0.2, 0.5, 0.7)] == [
            (0.2, 1.0),
            (0.5, 0.67),
            (0.7, 0.6),
        ]


class TestVariants:
    def test_halves(self) -> None:
        cut = halves(talk())
        assert [item.text for item in cut.transcript.segments] == ["one two", "three four", "five", "", "six", "seven"]
        assert [set(item.gold) for item in cut.claims] == [{0, 1}, {2, 4, 5}, set()]
        first, second = cut.transcript.segments[:2]
        assert first.start == 0
        assert first.end == pytest.approx(second.start)
        assert second.end == pytest.approx(4)

    def test_joined(self) -> None:
        long = joined(talk())
        assert [item.text for item in long.transcript.segments] == ["one two three four five", "six seven"]
        assert [set(item.gold) for item in long.claims] == [{0}, {0, 1}, set()]
        assert [item.speaker for item in long.transcript.segments] == [None, "B"]
        assert [item.words[0].speaker for item in long.transcript.segments] == ["A", "B"]
        assert (long.transcript.segments[0].start, long.transcript.segments[0].end) == (0, 6)

    @pytest.mark.parametrize("words", ["salaam alaykum", "السلام عليكم"])
    def test_noised(self, words: str) -> None:
        clear = Talk(
            "noise", Transcript((segment(f"{words} " * 2000, 0, 100), segment(words, 100, 101))), talk().claims
        )
        heard = noised(clear)
        assert heard == noised(clear), "another run would measure something else"
        assert heard != noised(replace(clear, id="other"))
        assert heard.claims == clear.claims
        assert len(heard.transcript.segments) == 2
        left = heard.transcript.segments[0].words
        unhurt = sum(word.text in words.split() for word in left)
        # A word run together with the next takes that one along.
        assert unhurt == pytest.approx(4000 * (1 - NOISED_SHARE * 5 / 4), rel=0.05)
        assert all(before.end <= after.start + 1e-9 for before, after in pairwise(left))
        assert all("a" <= letter <= "z" for word in left for letter in word.text) or "س" in words

    def test_noise_never_empties_a_segment(self) -> None:
        lone = Talk("lone", Transcript(tuple(segment("نعم", at, at + 1) for at in range(500))), ())
        assert all(item.words for item in noised(lone).transcript.segments)

    def test_the_original_is_left_alone(self) -> None:
        assert VARIANTS["original"](talk()) == talk()


class TestReading:
    RECORDING: ClassVar[dict[str, Any]] = {
        "id": "r",
        "lang": "apc",
        "transcript": [
            {"id": "s0", "start": 0.0, "end": 4.0, "speaker": "A", "text": "aa bbbb"},
            {"id": "s1", "start": 4.0, "end": 5.0, "speaker": None, "text": ""},
        ],
        "claims": [{"id": "c0", "text": "claim", "gold": ["s1"], "label": "contradicted", "edit": "number"}],
    }
    PAIR: ClassVar[dict[str, Any]] = {
        "id": "p",
        "lang": "en",
        "source_text": "One. Two?",
        "claim": "claim",
        "label": "not_found",
    }

    def test_a_recording(self, tmp_path: Path) -> None:
        found = read(self.write(tmp_path, self.RECORDING))
        assert (found.name, found.shape, found.pairs) == ("set", Shape.RECORDING, False)
        (only,) = found.talks
        assert only.transcript.language == "ar"
        assert [word.start for word in only.transcript.words()] == pytest.approx([0, 4 / 3])
        assert [word.end for word in only.transcript.words()] == pytest.approx([4 / 3, 4])
        assert only.claims == (Labelled(Claim("c0", "claim", None), frozenset({1}), C, ("number",)),)

    def test_an_article(self, tmp_path: Path) -> None:
        text = "The mayor sold nine horses. The red boat sank near Oslo in March, but the school was open. We laughed."
        rows = [
            {"text": "The mayor sold nine horses.", "label": "supported", "gold": ["s1"]},
            {
                "text": "The red boat sank near Oslo in March, but the school was open.",
                "label": "contradicted",
                "gold": ["s0"],
                "wrong": "boat",
            },
        ]
        article = {key: value for key, value in self.RECORDING.items() if key != "claims"}
        found = read(self.write(tmp_path, article | {"article": text, "statements": rows}))
        (only,) = found.talks
        assert (found.shape, found.pairs) == (Shape.ARTICLE, False)
        shown = [(item.claim.text, item.label, sorted(item.gold)) for item in only.claims]
        assert shown == [
            ("The mayor sold nine horses", S, [1]),
            ("The red boat sank near Oslo in March", C, [0]),
            ("the school was open", S, [0]),
        ]
        (one, *_) = examples(found)
        assert not one.whole_talk, "articles measure, nothing is learnt from them"

    def test_a_pair(self, tmp_path: Path) -> None:
        found = read(self.write(tmp_path, self.PAIR))
        assert found.pairs
        (only,) = found.talks
        assert [item.text for item in only.transcript.segments] == ["One.", "Two?"]
        assert only.claims[0].label is N
        assert not only.claims[0].gold

    def test_a_passage_with_claims(self, tmp_path: Path) -> None:
        claims = [
            {"text": "one", "label": "not_stated", "edit": None},
            {"text": "two", "label": "contradicted", "edit": "role"},
        ]
        found = read(self.write(tmp_path, {"passage": "well yes / it broke", "claims": claims, "lang": "en"}))
        (only,) = found.talks
        assert (found.shape, found.pairs) == (Shape.PASSAGE, True)
        assert [item.text for item in only.transcript.segments] == ["well yes", "it broke"]
        assert [(item.label, item.edits) for item in only.claims] == [(N, ()), (C, ("role",))]

    def test_a_claim_with_three_passages(self, tmp_path: Path) -> None:
        row = {"claim": "it broke", "supporting": "it did", "contradicting": "it held", "silent": "a dam", "lang": "en"}
        found = read(self.write(tmp_path, row))
        assert [talk.claims[0].label for talk in found.talks] == [S, C, N]
        assert len({talk.group for talk in found.talks}) == 1
        rows = Dataset(
            "many", Shape.TRIPLE, tuple(replace(t, group=str(at // 3)) for at, t in enumerate(found.talks * 4))
        )
        assert [talk.group for talk in thinned(rows, 6).talks] == ["0", "0", "0", "2", "2", "2"], "whole groups"

    def test_speakers_of_a_dialogue(self) -> None:
        said = source_transcript("Ann Lee: Yes. No.\nBob: Why?\nand so on", "en").segments
        assert [(item.speaker, item.text) for item in said] == [
            ("Ann Lee", "Yes."),
            ("Ann Lee", "No."),
            ("Bob", "Why?"),
            ("Bob", "and so on"),
        ]
        assert said[3].end == pytest.approx(6 * 0.4)

    def test_a_headline_with_a_colon_is_no_dialogue(self) -> None:
        (only,) = source_transcript("الوزير: الأسعار ترتفع", "ar").segments
        assert only.speaker is None
        assert only.text == "الوزير: الأسعار ترتفع"

    @pytest.mark.parametrize("line", ['{"id": 1}', "[]", "no json", ""])
    def test_what_is_neither(self, tmp_path: Path, line: str) -> None:
        path = tmp_path / "set.jsonl"
        path.write_text(line + "\n", encoding="utf-8")
        with pytest.raises(DataError, match=r"set\.jsonl"):
            read(path)

    def test_gold_that_is_not_there(self, tmp_path: Path) -> None:
        wrong = self.RECORDING | {"transcript": []}
        with pytest.raises(DataError, match="line 1"):
            read(self.write(tmp_path, wrong))

    @staticmethod
    def write(folder: Path, row: Mapping[str, object]) -> Path:
        path = folder / "set.jsonl"
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        return path


class TestBaselines:
    SEGMENTS = ("the harbour was closed all winter", "bread prices doubled in march", "nobody came to the harbour")

    @pytest.mark.parametrize("name", baselines.BASELINES)
    def test_each_finds_a_sentence_said_word_for_word(self, name: str) -> None:
        scores = baselines.BASELINES[name](self.SEGMENTS, self.SEGMENTS)
        assert scores.shape == (3, 3)
        assert [best[0] for best in baselines.ranked(scores, 1)] == [0, 1, 2]

    def test_bm25_by_hand(self) -> None:
        # Three segments of two words each, so the length norm is k1; "fish" is in one of them, once.
        scores = baselines.bm25(["fish"], ["fish soup", "hot soup", "cold soup"])
        rarity = np.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
        assert scores[0] == pytest.approx([rarity * 2.2 / (1 + 1.2), 0, 0])

    def test_equals_stay_in_order(self) -> None:
        assert baselines.ranked(np.array([[1.0, 2.0, 1.0, 2.0]]), 3) == [[1, 3, 0]]

    def test_arabic_spellings_meet(self) -> None:
        assert baselines.words("أَنقرة، إلى مستشفى") == ["انقره", "الي", "مستشفي"]


class TestSynthetic:
    def test_the_same_interview_every_time(self) -> None:
        made = synthetic.interview(1000)
        assert made == synthetic.interview(1000)
        assert sum(1 for _ in made.words()) == 1000
        assert made.duration == pytest.approx(400)
        assert max(len(item.words) for item in made.segments) <= 20

    def test_claims_are_retold_from_their_segments(self) -> None:
        made = synthetic.interview(1000)
        told = synthetic.told_claims(made, 20)
        assert len(told) == 20
        for item in told:
            there = {word.text for at in item.segments for word in made.segments[at].words}
            words = item.claim.text.split()
            assert sum(word in there for word in words) >= len(words) / 3


def test_speed_is_measured_on_claims_that_are_found() -> None:
    measured = alignment.measure(600)
    assert (measured.words, measured.claims) == (600, alignment.CLAIMS)
    assert measured.found > 0.8
    assert 0 < measured.seconds < 60
    assert measured.peak_mib > 10


class TestCommand:
    def test_a_run_prints_and_writes_every_figure(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        row = {
            "id": "r",
            "lang": "en",
            "transcript": [
                {"id": at, "start": 5.0 * at, "end": 5.0 * at + 4, "speaker": "A", "text": text}
                for at, text in enumerate(TestBaselines.SEGMENTS)
            ],
            "claims": [
                {"id": "c", "text": "Bread prices doubled in March.", "gold": [1], "label": "supported", "edit": None}
            ],
        }
        out = tmp_path / "figures.json"
        accuracy.main([str(TestReading.write(tmp_path, row)), "--sets", "--json", str(out)])
        figures = json.loads(out.read_text(encoding="utf-8"))
        (only,) = figures["sets"]
        assert list(only["outcomes"]) == list(VARIANTS)
        assert only["outcomes"]["original"]["retrieval"]["Mazeej"]["recall_at_1"] == 1
        assert set(baselines.BASELINES) < set(only["outcomes"]["original"]["retrieval"])
        assert only["outcomes"]["original"]["judging"]["claims"] == 1
        assert figures["calibration"]["claims"] == 1
        assert figures["headlines"]["set"]["claims"] == 1
        assert "R@1" in capsys.readouterr().out

    def test_no_data_is_said(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(accuracy, "DATA", tmp_path)
        monkeypatch.setattr(accuracy, "ARTICLES", [])
        with pytest.raises(SystemExit, match="nothing was measured"):
            accuracy.main([])

    def test_a_missing_file_is_said_in_one_line(self, tmp_path: Path) -> None:
        with pytest.raises(SystemExit, match=r"gone\.jsonl cannot be read"):
            accuracy.main([str(tmp_path / "gone.jsonl")])


def test_coverage_counts_hits_of_hidden_claims_by_their_segments() -> None:
    lines = "The red boat sank near Oslo. The mayor sold nine horses to Adam. We all laughed a lot then.".split(". ")
    transcript = source_transcript(". ".join(lines), "en")
    claims = tuple(Labelled(Claim(str(at), line, None), frozenset({at})) for at, line in enumerate(lines))
    talk = Talk("t", transcript, claims)
    segments = transcript.segments
    whole = Interval(segments[0].start, segments[0].end)
    half_of_two = Interval(segments[1].end - 0.1, segments[2].start + 0.1)
    assert coverage._segments_hit(whole, talk) == {0}
    assert coverage._segments_hit(half_of_two, talk) == {1, 2}
    precision, recall, told, seconds = coverage._figures([whole, half_of_two], claims[:1], claims[1:], talk)
    assert (precision, recall, told) == (0.5, 1.0, 0.5)
    assert seconds == pytest.approx((whole.duration + 0.2) / 2)


def test_coverage_measures_every_method(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = (
        "The red boat sank near Oslo in 1998.",
        "The mayor sold nine horses to Adam.",
        "Forty families left Norway.",
    )
    segments = [
        {"id": f"s{at}", "start": 4.0 * at, "end": 4.0 * at + 3, "speaker": "guest", "text": text}
        for at, text in enumerate(said)
    ]
    claims = [{"id": str(at), "text": text, "gold": [f"s{at}"]} for at, text in enumerate(said)]
    path = tmp_path / "talks.jsonl"
    path.write_text(json.dumps({"id": "t", "lang": "en", "transcript": segments, "claims": claims}), "utf-8")
    coverage.main([str(path), "--seeds", "2"])
    table = capsys.readouterr().out
    assert all(f"| {name} |" in table for name in ("Mazeej", "random, as long", *coverage.BASELINES))


def test_context_is_what_the_sentence_before_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    between = "Then we talked about houses and gardens and the weather for a very long while. " * 3
    said = (
        "The mayor opened the bridge.",
        between,
        "The queen of Norway sailed.",
        between,
        "The queen opened the bridge.",
    )
    segments = [
        {"id": f"s{at}", "start": 4.0 * at, "end": 4.0 * at + 3, "speaker": "guest", "text": text}
        for at, text in enumerate(said)
    ]
    claims = [
        {"id": "0", "text": "The queen of Norway sailed", "gold": ["s2"], "label": "supported"},
        {"id": "1", "text": "She opened the bridge", "gold": ["s4"], "label": "supported"},
    ]
    path = tmp_path / "talks.jsonl"
    path.write_text(json.dumps({"id": "t", "lang": "en", "transcript": segments, "claims": claims}), "utf-8")
    context.main([str(path), "--noise", "0"])
    assert capsys.readouterr().out.splitlines()[-1] == "| talks | 1 | 0.00 | 1.00 | 1.00 | 1.00 | 1 | 1 |"


def test_a_stopped_measurement_goes_on_with_the_same_settings_alone(tmp_path: Path) -> None:
    keep = tmp_path / "kept.jsonl"
    settings = {"minutes": 180.0, "model": "demo", "tokens": None, "beam": 5}
    assert measured_before(keep, settings) == {}
    rows = [
        {**settings, "round": 0, "way": "mazeej", "found": {"seconds": 1.5}},
        {**settings, "beam": 1, "round": 0, "way": "batched", "found": {"seconds": 2.5}},
    ]
    keep.write_text("".join(json.dumps(row) + "\n" for row in rows) + '{"minutes": 180.0, "mo', encoding="utf-8")
    assert measured_before(keep, settings) == {(0, "mazeej"): {"seconds": 1.5}}
