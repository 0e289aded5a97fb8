"""Is a passage about what the claim says, whether it agrees or not?"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from align.judging.polarity import BESIDE, SURE_PAIR
from align.matching import MERELY_RELATED, Passage, Retrieval, TranscriptIndex, WordLink

# Log-odds that a passage is about what the claim says: base + coverage × … + log(1 + words met) × … + share of the
# claim's weight that lies on names it does not hold × …, and what it costs that another word of the same sort was said
# instead of one (a woman for a man, running for sitting).
# One word met proves little, however short the claim; few of many words met may prove enough. Logistic regression over
# all development sets, every label of every set weighing the same; see benchmarks/README.md.
FOUND_BASE, FOUND_PER_COVERAGE, FOUND_PER_LOG_MET, FOUND_PER_NAMES_UNMET = -4.4, 3.9, 2.7, -1.5
FOUND_REPLACED = -4.0
CONTRARY = 0.5  # likeness that a word is worth whose opposite was said: it is the same matter


def about_probability(
    found: Retrieval, passage: Passage, talk: TranscriptIndex, disputed: Collection[int] = ()
) -> float:
    """Probability that a passage is about what the claim says, by how much of the claim it meets.

    `disputed` terms are those on which it says otherwise: another amount or name in their place, or the opposite.
    """
    links = said(found, passage, disputed)
    heard = {link.term for link in links}
    contrary = [term for term in disputed if term not in heard]
    met = sum(link.similarity for link in links if not found.terms[link.term].stopword) + CONTRARY * len(contrary)
    covered = min(1.0, coverage(found, links) + CONTRARY * sum(found.weights[term] for term in contrary))
    surely = {link.term for link in links if link.similarity >= SURE_PAIR}.union(disputed)
    unmet = [i for i, term in enumerate(found.terms) if not term.stopword and i not in surely]
    heard |= set(disputed)
    names_unmet = sum(found.weights[i] for i, term in enumerate(found.terms) if term.name and i not in heard)
    odds = (
        FOUND_BASE
        + FOUND_PER_COVERAGE * covered
        + FOUND_PER_LOG_MET * math.log1p(met)
        + FOUND_PER_NAMES_UNMET * names_unmet
        + FOUND_REPLACED * _replaced(unmet, found, passage, talk)
    )
    return 1 / (1 + math.exp(-odds))


def said(found: Retrieval, passage: Passage, disputed: Collection[int] = ()) -> list[WordLink]:
    """The pairs of which the claim's own thing was said: another name or amount of its sort marks the place alone."""
    return [
        link
        for link in passage.links
        if link.similarity > MERELY_RELATED or not found.terms[link.term].is_compared or link.term in disputed
    ]


def coverage(found: Retrieval, links: Sequence[WordLink]) -> float:
    """The share of the claim's weight that `links` meet, 0..1."""
    return min(1.0, sum(found.weights[link.term] * link.similarity for link in links))


def _replaced(unmet: Sequence[int], found: Retrieval, passage: Passage, talk: TranscriptIndex) -> bool:
    """Whether another word of the same sort was said instead of one of the terms `unmet`, and for no other of them."""
    siblings = [talk.language.siblings(found.terms[i].text) for i in unmet if found.terms[i].quantity is None]
    if not any(siblings):
        return False
    own = {link.token for link in passage.links if link.similarity >= SURE_PAIR}
    first, last = max(0, passage.first - BESIDE), min(len(talk) - 1, passage.last + BESIDE)
    keys = (talk.vocabulary.keys_of(at) for at in range(first, last + 1) if at not in own)
    return any(not others.isdisjoint(heard) for heard in keys for others in siblings)
