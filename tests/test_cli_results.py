"""What the commands do when all is well: files, exit codes, links, clips, every form of transcript and claim list."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import av
import pytest

from audio import open_recording
from tests.support import audio_samples
from tests.support.cli_runs import ARTICLE, Run, complaint, mazeej, write
from transcripts import WRITERS, load, save

pytestmark = pytest.mark.usefixtures("talk_and_article")


def report(out: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((out / "report.json").read_text("utf-8"))
    return document


def verdicts(out: Path) -> list[str]:
    return [finding["verdict"] for finding in report(out)["findings"]]


def test_a_report_in_all_usual_forms_and_the_transcript_beside_it(folder: Path) -> None:
    run = mazeej("align", "talk.srt", "article.txt", "--out", "a/new/folder")
    assert run.code == 0
    assert run.err == ""
    names = {path.name for path in (folder / "a/new/folder").iterdir()}
    assert names == {"report.json", "report.md", "report.html", "transcript.json"}
    assert verdicts(folder / "a/new/folder") == ["supported", "contradicted"]
    assert "three million" in run.out
    assert str(folder / "a/new/folder/report.html") in run.out


@pytest.mark.parametrize("formats", ["json", "md", "html", "csv", "csv,json", "json, json"])
def test_only_the_forms_that_were_asked_for(folder: Path, formats: str) -> None:
    assert mazeej("align", "talk.srt", "article.txt", "--format", formats, "--out", "out").code == 0
    expected = {f"report.{name.strip()}" for name in formats.split(",")} | {"transcript.json"}
    assert {path.name for path in (folder / "out").iterdir()} == expected


def test_forms_of_an_earlier_run_are_told_of(folder: Path) -> None:
    call = ("align", "talk.srt", "article.txt", "--out", "out", "-q", "--format")
    assert mazeej(*call, "json,md,csv,docx").err == ""
    run = mazeej(*call, "json,md")
    assert run.err == "mazeej: warning: of an earlier run, and not written anew: out/report.csv, out/report.docx\n"
    assert mazeej(*call, "csv,md,json,docx").err == ""


def test_a_form_of_the_settings_is_no_obstacle_to_printing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAZEEJ_FORMAT", "md,docx")
    for more in ((), ("--format", "json")):
        run = mazeej("align", "talk.srt", "article.txt", "--out", "-", *more)
        assert (run.err, len(json.loads(run.out)["findings"])) == ("", 2)


def test_quiet_prints_nothing(folder: Path) -> None:
    assert mazeej("align", "talk.srt", "article.txt", "--quiet") == Run(0, "", "")


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("contradicted", 3), ("not_found", 0), ("not_found,supported", 3), ("not_found, unclear", 0)],
)
def test_fail_on_tells_by_the_exit_code(folder: Path, wanted: str, code: int) -> None:
    assert mazeej("align", "talk.srt", "article.txt", "--fail-on", wanted, "-q") == Run(code, "", "")
    assert (folder / "mazeej-report/report.json").is_file(), "the report is written all the same"


@pytest.mark.parametrize("form", sorted(set(WRITERS) - {"rttm"}))  # which has no words
def test_every_form_of_transcript_leads_to_the_same_verdicts(folder: Path, form: str) -> None:
    save(load(folder / "talk.srt"), folder / "same.talk", form)
    assert mazeej("align", "same.talk", "article.txt", "-q", "--out", "out").code == 0
    assert verdicts(folder / "out") == ["supported", "contradicted"]


@pytest.mark.parametrize(
    "document",
    [
        {"segments": [{"start": 1.0, "end": 4.0, "text": " The old bridge was closed for seven months."}]},
        {
            "version": "1.0.0",
            "segments": [{"startTime": 1, "endTime": 4, "body": "The bridge was shut seven months"}],
        },
        {"events": [{"tStartMs": 1000, "dDurationMs": 3000, "segs": [{"utf8": "The bridge was closed seven months"}]}]},
    ],
    ids=["whisper", "podcasting 2.0", "youtube"],
)
def test_transcripts_of_other_programs(folder: Path, document: dict[str, Any]) -> None:
    write(folder / "talk.txt", json.dumps(document))
    assert mazeej("align", "talk.txt", "article.txt", "-q", "--out", "out").code == 0
    first = report(folder / "out")["findings"][0]
    assert first["verdict"] == "supported"
    assert 0.9 <= first["evidence"][0]["start"] <= 1.6


def test_a_word_corrected_in_the_transcript_changes_the_verdict(folder: Path) -> None:
    assert mazeej("align", "talk.srt", "article.txt", "-q", "--out", "out").code == 0
    path = folder / "out/transcript.json"
    text = path.read_text("utf-8")
    assert text.count('"text": "two"') == 1
    write(path, text.replace('"text": "two"', '"text": "three"'))
    assert mazeej("align", "out/transcript.json", "article.txt", "-q", "--out", "again").code == 0
    assert verdicts(folder / "again") == ["supported", "supported"]


CLAIMS = ["Nobody was hurt", "The city paid half of the repair", "A ship sank in the harbour", "Nobody was hurt"]


@pytest.mark.parametrize("form", ["text", "jsonl", "csv"])
def test_given_claims_come_back_in_order_under_their_ids(folder: Path, form: str) -> None:
    ids = ["c1", "c2", "c3", "c4"] if form == "text" else ["b", "7", "a", "../../x\n"]
    table = io.StringIO()
    csv.writer(table).writerows([("id", "text"), *zip(ids, CLAIMS, strict=True)])
    content = {
        "text": "\n".join(CLAIMS),
        "jsonl": "\n".join(json.dumps({"id": i, "text": t}) for i, t in zip(ids, CLAIMS, strict=True)),
        "csv": table.getvalue(),
    }[form]
    path = write(folder / f"list.{form}", content)
    assert mazeej("align", "talk.srt", "--claims", path, "-q", "--out", "out").code == 0
    claims = [finding["claim"] for finding in report(folder / "out")["findings"]]
    assert [claim["text"] for claim in claims] == CLAIMS
    assert [claim["id"].strip() for claim in claims] == [i.strip() for i in ids]
    assert {(claim["start"], claim["end"]) for claim in claims} == {(None, None)}


def test_the_sound_of_a_transcript_gives_title_length_and_clips(folder: Path) -> None:
    sound = audio_samples.write(folder / "talk.mp3", audio_samples.noise(15), tags={"title": "The bridge"})
    run = mazeej("align", "talk.srt", "article.txt", "--audio", "talk.mp3", "--out", "out", "--export-clips", "clips")
    assert run.code == 0
    recording = report(folder / "out")["recording"]
    assert recording["title"] == "The bridge"
    assert recording["duration"] == pytest.approx(15, abs=0.2)
    assert recording["sha256"] == open_recording(sound).sha256
    assert "data:audio/" in (folder / "out/report.html").read_text("utf-8")
    clips = sorted((folder / "clips").iterdir())
    assert [path.name.rpartition("-")[0] for path in clips] == ["001-supported-0", "002-contradicted-0"]
    for path in clips:
        with av.open(str(path)) as container:
            assert container.streams.audio


def test_without_clips_the_page_stays_small(folder: Path) -> None:
    audio_samples.write(folder / "talk.mp3", audio_samples.noise(15))
    mazeej("align", "talk.srt", "article.txt", "--audio", "talk.mp3", "--no-clips", "--out", "out", "-q")
    assert "data:audio/" not in (folder / "out/report.html").read_text("utf-8")


def test_links_start_early_when_asked_to(folder: Path) -> None:
    link = "https://example.org/e.mp3"
    assert mazeej("align", "talk.srt", "article.txt", "-q", "--link", link, "--out", "a").code == 0
    assert mazeej("align", "talk.srt", "article.txt", "-q", "--link", link, "--lead", "1.5", "--out", "b").code == 0
    starts = []
    for out in ("a", "b"):
        evidence = report(folder / out)["findings"][1]["evidence"][0]
        address, _, times = evidence["link"].partition("#t=")
        assert address == link
        starts.append(float(times.split(",")[0]))
    assert starts[0] == pytest.approx(report(folder / "a")["findings"][1]["evidence"][0]["start"], abs=0.01)
    assert starts[0] - starts[1] == pytest.approx(1.5, abs=0.01)


@pytest.mark.parametrize("times", [("3.5", "5"), ("0:03.5", "0:00:05"), ("٣٫٥", "5")])
@pytest.mark.parametrize("suffix", ["mp3", "m4a", "opus", "wav", "flac"])
def test_a_clip_is_the_stretch_asked_for(folder: Path, times: tuple[str, str], suffix: str) -> None:
    sound = audio_samples.noise(8)
    audio_samples.write(folder / "noise.flac", sound)
    run = mazeej("clip", "noise.flac", *times, "-o", f"clip.{suffix}", "--exact")
    assert run == Run(0, f"cut from 0:03.5 to 0:05.0: clip.{suffix}\n", "")
    assert open_recording(folder / f"clip.{suffix}").duration == pytest.approx(1.5, abs=0.15)


def test_a_clip_beyond_the_end_says_where_it_ends_and_a_file_that_is_there_stays(folder: Path) -> None:
    audio_samples.write(folder / "noise.flac", audio_samples.noise(8))
    write(folder / "clip.wav", "of another day")
    call = ("clip", "noise.flac", "7", "99999", "-o", "clip.wav", "--exact")
    assert "clip.wav is there already" in complaint(mazeej(*call))
    assert (folder / "clip.wav").read_text("utf-8") == "of another day"
    run = mazeej(*call, "--overwrite")
    assert run.out == "cut from 0:07.0 to 0:08.0: clip.wav\n"
    assert run.err == "mazeej: warning: the recording ends at 0:08.0, and the clip with it\n"
    arabic = mazeej(*call, "--overwrite", "--ui", "ar")
    assert arabic == Run(
        0, "قُصّ من 0:07.0 إلى 0:08.0: clip.wav\n", "mazeej: تنبيه: ينتهي التسجيل عند 0:08.0، والمقطع معه\n"
    )
    beyond = mazeej("clip", "noise.flac", "20", "30", "-o", "none.wav")
    assert beyond == Run(1, "", "mazeej: noise.flac lasts 0:08.0, nothing can be cut at 0:20.0\n")
    other = complaint(mazeej("clip", "noise.flac", "1", "2", "-o", "none.xyz", "--ui", "ar"))
    assert other.startswith("ينبغي أن ينتهي اسم المقطع بـ.mp3, ")


def test_claims_of_an_article_with_their_places(folder: Path) -> None:
    run = mazeej("claims", "article.txt", "--format", "json")
    claims = json.loads(run.out)["claims"]
    assert [claim["text"] for claim in claims] == [ARTICLE[claim["start"] : claim["end"]] for claim in claims]
    assert [(claim["kind"], claim["speaker"]) for claim in claims] == [
        ("narrated", None),
        ("attributed", "The engineer"),
    ]
    assert mazeej("claims", "-", "--format", "json", stdin=ARTICLE.encode()).out == run.out
    assert len(mazeej("claims", "article.txt").out.splitlines()) == len(claims)


def test_an_article_in_latin_letters_and_one_in_two_scripts(folder: Path) -> None:
    write(folder / "mixed.md", "# عنوان\n\nقال المهندس إن The bridge was closed for seven months بسبب الفيضان.\n")
    run = mazeej("align", "talk.srt", "mixed.md", "-q", "--out", "out")
    assert run.code == 0
    assert report(folder / "out")["findings"][0]["evidence"][0]["segments"] == [0]


def test_verbose_prints_the_other_candidates_too(tmp_path: Path) -> None:
    between = ("We had soup and bread and then told each other old stories until dawn came over the hills.",) * 3
    lines = ("The ferry carried forty families that night.", *between, "The ferry carried mail in the summer.")
    cues = "".join(
        f"{n}\n00:00:{n * 5:02},000 --> 00:00:{n * 5 + 4:02},000\n{line}\n\n" for n, line in enumerate(lines, 1)
    )
    talk = write(tmp_path / "talk.srt", cues)
    claims = write(tmp_path / "claims.txt", "The ferry carried forty families.\n")
    arguments = ("align", talk, "--claims", claims, "--out", tmp_path / "out")
    plain, verbose = mazeej(*arguments), mazeej(*arguments, "--verbose")
    assert "mail in the summer" not in plain.out
    assert "mail in the summer" in verbose.out


def test_coverage_lists_what_the_article_leaves_out_in_every_form(tmp_path: Path) -> None:
    lines = (
        "Hello and welcome to the show.",
        "I took over the ferry in 1998, but only for the summer months of that year.",
        "My brother Adam built the wooden pier with two hundred oak trunks and <b>three</b> horses.",
    )
    cues = "".join(
        f"{n}\n00:00:{n * 8:02},000 --> 00:00:{n * 8 + 7:02},000\n{line}\n\n" for n, line in enumerate(lines, 1)
    )
    talk = write(tmp_path / "talk.srt", cues)
    claims = write(tmp_path / "claims.txt", "She took over the ferry in 1998.\n")
    out, link = tmp_path / "out", "https://radio.example/ferry.mp3"
    arguments = ("align", talk, "--claims", claims, "--link", link, "--out", out)
    assert "coverage" not in (report(out) if mazeej(*arguments).code == 0 else {"coverage": "align failed"})
    run = mazeej(*arguments, "--coverage")
    (passage,) = report(out)["coverage"]
    assert "two hundred" in passage["keywords"]
    assert passage["link"] == f"{link}#t={passage['start']:g},{passage['end']:g}"
    assert report(out)["findings"][0]["evidence"][0]["qualifier"]["cue"] == "but"
    title, warning = "Said, and not in the article", "Qualified right after"
    assert f"… {title} | " in run.out
    assert f"{warning}: 0:" in run.out
    for form in ("md", "html"):
        text = (out / f"report.{form}").read_text("utf-8")
        assert title in text
        assert warning in text
        assert "oak trunks" in text


def test_coverage_says_so_when_nothing_of_note_is_left(tmp_path: Path) -> None:
    talk = write(tmp_path / "talk.srt", "1\n00:00:01,000 --> 00:00:04,000\nThe ferry carried forty families.\n")
    claims = write(tmp_path / "claims.txt", "The ferry carried forty families.\n")
    run = mazeej("align", talk, "--claims", claims, "--out", tmp_path / "out", "--coverage")
    assert report(tmp_path / "out")["coverage"] == []
    assert "passes over no passage of note" in run.out
    assert "passes over no passage of note" in (tmp_path / "out" / "report.md").read_text("utf-8")
