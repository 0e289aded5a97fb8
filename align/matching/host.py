"""Which speaker asks the questions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from align.language.tables import words as listed
from align.matching.settings import SETTINGS
from transcripts import Segment

if TYPE_CHECKING:
    from align.matching.transcript_index import TranscriptIndex

QUESTION_MARKS = ("?", "؟")


def host_of(talk: TranscriptIndex) -> str | None:
    """The speaker who asks most of the questions, none of the known guests; a guess.

    Where nothing in the talk has a question mark, words of asking tell, if one speaker has clearly more of them.
    None without two speakers or without questions.
    """
    segments = talk.transcript.segments
    if len({segment.speaker for segment in segments if segment.speaker}) < 2:
        return None
    # The segments of those who may be the host.
    speakers = {at: one.speaker for at, one in enumerate(segments) if one.speaker and one.speaker not in talk.guests}
    marked = [at for at, segment in enumerate(segments) if _is_marked(segment)]
    if marked:
        (host, most), *others = Counter(speakers[at] for at in marked if at in speakers).most_common() or [("", 0)]
        return host if most > 0 and (not others or most > others[0][1]) else None
    said = Counter(speakers.values())
    asked = Counter(speakers[at] for at in _asking(talk) if at in speakers)
    shares = sorted(((asked[label] / said[label], label) for label in said), reverse=True)
    if not shares or asked[shares[0][1]] < SETTINGS.questions:
        return None
    clear = len(shares) == 1 or shares[0][0] >= SETTINGS.oftener * shares[1][0]
    return shares[0][1] if clear else None


def _is_marked(segment: Segment) -> bool:
    return bool(segment.words) and segment.words[-1].text.rstrip().endswith(QUESTION_MARKS)


def _asking(talk: TranscriptIndex) -> set[int]:
    """The segments with a word of asking."""
    code, bare = talk.language.code, talk.language.without_conjunction
    asking = listed(code, "function-words", "wh") | listed(code, "function-words", "question-always")
    asks = [word in asking or bare(word) in asking for word in talk.vocabulary.types]
    of_token = talk.vocabulary.type_of_token.tolist()
    return {talk.segment_of_token(token) for token, kind in enumerate(of_token) if asks[kind]}
