"""Does the recording deny what the claim states, or state what it denies?

Speech is full of negators that have nothing to do with the claim, so the two sides are opposed only if the negation of
the one rules words that the other says without any negation near, or if a word is met by its opposite.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from align.judging.denied import denied_words
from align.judging.negation import is_denial, is_implicative
from align.judging.reading import Reading
from align.matching import Passage, Retrieval, Term, TranscriptIndex, WordLink

NEAR = 7  # tokens to each side of a word of the claim in which a negator may be about it
ALIKE = 0.6  # share of the claim from which a passage is the same statement, even where the verb denied is another
LEAST_OPPOSED = 0.05  # share of the claim on which the two sides must be opposed
BESIDE = 3  # tokens next to the passage, in the same phrase, in which an opposite is still its
OWN_PHRASE = 0.3  # share of what a passage meets that the phrase of a denied word must hold, to be about the claim
SURE_PAIR = 0.6  # likeness from which a word is met by itself, and not by its opposite


def polarity_conflict(reading: Reading, passage: Passage, talk: TranscriptIndex) -> WordLink | None:
    """The pair on which the claim and the passage are opposed most; None where they are not."""
    found, ruled_terms = reading.found, reading.denied
    denied, negators = talk.once(denied_words)
    content = [
        link for link in passage.links if link.similarity > SURE_PAIR and _is_content(found.terms[link.term], talk)
    ]
    opposites = _antonyms(reading, passage, talk)
    if opposites:
        opposed = [p for p in opposites if (p.term in ruled_terms) == denied[p.token]]
        return _conflict(opposed, found)
    if any(_is_content(found.terms[term], talk) for term in ruled_terms):
        near = any(_is_near(link.token, negators) for link in content)
        opposed = [p for p in content if p.term in ruled_terms]
        told = passage.coverage >= ALIKE or _holds_heads(opposed, reading, talk)
        return _conflict(opposed, found) if told and not near and not _says_denial(reading, passage, talk) else None
    return _conflict([p for p in content if denied[p.token] and _tells(p.token, content, found, talk)], found)


def _tells(token: int, content: Sequence[WordLink], found: Retrieval, talk: TranscriptIndex) -> bool:
    """Whether the phrase of `token` says a fair share of what the passage meets of the claim."""
    first, last = talk.phrase(token)
    weights = [(link.token, found.weights[link.term] * link.similarity) for link in content]
    told = sum(weight for at, weight in weights if first <= at <= last)
    return told >= OWN_PHRASE * sum(weight for _, weight in weights)


def denies_some(links: Sequence[WordLink], found: Retrieval, talk: TranscriptIndex) -> bool:
    """Whether some of the words of the claim that were met stand under a negation there."""
    denied, _ = talk.once(denied_words)
    return any(denied[link.token] for link in links if _is_content(found.terms[link.term], talk))


def _is_content(term: Term, talk: TranscriptIndex) -> bool:
    """Whether a term can be denied: a verb of refusing or cancelling denies, itself, and an amount is compared."""
    return not (term.stopword or term.quantity or is_implicative(term.text, talk.language))


def _says_denial(reading: Reading, passage: Passage, talk: TranscriptIndex) -> bool:
    """Whether what denies in the claim was said as well, whatever the tables make of its form: «توقف», «وقفاً»."""
    denied, _ = talk.once(denied_words)
    return any(
        link.similarity > SURE_PAIR
        and is_implicative(reading.found.terms[link.term].text, talk.language)
        and denied[link.token] == (link.term in reading.denied)
        for link in passage.links
    )


def _holds_heads(opposed: Sequence[WordLink], reading: Reading, talk: TranscriptIndex) -> bool:
    """Whether the passage holds a word that the claim's negation stands right before: the verb that is denied."""
    terms = reading.found.terms
    content = [i for i in range(len(terms)) if _is_content(terms[i], talk)]
    heads = {i for before, i in pairwise([-1, *content]) if i in reading.denied and before not in reading.denied}
    return any(link.term in heads for link in opposed)


def _is_near(token: int, negators: Sequence[int]) -> bool:
    at = bisect_left(negators, token - NEAR)
    return at < len(negators) and negators[at] <= token + NEAR


def _conflict(opposed: Sequence[WordLink], found: Retrieval) -> WordLink | None:
    """The heaviest of the pairs, if all together they weigh enough."""
    weights = [found.weights[link.term] * link.similarity for link in opposed]
    return opposed[weights.index(max(weights))] if opposed and sum(weights) >= LEAST_OPPOSED else None


def _antonyms(reading: Reading, passage: Passage, talk: TranscriptIndex) -> list[WordLink]:
    """Terms without a good match in the passage whose opposite is said in it or right beside it.

    A word that the claim has as well is no opposite of another one. Where the claim denies something in other words,
    a verb of denying is none: what each of them rules is compared.
    """
    terms = reading.found.terms
    met = {link.term for link in passage.links if link.similarity > SURE_PAIR}
    own = {link.token for link in passage.links if link.similarity > SURE_PAIR}  # no opposite of another word
    first = max(talk.phrase(passage.first)[0], passage.first - BESIDE)
    last = min(talk.phrase(passage.last)[1], passage.last + BESIDE)
    found = []
    for index, term in enumerate(terms):
        opposites = talk.language.antonyms(term.text) if index not in met and not term.quantity else frozenset()
        for token in range(first, last + 1) if opposites else ():
            word = talk.tokens[token].text
            if token in own or opposites.isdisjoint(talk.vocabulary.keys_of(token)):
                continue
            if term.stopword == talk.language.is_stopword(word) and not (
                reading.denied and is_denial(word, talk.language)
            ):
                found.append(WordLink(index, token, 1.0))
                break
    return found
