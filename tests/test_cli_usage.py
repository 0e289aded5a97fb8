"""The command line called wrongly, and what it says about itself."""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np
import pytest

import cli
from audio import SAMPLE_RATE
from tests.support import audio_samples
from tests.support.cli_runs import command, complaint, mazeej, usage_complaint, write

pytestmark = pytest.mark.usefixtures("talk_and_article")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("frob", "No such command"),
        ("align", "Missing argument"),
        ("align talk.srt", "either ARTICLE or --claims"),
        ("align talk.srt article.txt --claims article.txt", "either ARTICLE or --claims"),
        ("align talk.srt article.txt more", "extra argument"),
        ("align talk.srt article.txt --frob", "No such option"),
        ("align talk.srt article.txt --format pdf", "'pdf' is not one of json, md, html, csv"),
        ("align talk.srt article.txt --format ,", "one or more of json"),
        ("align talk.srt article.txt --fail-on false", "'false' is not one of supported"),
        ("align talk.srt article.txt --beam-size 0", "not in the range"),
        ("align talk.srt article.txt --beam-size five", "not a valid integer"),
        ("align talk.srt article.txt --threads -1", "not in the range"),
        ("align talk.srt article.txt --lead -1", "not in the range"),
        ("align talk.srt article.txt --lead nan", "'nan' is not a number"),
        ("align talk.srt article.txt --device gpu", "'gpu' is not one of 'auto', 'cpu', 'cuda'"),
        ("align talk.srt article.txt --export-clips clips", "add --audio"),
        ("align talk.srt article.txt --format html --out -", "--out - prints JSON alone"),
        ("archive check article.txt --format md,json --out -", "--out - prints JSON alone"),
        ("transcribe", "Missing argument"),
        ("transcribe talk.srt -o talk.docx", "'talk.docx' does not end in .json"),
        ("claims", "Missing argument"),
        ("claims article.txt --format yaml", "is not one of"),
        ("clip episode.mp3 1 2", "Missing option"),
        ("clip episode.mp3 2 1 -o x.mp3", "END must be later than START"),
        ("clip episode.mp3 2 2 -o x.mp3", "END must be later than START"),
        ("quote talk.srt", "give quotations"),
        ("quote talk.srt words --fail-on supported", "is not one of exact"),
        ("demo something", "extra argument"),
    ],
)
def test_a_wrong_call_is_a_usage_error(arguments: str, said: str) -> None:
    assert said in usage_complaint(mazeej(*arguments.split()))


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_what_is_empty_is_refused_by_its_name(name: str) -> None:
    params = command(name).params
    arguments = [param for param in params if isinstance(param, click.Argument)]
    options = [param for param in params if isinstance(param, click.Option) and param.type.name == "text"]
    needed = [word for option in options if option.required for word in (option.opts[0], "x.mp3")]
    for place in range(len(arguments)):
        given = ["1"] * len(arguments)
        given[place] = " "
        assert "it is empty" in usage_complaint(mazeej(name, *given, *needed))
    for option in options:
        said = usage_complaint(mazeej(name, *["1"] * len(arguments), *needed, option.opts[0], ""))
        assert f"'{option.opts[-1]}'" in said
        assert "it is empty" in said or "give one or more of" in said
    assert arguments or options or name in ("archive", "doctor", "models", "voices")


def test_a_quotation_without_a_word_is_refused() -> None:
    assert complaint(mazeej("quote", "talk.srt", "the old bridge", "…")) == "… holds no word that could be looked for"


def test_a_language_may_be_written_in_capitals(folder: Path) -> None:
    audio_samples.write(folder / "talk.wav", np.zeros(SAMPLE_RATE, np.float32))
    run = mazeej("transcribe", "talk.wav", "--model", "demo", "--language", "AR", "-q")
    assert run.code == 0
    assert "not a language" not in run.err


def test_the_sound_of_a_recording_is_not_given_twice(folder: Path) -> None:
    write(folder / "episode.mp3", b"\xff\xfb\x90\x00" * 100)
    run = mazeej("align", "episode.mp3", "article.txt", "--audio", "episode.mp3")
    assert "RECORDING has its own" in usage_complaint(run)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org/x", "hello", "http://", "https://x/{id}"])
def test_a_link_that_leads_nowhere_is_refused_before_the_work(link: str) -> None:
    for called in (["align", "nothing.mp3", "article.txt"], ["quote", "nothing.mp3", "words"]):
        assert "nothing.mp3" not in complaint(mazeej(*called, "--link", link))


@pytest.mark.parametrize("arguments", ["-o nothere/talk.srt", "-o talk.srt/x.srt"])
def test_a_transcript_without_a_folder_to_go_to_is_refused_before_the_work(arguments: str) -> None:
    assert "there is no folder" in complaint(mazeej("transcribe", "nothing.mp3", *arguments.split()))


@pytest.mark.parametrize("output", ["new.srt", "talk.srt"])
def test_a_transcript_that_may_not_be_written_is_refused_before_the_work(
    output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write anywhere
    assert "no permission to write" in complaint(mazeej("transcribe", "nothing.mp3", "-o", output))


@pytest.mark.parametrize("command", ["spot-check", "open"])
def test_a_report_that_nothing_can_be_kept_beside_is_refused_before_the_work(
    command: str, reported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    run = mazeej(command, reported / "out", stdin=b"a\n")
    assert "no permission to write" in complaint(run)


@pytest.mark.parametrize("out", ["talk.srt", "talk.srt/report", "x" * 300])
def test_a_report_without_a_folder_to_go_to_is_refused_before_the_work(out: str) -> None:
    for option in ("--out", "--export-clips"):
        assert "cannot write into" in complaint(mazeej("align", "nothing.mp3", "article.txt", option, out))
    assert "cannot write into" in complaint(mazeej("demo", "--out", out))


def test_without_a_command_the_help_is_shown() -> None:
    run = mazeej()
    assert run.code == 2
    assert "mazeej demo" in run.err
    assert "mazeej: " not in run.err


def test_version_and_name() -> None:
    assert mazeej("--version").out.startswith("mazeej, version ")
    assert mazeej("--help").out.startswith("Usage: mazeej ")


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_shows_an_example_and_explains_every_option(name: str) -> None:
    run = mazeej(name, "--help")
    assert run.code == 0
    assert name == "demo" or f"  mazeej {name} " in run.out, "no example"
    assert command(name).get_short_help_str()
    for option in command(name).params:
        if isinstance(option, click.Option) and not option.hidden:
            assert option.opts[0] in run.out
            assert option.help or option.opts == ["--format"], option.opts
