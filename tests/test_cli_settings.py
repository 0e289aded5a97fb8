"""What need not be said in every call: mazeej.toml, variables of the environment, a shell that completes; help."""

from __future__ import annotations

import json
from pathlib import Path

import platformdirs
import pytest
from click.shell_completion import ShellComplete

import cli
from tests.support.cli_runs import complaint, mazeej, usage_complaint, write

ALIGN = ("align", "talk.srt", "article.txt", "-q")

pytestmark = pytest.mark.usefixtures("talk_and_article")


def report(folder: str = "mazeej-report") -> dict[str, object]:
    found: dict[str, object] = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
    return found


def recording(folder: str = "mazeej-report") -> object:
    return report(folder)["recording"]


def users_file(content: str) -> Path:
    folder = platformdirs.user_config_path("mazeej", appauthor=False)
    folder.mkdir(parents=True)
    return write(folder / "mazeej.toml", content)


def test_what_the_file_sets_need_not_be_said(folder: Path) -> None:
    write(folder / "mazeej.toml", 'link = "https://radio.example/1.mp3"\n[align]\nout = "checked"\nformat = ["json"]\n')
    assert mazeej(*ALIGN).code == 0
    assert [path.name for path in (folder / "checked").iterdir() if path.name.startswith("report")] == ["report.json"]
    assert "radio.example" in json.dumps(recording("checked"))


def test_a_table_is_for_the_commands_below_as_well(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "mazeej.toml", 'language = "ar"\n[archive]\narchive = "season"\nmodel = "demo"\n')
    assert mazeej("archive", "add", "talk.srt").code == 0
    assert (folder / "season" / "archive.sqlite").is_file()
    assert "Episodes: 1" in mazeej("archive", "list").out
    monkeypatch.setenv("MAZEEJ_ARCHIVE", str(folder / "other"))
    assert "no archive in" in complaint(mazeej("archive", "list"))
    write(folder / "mazeej.toml", "[archive]\nmodle = 1\n")
    assert "mazeej archive has no option --modle" in complaint(mazeej("archive", "list"))


def test_the_call_counts_more_than_the_environment_and_that_more_than_the_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users_file('out = "own"\nlink = "https://own.example/1.mp3"\n')
    mazeej(*ALIGN)
    assert "own.example" in json.dumps(recording("own"))
    write(folder / "mazeej.toml", 'out = "beside"\n')
    mazeej(*ALIGN)
    assert "own.example" in json.dumps(recording("beside"))
    monkeypatch.setenv("MAZEEJ_OUT", "environment")
    mazeej(*ALIGN)
    assert report("environment")
    monkeypatch.setenv("MAZEEJ_ALIGN_OUT", "of-this-command")
    mazeej(*ALIGN)
    assert report("of-this-command")
    mazeej(*ALIGN, "--out", "call")
    assert report("call")


@pytest.mark.parametrize("hosts", ['"Samer=SPEAKER_00"', '["Samer=SPEAKER_00", "SPEAKER_01"]'])
def test_a_shows_hosts(folder: Path, hosts: str) -> None:
    write(folder / "mazeej.toml", f"host = {hosts}\n")
    assert "nobody is labelled SPEAKER_00" in complaint(mazeej(*ALIGN))


def test_names_in_a_variable_may_have_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAZEEJ_GUEST", "Layla Haddad=SPEAKER_01;Samer=SPEAKER_02")
    assert "nobody is labelled SPEAKER_01" in complaint(mazeej(*ALIGN))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('modle = "small"', "mazeej.toml: no command has an option --modle"),
        ("[align]\nstyle = 'html'", "mazeej.toml: mazeej align has no option --style"),
        ("[alinge]\nout = 'x'", "mazeej.toml: there is no command alinge"),
        ("out = 2026-01-01", "mazeej.toml: out is to be text, a number, true or false, or a list of texts"),
        ("out = [[1]]", "mazeej.toml: out is to be text"),
        ("out =", "mazeej.toml is not TOML: Invalid value"),
        (b"out = '\xff'", "mazeej.toml is not TOML: "),
    ],
)
def test_a_mistake_in_the_file_is_one_line(folder: Path, content: str | bytes, said: str) -> None:
    write(folder / "mazeej.toml", content)
    assert complaint(mazeej(*ALIGN)).startswith(said)


def test_what_is_for_other_commands_does_no_harm(folder: Path) -> None:
    write(folder / "mazeej.toml", 'style = "html"\nbeam-size = 1\n[quote]\nfail-on = "modified"\n')
    assert mazeej("claims", "article.txt").code == 0


def test_a_value_that_is_refused_says_where_it_comes_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "mazeej.toml", "[align]\nlead = 99\n")
    assert usage_complaint(mazeej(*ALIGN)).endswith("(set in mazeej.toml)")
    monkeypatch.setenv("MAZEEJ_LEAD", "much")
    assert usage_complaint(mazeej(*ALIGN)).endswith("(set by MAZEEJ_LEAD)")
    assert not usage_complaint(mazeej(*ALIGN, "--lead", "99")).endswith(")")


def test_the_help_shows_what_is_set(folder: Path) -> None:
    write(folder / "mazeej.toml", 'model = "small"\n')
    assert "[default: small]" in " ".join(mazeej("align", "--help").out.split())


def test_every_command_is_in_one_group_of_the_help() -> None:
    shown = mazeej("--help").out.split("Show this message and exit.")[1].splitlines()
    assert [line.split()[0] for line in shown if line.startswith("  ")] == [*cli.COMMANDS]
    assert [line for line in shown if line.endswith(":")] == [f"{title}:" for title in cli.GROUPS]


def test_help_is_a_command_too() -> None:
    assert mazeej("help") == mazeej("--help")
    assert mazeej("help", "align") == mazeej("align", "--help")
    assert mazeej("help", "models", "get") == mazeej("models", "get", "--help")
    assert "has no commands of its own" in usage_complaint(mazeej("help", "align", "x"))
    assert usage_complaint(mazeej("help", "aling")).startswith("No such command 'aling'. Did you mean align")
    assert usage_complaint(mazeej("help", "archive", "aling")) == "No such command 'aling'."


def test_the_version_in_short() -> None:
    assert mazeej("-V") == mazeej("--version")


def test_what_is_printed_is_in_the_language_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english, arabic = mazeej(*ALIGN[:-1]).out, mazeej(*ALIGN[:-1], "--ui", "ar").out
    assert "Claims: " in english
    assert "الأقوال: " in arabic
    assert "report.html وtranscript.json في " in arabic
    for command in (["quote", "talk.srt", "the old bridge"], ["claims", "article.txt"]):
        assert is_arabic(mazeej(*command, "--ui", "ar").out)
        assert not is_arabic(mazeej(*command).out)
    write(folder / "mazeej.toml", 'ui = "ar"\n')
    assert mazeej(*ALIGN[:-1]).out == arabic
    (folder / "mazeej.toml").unlink()
    monkeypatch.setenv("LC_ALL", "ar_SY.UTF-8")
    assert mazeej(*ALIGN[:-1]).out == arabic
    assert mazeej(*ALIGN[:-1], "--ui", "en").out == english


def test_a_spot_check_asks_in_arabic() -> None:
    mazeej(*ALIGN)
    run = mazeej("spot-check", "mazeej-report", "--no-play", "--ui", "ar", stdin="ش\nمخالف\n".encode())
    assert "1 من 2" in run.out
    assert "بُتّ في 2 من 2 في العينة: 1 موافق · 1 مخالف" in run.out
    assert not any(word in run.out for word in ("agree", "Error rate", "Supported", " of "))


def is_arabic(text: str) -> bool:
    return any("ء" <= letter <= "ي" for letter in text)


def completed(*words: str) -> list[str]:
    """What a shell offers for the last of these words."""
    shell = ShellComplete(cli.main, {}, "mazeej", "_MAZEEJ_COMPLETE")
    return [
        item.value if item.type == "plain" else item.type for item in shell.get_completions([*words[:-1]], words[-1])
    ]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["sp"], ["spot-check"]),
        (["align", "a.mp3", "a.txt", "--model", "large-v3-t"], ["large-v3-turbo"]),
        (["align", "a.mp3", "a.txt", "--model", "./models/"], ["dir"]),
        (["align", "a.mp3", "a.txt", "--fail-on", "contr"], ["contradicted"]),
        (["align", "a.mp3", "a.txt", "--fail-on", "contradicted,un"], ["contradicted,unclear"]),
        (["align", "a.mp3", "a.txt", "--fail-on", "unclear,un"], []),
        (["align", "a.mp3", "a.txt", "--format", "m"], ["md"]),
        (["align", "a.mp3", "a.txt", "--claims", ""], ["file"]),
        (["align", "a.mp3", "a.txt", "--out", ""], ["dir"]),
        (["align", "a.mp3", "a.txt", "--guest", ""], []),
        (["align", ""], ["file"]),
        (["cite", "report", "--style", "sh"], ["shownotes"]),
    ],
)
def test_a_shell_completes(words: list[str], offered: list[str]) -> None:
    assert completed(*words) == offered
