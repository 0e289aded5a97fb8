"""Which speaker asks the questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from audio import UNSURE_SPEAKER
from transcripts import Transcript

QUESTION_MARKS = ("?", "؟")


def host_of(transcript: Transcript, guests: Collection[str] = ()) -> str | None:
    """The speaker who asks most of the questions, none of the `guests`; a guess.

    None without two speakers or without questions.
    """
    asked: Counter[str] = Counter()
    labels = set()
    for segment in transcript.segments:
        if segment.speaker and segment.speaker != UNSURE_SPEAKER:
            labels.add(segment.speaker)
            if segment.speaker not in guests:
                asked[segment.speaker] += segment.text.rstrip().endswith(QUESTION_MARKS)
    if len(labels) < 2 or not asked:
        return None
    (host, most), *others = asked.most_common()
    return host if most > 0 and (not others or most > others[0][1]) else None
