"""A claim as the judges read it, worked out once for all its passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.claims import attribution_words
from align.judging.factuality import is_supposed
from align.judging.negation import is_denial, read_words, ruled
from align.judging.voices import is_guests
from align.language import Language, Token, tokenise
from align.language.gazetteer import names_in
from align.language.identities import Name
from align.matching import Retrieval, TranscriptIndex, retrieve
from align.matching.host import QUESTION_MARKS
from align.types import Claim


@dataclass(frozen=True, slots=True)
class ClaimedName:
    """A name in the claim: its identity for `compare_names`, and the terms that say it."""

    name: Name
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a claim says: its terms and where they are met, its names, what it denies."""

    text: str
    found: Retrieval
    names: tuple[ClaimedName, ...]  # those that are no everyday words as well
    denied: frozenset[int]  # terms under a negation
    hedged: bool  # put as a guess
    asks: bool  # a question, as headlines are: what was asked is then what it says
    supposes: bool  # put as no fact, or none yet: a plan, a wish, a condition
    guests: bool  # said, as the article has it, by a guest who is known by name

    def words(self, terms: tuple[int, ...]) -> str:
        """The claim's own words from the first to the last of `terms`."""
        return self.text[self.found.terms[terms[0]].start : self.found.terms[terms[-1]].end]


def read_claim(claim: Claim, talk: TranscriptIndex, most: int) -> Reading:
    """Look for the claim's `most` best places in the talk, and read the rest off its words."""
    language = talk.language
    text = claim.plain or claim.text
    tokens = tokenise(text)
    found = retrieve(text, talk, most, _weak_words(claim, tokens, language), claim.context)
    named = names_in(tokens, language.code)
    flags = ruled(read_words(text, tokens, named, language), language)
    starts = {token.start for token, flag in zip(tokens, flags, strict=True) if flag}
    names = tuple(
        ClaimedName(name, _terms_between(tokens[name.first].start, tokens[name.last].end, found))
        for name in named
        if not name.weak
    )
    return Reading(
        text,
        found,
        tuple(name for name in names if name.terms),
        frozenset(i for i, term in enumerate(found.terms) if any(term.start <= at < term.end for at in starts)),
        any(token.text in language.hedges for token in tokens),
        text.rstrip().endswith(QUESTION_MARKS),
        is_supposed(text, tokens, language.code),
        is_guests(claim, talk),
    )


def _terms_between(start: int, end: int, found: Retrieval) -> tuple[int, ...]:
    return tuple(i for i, term in enumerate(found.terms) if start <= term.start < end)


def _weak_words(claim: Claim, tokens: Sequence[Token], language: Language) -> frozenset[str]:
    """Words of a claim that the recording need not hold: who said it, that it was said, and the verb that denies it."""
    names = frozenset(token.text for token in tokenise(claim.speaker or ""))
    said = attribution_words(claim.text) if claim.span is None else 0  # of an article's claims it is taken off already
    return names.union(
        (token.text for token in tokens[:said]),
        (token.text for token in tokens if token.text in language.speakers or is_denial(token.text, language)),
    )
