"""Recordings, transcripts, articles and lists that cannot be used: one line that says why, and exit code 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import audio_samples
from tests.support.cli_runs import ARTICLE, TALK, Run, complaint, mazeej, write

DEMO = ("--model", "demo", "--language", "ar")
ITEM = '<item><title>{}</title><enclosure url="https://example.org/a.mp3" type="audio/mpeg"/></item>'


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of every useless kind."""
    folder = tmp_path_factory.mktemp("inputs")
    audio_samples.write(folder / "noise.wav", audio_samples.noise(2))
    whole = audio_samples.write(folder / "noise.mp3", audio_samples.noise(20)).read_bytes()
    contents: dict[str, str | bytes] = {
        "talk.srt": TALK,
        "article.txt": ARTICLE,
        "cut.mp3": whole[: len(whole) // 2],
        "zero.wav": b"",
        "header.wav": (folder / "noise.wav").read_bytes()[:44],
        "binary.mp3": bytes(range(256)) * 20,
        "prose.mp3": "This is no sound at all.\n" * 30,
        "empty.txt": "",
        "blank.txt": " \n\t\n",
        "headings.md": "# One\n\n## Two\n\n### Three\n",
        "marks.txt": "...!!! ؟؟،،\n" * 100,
        "emoji.txt": "😀🎉 " * 500,
        "no-times.json": '{"segments": [{"text": "words"}, {"text": "more"}]}',
        "broken.json": '{"segments": [{"text": "wor',
        "feed.xml": "<rss><channel>" + ITEM.format("One") + ITEM.format("Two") + "</channel></rss>",
        "empty.srt": "1\n00:00:01,000 --> 00:00:02,000\n\n",
    }
    for name, content in contents.items():
        write(folder / name, content)
    (folder / "folder").mkdir()
    return folder


@pytest.fixture(autouse=True)
def place(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(samples)
    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path / "cache"))


def align(*arguments: str, out: str = "report") -> Run:
    return mazeej("align", *arguments, "--out", out)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing.mp3", "there is no file"),
        ("nothing.srt", "there is no file"),
        ("folder", "is a folder"),
        ("zero.wav", "is empty (0 bytes)"),
        ("header.wav", "is not audio"),
        ("binary.mp3", "is not audio"),
        ("prose.mp3", "bears a time"),
        ("no-times.json", "no times"),
        ("broken.json", "line 1"),
        ("empty.srt", "empty"),
        ("ftp://example.org/x.mp3", "is not an http or https address"),
    ],
)
def test_what_is_no_recording_and_no_transcript(name: str, said: str) -> None:
    told = complaint(align(name, "article.txt", *DEMO))
    assert said in told
    assert name in told


@pytest.mark.parametrize("command", [["transcribe"], ["clip", "1", "2", "-o", "x.mp3"]])
@pytest.mark.parametrize("name", ["nothing.mp3", "folder", "zero.wav", "header.wav", "binary.mp3", "talk.srt"])
def test_what_is_no_recording_for_the_commands_that_need_sound(command: list[str], name: str) -> None:
    head, *rest = command
    assert name in complaint(mazeej(head, name, *rest))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing.txt", "no article"),
        ("folder", "is a folder"),
        ("empty.txt", "is empty"),
        ("blank.txt", "is empty"),
        ("headings.md", "no claims"),
        ("marks.txt", "no words"),
        ("emoji.txt", "no words"),
        ("noise.mp3", "sound"),
        ("noise.wav", "noise.wav is a sound file, where a text is wanted"),
        ("binary.mp3", "save it as text"),
    ],
)
def test_what_is_no_article(name: str, said: str) -> None:
    for run in (align("talk.srt", name), mazeej("claims", name)):
        told = complaint(run)
        assert said in told
        assert name in told


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.txt", "", "is empty|holds no claims"),
        ("list.txt", "\n \n", "is empty|holds no claims"),
        ("list.jsonl", '{"text": "a claim"}\n{"text": \n', "line 2: not JSON"),
        ("list.jsonl", '{"text": "a claim"}\n\n["a claim"]\n', "line 3: not a JSON object"),
        ("list.jsonl", '{"text": "a claim"}\n{"id": 3}\n', "line 2: no text"),
        ("list.jsonl", '{"text": "one", "id": "a"}\n{"text": "two", "id": "a"}\n', "line 2: the id 'a' is already"),
        ("list.jsonl", '{"text": "one", "id": ["a"]}\n', "line 1: the id"),
        ("list.csv", "claim,id\none,1\n", "line 1: the header names no column text"),
        ("list.csv", "id,text\n1,one\n2,two,three\n", "line 3: 3 fields under 2 columns"),
        ("list.csv", 'id,text\n1,one\n2,"two\n', "line 3: not CSV"),
        ("list.csv", "id,text\n1,one\n2,\n", "line 3: no text"),
        ("list.csv", "id,text\n", "holds no claims"),
    ],
)
def test_a_malformed_list_of_claims_names_the_line(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = write(tmp_path / name, content)
    told = complaint(align("talk.srt", "--claims", str(path)))
    assert any(alternative in told for alternative in said.split("|")), told


def test_a_missing_list_of_claims() -> None:
    assert "nothing.csv" in complaint(align("talk.srt", "--claims", "nothing.csv"))
    assert "folder" in complaint(align("talk.srt", "--claims", "folder"))


@pytest.mark.parametrize("name", ["nothing.mp3", "talk.srt", "zero.wav"])
def test_what_is_no_sound_for_a_transcript(name: str) -> None:
    assert name in complaint(align("talk.srt", "article.txt", "--audio", name))


def test_a_feed_on_this_disk_is_no_transcript() -> None:
    assert "is a feed with 2 episodes: choose one with --episode" in complaint(align("feed.xml", "article.txt"))
    assert "no episode of feed.xml" in complaint(align("feed.xml", "article.txt", "--episode", "Third"))


def test_an_episode_is_chosen_from_feeds_only() -> None:
    for name in ("noise.wav", "talk.srt"):
        assert "is not a feed" in complaint(align(name, "article.txt", "--episode", "3"))


@pytest.mark.parametrize("language", ["xx", "arabic", "ar-sy", "é"])
def test_a_language_that_whisper_does_not_know(language: str) -> None:
    told = complaint(mazeej("transcribe", "noise.wav", "--model", "demo", "--language", language))
    assert told == f"not a language Whisper knows: {language} (use a code such as ar or en)"
    assert complaint(align("talk.srt", "article.txt", "--language", language)) == told  # although it is not asked for


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("largest-v9", "no model is called largest-v9; the known ones are demo, "),
        ("folder", "folder is not a CTranslate2 Whisper model: it has no model.bin"),
        ("./nothing", "there is no model folder"),
        ("talk.srt", "no model is called talk.srt"),
        ("\x1b[31mred", "no model is called"),
    ],
)
def test_a_model_that_is_none(model: str, said: str) -> None:
    assert said in complaint(mazeej("transcribe", "noise.wav", "--model", model))


def test_a_model_whose_files_are_damaged(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        write(tmp_path / name, "{}")
    assert "cannot be loaded" in complaint(mazeej("transcribe", "noise.wav", "--model", tmp_path))


def test_a_number_format_that_is_none() -> None:
    assert "int3" in complaint(mazeej("transcribe", "noise.wav", *DEMO, "--compute-type", "int3"))


def test_a_recording_that_is_cut_off_is_used_with_a_warning() -> None:
    run = mazeej("transcribe", "cut.mp3", *DEMO)
    assert run.code == 0
    first, second = run.err.splitlines()
    assert first == "mazeej: warning: the file is cut off or damaged: its header announces 20 s, it holds 10 s"
    assert second.startswith("mazeej: warning: the transcript of cut.mp3 is empty: ")


def test_a_report_on_a_recording_that_is_cut_off_says_so(tmp_path: Path) -> None:
    """Only on what was heard for it: a transcript given beside such a file may be whole."""
    assert align("cut.mp3", "article.txt", *DEMO, "--format", "json", out=str(tmp_path)).code == 0
    assert "damaged and ends at 0:09" in (tmp_path / "report.json").read_text("utf-8")
    assert align("talk.srt", "article.txt", "--audio", "cut.mp3", "--format", "json", out=str(tmp_path)).code == 0
    assert "damaged" not in (tmp_path / "report.json").read_text("utf-8")


def test_a_recording_in_which_nobody_speaks_is_transcribed_and_kept() -> None:
    first, second = mazeej("transcribe", "noise.wav", *DEMO), mazeej("transcribe", "noise.wav", *DEMO)
    assert (first.code, second.code) == (0, 0)
    assert first.out == second.out
    said = "mazeej: warning: the transcript of noise.wav is empty: silence, music or noise is all there is\n"
    assert first.err == second.err == said


@pytest.mark.parametrize("start", ["soon", "1:2:3:4", "1:99", "9" * 5000, "1e3", "nan", "٣٠ ثانية"])
def test_a_time_that_is_none(start: str) -> None:
    assert "is not a time" in complaint(mazeej("clip", "noise.mp3", start, "19", "-o", "x.mp3"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("25 30 -o x.mp3", "nothing can be cut at 0:25.0"),
        ("1 2 -o x.docx", "must end in .mp3, .m4a, .opus, .ogg, .wav, .flac, not in .docx"),
        ("1 2 -o folder", "must end in .mp3"),
        ("1 2 -o nothere/x.mp3", "cannot be written"),
        ("1 2 -o noise.mp3", "is the recording itself"),
    ],
)
def test_a_clip_that_cannot_be_made(samples: Path, arguments: str, said: str) -> None:
    before = (samples / "noise.mp3").read_bytes()
    assert said in complaint(mazeej("clip", "noise.mp3", *arguments.split()))
    assert (samples / "noise.mp3").read_bytes() == before
