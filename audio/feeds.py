"""Podcast feeds: RSS 2.0 with the iTunes and Podcasting 2.0 namespaces, or Atom.

Read with lxml rather than feedparser, which keeps only the last of an episode's <podcast:transcript> elements
(kurtmckee/feedparser, issues 297 and 301) and so may lose the one with times.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from audio.names import shown, tidy
from audio.types import AudioError, Episode, TranscriptLink

if TYPE_CHECKING:
    from lxml.etree import _Element

_BARE_AMPERSAND = re.compile(rb"&(?!#?\w+;)")
_SUGGESTIONS = 5  # titles shown when a choice is to be made


def read_feed(content: bytes, name: str) -> list[Episode]:
    """The episodes that have sound, in the feed's own order. Raises AudioError, naming the feed, without any."""
    root = _parsed(content)
    if root is None:
        raise AudioError(f"{shown(name)} is a damaged feed: it is not XML")
    items = [e for e in root.iter() if isinstance(e.tag, str) and _local(e) in ("item", "entry")]
    episodes = [episode for item in items if (episode := _episode(item)) is not None]
    if not episodes:
        raise AudioError(f"{shown(name)} is a feed without episodes that have sound")
    return episodes


def choose(episodes: list[Episode], wanted: int | str | None, name: str) -> Episode:
    """The one episode meant by its number or a part of its title.

    A number is the one that the episode itself bears, in the feed's <itunes:episode> or in its title; where no episode
    bears any, it counts from the top of the feed, which is the newest. Raises AudioError when not exactly one is meant.
    """
    if wanted is None:
        if len(episodes) == 1:
            return episodes[0]
        several = f"{shown(name)} is a feed with {len(episodes)} episodes"
        raise _undecided(f"{several}: choose one with --episode, for example", episodes)
    text = str(wanted).strip()
    if text.isdecimal():
        number = int(text)
        if all(_number(episode) is None for episode in episodes):
            found = episodes[number - 1 : number] if number else []
        else:
            found = [episode for episode in episodes if _number(episode) == number]
        if len(found) == 1:
            return found[0]
    named = [episode for episode in episodes if _folded(text) in _folded(episode.title)]
    exact = [episode for episode in named if _folded(text) == _folded(episode.title)]
    found = exact or named
    if len(found) == 1:
        return found[0]
    if found:
        raise _undecided(f"“{shown(text)}” is in the title of {len(found)} episodes:", found)
    raise _undecided(f"no episode of {shown(name)} is “{shown(text)}”; there are, for example,", episodes)


def _undecided(said: str, episodes: list[Episode]) -> AudioError:
    titles = "; ".join(shown(episode.title) for episode in episodes[:_SUGGESTIONS])
    return AudioError(f"{said} {titles}{'; …' if len(episodes) > _SUGGESTIONS else ''}")


def _number(episode: Episode) -> int | None:
    if episode.number is not None:
        return episode.number
    found = re.search(r"(?<!\d)\d{1,4}(?!\d)", episode.title)  # \d: Arabic digits, too
    return int(found[0]) if found else None


def _folded(text: str) -> str:
    """For comparing titles: without case, marks such as Arabic vowel signs, and double spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _parsed(content: bytes) -> _Element | None:
    from lxml import etree

    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        return etree.fromstring(content, etree.XMLParser(**safe))
    except etree.XMLSyntaxError:
        # The most usual damage first; lxml's recovery would drop the "&" out of an address.
        repaired = _BARE_AMPERSAND.sub(b"&amp;", content)
    try:
        return etree.fromstring(repaired, etree.XMLParser(recover=True, **safe))
    except etree.XMLSyntaxError:
        return None


def _episode(item: _Element) -> Episode | None:
    sound = next(_enclosures(item), None)
    if sound is None:
        return None
    number = _text(item, "episode")
    return Episode(
        title=_text(item, "title") or shown(sound),
        address=sound,
        published=_date(_text(item, "pubDate") or _text(item, "published") or _text(item, "updated")),
        number=int(number) if number and number.isdecimal() else None,
        page=_text(item, "link"),
        transcripts=tuple(_transcripts(item)),
    )


def _enclosures(item: _Element) -> Iterator[str]:
    """Addresses of the item's sound: <enclosure>, Atom's <link rel="enclosure">, <media:content>."""
    for element in _children(item, "enclosure", "link", "content"):
        kind, address = element.get("type", ""), element.get("url") or element.get("href") or ""
        marked = _local(element) == "enclosure" or element.get("rel") == "enclosure"
        sounds = kind.startswith(("audio/", "video/"))
        if address and (sounds or (marked and not kind.startswith(("image/", "text/")))):
            yield address.strip()


def _transcripts(item: _Element) -> Iterator[TranscriptLink]:
    for element in _children(item, "transcript"):
        address = (element.get("url") or "").strip()
        if address:
            yield TranscriptLink(address, element.get("type"), element.get("language"))


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
    return str(element.tag).rpartition("}")[2]


def _date(text: str | None) -> date | None:
    """From RFC 822, as RSS has it, or ISO 8601, as Atom has it; the date where it was published."""
    try:
        return parsedate_to_datetime(text or "").date()
    except ValueError:
        pass
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
