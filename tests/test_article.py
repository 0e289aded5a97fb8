"""Articles come in from files, pages and pipes with their paragraphs, and every offset is into the text as read."""

import hashlib
import io
import itertools
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.article import read_article
from align.article.plain import paragraphs as plain_paragraphs
from align.types import AlignError, Article


def outline(article: Article) -> list[str]:
    return [("# " if p.heading else "") + p.span.of(article.text) for p in article.paragraphs]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_plain_text_with_headings_and_a_line_for_each_paragraph(tmp_path: Path) -> None:
    text = (
        "رحلة القارب القديم\n"
        "روى الصياد أنه أبحر ثلاثة أيام.\n"
        "ليلة العاصفة\n"
        "قال إن الموج كان عاليا. ثم هدأ البحر\n"
        "- عاد القارب إلى الميناء\n"
        "2. أصلحه النجار\n"
        "وانتهت الرحلة"
    )
    article = read_article(written(tmp_path, "a.txt", text))
    assert outline(article) == [
        "# رحلة القارب القديم",
        "روى الصياد أنه أبحر ثلاثة أيام.",
        "# ليلة العاصفة",
        "قال إن الموج كان عاليا. ثم هدأ البحر",
        "عاد القارب إلى الميناء",
        "أصلحه النجار",
        "وانتهت الرحلة",
    ]
    assert article.title == "رحلة القارب القديم"
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    text = (
        "The lighthouse\n\n"
        "The keeper said that the lamp had burned all night and that no ship\n"
        "had passed before the morning, when a small boat came in from the\n"
        "north with three men.\n\n"
        "They stayed.\n"
    )
    assert outline(read_article(written(tmp_path, "a.txt", text))) == [
        "# The lighthouse",
        text.split("\n\n")[1],
        "They stayed.",
    ]


def test_a_list_of_lines_without_full_stops_is_no_row_of_headings(tmp_path: Path) -> None:
    text = "first thing said\nsecond thing said\nthird thing said\nfourth thing said\n"
    assert not any(p.heading for p in read_article(written(tmp_path, "a.txt", text)).paragraphs)


def test_markdown_gives_prose_and_leaves_out_the_rest(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 'Bread and Water'\n---\n"
        "Bread\n=====\n\n## In *town* ##\n\n"
        'The baker [opened](https://example.org/a(b) "t") early.[1]\nHe sold **all** bread.\n\n'
        "- one loaf\n- two loaves\n  of rye\n\n> a quote\n> goes on\n\n"
        "```\ncode is no prose\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        "<!-- note -->\n\n<p dir='rtl'>فتح الفرن.</p>\n"
    )
    article = read_article(written(tmp_path, "a.md", text))
    assert outline(article) == [
        "# Bread",
        "# In *town*",
        'The baker [opened](https://example.org/a(b) "t") early.[1]\nHe sold **all** bread.',
        "one loaf",
        "two loaves\n  of rye",
        "a quote\n> goes on",
        "<p dir='rtl'>فتح الفرن.</p>",
    ]
    assert article.title == "Bread and Water"
    assert [span.of(text) for span in article.markup] == [
        *"**", "[", '](https://example.org/a(b) "t")', "[1]", "**", "**", "> ", "<p dir='rtl'>", "</p>",
    ]  # fmt: skip


def test_html_gives_the_extracted_article(tmp_path: Path) -> None:
    page = """<html lang="en"><head><title>Night of the flood</title></head><body>
      <nav><a href="/">Home</a> <a href="/b">About</a></nav>
      <article><h1>Night of the flood</h1>
      <p>The river rose <b>four</b> metres in <a href="/x">two hours</a>, said the engineer.</p>
      <h2>The school</h2><p>Sixty families were taken to the school.</p><ul><li>No one was hurt.</li></ul></article>
      <script>var x = "not prose";</script></body></html>"""
    article = read_article(written(tmp_path, "a.html", page))
    assert article.title == "Night of the flood"
    assert outline(article) == [
        "# Night of the flood",
        "The river rose four metres in two hours, said the engineer.",
        "# The school",
        "Sixty families were taken to the school.",
        "No one was hurt.",
    ]


def test_html_line_breaks_and_nested_lists(tmp_path: Path) -> None:
    page = """<html><body><article>
      <p>The river rose<br>in the night, and nobody in the town was asleep when it came.</p>
      <ul><li>The school was open<ul><li>for sixty families</li><li>and their goats</li></ul></li></ul>
      <blockquote>We stood there.<p>Nobody could do anything.</p></blockquote></article></body></html>"""
    assert outline(read_article(written(tmp_path, "a.html", page))) == [
        "The river rose in the night, and nobody in the town was asleep when it came.",
        "The school was open",
        "for sixty families",
        "and their goats",
        "We stood there.",
        "Nobody could do anything.",
    ]


def test_html_is_known_by_its_opening_and_a_tiny_page_is_read_too(tmp_path: Path) -> None:
    article = read_article(written(tmp_path, "page", "<!DOCTYPE html><html><body>Just one line.</body></html>"))
    assert outline(article) == ["Just one line."]


@pytest.mark.parametrize(
    "encoding",
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-16-le-bom utf-32 cp1256 iso8859_6 mac_arabic".split(),
)
def test_arabic_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    text = " ".join(["قال الخباز إن الفرن فتح عند السابعة صباحا."] * 4)
    data = ("\ufeff" + text).encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
    article = read_article(written(tmp_path, "a.txt", data))
    assert article.text.removeprefix("\ufeff") == text


@pytest.mark.parametrize("said", ["The café was closed.", "It was “closed”.", "A loaf is £5.", "Aus Göteborg."])
@pytest.mark.parametrize("lines", [0, 500])
def test_western_code_page(tmp_path: Path, said: str, lines: int) -> None:
    text = "\n\n".join(["She said so."] * lines + [said])
    assert outline(read_article(written(tmp_path, "a.txt", text.encode("cp1252"))))[-1] == said


def test_offsets_are_those_of_read_text(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "\ufeffOne line here.\r\nAnother line.\rA third.\n".encode())
    article = read_article(path)
    assert article.text == path.read_text(encoding="utf-8")
    assert outline(article)[1:] == ["Another line.", "A third."]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "is empty"),
        ("a.txt", "…!؟ 😀 «»".encode(), "no words"),
        ("a.md", b"```\ncode only\n```\n", "no words"),
        ("a.txt", bytes(range(256)) * 40, "unknown encoding"),
        ("a.txt", b"\x00\x01\x02abc" * 50, "binary"),
        ("a.pdf", b"%PDF-1.7 ...", "is a PDF"),
        ("a.docx", b"PK\x03\x04....", "damaged document"),
        ("a.html", b"<html><body></body></html>", "no article"),
        ("a.txt", b"x " * (6 << 20), "larger than 10 MB"),
        ("a.md", b"* a\n" * 60_000, "more than 50,000 lines"),
    ],
)
def test_bad_articles_are_one_line(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(AlignError, match=says) as caught:
        read_article(written(tmp_path, name, content))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "says"), [("missing.txt", "no article at"), (".", "is a folder"), ("a\0b", "cannot be read")]
)
def test_bad_paths_are_one_line(source: str, says: str) -> None:
    with pytest.raises(AlignError, match=says):
        read_article(source)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The gate was open.")))
    assert outline(read_article("-")) == ["The gate was open."]


class _Pages(BaseHTTPRequestHandler):
    pages: ClassVar = {
        "/page": (
            "text/html; charset=windows-1256",
            "<html><body><p>فتح الفرن عند السابعة.</p></body></html>".encode("cp1256"),
        ),
        "/text": ("text/plain", b"The gate was open."),
        "/sound": ("audio/mpeg", b"\xff\xfb"),
        "/large": ("text/plain", b"word " * (3 << 20)),
    }

    def do_GET(self) -> None:
        kind, body = self.pages.get(self.path, ("text/plain", b"gone"))
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.headers['Host'].rpartition(':')[2]}/text")
            self.end_headers()
            return
        self.send_response(200 if self.path in self.pages else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_articles_from_the_web(site: str) -> None:
    assert outline(read_article(f"{site}/page")) == ["فتح الفرن عند السابعة."]
    assert outline(read_article(f"{site}/text")) == ["The gate was open."]


def test_a_public_page_cannot_send_us_into_the_local_network(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert outline(read_article(f"{site}/moved")) == ["The gate was open."]
    known = {"localhost": [ip_address("93.184.216.34")], "127.0.0.1": [ip_address("127.0.0.1")]}
    monkeypatch.setattr("audio.addresses._resolved", lambda host: known[host])  # "localhost" plays the public host
    with pytest.raises(AlignError, match="local network"):
        read_article(f"{site.replace('127.0.0.1', 'localhost')}/moved")


@pytest.mark.parametrize(
    ("page", "says"), [("/none", "answers 404"), ("/sound", "audio/mpeg"), ("/large", "larger than 10 MB")]
)
def test_pages_that_are_no_article_are_one_line(site: str, page: str, says: str) -> None:
    with pytest.raises(AlignError, match=says):
        read_article(site + page)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://", "https://[::1"])
def test_addresses_that_cannot_be_reached_are_one_line(address: str) -> None:
    with pytest.raises(AlignError, match="cannot be read") as caught:
        read_article(address)
    assert "\n" not in str(caught.value)


@given(st.text(alphabet=st.characters(codec=None), max_size=400) | st.text(alphabet="ab .\n-#1.\t«", max_size=200))
def test_plain_paragraphs_lie_in_order_and_hold_every_word(text: str) -> None:
    found = plain_paragraphs(text)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    inside = "".join(p.span.of(text) for p in found)
    assert [c for c in inside if c.isalpha()] == [c for c in text if c.isalpha()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "كلمة وكلمة أخرى. " * 170_000),
        ("a.txt", "كلمة وكلمة أخرى.\n\n" * 160_000),
        ("a.txt", "word " * 40_000),
        ("a.md", ("كلمة وكلمة أخرى. " * 7 + "\n\n") * 24_000),
        ("a.md", "a" + "[" * 200_000),
        ("a.md", "a" + "](" * 100_000),
        ("a.md", "a" + "<a" * 100_000 + "<!--" * 50_000),
        ("a.md", "a" + "*_`" * 60_000),
        ("a.md", "a\n\n" + ">" * 200_000 + " a"),
        ("a.txt", "https://" * 25_000 + "." * 100_000),
        ("a.txt", "- " * 100_000 + "a"),
        ("a.txt", "a\n" * 100_000),
    ],
)
def test_hostile_articles_take_linear_time(tmp_path: Path, name: str, content: str) -> None:
    path = written(tmp_path, name, content)
    started = time.process_time()
    read_article(path)
    assert time.process_time() - started < 6
