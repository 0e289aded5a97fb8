"""Labelled data: recordings whose claims point at segments, and short texts with claims on them.

All become the same `Talk`, so that everything after reading knows one shape. An article's claims are those that Mazeej
finds in its statements; of a contradicted statement those are true that hold none of its wrong words. The files are
JSON lines:

    {"id", "lang", "transcript": [{"id", "start", "end", "speaker", "text"}, …],
     "claims": [{"id", "text", "gold": [segment ids], "label", "edit"}, …]}
    {"id", "lang", "transcript" as above, "article": its text,
     "statements": [{"text": of the article, in its order, "gold": [segment ids], "label", "wrong": words of it}, …]}
    {"id", "lang", "source_text", "claim", "label", "edit_types"}
    {"lang", "passage": utterances joined by " / ", "claims": [{"text", "label", "edit"}, …]}
    {"lang", "claim", "supporting", "contradicting", "silent", "edit"}: three talks, the claim in each
    {"lang", "tellings": [three texts], "claims": [{"text", "labels": [three]}, …]}: three talks, all claims in each
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from align.article import article_of
from align.claims import find_claims
from align.types import Claim, Verdict
from audio import Interval, Seconds
from transcripts import Segment, Transcript, Word

SECONDS_PER_WORD = 60 / 150  # a calm speaker, for text that came without times
# Every code of ISO 639-3's macrolanguage "ara" that spoken corpora use; transcripts carry ISO 639-1.
ARABIC_CODES = frozenset("ara arb apc ajp arz acm apd ars afb acw ary arq aeb ayl".split())

_SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+")
_SPEAKER_LABEL = re.compile(r"([^:\n]{1,40}):\s")


class DataError(Exception):
    """A data file cannot be used; the message is the sentence the user reads."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim and what a person says of it."""

    claim: Claim
    gold: frozenset[int] = frozenset()  # indices of the segments that speak to it; empty: not labelled, or none do
    label: Verdict | None = None  # None: nobody judged it
    edits: tuple[str, ...] = ()  # how a true statement was made a false one


@dataclass(frozen=True, slots=True)
class Talk:
    """What one recording, or one source text, says, and the claims put to it together."""

    id: str
    transcript: Transcript
    claims: tuple[Labelled, ...]
    group: str = ""  # talks of one group are never parted: what is fitted on one is not scored on another


class Shape(StrEnum):
    """What a line of a file holds."""

    RECORDING = "recording"
    ARTICLE = "article"  # a recording and an article about it: the claims are those that Mazeej finds in it
    PAIR = "pair"  # a source text without places to be found and one claim: only the verdict counts
    PASSAGE = "passage"  # a few utterances and several claims
    TRIPLE = "triple"  # one claim and three passages: for it, against it, and silent on it
    TELLINGS = "tellings"  # one matter told three times, and claims each of which one telling bears out and one denies


@dataclass(frozen=True, slots=True)
class Dataset:
    name: str
    shape: Shape
    talks: tuple[Talk, ...]

    @property
    def pairs(self) -> bool:
        """Whether there are no places to be found, so that the verdict alone counts."""
        return self.shape not in (Shape.RECORDING, Shape.ARTICLE)


def read(path: Path) -> Dataset:
    """The talks of one JSON-lines file, in its order.

    Raises:
        DataError: the file cannot be read, or a line has none of these shapes.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    talks: list[Talk] = []
    shapes: set[Shape] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            shape = _shape(row)
            shapes.add(shape)
            talks += _READERS[shape](row, f"{path.stem}:{number}")
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path}, line {number}, is not in a known shape: {error!r}") from error
    if len(shapes) != 1:
        known = "recordings, articles, pairs, passages, triples or tellings"
        raise DataError(f"{path} should hold either {known}, at least one.")
    return Dataset(path.stem, shapes.pop(), tuple(talks))


def read_all(files: Sequence[Path], folder: Path) -> list[Dataset]:
    """The sets in `files`; ends the program with a line where there are none (looked for in `folder`) or one is bad."""
    if not files:
        sys.exit(f"No FILE was given and {folder} holds no data: nothing was measured.")
    try:
        return [read(path) for path in files]
    except DataError as error:
        sys.exit(str(error))


def spread(text: str, bounds: Interval, speaker: str | None) -> tuple[Word, ...]:
    """The words of `text`, with the time of `bounds` shared out by their letters."""
    words = text.split()
    per_letter = bounds.duration / max(sum(map(len, words)), 1)
    edges = accumulate((per_letter * len(word) for word in words), initial=bounds.start)
    return tuple(
        Word(start, end, word, speaker=speaker) for word, (start, end) in zip(words, pairwise(edges), strict=True)
    )


def source_transcript(text: str, language: str) -> Transcript:
    """A text without times as a transcript: a segment a sentence, at 150 words a minute."""
    segments, clock = [], 0.0
    for speaker, sentence in _sentences(text):
        bounds = Interval(clock, clock + SECONDS_PER_WORD * len(sentence.split()))
        segments.append(Segment(spread(sentence, bounds, speaker), speaker=speaker, interpolated=True))
        clock = bounds.end
    return Transcript(tuple(segments), language=_language(language), duration=clock)


def _sentences(text: str) -> Iterator[tuple[str | None, str]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    labels = [_SPEAKER_LABEL.match(line) for line in lines]
    # A lone headline «Name: …» quotes somebody; only a text in which most lines do so is a dialogue.
    dialogue = len(lines) > 1 and 2 * sum(map(bool, labels)) > len(lines)
    speaker = None
    for line, label in zip(lines, labels, strict=True):
        if dialogue and label:
            speaker, line = label[1], line[label.end() :]
        for sentence in _SENTENCE_END.split(line):
            if sentence.split():
                yield speaker, sentence


def _shape(row: Mapping[str, Any]) -> Shape:
    marks = {
        "article": Shape.ARTICLE,
        "source_text": Shape.PAIR,
        "passage": Shape.PASSAGE,
        "supporting": Shape.TRIPLE,
        "tellings": Shape.TELLINGS,
    }
    return next((shape for mark, shape in marks.items() if mark in row), Shape.RECORDING)


def utterances(text: str, language: str, pause: Seconds = 0.0) -> Transcript:
    """Utterances joined by " / " as a transcript: a segment each, with such a pause between."""
    segments, clock = [], 0.0
    for said in text.split(" / "):
        bounds = Interval(clock, clock + SECONDS_PER_WORD * max(len(said.split()), 1))
        segments.append(Segment(spread(said, bounds, None), interpolated=True))
        clock = bounds.end + pause
    return Transcript(tuple(segments), language=_language(language), duration=clock)


def _passage(row: Mapping[str, Any], name: str) -> list[Talk]:
    claims = tuple(
        Labelled(
            Claim(f"{name}:{at}", item["text"], span=None),
            label=_label(item["label"]),
            edits=_kinds(item.get("edit")),
        )
        for at, item in enumerate(row["claims"])
    )
    return [Talk(name, utterances(row["passage"], row["lang"]), claims, name)]


def _triple(row: Mapping[str, Any], name: str) -> list[Talk]:
    labels = {"supporting": Verdict.SUPPORTED, "contradicting": Verdict.CONTRADICTED, "silent": Verdict.NOT_FOUND}
    return [
        Talk(
            f"{name}:{passage}",
            utterances(row[passage], row["lang"]),
            (Labelled(Claim(name, row["claim"], span=None), label=label, edits=_kinds(row.get("edit"))),),
            name,
        )
        for passage, label in labels.items()
    ]


def _tellings(row: Mapping[str, Any], name: str) -> list[Talk]:
    found = []
    for number, telling in enumerate(row["tellings"]):
        claims = tuple(
            Labelled(Claim(f"{name}:{at}", item["text"], span=None), label=_label(item["labels"][number]))
            for at, item in enumerate(row["claims"])
        )
        found.append(Talk(f"{name}:{number}", utterances(telling, row["lang"]), claims, name))
    return found


def _recording(row: Mapping[str, Any], _name: str) -> list[Talk]:
    transcript, index = _recorded(row)
    return [Talk(row["id"], transcript, _listed_claims(row, index), row["id"])]


def _article(row: Mapping[str, Any], _name: str) -> list[Talk]:
    transcript, index = _recorded(row)
    return [Talk(row["id"], transcript, _article_claims(row, index), row["id"])]


def _recorded(row: Mapping[str, Any]) -> tuple[Transcript, Mapping[str, int]]:
    """The transcript of a recording, and the index of each of its segments by its id."""
    segments, index = [], {}
    for at, item in enumerate(row["transcript"]):
        index[item["id"]] = at
        bounds, speaker = Interval(item["start"], item["end"]), item.get("speaker")
        words = spread(item["text"], bounds, speaker)
        segments.append(Segment(words, speaker=speaker, interpolated=True, bounds=bounds))
    duration = max((item["end"] for item in row["transcript"]), default=0.0)
    return Transcript(tuple(segments), language=_language(row["lang"]), duration=duration), index


def _listed_claims(row: Mapping[str, Any], index: Mapping[str, int]) -> tuple[Labelled, ...]:
    return tuple(
        Labelled(
            Claim(item["id"], item["text"], span=None),
            frozenset(index[segment] for segment in item["gold"]),
            _label(item.get("label")),
            _kinds(item.get("edit")),
        )
        for item in row["claims"]
    )


def _article_claims(row: Mapping[str, Any], index: Mapping[str, int]) -> tuple[Labelled, ...]:
    article = article_of(row["article"], row["id"])
    found = find_claims(article)
    labelled, end = [], 0
    for item in row["statements"]:
        start = article.text.index(item["text"], end)
        end = start + len(item["text"])
        gold, label = frozenset(index[segment] for segment in item["gold"]), _label(item["label"])
        wrong = article.text.index(item["wrong"], start, end) if item.get("wrong") else None
        for claim in found:
            if claim.span and start <= claim.span.start < end:
                true = wrong is not None and not claim.span.start <= wrong < claim.span.end
                labelled.append(Labelled(claim, gold, Verdict.SUPPORTED if true else label))
    return tuple(labelled)


def _pair(row: Mapping[str, Any], name: str) -> list[Talk]:
    claim = Labelled(
        Claim(row["id"], row["claim"], span=None),
        label=_label(row["label"]),
        edits=_kinds(row.get("edit_types")),
    )
    return [Talk(row["id"], source_transcript(row["source_text"], row["lang"]), (claim,), name)]


_READERS: Mapping[Shape, Callable[[Mapping[str, Any], str], list[Talk]]] = {
    Shape.RECORDING: _recording,
    Shape.ARTICLE: _article,
    Shape.PAIR: _pair,
    Shape.PASSAGE: _passage,
    Shape.TRIPLE: _triple,
    Shape.TELLINGS: _tellings,
}


def _label(text: str | None) -> Verdict | None:
    return None if text is None else Verdict("not_found" if text == "not_stated" else text)


def _kinds(edits: str | Iterable[str] | None) -> tuple[str, ...]:
    return (edits,) if isinstance(edits, str) else tuple(edits or ())


def _language(code: str) -> str:
    return "ar" if code.split("-")[0] in ARABIC_CODES else code
