"""Labelled claims with all that the decision on them rests on: of talks, of passages, and the talks' own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from align.check import read_talk
from align.judging.denied import denied_words
from align.judging.verdicts import Assessed, assess_claim
from align.matching import TranscriptIndex
from align.matching.statements import Statement
from align.meaning import Reader, informed
from align.quantities import Relation, compare_said
from align.types import Claim, Verdict
from benchmarks.datasets import Dataset, Labelled, Shape, Talk

OWN_WORDS = range(5, 16)  # of a statement that is taken for a claim
OWN_STATEMENTS = 12  # of a talk, evenly spread
UNTRUE = {"ar": "ليس صحيحا أن", "en": "It is not true that"}


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled claim with everything that the decision on it rests on."""

    talk: Talk
    index: TranscriptIndex
    item: Labelled
    assessed: Assessed
    group: str
    kind: str  # one of `WEIGHTS`


def examples(dataset: Dataset, reader: Reader | None = None) -> list[Example]:
    """Those of all claims with a label; a reader helps to find, and says what it thinks of what was found."""
    kind = "talk" if dataset.shape is Shape.RECORDING else "passage"
    found = []
    for talk in dataset.talks:
        index = read_talk(talk.transcript, reader=reader)
        items = [item for item in talk.claims if item.label is not None]
        assessed = [assess_claim(item.claim, index) for item in items]
        assessed = informed(assessed, index, reader) if reader else assessed
        found += [Example(talk, index, item, one, talk.group, kind) for item, one in zip(items, assessed, strict=True)]
    return found


def own_words(datasets: Sequence[Dataset], reader: Reader | None = None) -> list[Example]:
    """Statements of the talks, taken for claims that they support; and changed into claims that they contradict."""
    found = []
    for talk in (talk for each in datasets if each.shape is Shape.RECORDING for talk in each.talks):
        index = read_talk(talk.transcript, reader=reader)
        stated = [one for one in index.layout().statements if not one.asks and one.last - one.first + 1 in OWN_WORDS]
        own = [(one, index.heard(one.first, one.last)) for one in stated[:: max(1, len(stated) // OWN_STATEMENTS)]]
        changed = [(one, text) for one in stated if (text := _with_another_amount(one, index))]
        opposed = [(one, text) for one in stated if (text := _denied_or_not(one, index))]
        changed += opposed[:: max(1, len(opposed) // OWN_STATEMENTS)]
        of_talk = [_own(talk, index, one, Verdict.SUPPORTED, text) for one, text in own]
        of_talk += [_own(talk, index, one, Verdict.CONTRADICTED, text) for one, text in changed]
        assessed = [one.assessed for one in of_talk]
        assessed = informed(assessed, index, reader) if reader else assessed
        found += [replace(one, assessed=read) for one, read in zip(of_talk, assessed, strict=True)]
    return found


def _own(talk: Talk, index: TranscriptIndex, one: Statement, label: Verdict, text: str) -> Example:
    segments = frozenset(index.segment_of_token(token) for token in range(one.first, one.last + 1))
    claim = Claim(f"own {one.first}", text, None)
    kind = "own words" if label is Verdict.SUPPORTED else "changed words"
    return Example(talk, index, Labelled(claim, segments, label), assess_claim(claim, index), talk.group, kind)


def _denied_or_not(one: Statement, index: TranscriptIndex) -> str | None:
    """A statement's words without their one negator; or all of them called untrue, where there is none."""
    tokens = range(one.first, one.last + 1)
    negators = [at for at in tokens if index.language.is_negator(index.tokens[at].text)]
    start, end = index.tokens[one.first].start, index.tokens[one.last].end
    if not negators:
        prefix = UNTRUE.get(index.language.code)
        return prefix and f"{prefix} {index.text[start:end]}"
    alone = len(negators) == 1 and index.tokens[negators[0]].text in index.language.negators
    if not alone or not any(index.once(denied_words).focus[at] for at in tokens):
        return None
    negator = index.tokens[negators[0]]
    return (index.text[start : negator.start] + index.text[negator.end + 1 : end]).strip()


def _with_another_amount(one: Statement, index: TranscriptIndex) -> str | None:
    """A statement's words with its first amount replaced by another of its kind that is said elsewhere."""
    own = [
        each for each in index.quantities_in(one.first, one.last) if one.first <= each.first and each.last <= one.last
    ]
    if not own:
        return None
    first = own[0]
    others = (
        each.quantity
        for each in index.quantities()
        if compare_said(each.quantity, first.quantity).relation is Relation.CONFLICTS
        and not any(compare_said(each.quantity, mine.quantity).relation is Relation.AGREES for mine in own)
    )
    other = next(others, None)
    if other is None:
        return None
    start, end = index.tokens[one.first].start, index.tokens[one.last].end
    return index.text[start : first.quantity.start] + other.text + index.text[first.quantity.end : end]
