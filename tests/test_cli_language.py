"""Problems, warnings and what became of a call in the language of the one who reads them."""

from __future__ import annotations

import ast
import errno
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import click
import pytest

import cli
from align.commands.shared.language import choose, in_ui_language, ui_language
from tests.support.cli_runs import command, complaint, mazeej, usage_complaint, write

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "align" / "translation.toml"
SYSTEM = {os.strerror(code) for code in (errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EADDRINUSE)}
PUT_TOGETHER = {  # of parts that are no sentence in the source
    "✗ failed {}, tried again next time", "✗ failed {}, {} of them tried again next time", "✗ failed {} ({})",
    "✗ failed {}", "– not finished {} ({})", "there already", "heard in {}", "Episodes: {}",
    "{} claims to ask about, about {} tokens; {}", "none in {}, where {} are free",
    "{} in {}, where {} are free", "the first use downloads it, about {}",
    "{} is a feed with {} episodes: choose one with --episode, for example {}",
    "“{}” is in the title of {} episodes: {}",
    "no episode of {} is “{}”; there are, for example, {}", "{} is too large for a feed",
    "{} s of the recording cannot be decoded: they count as silence",
    "{} s of the recording cannot be decoded and {} damaged packets were skipped: they count as silence",
    "a folder, not a transcript", "a folder, not an RTTM file",
    "too large for a transcript", "too large for an RTTM file",
    "{} is a PDF, which does not say in which order its words are read; {}", "{} is a compressed file; {}",
    "{} is an archive, and no Word or OpenDocument text; {}", "{} is an old Word document; {}",
    "{}, line {}: no text", "{}, line {}: {} words are more than one claim, which has at most {}",
    "{}, line {}: the id is neither text nor a whole number", "{}, line {}: the speaker is not text",
    "{}, line {}: the kind is not one of {}",
    "{}, line {}: the id holds half a character (an unpaired surrogate)",
}  # fmt: skip
IN_PARTS = {  # what is raised in parts: the whole is in the table, or another sentence follows the colon
    "{}: no text", "{}: {} words are more than one claim, which has at most {}", "{}: the speaker is not text",
    "{}: the id is neither text nor a whole number", "{}: the kind is not one of {}",
    "{}: the id holds half a character (an unpaired surrogate)", "{} is {}; {}", "{} is {}", "too large for a feed",
    "a folder, not {}", "too large for {}", "{}: {}", "{} {}{}", "{}",
    "{}: choose one with --episode, for example", "“{}” is in the title of {} episodes:",
    "no episode of {} is “{}”; there are, for example,",
}  # fmt: skip
FOR_PROGRAMMERS = ("ValueError", "KeyError", "TypeError", "NotImplementedError", "AssertionError")


@pytest.fixture
def arabic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ar_SY.UTF-8")


def nodes(*places: str) -> Iterator[ast.AST]:
    """Of the source of files and folders."""
    for place in places:
        for path in [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py")):
            yield from ast.walk(ast.parse(path.read_text("utf-8")))


def sentence(node: ast.AST) -> str | None:
    """A text in the source, `{}` for what is filled in; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"%(?:s|d|\.\df)", "{}", node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
    return None


def test_every_sentence_of_the_table_is_said_somewhere() -> None:
    (table,) = tomllib.loads(TABLE.read_text("utf-8")).values()
    said = set(map(sentence, nodes("align", "audio", "transcripts", "cli.py")))
    assert set(table) - said - SYSTEM - PUT_TOGETHER == set()
    for english, arabic in table.items():
        filled = english.count("{}")
        assert set(map(int, re.findall(r"\{(\d)\}", arabic))) <= set(range(filled)), english
        assert arabic.replace("\u200e", "").isprintable(), english


def test_every_problem_and_every_warning_is_in_the_table() -> None:
    (table,) = tomllib.loads(TABLE.read_text("utf-8")).values()
    told = set()
    for node in nodes("align", "audio", "transcripts", "cli.py"):
        call = node.exc if isinstance(node, ast.Raise) else node
        if not isinstance(call, ast.Call) or not call.args:
            continue
        name = ast.unparse(call.func)
        if name in ("warn", "complain", "logger.warning") or (call is not node and name not in FOR_PROGRAMMERS):
            first = call.args[0]
            told |= {sentence(one) for one in ([first.body, first.orelse] if isinstance(first, ast.IfExp) else [first])}
    assert len(told) > 300
    assert told - {None} - set(table) - PUT_TOGETHER - IN_PARTS == set()


def test_every_task_that_a_bar_shows_is_in_the_table() -> None:
    (table,) = tomllib.loads(TABLE.read_text("utf-8")).values()
    calls = [[node.func, *node.args] for node in nodes("align/commands") if isinstance(node, ast.Call)]
    shown = [call[at + 1] for call in calls for at in (0, 1) if call[at:] and ast.unparse(call[at]) == "bar"]
    told = set(map(sentence, shown)) - {None, "{} {}"}
    assert len(told) > 5
    assert told - set(table) == set()


@pytest.mark.parametrize("name", [*cli.COMMANDS, "archive list", "archive remove", "voices learn", "models get"])
def test_every_command_takes_the_language(name: str) -> None:
    found: click.Command | None = command(name.split()[0])
    for below in name.split()[1:]:
        assert isinstance(found, click.Group)
        found = found.commands[below]
    assert found
    assert name == "archive" or "ui" in [param.name for param in found.params]


def test_what_the_smaller_commands_print(talk_and_article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "✓ سليم     Python: 3" in mazeej("doctor", "--ui", "ar").out
    assert "النماذج محفوظة في" in mazeej("models", "--ui", "ar").out
    assert "لا صوت معروف باسم x" in complaint(mazeej("voices", "--ui", "ar", "forget", "x"))
    monkeypatch.setenv("MAZEEJ_UI", "ar")
    assert mazeej("archive", "add", "talk.srt", "--archive", "season").code == 0
    assert "الحلقات: 1 · 0:14 · 32 كلمة\n" in mazeej("archive", "list", "--archive", "season").out
    assert "أضف --yes" in complaint(mazeej("archive", "remove", "1", "--archive", "season"))
    assert "لا صوت معروف؛" in mazeej("voices").out


@pytest.mark.usefixtures("arabic")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("align", "talk.srt", "nowhere.txt"), "لا مقال في nowhere.txt"),
        (("align", "nowhere.mp3", "article.txt"), "لا ملف باسم nowhere.mp3"),
        (("transcribe", "talk.srt"), "talk.srt نص لا صوت"),
        (("archive", "list"), "لا أرشيف في"),
        (("cite", "nowhere"), "تتعذر قراءة nowhere: لا وجود له"),
    ],
)
def test_problems_are_told_in_arabic(talk_and_article: Path, arguments: tuple[str, ...], told: str) -> None:
    assert told in complaint(mazeej(*arguments))


@pytest.mark.usefixtures("arabic")
def test_a_call_of_its_own_kind_and_what_became_of_several(talk_and_article: Path) -> None:
    assert "اذكر المقال أو --claims FILE" in usage_complaint(mazeej("align", "talk.srt"))
    write(talk_and_article / "empty.srt", "")
    run = mazeej("archive", "add", "talk.srt", "empty.srt")
    assert "الحلقات: ✓ أُضيف 1 · ✗ تعذّر 1، ويعاد في المرة التالية" in run.err
    assert "empty.srt فارغ" in run.err


def test_the_call_counts_more_than_the_locale_and_no_longer_than_it(
    talk_and_article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "لا مقال" in complaint(mazeej("align", "talk.srt", "nowhere.txt", "--ui", "ar"))
    assert complaint(mazeej("align", "talk.srt", "nowhere.txt")) == "no article at nowhere.txt"
    monkeypatch.setenv("LC_ALL", "ar")
    assert complaint(mazeej("align", "talk.srt", "nowhere.txt", "--ui", "en")) == "no article at nowhere.txt"


@pytest.mark.usefixtures("arabic")
def test_what_the_table_lacks_and_names_stay_as_they_are() -> None:
    choose(None)
    assert in_ui_language("something that nobody foresaw: {}") == "something that nobody foresaw: {}"
    assert in_ui_language("opening: nowhere to go") == "opening: nowhere to go"  # a file's name
    assert in_ui_language("a.srt: line 3: not valid JSON (x)") == "a.srt: السطر 3: ليس JSON سليما (x)"
    assert (
        in_ui_language("x: /a/x.srt: line 1: not text in UTF-8; save the transcript as UTF-8")
        == "x: /a/x.srt: السطر 1: ليس نصا بترميز UTF-8؛ احفظ التفريغ بهذا الترميز"
    )
    assert in_ui_language("{0} is empty") == "الملف {0} فارغ"


@pytest.mark.usefixtures("arabic")
@pytest.mark.parametrize(
    ("english", "told"),
    [
        (
            "warning: e5-small had a part in this report and is not asked here: what is corrected is judged without",
            "تنبيه: شارك e5-small في هذا التقرير ولا يُسأل هنا: ما يُصحَّح يُدقَّق من دونه",
        ),
        ("My Episode: https://a.example/x cannot be fetched: y", "My Episode: يتعذر جلب https://a.example/x: y"),
        (
            "r.json is not a report that can be read: report.x is 'y', which this version does not know",
            "r.json ليس تقريرا يُقرأ: report.x هو 'y'، ولا تعرفه هذه النسخة",
        ),
        ("c.csv, line 3: no text", "c.csv، السطر 3: لا نص فيه"),
        ("there is no file heard in Beirut.mp3", "لا ملف باسم heard in Beirut.mp3"),
        ("Voices heard in May: talk.srt is empty", "Voices heard in May: الملف talk.srt فارغ"),
        ("cannot write a b: No space left on device", "تتعذر كتابة a b: امتلأ القرص"),
        (
            "Recordings: 3 · ✓ transcribed 1 · ✗ failed 1 (a.mp3) · – not finished 1 (b.mp3) | 9 of sound in 2 (4×)",
            "التسجيلات: 3 · ✓ فُرّغ 1 · ✗ تعذّر 1 (a.mp3) · – لم يُنجز 1 (b.mp3) | 9 من الصوت في 2 (4×)",
        ),
    ],
)
def test_a_sentence_is_translated_and_the_names_before_it_and_in_it_are_not(english: str, told: str) -> None:
    choose(None)
    assert in_ui_language(english) == told


@pytest.mark.usefixtures("arabic")
@pytest.mark.parametrize("part", ["x y: ", "warning: ", "a | ", "stopped; "])
def test_a_long_line_is_told_as_well(part: str) -> None:
    choose(None)
    assert in_ui_language(part * 2000 + "end").endswith("end")


def test_every_thread_speaks_the_language_of_the_call() -> None:
    heard = []
    choose("ar")
    thread = Thread(target=lambda: heard.append(ui_language()))
    thread.start()
    thread.join()
    choose(None)
    assert heard == ["ar"]
