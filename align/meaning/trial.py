"""Whether a judge that nobody measured tells in a talk what was said from what was not.

No labels are needed: some of the talk's own statements are taken for claims, each beside the place where it is said and
beside another. What a judge doubts here or hears there, by the rules of `second_opinion.py`, it is wrong in.
"""

from __future__ import annotations

from align.judging.evidence import surroundings
from align.matching import TranscriptIndex
from align.meaning.language_model import LanguageModelJudge
from align.meaning.reader import Reader
from align.meaning.second_opinion import doubts, hears
from align.meaning.types import Judge

WORDS = range(5, 16)  # of a statement that is taken for a claim
MOST_STATEMENTS, FEWEST_STATEMENTS = 8, 4  # of a talk; with fewer, nothing is known of the judge
RIGHT = 0.75  # share of the statements that it is to tell: what answers by chance tells half of them at most


def tells(judge: Judge, talk: TranscriptIndex) -> bool:
    """Whether it supports the talk's statements where they are said, and more than elsewhere; True if they are too few.

    A language model is not asked: each question has its price, and what it says it has to prove.
    """
    tried = [] if isinstance(judge, LanguageModelJudge) else _statements(talk)
    if len(tried) < FEWEST_STATEMENTS:
        return True
    weighed = Reader(None, judge).weigh([(claim, place) for claim, *places in tried for place in places])
    right = [
        not doubts([here]) and not hears(there) and (here.entails is None or here.entails > (there.entails or 0.0))
        for here, there in zip(weighed[::2], weighed[1::2], strict=True)
    ]
    return sum(right) >= RIGHT * len(right)


def _statements(talk: TranscriptIndex) -> list[tuple[str, str, str]]:
    """Statements evenly spread over a talk, each with what was said around it, and around one far from it."""
    stated = [one for one in talk.layout().statements if not one.asks and one.last - one.first + 1 in WORDS]
    chosen = stated[:: -(-len(stated) // MOST_STATEMENTS)] if stated else []
    claims = [talk.heard(one.first, one.last) for one in chosen]
    places = [talk.heard(*surroundings(one.first, one.last, talk)) for one in chosen]
    half = len(chosen) // 2
    elsewhere = places[half:] + places[:half]
    tried = zip(claims, places, elsewhere, strict=True)
    return [(claim, here, there) for claim, here, there in tried if claim not in there]
