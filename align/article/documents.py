"""Articles in documents: Word, OpenDocument, RTF and saved e-mail or web pages, each as HTML or as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from align.types import AlignError

LARGEST_PART = 32 << 20  # bytes of a document's text, unpacked
_ZIP = b"PK\x03\x04"
_WORD, _OPEN_DOCUMENT = "word/document.xml", "content.xml"
_RTF = b"{\\rtf"
_MAIL_HEADERS = (
    b"from:",
    b"mime-version:",
    b"return-path:",
    b"received:",
    b"message-id:",
    b"delivered-to:",
    b"subject:",
)
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_UNSEEN = (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content")


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What a document holds."""

    text: str
    html: bool
    fragment: bool = False  # nothing but the article: no page round it


def document_text(data: bytes, name: str) -> DocumentText | None:
    """The text of a document, None where `data` is none of these. Raises AlignError where it is and cannot be read."""
    if data.startswith(_ZIP):
        return _packed(data, name)
    if data.startswith(_RTF):
        return DocumentText(_rtf(data, name), html=False)
    head = data[:4096].lstrip().lower()
    if head.startswith(_MAIL_HEADERS) and b"\ncontent-type:" in head:
        return _mail(data, name)
    return None


def _packed(data: bytes, name: str) -> DocumentText | None:
    """Word's and OpenDocument's; other archives are told about by what refuses them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
            part = next((part for part in (_WORD, _OPEN_DOCUMENT) if part in sizes), None)
            if part is None:
                return None
            if sizes[part] > LARGEST_PART:
                raise AlignError(f"{name} is too large for an article")
            if part == _OPEN_DOCUMENT:
                return DocumentText(_open_document(archive.read(part)), html=True, fragment=True)
        return DocumentText(_word(data), html=True, fragment=True)
    except AlignError:
        raise
    except Exception as error:  # whatever a damaged archive, or its XML, makes the libraries raise
        raise AlignError(f"{name} is a damaged document: save it anew, or as text") from error


def _word(data: bytes) -> str:
    """Comments are left out by the library, which asks for a mapping to keep them."""
    import mammoth

    return str(mammoth.convert_to_html(io.BytesIO(data)).value)


def _open_document(data: bytes) -> str:
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    blocks = []
    for element in root.iter(f"{_TEXT}h", f"{_TEXT}p"):
        if not any(above.tag in _UNSEEN for above in element.iterancestors()):
            tag = "h2" if element.tag == f"{_TEXT}h" else "p"
            blocks.append(f"<{tag}>{escape(''.join(_open_document_words(element)))}</{tag}>")
    return "\n".join(blocks)


def _open_document_words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif child.tag not in _UNSEEN:
            yield from _open_document_words(child)
        yield child.tail or ""


def _rtf(data: bytes, name: str) -> str:
    import striprtf.striprtf

    try:
        convert: Any = striprtf.striprtf.rtf_to_text  # untyped
        return str(convert(data.decode("latin-1"), errors="replace"))
    except Exception as error:  # the library lets out what its parser stumbles over
        raise AlignError(f"{name} is a damaged RTF document: save it anew, or as text") from error


def _mail(data: bytes, name: str) -> DocumentText:
    """A saved web page (MHTML) or e-mail: its HTML, else its text."""
    from email import message_from_bytes, policy

    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = [part for part in message.walk() if part.get_content_maintype() == "text" and not part.get_filename()]
        kinds = {part.get_content_subtype(): part for part in reversed(parts)}
        part = kinds.get("html") or kinds.get("plain")
        if part is None:
            raise AlignError(f"{name} is an e-mail or saved page without text")
        content = part.get_content()
        return DocumentText(str(content), html="html" in kinds)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        raise AlignError(f"{name} is an e-mail or saved page that cannot be read") from error
