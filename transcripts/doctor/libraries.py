"""The libraries that matter: there, which version, and importable."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version

from audio.extras import installing
from transcripts.doctor.checks import Check
from transcripts.doctor.child import tried

# The name to install it by, the name to import it by, what it is for: all that Mazeej asks for, but what doctor itself
# cannot start without and what another of these imports.
LIBRARIES = (
    ("faster-whisper", "faster_whisper", "Whisper"),
    ("ctranslate2", "ctranslate2", "running Whisper's network"),
    ("onnxruntime", "onnxruntime", "finding speech"),
    ("av", "av", "decoding sound"),
    ("pydub", "pydub", "cutting clips"),
    ("numpy", "numpy", "sound as numbers"),
    ("huggingface-hub", "huggingface_hub", "downloading models"),
    ("tokenizers", "tokenizers", "the judge"),
    ("charset-normalizer", "charset_normalizer", "text in older encodings"),
    ("pysubs2", "pysubs2", "transcripts as subtitles"),
    ("trafilatura", "trafilatura", "articles from web pages"),
    ("lxml", "lxml.html", "articles in HTML"),
    ("markdown-it-py", "markdown_it", "articles in Markdown"),
    ("mammoth", "mammoth", "articles in Word"),
    ("striprtf", "striprtf.striprtf", "articles in RTF"),
    ("rapidfuzz", "rapidfuzz", "comparing words"),
    ("PyStemmer", "Stemmer", "stems of words"),
    ("jinja2", "jinja2", "the report page"),
    ("python-docx", "docx", "the report in Word"),
    ("starlette", "starlette", "the desk"),
    ("uvicorn", "uvicorn", "the desk"),
    ("httpx", "httpx", "downloading recordings"),
    ("platformdirs", "platformdirs", "finding the cache"),
    ("filelock", "filelock", "sharing the cache"),
    ("rich", "rich", "the terminal"),
)
REINSTALL = "install Mazeej anew in an environment of its own (see Install in the README)"
AT_ONCE = 4  # imports under way together; each waits for the disk most of the time


def check_libraries() -> Iterator[Check]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        failures = pool.map(tried, (f"import {module}" for _, module, _ in LIBRARIES))
        for (name, _, use), failure in zip(LIBRARIES, failures, strict=True):
            if failure:
                yield Check(name, "problem", f"cannot be imported, and is needed for {use}: {failure}", REINSTALL)
            else:
                yield Check(name, "ok", f"{_version(name)}, for {use}")


def check_sqlite() -> Iterator[Check]:
    """Python's own, which some build without the full-text search that the archive needs."""
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    except sqlite3.Error as error:
        yield Check(
            "sqlite", "problem", f"no full-text search, which `mazeej archive` needs: {error}", "take another Python"
        )
        return
    yield Check("sqlite", "ok", f"{sqlite3.sqlite_version} with full-text search, for the archive")


def check_yt_dlp() -> Iterator[Check]:
    if not installed("yt-dlp"):
        advice = f"only if you need that: {installing('youtube')}"
        yield Check("yt-dlp", "warning", "not installed: no sound from pages such as YouTube's", advice)
        return
    failure = tried("import yt_dlp")
    if failure:
        yield Check("yt-dlp", "problem", f"cannot be imported: {failure}", "install it anew: pip install -U yt-dlp")
        return
    yield Check("yt-dlp", "ok", f"{_version('yt-dlp')}, for pages such as YouTube's")


def installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _version(name: str) -> str:
    return version(name) if installed(name) else "version unknown"
