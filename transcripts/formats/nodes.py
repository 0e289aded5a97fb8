"""A document of any shape as what it says: every object in it that holds text, a time or a speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from transcripts.formats.fields import (
    DURATION,
    END,
    SPEAKER,
    START,
    TEXT,
    JsonObject,
    first,
    fold,
    folded,
    label_of,
    number_of,
    probability_of,
    text_of,
    time_in,
    unit_of,
)
from transcripts.repair.raw import MaybeSeconds

_ALTERNATIVES = ("alternatives", "nbest", "hypotheses")  # the best hearing first, then others of the same words
_NOT_SAID = frozenset(  # what services add to a transcript; some of it is text with times
    "translation translations summary summaries chapters autohighlightsresult entities topics topicsresult highlights "
    "iabcategoriesresult sentimentanalysisresults keyphrases search metadata characters".split()
)
_SOUNDS = ("audioevent", "spacing", "event", "sound", "pause")  # the types of what is no word
_CHANNELS = ("channels",)
_DEEPEST = 100


@dataclass(frozen=True, slots=True, eq=False)
class DocumentNode:
    """An object of a document. Times are in the unit of the file, see `units`."""

    path: str  # the names that lead to it, those of its siblings too
    parent: DocumentNode | None
    text: str = ""
    start: MaybeSeconds = None
    end: MaybeSeconds = None
    speaker: str | None = None
    channel: str | None = None  # of the recording: who speaks, where nothing else says it
    probability: float | None = None
    unit: float | None = 1.0  # seconds in one of its times; None: whole numbers of which nobody says
    hundredths: bool = False  # under names that some programs give hundredths of a second
    fields: JsonObject = field(default_factory=dict)

    @property
    def timed(self) -> bool:
        return self.start is not None or self.end is not None

    def ancestors(self) -> Iterator[DocumentNode]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def nodes_of(documents: Sequence[Any]) -> list[DocumentNode]:
    """Every object that says something, in the document's order, parents before their children."""
    found: list[DocumentNode] = []
    _walk(list(documents), "", None, None, found, 0)
    return found


def _walk(
    value: Any, path: str, parent: DocumentNode | None, channel: str | None, found: list[DocumentNode], depth: int
) -> None:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        fields = folded(value)
        node = _node(fields, path, parent, channel)
        found.append(node)
        for name, child in fields.items():
            if isinstance(child, list | dict) and name not in _NOT_SAID:
                best = child[:1] if name in _ALTERNATIVES and isinstance(child, list) else child
                _walk(best, f"{path}/{name}", node, channel, found, depth + 1)
    elif isinstance(value, list):
        several = len(value) > 1 and path.rpartition("/")[2] in _CHANNELS
        for index, child in enumerate(value):
            if isinstance(child, list) and _is_triple(child):
                start, end = time_in(child[1]), time_in(child[2])
                found.append(DocumentNode(path, parent, child[0], start, end))
            else:
                own = str(index) if several else channel
                _walk(child, path, parent, own, found, depth + 1)


def _is_triple(item: list[Any]) -> bool:
    """`["word", 0.4, 0.7]`, as IBM Watson has it."""
    return len(item) == 3 and isinstance(item[0], str) and all(type(time) in (int, float) for time in item[1:])


def _node(fields: JsonObject, path: str, parent: DocumentNode | None, channel: str | None) -> DocumentNode:
    start, end, unit, name = _times(fields)
    text = _whole(text_of(fields, *TEXT))
    probability = probability_of(fields)
    best = next((fields[key][0] for key in _ALTERNATIVES if _first_object(fields.get(key))), None)
    if not text and best is not None:
        inner = folded(best)
        text, probability = _whole(text_of(inner, *TEXT)), probability_of(inner)
        fields = {**inner, **fields}
    if fold(text_of(fields, "type")) in _SOUNDS or (text.startswith("[_") and text.endswith("]")):
        text, start, end = "", None, None  # a cough, a blank, one of Whisper's marks
    return DocumentNode(
        path=path,
        parent=parent,
        text=text,
        start=start,
        end=end,
        speaker=label_of(fields, *SPEAKER),
        channel=channel or label_of(fields, "channel", "channeltag"),
        probability=probability,
        unit=unit,
        hundredths=name in ("t0", "t1"),
        fields=fields,
    )


def _first_object(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _times(fields: JsonObject) -> tuple[MaybeSeconds, MaybeSeconds, float | None, str | None]:
    """Start, end, the unit and the name of the field that they are from."""
    for both in START:
        pair = _pair(fields.get(both))
        if pair is not None:
            return time_in(pair[0]), time_in(pair[1]), unit_of(both, pair[1]), both
    name, other = first(fields, START), first(fields, END)
    start = time_in(fields[name]) if name else None
    end = time_in(fields[other]) if other else None
    units = [unit_of(key, fields[key]) for key in (name, other) if key]
    unit = next(filter(None, units), None) if units else 1.0
    lasts = first(fields, DURATION)
    if start is not None and end is None and lasts:
        duration, own = time_in(fields[lasts]) or 0.0, unit_of(lasts, fields[lasts])
        if own != unit and own is not None and unit is not None:
            duration *= own / unit
        end, unit = start + duration, unit if unit is not None else own
    return start, end, unit, name or other


def _pair(value: Any) -> tuple[Any, Any] | None:
    """Both times in one field: `[0.5, 1.5]`, `{"from": 500, "to": 1500}`."""
    if isinstance(value, list) and len(value) == 2 and not isinstance(value[0], str | list | dict):
        return value[0], value[1]
    if isinstance(value, dict) and ("from" in value or "start" in value):
        return value.get("from", value.get("start")), value.get("to", value.get("end"))
    return None


def _whole(text: str) -> str:
    """SentencePiece's mark of a word's beginning as the blank that it stands for."""
    return text.replace("\u2581", " ")


def duration_of(documents: Sequence[Any]) -> MaybeSeconds:
    """How long the recording is, where the file says so at its top; numbers alone, in seconds."""
    for document in documents[:1]:
        if isinstance(document, dict):
            info = document.get("info")
            head = info if isinstance(info, dict) and "language" not in document else document
            return number_of(head, "duration", "audio_duration")
    return None
