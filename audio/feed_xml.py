"""A feed's bytes as an element tree, whatever stands before its XML and however it is written."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from audio.types import AudioError

if TYPE_CHECKING:
    from lxml.etree import _Element

SNIFFED_BYTES = 1 << 16  # a feed may begin with long comments, or with the warnings of the program that made it
LARGEST_FEED = 64 * 2**20  # bytes, unpacked

_ROOT = re.compile(rb"<(?:rss|feed|(?:\w+:)?rdf)(?=[\s>])", re.IGNORECASE)
_PAGE = (b"<!doctype html", b"<html")
_GZIP = b"\x1f\x8b"
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w+;)")
_JOINED_ATTRIBUTES = re.compile(rb"""(=\s*(?:"[^"<>]*"|'[^'<>]*'))(?=[A-Za-z_])""")
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # characters that XML cannot hold
_DECLARATION = re.compile(rb"<\?xml[^>]*\?>")


def is_feed_head(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a feed, and neither a page nor sound."""
    head = _unpacked(head, len(head) * 10)
    letters = _as_bytes_of_letters(head)
    text = letters is not head or len(_FORBIDDEN.findall(head)) <= max(3, len(head) / 100)
    return text and not is_page_head(letters) and _ROOT.search(letters) is not None


def is_page_head(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE)


def parse_feed(content: bytes, address: str) -> _Element | None:
    """The root element, None where there is none; `address` is what relative ones in it count from.

    Raises AudioError where the feed is too large.
    """
    from lxml import etree

    content = _unpacked(content, LARGEST_FEED + 1)
    if len(content) > LARGEST_FEED:
        raise AudioError("too large for a feed")
    content = _from_root(content)
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        return etree.fromstring(content, etree.XMLParser(**safe), base_url=address)
    except (etree.XMLSyntaxError, ValueError):
        # The most usual damage first; lxml's recovery would drop the "&" out of an address.
        repaired = _JOINED_ATTRIBUTES.sub(rb"\1 ", _BARE_AMPERSAND.sub(b"&amp;", _FORBIDDEN.sub(b" ", content)))
    try:
        return etree.fromstring(repaired, etree.XMLParser(recover=True, **safe), base_url=address)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _from_root(content: bytes) -> bytes:
    """Without what stands before the XML; UTF-16 as UTF-8, which its declaration would deny."""
    if _as_bytes_of_letters(content) is not content:
        little, marked = content[1:2] == b"\0", content[:2] in (b"\xff\xfe", b"\xfe\xff")
        wide = content.decode("utf-16" if marked else "utf-16-le" if little else "utf-16-be", "replace")
        content = _DECLARATION.sub(b"", wide.encode("utf-8", "replace"), count=1)
    root = _ROOT.search(content)
    if root is None:
        return content
    starts = (content.rfind(mark, 0, root.start()) for mark in (b"<?xml", b"<!DOCTYPE"))
    return content[next((start for start in starts if start >= 0), root.start()) :]


def _as_bytes_of_letters(data: bytes) -> bytes:
    """UTF-16 without its NULs, which leaves Latin letters; anything else as it is."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.replace(b"\0", b"")[2 if marked else 0 :] if marked or data[:2] in (b"<\0", b"\0<") else data


def _unpacked(data: bytes, limit: int) -> bytes:
    """What gzip packed, as far as it goes; anything else as it is."""
    if not data.startswith(_GZIP):
        return data
    try:
        return zlib.decompressobj(wbits=31).decompress(data, limit)
    except zlib.error:
        return data
