"""The documentation is true: its commands parse, its links lead somewhere, it names every field, its session runs."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from align.quotes import Op, Status
from align.report import render
from align.types import Kind, ReasonCode, Verdict
from cli import main
from docs.cli_reference import reference
from tests.support.report_sample import sample_report
from transcripts import WRITERS, Dropped, Segment, Transcript, Word

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "README.ar.md",
    ROOT / "demo" / "README.md",
    ROOT / "benchmarks" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
FORMATS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
LINE = re.compile(r"^(?: {4}|\$ )?((?:\.venv/bin/)?mazeej .+)$", re.MULTILINE)
INLINE = re.compile(r"`(?:\.venv/bin/)?(mazeej\b[^`]*)`")
LINK = re.compile(r"\]\(<?([^()<>\s]+)>?\)|\bsrc=\"([^\"]+)\"")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def commands() -> Iterator[tuple[str, str]]:
    """Page and command line, for every one that a reader may copy."""
    for page in PAGES:
        lines = [*LINE.findall(text_of(page)), *(" ".join(found.split()) for found in INLINE.findall(text_of(page)))]
        yield from ((page.name, line) for line in lines)


def parse(line: str) -> None:
    """Raises click.UsageError where the command line would be refused; a bare name stands for the command itself."""
    words = [word for word in shlex.split(line, comments=True) if word != "…"][1:]
    if not words or words[0].startswith("-"):
        return
    context = click.Context(main, info_name="mazeej", **main.context_settings)
    command = main.get_command(context, words[0])
    if command is None:
        raise click.UsageError(f"no command {words[0]}")
    if len(words) > 1 and "--help" not in words:
        command.make_context(words[0], words[1:], context)


@pytest.mark.parametrize(("page", "line"), sorted(set(commands())))
def test_every_command_line_parses(page: str, line: str) -> None:
    parse(line)


def test_a_wrong_command_line_is_noticed() -> None:
    assert len(set(commands())) > 15
    for line in (
        "mazeej aline a b",
        "mazeej align a b --langage ar",
        "mazeej align a b --format pdf",
        "mazeej clip a",
    ):
        with pytest.raises(click.UsageError):
            parse(line)


def test_the_reference_is_current() -> None:
    assert text_of(ROOT / "docs" / "cli.md") == reference(main), "run docs/cli_reference.py"


def test_the_reference_names_values_and_no_types_of_clicks() -> None:
    shown = text_of(ROOT / "docs" / "cli.md")
    assert not re.findall(r"^  -.* (?:TEXT|INTEGER|FLOAT|RANGE)\b.*", shown, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in filter(None, (found for pair in LINK.findall(text_of(page)) for found in pair)):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(text_of(file)), target


def anchors(text: str) -> set[str]:
    """The names that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([\w-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    for page in PAGES:
        named = re.findall(r"(?:`|^ {4})make ([a-z][\w-]*)", text_of(page), re.MULTILINE)
        assert set(named) <= targets, page


def test_the_sessions_in_the_readme_are_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    sessions = re.findall(r"<!-- session -->\n```console\n\$ mazeej (.+)\n([^`]+)```", text_of(ROOT / "README.md"))
    assert sessions
    for command, shown in sessions:
        arguments = [str(tmp_path) if word == "build/example" else word for word in shlex.split(command)]
        output = CliRunner().invoke(main, arguments).output
        lines = told(shown)
        assert told(output)[: len(lines)] == lines


def told(output: str) -> list[str]:
    """Its lines without the words heard and their seconds, whose edges may move with any change of the matcher."""
    return [re.split(r" \| \d+:\d\d |#t=", line)[0] for line in output.splitlines()]


def test_the_map_names_every_folder() -> None:
    table = text_of(ROOT / "README.md").split("<!-- map -->")[1].split("##")[0]
    named = set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE))
    assert all((ROOT / name).exists() for name in named)
    rooms = [ROOT / name for name in ("align", "audio", "transcripts")]
    packages = {init.parent.relative_to(ROOT).as_posix() + "/" for room in rooms for init in room.rglob("__init__.py")}
    assert packages - {"align/"} <= named


def test_pictures_are_light() -> None:
    pictures = list((ROOT / "docs").glob("*.png"))
    assert len(pictures) == 2
    assert all(picture.stat().st_size <= 300_000 for picture in pictures)


def field_names(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for item in value.values() for name in field_names(item)}
    return {name for item in value for name in field_names(item)} if isinstance(value, list) else set()


def test_formats_name_every_field_of_the_report() -> None:
    document = json.loads(render(sample_report(), "json"))
    missing = [name for name in field_names(document) if f'"{name}"' not in FORMATS]
    assert missing == []
    header = render(sample_report(), "csv").split("\r\n")[0].removeprefix("\ufeff")
    assert all(f"`{column}`" in FORMATS for column in header.split(","))


def test_formats_name_every_field_of_the_transcript() -> None:
    word = Word(0.0, 1.0, "salt", 0.5, "A")
    segment = Segment((word,), "A", interpolated=True, no_speech_probability=0.1, compression_ratio=1.0)
    transcript = Transcript((segment,), dropped=(Dropped(sample_report().findings[0].evidence[0].interval, "x", "y"),))
    missing = [
        name
        for name in field_names(json.loads(WRITERS["json"](transcript)))
        if f'"{name}"' not in FORMATS and f"`{name}`" not in FORMATS
    ]
    assert missing == []


@pytest.mark.parametrize("values", [Verdict, ReasonCode, Kind, Status, Op], ids=lambda values: values.__name__)
def test_formats_name_every_value(values: type[StrEnum]) -> None:
    assert [value for value in values if f"`{value}`" not in FORMATS] == []


def test_every_table_of_a_language_is_explained() -> None:
    text = text_of(ROOT / "docs" / "languages.md")
    tables = {path.name for path in (ROOT / "align" / "language").glob("*/*.tsv")}
    assert tables
    assert [name for name in sorted(tables) if f"`{name}`" not in text and f"/{name}`" not in text] == []
