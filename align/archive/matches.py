"""How well passages answer a question: where each part of it was said, and how close together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from align.archive.questions import HeardWords, Question, QuestionPart
from align.language import Language
from transcripts.archive import Archive, ArchivedPassage
from transcripts.archive.episodes import holds


class SpokenLine:
    """Neighbouring passages as one line of words."""

    def __init__(self, passages: Sequence[ArchivedPassage], spoken: Language) -> None:
        self.passages = passages
        segments = [segment for one in passages for segment in one.segments]
        said = [(word, word.speaker or segment.speaker) for segment in segments for word in segment.words]
        self.words = [word for word, _ in said]
        self.speakers = [speaker for _, speaker in said]
        self.spoken = spoken

    @cached_property
    def heard(self) -> HeardWords:
        return HeardWords(" ".join(word.text for word in self.words), self.spoken)

    @cached_property
    def _word_of_token(self) -> list[int]:
        starts = list(accumulate((len(word.text) + 1 for word in self.words), initial=0))
        return [bisect_right(starts, token.start) - 1 for token in self.heard.tokens]

    def places(self, part: QuestionPart, speaker: str | None) -> list[tuple[int, int]]:
        """The words (inclusive) of each place where a part of a question was said, by `speaker` if one is given."""
        spans = [(self._word_of_token[first], self._word_of_token[last]) for first, last in part.places(self.heard)]
        return spans if speaker is None else [span for span in spans if holds(self.speakers[span[0]], speaker)]


@dataclass(frozen=True, slots=True)
class Match:
    """The words `spans` (inclusive, in order) of a line that meet a question, and how well."""

    line: SpokenLine
    spans: tuple[tuple[int, int], ...]
    parts: int  # of the question, that were met
    score: float  # 0..1


class Matcher:
    """Compares passages with a question. `weights` say how much each part of it tells; `speaker`: who must say it."""

    def __init__(
        self, question: Question, weights: Mapping[QuestionPart, float], archive: Archive, speaker: str | None
    ) -> None:
        self._question = question
        self._weights = weights
        self._archive = archive
        self._speaker = speaker

    def ranked(self, found: Iterable[ArchivedPassage], *, widely: bool = True) -> list[Match]:
        """The matches, best first; those with fewer parts of the question behind.

        `widely`: with the passage behind one that lacks a part. A place that two passages are found by counts once.
        """
        matches: dict[tuple[int | None, float], Match] = {}
        for passage in found:
            match = self._match((passage,))
            if widely and (match is None or match.parts < len(self._question.parts)):
                wider = self._match(self._archive.around(passage.id, before=0, after=1))
                match = wider if match is None or (wider and wider.parts > match.parts) else match
            if match is not None:
                key = self._archive.episode_of(passage.id), match.line.words[match.spans[0][0]].start
                if key not in matches or matches[key].score < match.score:
                    matches[key] = match
        return sorted(matches.values(), key=lambda match: (-match.parts, -match.score, -match.line.passages[0].id))

    def _match(self, passages: Sequence[ArchivedPassage]) -> Match | None:
        """The place where most parts of the question are, and closest together."""
        line = SpokenLine(passages, self._question.spoken)
        met = {part: spans for part in self._question.parts if (spans := line.places(part, self._speaker))}
        if not met:
            return None
        chosen = closest(list(met.values()))
        stretch = max(last for _, last in chosen) - chosen[0][0] + 1
        close = sum(last - first + 1 for first, last in chosen) / stretch
        share = sum(self._weights[part] for part in met) / sum(self._weights.values())
        return Match(line, chosen, len(met), min(1.0, share * (1 + min(1.0, close)) / 2))


def closest(found: Sequence[Sequence[tuple[int, int]]]) -> tuple[tuple[int, int], ...]:
    """One span of each list, in order, that lie as close together as any: in one pass over all of them."""
    events = sorted((span, at) for at, spans in enumerate(found) for span in spans)
    latest: dict[int, tuple[int, int]] = {}
    best: tuple[int, tuple[tuple[int, int], ...]] | None = None
    for span, at in events:
        latest[at] = span
        if len(latest) == len(found):
            width = max(last for _, last in latest.values()) - min(first for first, _ in latest.values())
            if best is None or width < best[0]:
                best = width, tuple(sorted(latest.values()))
    return best[1] if best else ()
