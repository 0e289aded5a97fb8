"""Articles in documents, fragments of HTML, notes and briefs: what is the article's comes in, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from align.article import read_article
from align.claims import find_claims
from align.types import AlignError, Article

FIRST = "She took over the lighthouse in 2004, when three keepers still lived on the rock with their families."
SECOND = "The crew repaired the lamp in nine days with the help of the fishermen of the next village."
ARABIC = "استلمت ليلى حداد المنارة سنة 2004، وكانوا ثلاثة حراس يعيشون على الصخرة طوال العام."
HTML = "<html><head><title>The lamp</title></head><body><article><h1>The lamp</h1>"
HTML += f"<p>{FIRST}</p><p>{SECOND}</p></article></body></html>"


def article_of(folder: Path, name: str, content: str | bytes) -> Article:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_article(path)


def claims_of(article: Article) -> list[str]:
    return [" ".join((claim.plain or claim.text).split()) for claim in find_claims(article)]


def word() -> bytes:
    document = Document()
    document.add_heading("The lamp", level=1)
    runs = document.add_paragraph(FIRST).runs
    document.add_comment(runs, text="Is this really nine? I think ten.", author="Editor")
    document.add_paragraph(SECOND)
    document.add_paragraph(ARABIC)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def open_document() -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    note = "<office:annotation><text:p>Is this really nine? I think ten.</text:p></office:annotation>"
    body = f"<text:h>The lamp</text:h><text:p>{FIRST}{note}</text:p><text:p>{SECOND}</text:p><text:p>{ARABIC}</text:p>"
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    xml = f"<office:document-content {names}>{text}</office:document-content>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", xml)
    return data.getvalue()


def rtf() -> bytes:
    arabic = "".join(f"\\u{ord(char)}?" for char in ARABIC)
    return (
        "{\\rtf1\\ansi\\ansicpg1252 The lamp\\par\\par "
        + FIRST
        + "\\par\\par "
        + SECOND
        + "\\par\\par "
        + arabic
        + "\\par}"
    ).encode()


def mail() -> bytes:
    head = "From: a@example.org\nSubject: The lamp\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    return f"{head}The lamp\n\n{FIRST}\n\n{SECOND}\n\n{ARABIC}\n".encode()


def saved_page() -> bytes:
    head = 'From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
    part = "--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    page = HTML.replace("</article>", f"<p>{ARABIC}</p></article>")
    return f"{head}{part}{page}\n--x--\n".encode()


@pytest.mark.parametrize("content", [word, open_document, rtf, mail, saved_page])
def test_documents(content: Callable[[], bytes], tmp_path: Path) -> None:
    article = article_of(tmp_path, "article", content())
    paragraphs = [paragraph.span.of(article.text) for paragraph in article.paragraphs if not paragraph.heading]
    assert paragraphs == [FIRST, SECOND, ARABIC]
    assert article.title == "The lamp"
    assert not any("ten" in claim for claim in claims_of(article))


@pytest.mark.parametrize(
    "content", [word()[:900], b"PK\x03\x04" + b"\0" * 80, b"%PDF-1.7 x", b"\x1f\x8b\x08 x", b"{\\rtf1 {{{"]
)
def test_what_cannot_be_read_says_so_in_a_line(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(AlignError) as caught:
        article_of(tmp_path, "article", content)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "fragment",
    [
        f"<div>{FIRST}<br><br>{SECOND}</div>",
        f"<span>{FIRST}</span><br/><span>{SECOND}</span>",
        f"<p>{FIRST}</p>\n{SECOND}",
        f"<div><div>{FIRST}</div><div>{SECOND}</div></div>",
        f"<blockquote>{FIRST[:68]}<br>{FIRST[69:]}<br><br>{SECOND}</blockquote>",
        f"<ul><li>{FIRST}</li><li>{SECOND}<script>alert(1)</script></li></ul>",
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_a_fragment_of_html(fragment: str, name: str, tmp_path: Path) -> None:
    article = article_of(tmp_path, name, fragment)
    assert [paragraph.span.of(article.text) for paragraph in article.paragraphs] == [FIRST, SECOND]


def test_markers_of_notes_and_comments_of_editors_are_not_the_articles(tmp_path: Path) -> None:
    marked = (
        HTML.replace("</p><p>", '<sup><a href="#ftnt1">[1]</a></sup></p><p>', 1)
        .replace(SECOND, SECOND + '<sup><a href="#cmnt1">[a]</a></sup>')
        .replace(
            "</article>", '</article><div><p><a href="#cmnt_ref1">[a]</a><span>Is this really nine?</span></p></div>'
        )
    )
    article = article_of(tmp_path, "a.html", marked)
    assert [paragraph.span.of(article.text) for paragraph in article.paragraphs][-2:] == [FIRST, SECOND]


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-8"])
@pytest.mark.parametrize("charset", ["", '<meta charset="ENCODING">'])
def test_pages_in_other_encodings(encoding: str, charset: str, tmp_path: Path) -> None:
    name = encoding.replace("cp1256", "windows-1256")
    page = HTML.replace(FIRST, ARABIC).replace("<head>", "<head>" + charset.replace("ENCODING", name))
    article = article_of(tmp_path, "a.html", page.encode(encoding))
    assert ARABIC in article.text


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: The lamp\ndraft: false\n---\n",
        '---\ntitle: "The lamp"\ntags:\n  - sea\n...\n',
        '+++\ntitle = "The lamp"\ndraft = false\n[params]\n  a = 1\n+++\n',
        '{\n  "title": "The lamp",\n  "draft": false\n}\n',
    ],
)
def test_front_matter_is_no_claim(front: str, tmp_path: Path) -> None:
    article = article_of(tmp_path, "a.md", f"{front}\n{FIRST}\n\n{SECOND}\n")
    assert article.title == "The lamp"
    assert [paragraph.span.of(article.text) for paragraph in article.paragraphs] == [FIRST, SECOND]


def test_notes_of_obsidian(tmp_path: Path) -> None:
    first = FIRST.replace("lighthouse", "[[Cape Orrin|lighthouse]]")
    second = SECOND.replace("nine", "==nine==")
    text = f"> [!quote] The keeper\n> {first}\n\n![[lamp.png]]\n\n{second} %%ask again%% ^lamp\n"
    claims = claims_of(article_of(tmp_path, "a.md", text))
    assert not any(word in claim for claim in claims for word in ("Cape Orrin", "png", "ask", "=", "^"))
    assert any("lighthouse in 2004" in claim for claim in claims)
    assert any("in nine days" in claim for claim in claims)


@pytest.mark.parametrize(
    "lead",
    [
        "CAPE ORRIN, May 3 (AP) — ",
        "LONDON (Reuters) - ",
        "CAPE ORRIN — ",
        "Cape Orrin, 3 May 2024 – ",
        "Oslo (NTB) -- ",
    ],
)
def test_the_headline_and_the_dateline_of_a_brief_are_no_claims(lead: str, tmp_path: Path) -> None:
    brief = f"Lighthouse museum opens\n3 May 2024, 10:15\n\n{lead}{FIRST}\n"
    claims = claims_of(article_of(tmp_path, "a.txt", brief))
    assert claims[0].startswith("She took over")
    assert not any("museum" in claim or "May" in claim for claim in claims)


@pytest.mark.parametrize("lead", ["دمشق (سانا) – ", "القاهرة، 3 مايو (رويترز) — ", "بيروت – 3 أيار – "])
def test_an_arabic_brief(lead: str, tmp_path: Path) -> None:
    claims = claims_of(article_of(tmp_path, "a.txt", f"افتتاح متحف المنارة\n3 مايو 2024\n\n{lead}{ARABIC}\n"))
    assert claims[0].startswith("استلمت")


@pytest.mark.parametrize(
    "text",
    ["The old keeper – she was ninety – left.", "Well - she said it was fine.", "In May 2004 she left – for good."],
)
def test_a_dash_in_a_sentence_is_no_dateline(text: str, tmp_path: Path) -> None:
    assert article_of(tmp_path, "a.txt", text).markup == ()
