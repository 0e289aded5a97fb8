"""A claim as the judges read it, worked out once for all its passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import or_

from align.claims import attribution_words, source_words
from align.judging.cues import cues_of, written
from align.judging.denied import denied_as_one
from align.judging.factuality import supposed_in, tells_belief
from align.judging.frames import ClaimedTime, claimed_time
from align.judging.limits import LIMITS
from align.judging.negation import Denials, denials, is_untrue
from align.judging.negative_verbs import is_denial
from align.judging.negators import inside_names, read_words
from align.judging.voices import guests_named, introduced
from align.language import Language, Token, tokenise
from align.language.expressions import expressions_in
from align.language.gazetteer import as_written, names_in
from align.language.identities import Category, Name
from align.language.phrases import TokenView
from align.matching import Retrieval, TranscriptIndex, retrieve
from align.matching.host import QUESTION_MARKS
from align.types import Claim, Kind


@dataclass(frozen=True, slots=True)
class ClaimedName:
    """A name in the claim: its identity for `compare_names`, and the terms that say it."""

    name: Name
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DeniedTerms:
    """The terms of a claim that stand under a negation."""

    in_scope: frozenset[int]
    focus: frozenset[int]  # … that are the very word denied, also by a verb of refusing or cancelling


@dataclass(frozen=True, slots=True)
class Reading:
    """What a claim says: its terms and where they are met, its names, what it denies."""

    text: str
    found: Retrieval
    # Those that are no everyday words as well; one that is, before a family name, can only differ.
    names: tuple[ClaimedName, ...]
    unlisted_names: tuple[int, ...]  # terms that are written as names, or stand behind a given one, and no table knows
    denied: DeniedTerms
    denied_as_one: DeniedTerms  # the same with each set phrase as one word
    denies: bool  # whether it holds a negator, or a verb that denies, at all
    hedged: bool  # put as a guess
    asks: bool  # a question, as headlines are: what was asked is then what it says
    supposes: bool  # put as no fact, or none yet: a plan, a wish, a condition, a belief of others
    supposed: frozenset[int]  # the terms that are put so
    time: ClaimedTime  # whether it says that it holds today, or held once
    guests: frozenset[str]  # who said it, as the article has it, of the guests known by name

    def words(self, terms: tuple[int, ...]) -> str:
        """The claim's own words from the first to the last of `terms`."""
        return self.text[self.found.terms[terms[0]].start : self.found.terms[terms[-1]].end]


def read_claim(claim: Claim, talk: TranscriptIndex, most: int) -> Reading:
    """Look for the claim's `most` best places in the talk, and read the rest off its words."""
    language = talk.language
    text = claim.plain or claim.text
    tokens = as_written(tokenise(text), text, language.code)
    named = names_in(tokens, language.code)
    words = read_words(text, tokens, inside_names(named), language)
    weak = _weak_words(claim, tokens, words, language)
    found = retrieve(text, talk, most, weak, _words_for_guest(tokens, talk), claim.context)
    denied = denials(words, language)
    phrases = expressions_in(TokenView(text, tokens), language.code)
    prose = written(text, tokens, denied, language)
    cues = cues_of(prose)
    supposed = supposed_in(prose, cues)
    as_one = denied_as_one(words, [phrase.tokens for phrase in phrases], language) if phrases else denied
    names = tuple(
        ClaimedName(name, _terms_between(tokens[name.first].start, tokens[name.last].end, found))
        for name in named
        if not name.weak or _begins_a_full_name(name, text, tokens)
    )
    return Reading(
        text,
        found,
        tuple(name for name in names if name.terms),
        tuple(_unlisted_names(text, named, tokens, found)),
        _denied_terms(denied, tokens, found),
        _denied_terms(as_one, tokens, found),
        any(denied.may_deny),
        any(token.text in language.hedges and not _in_amount(token, found) for token in tokens),
        text.rstrip().endswith(QUESTION_MARKS),
        bool(supposed) or tells_belief(prose, cues),
        _terms_at([any(at in one.scope for one in supposed) for at in range(len(tokens))], tokens, found),
        claimed_time(text, language.code),
        guests_named(claim, talk),
    )


def _begins_a_full_name(name: Name, text: str, tokens: Sequence[Token]) -> bool:
    """Whether a given name that is an everyday word as well stands before a word with a capital: "Rose Haddad"."""
    if name.category is not Category.PERSON or name.last + 1 >= len(tokens):
        return False
    last, behind = tokens[name.last], tokens[name.last + 1]
    return text[tokens[name.first].start].isupper() and text[behind.start].isupper() and behind.start == last.end + 1


def _unlisted_names(text: str, named: Sequence[Name], tokens: Sequence[Token], found: Retrieval) -> Iterator[int]:
    """Words with a capital that no sentence gives them, and second names, which are everyday words as well."""
    second = {
        tokens[name.first].start
        for before, name in pairwise(named)
        if before.category is name.category is Category.PERSON and name.first - before.last <= LIMITS.pair
    }
    for at, term in enumerate(found.terms):
        capital = at > 0 and text[term.start].isupper() and text[: term.start].rstrip()[-1:] not in ".!?:"
        unlisted = capital and term.name is None and term.quantity is None and not term.stopword
        if unlisted or (term.start in second and term.name is not None and term.name.weak):
            yield at


def _denied_terms(denied: Denials, tokens: Sequence[Token], found: Retrieval) -> DeniedTerms:
    focus = map(or_, denied.focus, denied.by_verb)
    return DeniedTerms(_terms_at(denied.in_scope, tokens, found), _terms_at(focus, tokens, found))


def _terms_at(flags: Iterable[bool], tokens: Sequence[Token], found: Retrieval) -> frozenset[int]:
    """The terms that hold a token which `flags` marks."""
    starts = [token.start for token, flag in zip(tokens, flags, strict=True) if flag]
    return frozenset(i for i, term in enumerate(found.terms) if any(term.start <= at < term.end for at in starts))


def _in_amount(token: Token, found: Retrieval) -> bool:
    """Whether a word is part of an amount or a date: "in May"."""
    return any(term.start <= token.start < term.end for term in found.terms if term.quantity is not None)


def _terms_between(start: int, end: int, found: Retrieval) -> tuple[int, ...]:
    return tuple(i for i, term in enumerate(found.terms) if start <= term.start < end)


def _weak_words(claim: Claim, tokens: Sequence[Token], words: Sequence[str], language: Language) -> frozenset[str]:
    """Words of a claim that the recording need not hold: who said it, that it was said, and what denies it.

    `words` are the tokens as their negations are read.
    """
    names = frozenset(token.text for token in tokenise(claim.speaker or ""))
    if claim.kind is Kind.ATTRIBUTED and not claim.speaker:
        names = source_words(claim.text)
    said = attribution_words(claim.text) if claim.span is None else 0  # of an article's claims it is taken off already
    untrue = {after.text for before, after in pairwise(tokens) if is_untrue(before.text, after.text, language)}
    return names.union(
        untrue,
        (token.text for token, word in zip(tokens, words, strict=True) if language.is_negator(word)),
        (token.text for token in tokens[:said]),
        (token.text for token in tokens if token.text in language.speakers or is_denial(token.text, language)),
    )


def _words_for_guest(tokens: Sequence[Token], talk: TranscriptIndex) -> frozenset[str]:
    """Words of a claim by which the host presents the guest, who says "I" for them."""
    guest = talk.once(introduced)
    return frozenset(token.text for token in tokens if not guest.isdisjoint(talk.language.keys(token.text)[:2]))
