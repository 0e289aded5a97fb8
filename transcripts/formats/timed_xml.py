"""Timed text in XML and HTML as objects for `timed_json`: TTML and DFXP (Apple Podcasts' too), YouTube's srv1, srv2 and
srv3, Hyperaudio's interactive transcripts. An element with a time becomes an object, with the timed elements in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from transcripts.formats.fields import fold, time_in
from transcripts.types import TranscriptError

if TYPE_CHECKING:
    from lxml.etree import _Element

# Attributes that hold times, under the names that `fields` has for them; `t` and `d` are in milliseconds.
_TIMES = {
    "begin": "start",
    "start": "start",
    "end": "end",
    "dur": "duration",
    "t": "startms",
    "d": "durationms",
    "datam": "startms",
    "datad": "durationms",
}
_FRAMES = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(f|t)")
_FRAME_RATE = 30.0  # TTML's default
_NOT_SAID = ("head", "style", "script", "metadata", "title")
_SPEAKERS = ("agent", "speaker", "dataspeaker")


def objects_in(text: str) -> list[Any]:
    """Raises TranscriptError where it is no XML, or no timed text."""
    from lxml import etree, html

    data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")
    if not data.strip():
        raise TranscriptError("the file is empty")
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        page = re.match(rb"\s*(?:<!doctype\s+html|<html\b|<article\b|<section\b)", data, re.IGNORECASE)
        root = (
            html.fromstring(data, parser=html.HTMLParser(encoding="utf-8")) if page else etree.fromstring(data, parser)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise TranscriptError("XML that cannot be read") from error
    if root is None:
        raise TranscriptError("XML that cannot be read")
    rates = {fold(_local(str(name))): str(value) for name, value in root.attrib.items()}
    objects = list(_objects(root, rates, 0.0))
    if not objects:
        raise TranscriptError(f"XML or HTML of the kind <{_local(str(root.tag))[:40]}>, in which no text has a time")
    return [{"agents": list(_agents(root)), "segments": objects, "language": rates.get("lang", "")}]


def _objects(element: _Element, rates: dict[str, str], base: float) -> Iterator[dict[str, Any]]:
    """The timed elements in `element`, outermost first; `base` is the time that theirs may count from."""
    children = [child for child in element if isinstance(child.tag, str)]
    timed = [(child, _times(child, rates)) for child in children if _local(child.tag).lower() not in _NOT_SAID]
    starts = [start for _, item in timed if (start := item.get("start", item.get("startms"))) is not None]
    from_here = bool(starts) and (min(starts) < base or bool(base and element.get("t")))  # srv3 always counts from here
    for child, item in timed:
        start = item.get("start", item.get("startms"))
        if start is None:
            yield from _objects(child, rates, base)
            continue
        if from_here:
            item = {name: value + base if "start" in name or name == "end" else value for name, value in item.items()}
            start += base
        inner = list(_objects(child, rates, start))
        if len(inner) == 1 and not "".join(_direct(child)).strip():
            yield {**item, **_speaker(child), **inner[0]}
        elif inner or "".join(map(str, child.itertext())).strip():
            said = {"words": _with_beginning(child, inner, item)} if inner else {"text": _text(child)}
            yield {**item, **_speaker(child), **said}


def _with_beginning(element: _Element, inner: list[dict[str, Any]], item: dict[str, Any]) -> list[dict[str, Any]]:
    """srv3's first word has no time of its own: it is that of its line."""
    first = next((child for child in element if isinstance(child.tag, str)), None)
    beginning = {name: value for name, value in item.items() if "start" in name}
    if first is not None and _local(str(first.tag)) == "s" and not first.get("t"):
        return [{**beginning, "text": _text(first)}, *inner]
    return inner


def _times(element: _Element, rates: dict[str, str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, value in element.attrib.items():
        known = _TIMES.get(fold(_local(str(name))))
        if known and (time := _time(str(value), rates)) is not None:
            found[known] = time
    return {f"{name}seconds" if name == "duration" else name: time for name, time in found.items()}


def _time(value: str, rates: dict[str, str]) -> float | None:
    """A time, also in TTML's frames and ticks."""
    if match := _FRAMES.fullmatch(value.strip()):
        rate = time_in(rates.get("framerate" if match[2] == "f" else "tickrate")) or (
            _FRAME_RATE if match[2] == "f" else 1
        )
        return float(match[1]) / rate
    return time_in(value)


def _speaker(element: _Element) -> dict[str, str]:
    for name, value in element.attrib.items():
        if fold(_local(str(name))) in _SPEAKERS and str(value).strip():
            return {"speaker": str(value).removeprefix("#")}
    return {}


def _agents(root: _Element) -> Iterator[dict[str, str]]:
    """Who TTML's labels stand for."""
    for element in root.iter():
        if isinstance(element.tag, str) and _local(element.tag) == "agent":
            name = " ".join("".join(map(str, element.itertext())).split())
            label = next((str(value) for key, value in element.attrib.items() if _local(str(key)) == "id"), "")
            if name and label:
                yield {"id": label, "name": name}


def _text(element: _Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: _Element) -> Iterator[str]:
    yield str(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from ("\n",) if _local(child.tag).lower() == "br" else _pieces(child)
        yield str(child.tail or "")


def _direct(element: _Element) -> Iterator[str]:
    """The text of an element that is in no element within it."""
    yield str(element.text or "")
    for child in element:
        yield str(child.tail or "")


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]
