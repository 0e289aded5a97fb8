"""What tests of several files work in: a folder with a cache of its own; a real browser, started once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.support.scripted_llm import Scripted
    from tests.support.season import Season

ENVIRONMENT = ("MAZEEJ_CACHE", "MAZEEJ_RELIABILITY")  # what a test run is told
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(autouse=True)
def _no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own settings change a test."""
    for name in [name for name in os.environ if name.startswith("MAZEEJ_") and name not in ENVIRONMENT]:
        monkeypatch.delenv(name)
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path / "settings")
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))  # of a process of its own


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where transcripts are kept in this test, instead of the user's own cache."""
    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("MAZEEJ_DATA", str(tmp_path / "data"))
    return tmp_path / "cache" / "transcripts"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path) -> Path:
    """An empty folder to work in, with a cache in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def talk_and_article(folder: Path) -> Path:
    """The same with a short talk's transcript and an article about it."""
    from tests.support.cli_runs import ARTICLE, TALK, write

    write(folder / "talk.srt", TALK)
    write(folder / "article.txt", ARTICLE)
    return folder


@pytest.fixture
def reported(talk_and_article: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same with the report on it, in `out`."""
    from tests.support.cli_runs import mazeej

    monkeypatch.setenv("MAZEEJ_DATA", str(talk_and_article / "data"))
    assert mazeej("align", "talk.srt", "article.txt", "--out", "out").code == 0
    return talk_and_article


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """A language model that finds every slot stated in the words "forty families", until it is told otherwise."""
    from tests.support.scripted_llm import Scripted, all_stated, registered

    with registered(Scripted(all_stated("forty families"))) as model:
        yield model


@pytest.fixture
def report_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report in it, and no screen, so that no player of this machine is opened by accident."""
    from align.report import write_report
    from tests.support.report_sample import sample_report

    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    write_report(sample_report(), tmp_path, ["json"])
    return tmp_path


@pytest.fixture(scope="session")
def episodes_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the recordings of `season`: 0.mp3, 1.mp3 …, in the order they are published."""
    from tests.support.season import sound

    folder = tmp_path_factory.mktemp("episodes")
    sound(folder)
    return folder


@pytest.fixture
def season(folder: Path, episodes_on_disk: Path) -> Iterator[Season]:
    """A podcast on a server of this machine, with three episodes."""
    from tests.support.season import served

    shutil.copytree(episodes_on_disk, folder / "served")
    with served(folder / "served") as season:
        for title in ("The council", "The flood", "The council"):
            season.publish(title)
        yield season


@pytest.fixture
def models_loaded(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows with every model that is loaded to recognise speech."""
    from transcripts.whisper.loading import Loading

    loaded: list[object] = []
    load = Loading.load

    def counted(self: Loading) -> object:
        loaded.append(self)
        return load(self)

    monkeypatch.setattr(Loading, "load", counted)
    return loaded


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--mute-audio"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report with clips, as a file on disk."""
    from align.report import write_report
    from tests.support.report_sample import sample_clips, sample_report

    report = sample_report()
    return write_report(report, tmp_path_factory.mktemp("sample"), ["html"], clips=sample_clips(report))[0]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file in a context of its own; complains of any request for more than it and the files `beside` it, any
    console line and any error of the page."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def opener(path: Path, *, beside: tuple[Path, ...] = (), **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        local = ("data:", "blob:", "about:blank", *(file.as_uri() for file in (path, *beside)))

        def judge_request(url: str) -> None:
            if not url.startswith(local):
                trouble.append(f"request: {url}")

        page.on("console", lambda message: trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: judge_request(request.url))
        page.goto(path.as_uri())
        return page

    yield opener
    for context in contexts:
        context.close()
    assert trouble == []
