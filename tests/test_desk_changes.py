"""Changes at the desk: what is taken back, what two tabs do to each other, what is left alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from align.commands.open import _free_folder
from align.desk import Desk, Jobs, Workbench
from align.desk.server import application
from align.desk.workbench import StaleError
from align.report import EmbeddedClip, read_report, write_report
from align.report.clips import worth_hearing
from align.review.decisions import Decided, DecisionsFile
from align.types import AlignError, Decision, Review
from audio import Interval
from tests.support.cli_runs import complaint, mazeej
from tests.support.desk import awaited, document, running_desk
from transcripts import load
from transcripts.corrections import Correction, CorrectionKind, Corrections, keep_corrections

WORDS = Correction(CorrectionKind.WORDS, "seven", "eight", Interval(1.0, 4.0))
AGREE, DISAGREE = Review(Decision.AGREE, "heard", "2026-01-02T10:00:00Z"), Review(Decision.DISAGREE)
ANOTHER = "The engineer spoke.\n\nThe repair cost two million dollars.\n"


@pytest.fixture
def bench(reported: Path) -> Iterator[Workbench]:
    bench = Workbench(reported / "out")
    yield bench
    bench.close()


def decision(bench: Workbench) -> Decision | None:
    review = bench.report.findings[0].review
    return review.decision if review else None


def heard(bench: Workbench) -> str:
    return " ".join(word.text for segment in bench.report.transcript.segments for word in segment.words)


class TestUndo:
    def test_what_was_done_last_is_taken_back_first(self, reported: Path, bench: Workbench) -> None:
        article = bench.report.article
        bench.edit(WORDS)
        bench.decide("c1", AGREE)
        bench.decide("c1", DISAGREE)
        bench.rewrite(ANOTHER, article.sha256)
        assert bench.undoable == 4
        bench.undo()
        assert bench.report.article == article
        assert document(reported / "out/report.json")["article"]["text"] == article.text
        assert (reported / "out/article.edited.undone-1.txt").read_text("utf-8") == ANOTHER  # what was typed
        assert decision(bench) is Decision.DISAGREE
        bench.undo()
        assert decision(bench) is Decision.AGREE  # though it is the earlier one
        assert document(reported / "out/decisions.json")["decisions"]["c1"]["note"] == "heard"
        bench.undo()
        assert decision(bench) is None
        assert "eight months" in heard(bench)
        bench.undo()
        assert "seven months" in heard(bench)
        assert bench.undoable == 0

    def test_a_text_that_was_edited_before_is_there_again(self, reported: Path, bench: Workbench) -> None:
        for text in (ANOTHER, ANOTHER + "\nNobody was hurt.\n"):
            bench.rewrite(text, bench.report.article.sha256)
        bench.undo()
        assert (reported / "out/article.edited.txt").read_text("utf-8") == ANOTHER
        assert len(bench.report.findings) == 2

    def test_what_was_changed_before_the_desk_was_opened_stays(self, reported: Path) -> None:
        keep_corrections(Corrections(None, (WORDS,)), reported / "out")
        bench = Workbench(reported / "out")
        bench.undo()
        assert "eight months" in heard(bench)
        bench.close()

    def test_another_s_decision_stays(self, reported: Path, bench: Workbench) -> None:
        bench.decide("c1", AGREE)
        later = replace(DISAGREE, decided_at="2999-01-01T00:00:00Z", reviewer="Samer")
        text = bench.report.findings[0].claim.text
        DecisionsFile(reported / "out/decisions.json", bench.report).add([Decided("c1", later, text)])
        with pytest.raises(StaleError, match="decided on this claim meanwhile"):
            bench.undo()
        assert document(reported / "out/decisions.json")["decisions"]["c1"]["reviewer"] == "Samer"
        assert bench.undoable == 0


class TestTheArticle:
    def test_one_tab_does_not_write_over_another_s(self, reported: Path, bench: Workbench) -> None:
        was = bench.report.article.sha256
        bench.rewrite(ANOTHER, was)
        with pytest.raises(StaleError, match="changed meanwhile"):
            bench.rewrite("The bridge was closed for seven months.", was)
        assert bench.report.article.text == ANOTHER
        bench.rewrite(ANOTHER, was)  # sent again, since no answer came
        assert (reported / "out/article.edited.txt").read_text("utf-8") == ANOTHER

    def test_a_text_that_no_report_has_any_more_is_kept(self, reported: Path, bench: Workbench) -> None:
        bench.rewrite(ANOTHER, bench.report.article.sha256)
        mazeej("align", "talk.srt", "article.txt", "--out", "out")  # the article as it was
        bench.changes(0)
        bench.rewrite("The bridge was closed for seven months.", bench.report.article.sha256)
        assert (reported / "out/article.edited.earlier-1.txt").read_text("utf-8") == ANOTHER

    @pytest.mark.parametrize("text", ["  ", "Why?"])
    def test_what_is_no_article_is_not_written(self, reported: Path, bench: Workbench, text: str) -> None:
        with pytest.raises(AlignError):
            bench.rewrite(text, bench.report.article.sha256)
        assert not (reported / "out/article.edited.txt").exists()

    def test_what_it_leaves_out_is_found_anew(self, talk_and_article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MAZEEJ_DATA", str(talk_and_article / "data"))
        assert mazeej("align", "talk.srt", "article.txt", "--out", "out", "--coverage").code == 0
        bench = Workbench(talk_and_article / "out")
        left_out = [omission.passage.text for omission in bench.report.coverage or ()]
        assert left_out
        bench.rewrite("\n\n".join([bench.report.article.text, *left_out]), bench.report.article.sha256)
        bench.close()
        assert document(talk_and_article / "out/report.json")["coverage"] == []


def test_a_word_document_is_an_editor_s(reported: Path) -> None:
    def align() -> str:
        return mazeej("align", "talk.srt", "article.txt", "--out", "out", "--format", "json,md,html,docx").err

    align()
    path = reported / "out/report.docx"
    assert align() == ""  # nobody edited it
    path.write_bytes(b"edited")
    bench = Workbench(reported / "out")
    bench.edit(WORDS)
    bench.close()
    assert path.read_bytes() == b"edited"
    assert "report.docx was edited: it is kept as report.edited-1.docx" in align()
    assert path.with_name("report.edited-1.docx").read_bytes() == b"edited"


def test_the_sound_in_the_page_stays_where_the_recording_is_not_at_hand(reported: Path) -> None:
    report = read_report(reported / "out/report.json", load(reported / "out/transcript.json"))
    evidence = report.findings[0].evidence[0]
    clip = EmbeddedClip(worth_hearing(evidence, report.findings[0].reasons, 60.0), "data:audio/mpeg;base64,QUJD")
    write_report(report, reported / "out", ["html"], clips={evidence: clip})
    bench = Workbench(reported / "out")
    bench.decide("c1", AGREE)
    bench.close()
    page = (reported / "out/report.html").read_text("utf-8")
    assert "base64,QUJD" in page
    assert '"agree"' in page


def test_links_start_as_early_as_before(reported: Path) -> None:
    given = ("--link", "https://radio.example/a.mp3", "--lead", "0.5")
    mazeej("align", "talk.srt", "article.txt", "--out", "out", *given)
    before = document(reported / "out/report.json")
    assert "#t=0.5," in before["findings"][0]["evidence"][0]["link"]
    bench = Workbench(reported / "out")
    bench.decide("c1", AGREE)
    bench.close()
    after = document(reported / "out/report.json")
    assert after["recording"] == before["recording"]
    assert [one["evidence"] for one in after["findings"]] == [one["evidence"] for one in before["findings"]]
    assert "#t=0.5," in mazeej("cite", "out", "--style", "shownotes").out
    assert "#t=1," in mazeej("cite", "out", "--style", "shownotes", "--lead", "0").out


def test_a_folder_with_part_of_a_report_is_another_s(folder: Path) -> None:
    assert _free_folder(Path()) == Path()
    (folder / "decisions.json").touch()
    assert _free_folder(Path()) == folder.with_name(f"{folder.name}-2")


def test_only_the_report_of_a_folder_is_opened(reported: Path) -> None:
    (reported / "out/old.json").write_bytes((reported / "out/report.json").read_bytes())
    assert "called report.json" in complaint(mazeej("open", "out/old.json", "--no-browser"))


def test_two_tabs_ask_for_the_report_that_was_made(reported: Path) -> None:
    jobs = Jobs(reported / "out", lambda *_: None)
    jobs.made = reported / "out"
    desk = Desk(None, jobs)
    app = application(desk, 1)

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:1") as client:
            await client.get(app.address)
            answers = await asyncio.gather(*(client.get("/") for _ in range(2)))
            (reported / "out/report.json").unlink()
            return [*answers, await client.get("/", headers={"Accept-Language": "ar"})]

    first, second, gone = awaited(ask())
    assert ("claim-2" in first.text, "claim-2" in second.text) == (True, True)
    assert gone.headers["content-type"].startswith("text/html")
    assert 'dir="rtl"' in gone.text
    (reported / "out/report.json").touch()
    desk.close()


def test_a_timer_that_is_late_writes_nothing(reported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Workbench(reported / "out")
    bench.edit(WORDS)
    late = threading.Thread(target=bench._settle)
    with bench._lock:
        late.start()  # waits
        bench.close()
        monkeypatch.setattr(bench, "_write", lambda: pytest.fail("the folder may be another's by now"))
    late.join()


def test_the_problem_of_an_article_is_told(reported: Path) -> None:
    with running_desk(reported, "out") as desk, desk.client() as client:
        answer = client.post(
            "/article", json={"since": 1, "text": ANOTHER, "was": "0" * 64}, headers={"Accept-Language": "ar"}
        )
        assert answer.status_code == 409
        assert answer.json()["problem"].startswith("تغيّر المقال")
