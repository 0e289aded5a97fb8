"""Where something was said: the passages that fit a question, ranked by how close together its words stand there.

Of very common words the passages that were added last are looked at, no more: a million are not worth ranking, and
places of a single word are all alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import log

from align.archive.candidates import CandidateLimits, Proposer
from align.archive.matches import Match, Matcher, SpokenLine
from align.archive.questions import Question, QuestionPart, read_question
from align.archive.types import SearchHit, SearchResults
from audio import Interval
from transcripts.archive import EVERYTHING, Archive, EpisodeFilter

LOOKED_AT = 40  # passages that are read for a question of several parts
FOUND = 5_000  # … that are compared where phrases and words are asked for together
MOST_HITS = 20
CONTEXT = 14  # words shown before and behind
LOOSELY = CandidateLimits(episodes=LOOKED_AT, of_episode=10, passages=LOOKED_AT)


def search_archive(
    archive: Archive, question: str, wanted: EpisodeFilter = EVERYTHING, most: int = MOST_HITS
) -> SearchResults:
    """At most `most` places for `question`, best first: those with every phrase, beginning and word of it, or where
    there are none those with most of its words. Raises AlignError for a question without words, and ArchiveError."""
    asked = read_question(question)
    matcher = Matcher(asked, _weights(asked, archive), archive, wanted.speaker)
    ids, more = _passages(asked, archive, wanted, LOOKED_AT if len(asked.parts) > 1 else most)
    found = [match for match in matcher.ranked(archive.passages(ids)) if match.parts == len(asked.parts)]
    every_word = bool(found) or len(asked.parts) == 1
    if not every_word:
        found, more = matcher.ranked(archive.passages(_nearly(asked, archive, wanted)), widely=False), False
    return SearchResults(
        asked.text, tuple(_hit(match, archive) for match in found[:most]), len(found), more, every_word
    )


def _passages(asked: Question, archive: Archive, wanted: EpisodeFilter, most: int) -> tuple[Sequence[int], bool]:
    """The passages that fit, of more than `most` those added last, and whether there are more."""
    exact = " AND ".join(part.expression() for part in asked.exact)
    meant = " AND ".join(part.expression() for part in asked.by_meaning)
    if exact and meant:
        said, other = archive.match_words(exact, wanted, FOUND), archive.match_keys(meant, wanted, FOUND)
        both = sorted(set(said).intersection(other))
        return both[-most:], len(both) > most or FOUND in (len(said), len(other))
    found = archive.match_words(exact, wanted, most + 1) if exact else archive.match_keys(meant, wanted, most + 1)
    return found[-most:], len(found) > most


def _nearly(asked: Question, archive: Archive, wanted: EpisodeFilter) -> Sequence[int]:
    """Passages with most of the words; with every phrase, where there are phrases."""
    allowed = None if wanted == EVERYTHING else archive.episodes(wanted)
    words = " ".join(part.text for part in asked.by_meaning)
    ids = [one.passage for one in Proposer(archive, allowed).propose(words, asked.spoken, LOOSELY)]
    if not asked.exact:
        return ids
    expression = " AND ".join(part.expression() for part in asked.exact)
    fitting = set(archive.match_words(expression, wanted, FOUND))
    return [one for one in ids if one in fitting]


def _weights(asked: Question, archive: Archive) -> dict[QuestionPart, float]:
    """How much each part says, by how rare it is."""
    count = archive.passage_count

    def frequency(part: QuestionPart) -> int:
        if part.words:
            whole = part.words[:-1] if part.begins else part.words
            return min(map(archive.document_frequency_of_word, whole), default=count // 100)
        return sum(map(archive.document_frequency, part.keys))

    return {part: log(2 + count / (1 + frequency(part))) for part in asked.parts}


def _hit(match: Match, archive: Archive) -> SearchHit:
    """A place with the words around it, from the passages beside it where they are needed."""
    first, last = match.line.passages[0].id, match.line.passages[-1].id
    near = archive.around(first, before=1, after=last - first + 1)
    line = SpokenLine(near, match.line.spoken)
    before = sum(len(list(one.words())) for one in near if one.id < first)
    spans = [(a + before, b + before) for a, b in match.spans]
    start, end = max(0, spans[0][0] - CONTEXT), min(len(line.words), max(b for _, b in spans) + CONTEXT + 1)
    offsets = list(accumulate((len(word.text) + 1 for word in line.words[start:end]), initial=0))
    marks = [(offsets[a - start], offsets[b - start + 1] - 1) for a, b in spans]
    began = line.words[spans[0][0]].start
    interval = Interval(began, max(began, *(line.words[b].end for _, b in spans)))
    episode = archive.episode(archive.episode_of(first) or 0)
    text = " ".join(word.text for word in line.words[start:end])
    return SearchHit(episode, interval, text, _apart(marks), line.speakers[spans[0][0]], match.score)


def _apart(marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The marks in order, those that overlap as one: two parts of a question may be one word."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if apart and start < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return tuple(apart)
