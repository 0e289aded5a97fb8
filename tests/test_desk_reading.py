"""Models of meaning at the desk: those of the report read what is judged again, or are told to be missing."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from align.desk import AskedModels, Workbench
from align.desk.reading import RememberedEncoder, report_models
from align.meaning.encoder import SentenceEncoder
from align.meaning.entailment import EntailmentJudge
from align.meaning.types import Vectors
from align.types import AlignError, Provenance, Verdict
from audio import Interval, Recording
from tests.support.audio_samples import noise
from tests.support.audio_samples import write as write_sound
from tests.support.cli_runs import mazeej, write
from tests.support.desk import START, document, eventually, running_desk
from tests.support.tiny_models import write_encoder, write_judge
from transcripts import Segment, Transcript, Word
from transcripts.corrections import Correction, CorrectionKind

CORRECTION = Correction(CorrectionKind.WORDS, "seven", "eight", Interval(1.0, 4.0))
AS_REPORTED = AskedModels()
BACK = Correction(CorrectionKind.WORDS, "eight", "seven", Interval(1.0, 4.0))


TOLD = "What was corrected since was judged without doubter, which had a part in the rest."


@pytest.fixture
def doubter(talk_and_article: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A judge that doubts every tick on a bridge; `out` holds the report that it had a part in."""
    monkeypatch.setenv("MAZEEJ_DATA", str(talk_and_article / "data"))
    monkeypatch.setenv("MAZEEJ_CACHE", str(talk_and_article / "cache"))
    folder = write_judge(talk_and_article / "doubter", {"bridge": (0.0, 0.0, 9.0), "paid": (0.0, 9.0, 0.0)})
    assert mazeej("align", "talk.srt", "article.txt", "--out", "out", "--judge", folder).code == 0
    assert document(talk_and_article / "out/report.json")["findings"][0]["verdict"] == "unclear"
    return folder


@contextmanager
def bench(folder: Path, asked: AskedModels = AS_REPORTED) -> Iterator[Workbench]:
    opened = Workbench(folder, asked=asked)
    yield opened
    opened.close()


def test_the_report_s_model_reads_what_is_judged_again(talk_and_article: Path, doubter: Path) -> None:
    with bench(talk_and_article / "out") as desk:  # it lies where the report's name for it leads
        desk.edit(CORRECTION)
        desk.edit(BACK)
        assert desk.report.findings[0].verdict is Verdict.UNCLEAR
        assert TOLD not in desk.report.notes


def test_a_model_that_is_not_here_is_told(
    talk_and_article: Path, doubter: Path, caplog: pytest.LogCaptureFixture
) -> None:
    doubter.rename(doubter.with_name("elsewhere"))
    with caplog.at_level(logging.WARNING), bench(talk_and_article / "out") as desk:
        desk.edit(CORRECTION)
        desk.edit(BACK)
        assert desk.report.findings[0].verdict is Verdict.SUPPORTED
    assert "doubter had a part in this report and is not asked here" in caplog.text
    assert document(talk_and_article / "out/report.json")["notes"].count(TOLD) == 1
    with bench(talk_and_article / "out", AskedModels(judge=str(doubter.with_name("elsewhere")))) as desk:
        desk.edit(CORRECTION)
        desk.edit(BACK)
        assert desk.report.findings[0].verdict is Verdict.UNCLEAR


def test_a_model_that_was_asked_for_has_to_be_here(talk_and_article: Path, doubter: Path) -> None:
    with pytest.raises(AlignError, match="there is no model folder"):
        Workbench(talk_and_article / "out", asked=AskedModels(encoder="./nowhere"))


def test_a_judge_that_does_not_answer_is_done_without(
    talk_and_article: Path, doubter: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def silent(*_: object) -> None:
        raise AlignError("it does not answer")

    with bench(talk_and_article / "out") as desk:
        monkeypatch.setattr(EntailmentJudge, "read", silent)
        monkeypatch.setattr(EntailmentJudge, "read_pairs", silent)
        desk.edit(CORRECTION)
        desk.edit(BACK)
        assert desk.report.findings[0].verdict is Verdict.SUPPORTED
        assert desk.report.notes.count(TOLD) == 1
        desk.rewrite("The bridge was closed for seven months.", desk.report.article.sha256)
        assert [finding.verdict for finding in desk.report.findings] == [Verdict.SUPPORTED]
    assert "judged without doubter: it does not answer" in caplog.text


def test_an_article_that_cannot_be_judged_leaves_the_report_as_it_was(
    talk_and_article: Path, doubter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise AlignError("no room")

    with bench(talk_and_article / "out") as desk:
        for part in ("check", "write_report"):
            before = desk.report
            with monkeypatch.context() as broken:
                broken.setattr(f"align.desk.held_report.{part}", lambda *_, **__: fails())
                with pytest.raises(AlignError, match="no room"):
                    desk.rewrite("The bridge was closed for seven months.", desk.report.article.sha256)
            assert desk.report == before
            desk.edit(CORRECTION)  # of its claims
            desk.undo()
            assert [finding.claim for finding in desk.report.findings] == [f.claim for f in before.findings]


def test_a_correction_that_cannot_be_judged_is_not_kept(
    talk_and_article: Path, doubter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise AlignError("no room")

    with bench(talk_and_article / "out") as desk:
        before = desk.report
        with monkeypatch.context() as broken:
            broken.setattr("align.desk.held_report.check", fails)
            with pytest.raises(AlignError, match="no room"):
                desk.edit(CORRECTION)
        assert (desk.report, desk.undoable) == (before, 0)
        assert [entry["undone"] for entry in document(desk.folder / "corrections.json")["corrections"]] == [True]
        desk.edit(CORRECTION)
        assert desk.report != before


def test_a_report_that_is_made_anew_while_clips_are_cut_is_not_written_over(
    talk_and_article: Path, doubter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sound(talk_and_article / "talk.wav", noise(15))
    out = talk_and_article / "out"
    desk = Workbench(out, Recording(talk_and_article / "talk.wav", "talk.wav", "0" * 64, 15.0))

    def cut(*_: object) -> None:
        write(talk_and_article / "other.txt", "The city paid half of it.")
        assert mazeej("align", "talk.srt", "other.txt", "--out", "out").code == 0

    monkeypatch.setattr("align.desk.held_report.cut_clips", cut)
    desk.edit(CORRECTION)
    desk.close()
    assert [finding["claim"]["text"] for finding in document(out / "report.json")["findings"]] == [
        "The city paid half of it"
    ]


@pytest.mark.parametrize("name", ["{folder}/doubter", "./doubter", "../doubter", "~/doubter", "a\\doubter", "..", "."])
def test_a_report_s_name_of_a_model_is_no_path(doubter: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("align.desk.reading.open_judge", lambda name, _: opened.append(name))
    named = name.format(folder=doubter.parent)
    told = report_models(Provenance("1", "2026-01-31T09:30:00Z", judge=named), Transcript(()))
    assert told.missing == (named,)
    assert [name for name in opened if name != "none"] == []


def test_a_language_model_is_sent_nothing_that_nobody_asked_for() -> None:
    told = report_models(Provenance("1", "2026-01-31T09:30:00Z", judge="llm:far-away"), Transcript(()))
    assert (told.reader, told.missing) == (None, ("llm:far-away",))


def test_only_new_passages_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path / "cache"))
    encoder = SentenceEncoder("tiny", write_encoder(tmp_path / "tiny", {"ferry": (1.0, 0.0), "bridge": (0.0, 1.0)}))
    asked: list[list[str]] = []
    read = encoder.passages

    def passages(texts: Sequence[str]) -> Vectors:
        asked.append(list(texts))
        return read(texts)

    monkeypatch.setattr(encoder, "passages", passages)
    heard = Transcript((Segment((Word(0.0, 1.0, "ferry"),)), Segment((Word(9.0, 10.0, "bridge"),), "B")))
    for _ in range(2):  # the second time from the cache
        remembered = RememberedEncoder(encoder, heard)
        found = remembered.passages(["ferry", "ferry bridge", "ferry"])
        assert np.allclose(found, read(["ferry", "ferry bridge", "ferry"]), atol=1e-3)
    assert asked == [["ferry", "bridge"], ["ferry bridge"], ["ferry bridge"]]


@pytest.fixture
def read_by_meaning(talk_and_article: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`out` holds a report that an encoder had a part in, of whose vectors nothing is in the cache any more."""
    monkeypatch.setenv("MAZEEJ_DATA", str(talk_and_article / "data"))
    monkeypatch.setenv("MAZEEJ_CACHE", str(talk_and_article / "cache"))
    folder = write_encoder(talk_and_article / "tiny", {"bridge": (1.0, 0.0), "repair": (0.0, 1.0)})
    assert mazeej("align", "talk.srt", "article.txt", "--out", "out", "--encoder", folder).code == 0
    for path in (talk_and_article / "cache/vectors").iterdir():
        path.unlink()
    return talk_and_article


def test_the_talk_is_read_while_the_page_is_shown(read_by_meaning: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    may_read = threading.Event()
    read = SentenceEncoder.passages

    def passages(encoder: SentenceEncoder, texts: Sequence[str]) -> Vectors:
        assert may_read.wait(20)
        asked.append(list(texts))
        return read(encoder, texts)

    monkeypatch.setattr(SentenceEncoder, "passages", passages)
    with bench(read_by_meaning / "out") as desk:
        desk.warm_up()
        assert desk.changes(0).shown.cards  # while it is read
        assert asked == []
        may_read.set()
        eventually(lambda: any((read_by_meaning / "cache/vectors").iterdir()))
        assert [sum("bridge" in text for text in texts) for texts in asked] == [1]
        desk.edit(CORRECTION)
        assert len(asked) == 2
        assert len(asked[1]) < len(asked[0])  # what is new


def test_a_talk_that_cannot_be_read_is_told_to_who_corrects_it(
    read_by_meaning: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise AlignError("the model is damaged")

    monkeypatch.setattr(SentenceEncoder, "passages", fails)
    with bench(read_by_meaning / "out") as desk:
        desk.warm_up()
        with pytest.raises(AlignError, match="the model is damaged"):
            desk.edit(CORRECTION)


def test_nothing_is_read_ahead_where_no_encoder_had_a_part(
    talk_and_article: Path, doubter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("align.desk.reading.read_talk", lambda *_: pytest.fail("there is nothing to read it with"))
    with bench(talk_and_article / "out") as desk:
        desk.warm_up()


def test_ctrl_c_does_not_wait_for_the_reading(read_by_meaning: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = """
import time
from align.desk import reading
from align.meaning.encoder import SentenceEncoder

reading.PIECE = 1
read = SentenceEncoder.passages
SentenceEncoder.passages = lambda encoder, texts: time.sleep(20) or read(encoder, texts)
"""
    monkeypatch.setattr("tests.support.desk.PROGRAM", [sys.executable, "-c", slow + START])
    with running_desk(read_by_meaning, "out") as desk, desk.client() as client:
        assert "claim-2" in client.get("/").text
        assert "closed" in desk.close()  # after one piece of three
    assert not any((read_by_meaning / "cache/vectors").iterdir())
