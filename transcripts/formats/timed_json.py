"""Any JSON in which words or lines have times: the recognition services', Whisper's relatives', the editors'.

They differ in names (see `fields`) and in what lies within what. In all of them one list holds the words, or the lines,
or both do, one within or beside the other. Which lists these are is told by what they hold, not by the program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from audio import Interval, Turn
from transcripts.formats.fields import LANGUAGE, fold, label_of, language_of, number_of, objects
from transcripts.formats.nodes import DocumentNode, duration_of, nodes_of
from transcripts.formats.units import unit_for
from transcripts.repair.cutting import cut
from transcripts.repair.raw import MaybeSeconds, RawSegment, RawTranscript, RawWord
from transcripts.repair.speaker_labels import bare_label, with_labels
from transcripts.repair.times import usable
from transcripts.repair.words import joined, lend_times, shared_out
from transcripts.types import TranscriptError

WORD_TOKENS = 1.5  # at most so many words an item has on average, where the items are words
FEWEST_WORDS = 4  # items that make a list of words rather than of short lines
ALL_OF_IT = 0.8  # of the letters of another list, that a list holds which says the same
PIECES = 0.15  # of the items begin with a blank, where those that do not go on with the word before
_LINES = re.compile(r"/(?:segments?|utterances|sentences|phrases|transcription|captions|subtitles|monologues)$")
_WORDS = re.compile(r"/(?:words|tokens)$")

Tables: TypeAlias = Mapping[str, Sequence[DocumentNode]]
Group: TypeAlias = tuple[DocumentNode, Sequence[DocumentNode]]  # what a segment is read from, and its words


def read_timed_json(documents: Sequence[Any]) -> RawTranscript:
    """Raises TranscriptError where no list in it has text and times."""
    for document in documents:
        if isinstance(document, dict) and "segments" in document:
            objects(document["segments"], "segment")
    nodes = nodes_of(documents)
    tables = _tables(nodes)
    words = _fullest(tables, _are_words, lambda items: (not _is_marked(_owner(items[0])), len(items)))
    lines = _fullest(tables, _are_lines, lambda items: (not any(item.speaker for item in items),))
    if not words and not lines and not any(document == {"segments": []} for document in documents):
        raise TranscriptError(_refusal(documents, nodes))
    reading = _Reading(nodes, unit_for(words or lines))
    segments = reading.segments(words, lines)
    spoken = any(segment.speaker or any(word.speaker for word in segment.words) for segment in segments)
    return RawTranscript(
        tuple(segments if spoken or words else with_labels(segments)),
        language=next((code for node in nodes if (code := language_of(node.fields, *LANGUAGE))), None),
        duration=duration_of(documents),
        turns=() if spoken else tuple(reading.turns()),
    )


def _refusal(documents: Sequence[Any], nodes: Sequence[DocumentNode]) -> str:
    written = [node for node in nodes if node.text.strip()]
    if not written:
        return f"JSON, but no transcript, which has objects with a text and its times: {_shape(documents[0])}"
    names = ", ".join(sorted({name for node in written for name in node.fields})[:8])
    return f"no times in it that can be read, in the fields {names}; without times nothing can be located"


def _shape(document: Any) -> str:
    """What a document is, for who took it for a transcript."""
    if isinstance(document, dict):
        names = ", ".join([fold(str(name)) for name in document][:8])
        return f"an object with {names}" if names else "an empty object"
    if not isinstance(document, list):
        return "a single value"
    if not document:
        return "an empty list"
    kinds = {type(item) for item in document}
    if kinds <= {int, float}:
        return "a list of numbers"
    return "a list of texts" if kinds == {str} else "a list of something else"


def _tables(nodes: Sequence[DocumentNode]) -> Tables:
    """The lists with text and times, each under the path of its items."""
    tables: dict[str, list[DocumentNode]] = {}
    for node in nodes:
        tables.setdefault(node.path, []).append(node)
    return {path: items for path, items in tables.items() if any(node.text.strip() and node.timed for node in items)}


def _letters(nodes: Sequence[DocumentNode]) -> int:
    return sum(len("".join(node.text.split())) for node in nodes)


def _are_words(path: str, nodes: Sequence[DocumentNode]) -> bool:
    spoken = [node for node in nodes if node.text.strip()]
    enough = len(spoken) >= FEWEST_WORDS or bool(_WORDS.search(path))
    tokens = sum(len(node.text.split()) for node in spoken)
    return enough and not _LINES.search(path) and tokens <= WORD_TOKENS * len(spoken)


def _are_lines(path: str, nodes: Sequence[DocumentNode]) -> bool:
    return not _are_words(path, nodes)


def _fullest(
    tables: Tables,
    wanted: Callable[[str, Sequence[DocumentNode]], bool],
    key: Callable[[Sequence[DocumentNode]], tuple[float, ...]],
) -> Sequence[DocumentNode]:
    """Of the wanted lists that say all there is, the least by `key`, of equals the first."""
    found = [items for path, items in tables.items() if wanted(path, items)]
    most = max(map(_letters, found), default=0)
    return min((items for items in found if _letters(items) >= ALL_OF_IT * most), key=key, default=[])


def _owner(word: DocumentNode) -> DocumentNode:
    """The segment that a word lies in: the nearest object around it with a time or a speaker, else with text."""
    around = list(word.ancestors())
    marked = next((node for node in around if _is_marked(node)), None)
    return marked or next((node for node in around if node.text.strip()), around[0] if around else word)


def _without_repetition(groups: dict[DocumentNode, list[DocumentNode]]) -> dict[DocumentNode, list[DocumentNode]]:
    """Google's last result has the words of all the others once more, with their speakers."""
    *others, last = groups
    before = [word for owner in others for word in groups[owner]]
    if not before or not any(word.speaker for word in groups[last]) or any(word.speaker for word in before):
        return groups
    return {last: groups[last]} if _letters(groups[last]) >= ALL_OF_IT * _letters(before) else groups


def _is_marked(node: DocumentNode) -> bool:
    return node.timed or node.speaker is not None


class _Reading:
    """Nodes as segments and words, in seconds and with the speakers' names."""

    def __init__(self, nodes: Sequence[DocumentNode], unit: float) -> None:
        self._nodes = nodes
        self._unit = unit
        self._by_channel = len({node.channel for node in nodes if node.channel}) > 1
        named = (node for node in nodes if node.path.endswith(("/speakers", "/agents")))
        names = ((label_of(node.fields, "id", "xmlid"), label_of(node.fields, "name", "label")) for node in named)
        self._names = {label: name for label, name in names if label and name}

    def segments(self, words: Sequence[DocumentNode], lines: Sequence[DocumentNode]) -> list[RawSegment]:
        """From the words, in what they lie in; where that has neither time nor speaker, in the lines beside them."""
        if not words or _letters(words) < ALL_OF_IT * _letters(lines):
            return [self._segment(node, ()) for node in lines]
        groups: dict[DocumentNode, list[DocumentNode]] = {}
        for word in words:
            groups.setdefault(_owner(word), []).append(word)
        groups = _without_repetition(groups)
        if not any(map(_is_marked, groups)):
            if _letters(lines) >= ALL_OF_IT * _letters(words):
                return shared_out(self._words(words), [self._segment(node, ()) for node in lines])
            pieces = [piece for node, said in groups.items() for piece in self._cut(node, said)]
            return sorted(pieces, key=lambda piece: piece.words[0].start or 0.0)
        paths = {owner.path for owner in groups}
        owners = [node for node in self._nodes if node in groups or (node.path in paths and _is_line(node))]
        return [piece for node in owners for piece in self._cut(node, groups.get(node, []))]

    def turns(self) -> list[Turn]:
        """Who speaks when, where the file says it beside the text and not with it."""
        tables: dict[str, list[DocumentNode]] = {}
        for node in self._nodes:
            if node.speaker and node.start is not None and node.end is not None and not node.text.strip():
                tables.setdefault(node.path, []).append(node)
        turns = []
        for node in max(tables.values(), key=len, default=[]):
            start, end = usable(self._seconds(node, node.start)), usable(self._seconds(node, node.end))
            if start is not None and end is not None and end > start:
                turns.append(Turn(Interval(start, end), self._speaker(node) or ""))
        return turns

    def _cut(self, node: DocumentNode, words: Sequence[DocumentNode]) -> list[RawSegment]:
        """A segment with times of its own stays whole, as the file gave it."""
        segment = self._segment(node, words)
        return [segment] if node.timed or not words else list(cut(segment))

    def _segment(self, node: DocumentNode, words: Sequence[DocumentNode]) -> RawSegment:
        said = self._words(words)
        text = _sound_text(self._text(node, words))
        if said and not _is_same(text, joined(said)):
            text = joined(said)
        if said and not node.timed:
            said = lend_times(text.split(), said)
        return RawSegment(
            text=text,
            start=self._seconds(node, node.start),
            end=self._seconds(node, node.end),
            words=tuple(said),
            speaker=self._speaker(node) or next((word.speaker for word in said if word.speaker), None),
            no_speech_probability=number_of(node.fields, "nospeechprob", "nospeechprobability"),
            compression_ratio=number_of(node.fields, "compressionratio"),
        )

    def _text(self, node: DocumentNode, words: Sequence[DocumentNode]) -> str:
        """The nearest to the words: of Azure's best hearing rather than of the phrase it was heard in."""
        around = [above for above in words[0].ancestors() if above.text.strip()] if words else []
        return (around[0] if around and not node.text.strip() else node).text

    def _words(self, nodes: Sequence[DocumentNode]) -> list[RawWord]:
        """Punctuation and pieces of words that stand by themselves go to the word before."""
        blanks = [node.text[:1].isspace() for node in nodes if _has_letters(node.text)]
        spaced = any(blanks[:1]) or sum(blanks) >= max(1.0, PIECES * len(blanks))
        words: list[RawWord] = []
        for node in nodes:
            goes_on = (spaced and not node.text[:1].isspace()) or not _has_letters(node.text)
            end = self._seconds(node, node.end)
            if words and goes_on:
                last = words[-1]
                known = [value for value in (last.probability, node.probability) if value is not None]
                piece = node.text if spaced else node.text.strip()
                words[-1] = replace(
                    last, text=last.text + piece, end=end or last.end, probability=min(known, default=None)
                )
            elif node.text.strip():
                start = self._seconds(node, node.start)
                words.append(RawWord(node.text, start, end, node.probability, self._speaker(node)))
        return [replace(word, text=_sound_text(word.text)) for word in words]

    def _seconds(self, node: DocumentNode, time: MaybeSeconds) -> MaybeSeconds:
        return None if time is None else time * (self._unit if node.unit is None else node.unit)

    def _speaker(self, node: DocumentNode) -> str | None:
        """As the nearest object around says; else by the recording's channel, where there are several."""
        around = [node, *node.ancestors()]
        label = next((above.speaker for above in around if above.speaker), None)
        if label is None and self._by_channel:
            channel = next((above.channel for above in around if above.channel), None)
            return f"channel {channel}" if channel else None
        return bare_label(self._names.get(label, label)) if label else None


def _has_letters(text: str) -> bool:
    """Half a letter is one, too, see `_sound_text`."""
    return any(char.isalnum() or "\udc80" <= char <= "\udcff" for char in text)


def _is_line(node: DocumentNode) -> bool:
    return bool(node.text.strip()) or node.timed


def _is_same(text: str, words: str) -> bool:
    """Whether both are about the same words, whatever their punctuation."""
    one, other = ("".join(filter(str.isalnum, side)) for side in (text, words))
    return bool(one) and ALL_OF_IT <= len(one) / max(1, len(other)) <= 1 / ALL_OF_IT


def _sound_text(text: str) -> str:
    """Letters that two of whisper.cpp's tokens shared, put together again: their bytes arrive as lone surrogates."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # surrogates that stand for no byte
        return text.encode("utf-8", "replace").decode("utf-8")
