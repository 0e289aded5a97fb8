"""Nothing that a person did is lost: edited transcripts, corrections and decisions outlive every later command."""

from __future__ import annotations

import json
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from align.desk import Workbench
from align.review import check_folder
from align.types import AlignError, Decision, Review
from audio import Interval, Turn
from tests.support.cli_runs import ARTICLE, TALK, complaint, mazeej, write
from transcripts import Segment, Transcript, Word, load, save, with_speakers
from transcripts.corrections import (
    Correction,
    CorrectionKind,
    Corrections,
    keep_corrections,
)
from transcripts.edits import edited_version

ALIGN = ("align", "talk.srt", "article.txt", "--out", "out")


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAZEEJ_DATA", str(tmp_path / "data"))


def document(path: str | Path) -> Any:
    return json.loads(Path(path).read_bytes())


def verdicts() -> list[str]:
    return [finding["verdict"] for finding in document("out/report.json")["findings"]]


TRANSCRIPT = Transcript((Segment((Word(0, 0.8, "the"), Word(1, 1.8, "bridge"), Word(2, 2.8, "closed"))),))


def words(heard: str, text: str, start: float) -> Correction:
    return Correction(CorrectionKind.WORDS, heard, text, Interval(start, start + 1))


class TestEditedTranscript:
    def test_one_from_before_its_track_was_told_is_of_the_same_transcript(self, tmp_path: Path) -> None:
        path = tmp_path / "transcript.json"
        save(TRANSCRIPT, path)
        write(path, path.read_text("utf-8").replace("closed", "open"))
        assert edited_version(path, replace(TRANSCRIPT, track=2))

    def test_the_same_align_again_keeps_and_uses_it(self, talk_and_article: Path) -> None:
        assert mazeej(*ALIGN).code == 0
        assert "contradicted" in verdicts()
        path = Path("out/transcript.json")
        edited = path.read_text("utf-8").replace('"text": "two"', '"text": "three"')
        write(path, edited)
        run = mazeej(*ALIGN)
        assert run.err == ""
        assert path.read_text("utf-8") == edited
        assert verdicts() == ["supported", "supported"]

    def test_its_text_can_be_edited_as_well(self, talk_and_article: Path) -> None:
        mazeej(*ALIGN)
        path = Path("out/transcript.json")
        edited = path.read_text("utf-8").replace("cost two million", "cost three million")
        write(path, edited)
        mazeej(*ALIGN)
        assert path.read_text("utf-8") == edited
        assert verdicts() == ["supported", "supported"]

    def test_of_another_transcript_it_is_kept_under_another_name(self, talk_and_article: Path) -> None:
        mazeej(*ALIGN)
        path = Path("out/transcript.json")
        edited = path.read_text("utf-8").replace('"text": "two"', '"text": "three"')
        write(path, edited)
        write(Path("talk.srt"), TALK.replace("Nobody", "No one"))
        run = mazeej(*ALIGN)
        assert "edited by hand" in run.err
        assert Path("out/transcript.edited-1.json").read_text("utf-8") == edited
        assert "No one" in path.read_text("utf-8")
        assert len(run.err.splitlines()) == 1

    def test_an_untouched_one_is_written_anew(self, talk_and_article: Path) -> None:
        mazeej(*ALIGN)
        write(Path("talk.srt"), TALK.replace("Nobody", "No one"))
        assert mazeej(*ALIGN).err == ""
        assert {path.name for path in Path("out").iterdir()} == {
            "report.json", "report.md", "report.html", "transcript.json"
        }  # fmt: skip

    def test_with_named_speakers(self, folder: Path) -> None:
        write(
            folder / "talk.json",
            json.dumps(
                {
                    "segments": [
                        {"start": 0, "end": 4, "text": "The old bridge was closed for six months.", "speaker": "S1"},
                        {"start": 5, "end": 9, "text": "Thank you for coming.", "speaker": "S2"},
                    ]
                }
            ),
        )
        write(folder / "article.txt", ARTICLE)
        call = ("align", "talk.json", "article.txt", "--out", "out", "--guest", "Layla=S1", "--host", "S2")
        mazeej(*call)
        path = Path("out/transcript.json")
        edited = path.read_text("utf-8").replace('"text": "six"', '"text": "seven"')
        write(path, edited)
        run = mazeej(*call)
        assert (run.code, run.err) == (0, "")
        assert path.read_text("utf-8") == edited
        assert document("out/report.json")["findings"][0]["verdict"] == "supported"

    def test_save_leaves_edits_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "t.json"
        save(TRANSCRIPT, path)
        write(path, path.read_text("utf-8").replace("bridge", "ferry"))
        save(TRANSCRIPT, path)
        assert load(path).segments[0].text == "the ferry closed"

    def test_transcribing_onto_a_file_that_an_editor_broke(self, tmp_path: Path) -> None:
        path = write(tmp_path / "t.json", '{"schema": "mazeej.transcript/1", "segm')
        save(TRANSCRIPT, path)
        assert (tmp_path / "t.edited-1.json").read_text("utf-8").endswith("segm")
        assert load(path).segments == TRANSCRIPT.segments

    @pytest.mark.parametrize("form", ["srt", "vtt", "txt", "tsv", "podcast-json", "rttm"])
    def test_other_forms_are_kept_where_they_say_otherwise(self, form: str, tmp_path: Path) -> None:
        spoken = with_speakers(TRANSCRIPT, (Turn(Interval(0, 3), "Layla"),))
        path = tmp_path / "t.txt"
        save(spoken, path, form)
        written = path.read_bytes()
        save(spoken, path, form)
        assert list(tmp_path.iterdir()) == [path]  # nothing to keep
        edited = written + b"mine\n"
        path.write_bytes(edited)
        save(spoken, path, form)
        assert (path.read_bytes(), (tmp_path / "t.earlier-1.txt").read_bytes()) == (written, edited)

    def test_a_link_stays_one_where_what_it_leads_to_is_kept(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        write(tmp_path / "real" / "t.srt", "mine")
        (tmp_path / "t.srt").symlink_to(tmp_path / "real" / "t.srt")
        save(TRANSCRIPT, tmp_path / "t.srt")
        assert (tmp_path / "t.srt").is_symlink()
        assert (tmp_path / "real" / "t.earlier-1.srt").read_text("utf-8") == "mine"

    @pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd")
    @pytest.mark.parametrize("form", ["json", "srt"])
    def test_a_pipe_is_written_to_and_not_read(self, form: str, tmp_path: Path) -> None:
        """Reading what `-o /dev/stdout` leads to would wait for ever."""
        reader, writer = os.pipe()
        with os.fdopen(reader, "rb") as said:
            save(TRANSCRIPT, Path(f"/dev/fd/{writer}"), form)
            os.close(writer)
            assert b"bridge" in said.read()


class TestCorrections:
    @pytest.fixture
    def corrected(self, talk_and_article: Path) -> Path:
        mazeej(*ALIGN)
        keep_corrections(Corrections(None, (words("two", "three", start=11),)), talk_and_article / "out")
        return talk_and_article

    def test_align_applies_them_and_leaves_the_transcript_as_heard(self, corrected: Path) -> None:
        before = Path("out/transcript.json").read_bytes()
        assert mazeej(*ALIGN).err == ""
        assert verdicts() == ["supported", "supported"]
        assert "three million" in document("out/report.json")["findings"][1]["evidence"][0]["text"]
        assert Path("out/transcript.json").read_bytes() == before
        assert mazeej("align", "out/transcript.json", "article.txt", "--out", "second").code == 0
        assert document("second/report.json")["findings"][1]["verdict"] == "supported"

    def test_quote_applies_them(self, corrected: Path) -> None:
        run = mazeej("quote", "out/transcript.json", "The repair cost three million dollars")
        assert "word for word" in run.out

    def test_cite_does_not_cite_words_that_were_corrected_since(self, corrected: Path) -> None:
        keep_corrections(Corrections(None, (words("closed", "open", start=2),)), Path("out"))
        run = mazeej("cite", "out", "--style", "shownotes")
        assert "bridge" not in run.out
        assert "corrected since: 2" in run.err
        mazeej(*ALIGN)
        assert mazeej("cite", "out", "--style", "shownotes").err == ""

    def test_what_no_longer_fits_is_listed(self, corrected: Path) -> None:
        write(Path("talk.srt"), TALK.replace("two million", "a fortune of").replace("million dollars", "dollars"))
        run = mazeej(*ALIGN)
        assert run.code == 0
        assert "a correction does not fit this transcript: 0:11 “two”, to be “three”" in run.err
        assert document("out/report.json")["notes"][-1].endswith("not in this transcript: 1.")
        assert len(document("out/corrections.json")["corrections"]) == 1

    def test_a_damaged_file_stops_before_the_work(self, corrected: Path) -> None:
        write(Path("out/corrections.json"), "{")
        before = Path("out/report.json").read_bytes()
        assert "corrections.json" in complaint(mazeej(*ALIGN))
        assert Path("out/report.json").read_bytes() == before


class TestDecisions:
    @pytest.fixture
    def decided(self, talk_and_article: Path) -> Path:
        mazeej(*ALIGN)
        mazeej("spot-check", "out", "-n", "2", "--no-play", stdin=b"d\nd\n")
        return talk_and_article

    def test_the_same_align_again_keeps_them(self, decided: Path) -> None:
        before = Path("out/decisions.json").read_bytes()
        mazeej(*ALIGN)
        assert Path("out/decisions.json").read_bytes() == before
        assert [f["review"]["decision"] for f in document("out/report.json")["findings"]] == ["disagree", "disagree"]
        assert "2 disagree" in mazeej("spot-check", "out", "-n", "2").out

    def test_those_of_the_report_alone_are_kept_too(self, decided: Path) -> None:
        Path("out/decisions.json").unlink()
        mazeej(*ALIGN)
        assert len(document("out/decisions.json")["decisions"]) == 2

    def test_they_go_with_their_claims_through_an_edited_article(self, decided: Path) -> None:
        write(Path("article.txt"), ARTICLE.replace("The bridge was", "The tower stood empty. The bridge was"))
        mazeej(*ALIGN)
        found = document("out/report.json")["findings"]
        assert ["review" in finding for finding in found] == [False, True, True]
        write(Path("article.txt"), "Nobody was hurt when the roof of the station came down.\n")
        mazeej(*ALIGN)
        kept = document("out/decisions.json")
        assert (len(kept["decisions"]), len(kept["earlier"])) == (0, 2)
        write(Path("article.txt"), ARTICLE)
        mazeej(*ALIGN)
        assert len(document("out/decisions.json")["decisions"]) == 2

    def test_those_on_another_recording_are_set_aside(self, decided: Path) -> None:
        kept = document("out/decisions.json")
        write(Path("out/decisions.json"), json.dumps(kept | {"recording": {"title": "x", "sha256": "00" * 32}}))
        report = document("out/report.json")
        report["recording"]["sha256"] = "00" * 32
        write(Path("out/report.json"), json.dumps(report))
        import wave

        with wave.open("talk.wav", "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(8000)
            sound.writeframes(bytes(8000 * 2 * 15))
        run = mazeej(*ALIGN, "--audio", "talk.wav")
        assert "of another recording" in run.err
        assert len(document("out/decisions.earlier-1.json")["decisions"]) == 2
        assert not any("review" in finding for finding in document("out/report.json")["findings"])

    @pytest.mark.parametrize("content", ["[]", "{}", '{"schema": "mazeej.decisions/1", "recording": "x"}'])
    def test_a_file_of_something_else_is_told_before_the_work(self, decided: Path, content: str) -> None:
        write(Path("out/decisions.json"), content)
        with pytest.raises(AlignError, match="not a file of decisions"):
            check_folder(Path("out"))
        for arguments in (ALIGN, ("cite", "out")):
            assert "not a file of decisions" in complaint(mazeej(*arguments))
        assert Path("out/decisions.json").read_text("utf-8") == content

    def test_what_was_rejected_is_never_cited(self, decided: Path) -> None:
        assert mazeej("cite", "out", "--style", "shownotes").out == ""
        report = document("out/report.json")
        for finding in report["findings"]:
            del finding["review"]
        write(Path("out/report.json"), json.dumps(report))
        assert mazeej("cite", "out", "--style", "shownotes").out == ""  # the file beside it says so as well
        for finding in report["findings"]:
            finding["verdict"] = "partly_supported"  # another verdict, for the same words
        write(Path("out/report.json"), json.dumps(report))
        assert "bridge" not in mazeej("cite", "out", "--style", "shownotes").out
        Path("out/decisions.json").unlink()
        assert "bridge" in mazeej("cite", "out", "--style", "shownotes").out


def test_the_page_plays_from_the_address_given(talk_and_article: Path) -> None:
    assert mazeej(*ALIGN, "--audio-url", "https://cdn.example/talk.mp3").code == 0
    assert 'src="https://cdn.example/talk.mp3"' in Path("out/report.html").read_text("utf-8")
    assert document("out/report.json")["recording"]["audio_url"] == "https://cdn.example/talk.mp3"
    with closing(Workbench(Path("out"))) as bench:
        bench.decide(bench.report.findings[0].claim.id, Review(Decision.AGREE))
    assert 'src="https://cdn.example/talk.mp3"' in Path("out/report.html").read_text("utf-8")
