"""The models of meaning that had a part in a report, asked again for what is judged anew at the desk."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, RLock
from typing import TypeVar

import numpy as np

from align.check import read_talk
from align.meaning import LANGUAGE_MODEL, NONE, Asking, Encoder, Reader, TalkSimilarity, open_encoder, open_judge
from align.meaning.types import Vectors
from align.meaning.vector_cache import kept_vectors
from align.types import AlignError, Provenance
from transcripts import Transcript

logger = logging.getLogger(__name__)
PIECE = 64  # passages read at once; in between, reading ends if the desk was closed
_Opened = TypeVar("_Opened")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class AskedModels:
    """What a person wants to read for meaning, as `open_encoder` and `open_judge` take it; None: as the report says."""

    encoder: str | None = None
    judge: str | None = None
    budget: int | None = None  # claims that a language model is asked about at most


@dataclass(frozen=True, slots=True)
class ReportModels:
    """The models of a report, as far as they can be asked here."""

    reader: Reader | None = None
    missing: tuple[str, ...] = ()  # models that had a part in the report and cannot have one here

    def warm_up(self) -> None:
        """Has the encoder, if there is one, read the talk before the first claim is judged again."""
        if self.reader and isinstance(self.reader.encoder, RememberedEncoder):
            self.reader.encoder.read_heard()

    def ask(self, question: Callable[[Reader | None], _Answer]) -> tuple[_Answer, tuple[str, ...]]:
        """The answer to `question`, and the models that are missing in it: also a judge that does not answer, as a
        language model may."""
        try:
            return question(self.reader), self.missing
        except AlignError as error:
            if self.reader is None or self.reader.judge is None:
                raise
            name = self.reader.judge.name
            logger.warning("judged without %s: %s", name, error)
            return question(self.reader.without_judge()), (*self.missing, name)


def report_models(
    told: Provenance | None,
    heard: Transcript,
    asked: AskedModels = AskedModels(),
    closed: Event | None = None,
) -> ReportModels:
    """What reads the talk `heard`, also as it is corrected: the models that were asked for, else those that the report
    names; one of these that is not on this disk is warned of. A language model is asked again only where a person asks
    for it: it may be sent what was said.

    `closed`: set when nobody waits for them any more. Raises AlignError for a model that was asked for and is not on
    this disk.
    """
    missing: list[str] = []

    def opened(open_: Callable[[str], _Opened | None], wanted: str | None, named: str | None) -> _Opened | None:
        if wanted or not named:
            return open_(wanted or NONE)
        try:
            if not named.startswith(LANGUAGE_MODEL) and not _is_path(named):
                return open_(named)
        except AlignError:
            pass
        missing.append(named)
        return None

    encoder = opened(open_encoder, asked.encoder, told.encoder if told else None)
    judge = opened(lambda name: open_judge(name, Asking(asked.budget)), asked.judge, told.judge if told else None)
    if missing:
        names = ", ".join(missing)
        logger.warning("%s had a part in this report and is not asked here: what is corrected is judged without", names)
    remembered = RememberedEncoder(encoder, heard, closed) if encoder else None
    reader = Reader(remembered, judge, cache=False) if encoder or judge else None
    return ReportModels(reader, tuple(missing))


def _is_path(name: str) -> bool:
    """Whether a model's name, in a report that may come from anywhere, leads out of this folder."""
    return name in (".", "..") or any(character in name for character in "/\\~")


class RememberedEncoder:
    """An encoder that reads no passage twice: of a talk that was corrected only what is new. For several threads."""

    def __init__(self, encoder: Encoder, heard: Transcript | None = None, closed: Event | None = None) -> None:
        """`heard`: the talk without corrections, whose vectors the check that made the report left in the cache.

        `closed`: set when the reading is to end.
        """
        self._encoder = encoder
        self._heard = heard
        self._closed = closed or Event()
        self._known: dict[str, Vectors] = {}
        self._lock = RLock()

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def identity(self) -> str:
        return self._encoder.identity

    def similarity(self, claim: str, passages: Sequence[str]) -> Sequence[float]:
        return self._encoder.similarity(claim, passages)

    def claims(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.claims(texts)

    def read_heard(self) -> None:
        """Reads what was heard, once. Where that fails, who asks for passages is told."""
        with self._lock, suppress(AlignError):
            if self._heard:
                heard, self._heard = self._heard, None
                TalkSimilarity(self, read_talk(heard), cache=False)("")  # asks for all of its passages

    def passages(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            self.read_heard()
            new = [text for text in texts if text not in self._known]
            if new:
                vectors = self._read(new) if self._known else kept_vectors(self._encoder, new, self._read)
                self._known |= dict(zip(new, vectors, strict=True))
            return np.stack([self._known[text] for text in texts]) if texts else self._encoder.passages(texts)

    def _read(self, texts: Sequence[str]) -> Vectors:
        pieces = []
        for first in range(0, len(texts), PIECE):
            if self._closed.is_set():
                raise AlignError("the desk was closed")
            pieces.append(self._encoder.passages(texts[first : first + PIECE]))
        return np.concatenate(pieces)
