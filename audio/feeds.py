"""Podcast feeds: RSS 2.0 with the iTunes and Podcasting 2.0 namespaces, RSS 1.0 (RDF), or Atom.

Read with lxml rather than feedparser, which keeps only the last of an episode's <podcast:transcript> elements
(kurtmckee/feedparser, issues 297 and 301) and so may lose the one with times.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from audio.addresses import is_address
from audio.feed_xml import parse_feed
from audio.names import shown, tidy
from audio.times import parse_date
from audio.types import AudioError, Episode, TranscriptLink

if TYPE_CHECKING:
    from lxml.etree import _Element

# Endings of sound and of video with sound: of files in a folder, and of enclosures whose type is missing or wrong.
SOUND_ENDINGS = frozenset(".mp3 .m4a .m4b .aac .ogg .oga .opus .flac .wav .aif .aiff .wma .amr .ac3 .mka".split())
VIDEO_ENDINGS = frozenset(".mp4 .m4v .mov .webm .mkv .avi .ogv .mpg .mpeg .3gp".split())
_OTHER_TYPES = ("image/", "text/", "application/")  # not sound, unless the ending says so


def read_feed(content: bytes, name: str) -> list[Episode]:
    """The episodes that have sound, in the feed's own order. Raises AudioError, naming the feed, without any."""
    try:
        root = parse_feed(content, name if is_address(name) else "")
    except AudioError as error:
        raise AudioError(f"{shown(name)} is {error}") from error
    if root is None:
        raise AudioError(f"{shown(name)} is a damaged feed: it is not XML")
    home = name if is_address(name) else _home(root)
    items = [e for e in root.iter() if isinstance(e.tag, str) and _local(e) in ("item", "entry")]
    show = next((title for part in root.iter() if _is_show(part) and (title := _text(part, "title"))), None)
    episodes = [episode for item in items if (episode := _episode(item, home, show)) is not None]
    if not episodes:
        raise AudioError(f"{shown(name)} is a feed without episodes that have sound")
    return episodes


def _home(root: _Element) -> str:
    """What relative addresses in a feed on this disk count from: its own address, else its page's."""
    channel = next(filter(_is_show, root.iter()), root)
    links = [child for child in channel if isinstance(child.tag, str) and _local(child) == "link"]
    own = [link.get("href", "") for link in links if link.get("rel") == "self"]
    pages = [link.get("href") or (link.text or "").strip() for link in links]
    return next((address for address in (*own, *pages) if is_address(address)), "")


def _is_show(element: _Element) -> bool:
    return isinstance(element.tag, str) and _local(element) in ("channel", "feed")


def _episode(item: _Element, home: str, show: str | None) -> Episode | None:
    ranked = sorted(_enclosures(item), key=lambda found: found[0])  # of equals the first
    if not ranked:
        return None
    sound = ranked[0][1]
    number = _text(item, "episode")
    page = _text(item, "link")
    return Episode(
        title=_text(item, "title") or shown(sound),
        address=_absolute(item, sound, home),
        published=_date(
            _text(item, "pubDate") or _text(item, "published") or _text(item, "updated") or _text(item, "date")
        ),
        number=int(number) if number and number.isdecimal() and len(number) < 9 else None,
        page=_absolute(item, page, home) if page else None,
        transcripts=tuple(_transcripts(item, home)),
        show=show,
        guid=_text(item, "guid") or _text(item, "id"),
    )


def _enclosures(item: _Element) -> Iterator[tuple[int, str]]:
    """Addresses of the item's sound, each with its rank, the likeliest 0: <enclosure>, Atom's <link rel="enclosure">,
    <media:content>, <podcast:source>."""
    for element in _children(item, "enclosure", "link", "content", "source"):
        attributes = {str(name).rpartition("}")[2]: str(value).strip() for name, value in element.attrib.items()}
        address = next((attributes[name] for name in ("url", "href", "resource", "uri") if attributes.get(name)), "")
        marked = _local(element) == "enclosure" or attributes.get("rel") == "enclosure"
        rank = _rank(attributes.get("type", attributes.get("medium", "")).lower(), address, marked)
        if address and rank is not None:
            yield rank, address


def _rank(kind: str, address: str, marked: bool) -> int | None:
    """By its type, then by its ending; None for what is no sound."""
    try:
        ending = PurePosixPath(urlsplit(address).path).suffix.lower()
    except ValueError:
        return None
    if kind.startswith("audio"):
        return 0
    if kind.startswith("video"):
        return 2
    if ending in SOUND_ENDINGS and marked:
        return 1
    if ending in VIDEO_ENDINGS and marked:
        return 3
    return 4 if marked and not ending and not kind.startswith(_OTHER_TYPES) else 5 if marked and not kind else None


def _absolute(element: _Element, address: str, home: str) -> str:
    """The address, which may count from the element's xml:base or from where the feed lies. Braces would make it a
    template for links."""
    with suppress(ValueError):
        address = str(urljoin(urljoin(home, element.base or ""), address))
    return address.replace("{", "%7B").replace("}", "%7D")


def _transcripts(item: _Element, home: str) -> Iterator[TranscriptLink]:
    for element in _children(item, "transcript"):
        address = (element.get("url") or "").strip()
        if address:
            yield TranscriptLink(_absolute(item, address, home), element.get("type"), element.get("language"))


def _children(item: _Element, *names: str) -> Iterator[_Element]:
    return (child for child in item.iter() if isinstance(child.tag, str) and _local(child) in names)


def _text(item: _Element, name: str) -> str | None:
    """The first non-empty text of a direct child with this name, whatever its namespace."""
    for child in item:
        if isinstance(child.tag, str) and _local(child) == name:
            text = tidy(html.unescape("".join(str(piece) for piece in child.itertext())))
            if text:
                return text
    return None


def _local(element: _Element) -> str:
    """The name without its namespace, which a damaged feed may not have declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _date(text: str | None) -> date | None:
    """From RFC 822, as RSS has it, or ISO 8601, as Atom has it; the date where it was published."""
    try:
        return parsedate_to_datetime(text or "").date()
    except (ValueError, OverflowError):
        return parse_date(text)
