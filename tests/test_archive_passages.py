"""A transcript cut into the archive's passages, and put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audio import Interval
from transcripts import Segment, Transcript, Word
from transcripts.archive import ArchivedPassage, as_transcript
from transcripts.archive.words import MOST_WORDS, cut, pack, unpack

WORDS = st.builds(
    lambda text, probability, speaker: (text, probability, speaker),
    st.text("abش ـ é\u2028\t1.", min_size=1, max_size=8),
    st.none() | st.floats(0, 1),
    st.none() | st.sampled_from("AB"),
)


@given(st.lists(st.lists(WORDS, max_size=300), max_size=12), st.booleans())
def test_a_transcript_is_cut_and_put_together_again(
    lines: list[list[tuple[str, float | None, str | None]]], own: bool
) -> None:
    segments, time = [], 0.0
    for line in lines:
        words = []
        for text, probability, speaker in line:
            words.append(
                Word(
                    round(time, 3), round(time + 0.21, 3), " ".join(text.split()), probability, speaker if own else None
                )
            )
            time += 0.25
        bounds = None if words else Interval(round(time, 3), round(time + 1, 3))
        segments.append(Segment(tuple(words), speaker="C", bounds=bounds))
    names = ["A", "B", "C"]
    pieces = list(cut(Transcript(tuple(segments))))
    assert all(len(piece.texts()) <= MOST_WORDS for piece in pieces)
    kept = [
        unpack(pack(piece, lambda name: names.index(name) + 1), lambda number: names[number - 1]) for piece in pieces
    ]
    passages = [
        ArchivedPassage(number, piece.first_segment, piece.continues, got)
        for number, (piece, got) in enumerate(zip(pieces, kept, strict=True))
    ]
    whole = as_transcript(passages)
    spoken = [segment for segment in segments if segment.words]
    assert [segment.words for segment in _rounded(whole.segments) if segment.words] == [
        s.words for s in _rounded(spoken)
    ]
    for passage in passages:
        assert passage.segments[0].words[:1] == whole.segments[passage.first_segment].words[:1] or passage.continues


def _rounded(segments: Sequence[Segment]) -> list[Segment]:
    """Probabilities as coarse as the archive keeps them."""
    return [
        replace(
            segment,
            words=tuple(
                replace(word, probability=None if word.probability is None else round(word.probability * 250) / 250)
                for word in segment.words
            ),
        )
        for segment in segments
    ]
