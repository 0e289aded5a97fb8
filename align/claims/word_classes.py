"""The words of a text as letters: a class for each, behind what stands before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from align.claims.clauses import COMMA
from align.claims.grammar import Grammar
from align.claims.sentences import ends_before
from align.language.language import Language
from align.language.phrases import TokenView


def word_classes(view: TokenView, rules: Grammar, words: Language, names: Mapping[int, str]) -> str:
    """Two letters for each token of `view`; `names`: the class of the tokens that surely are names.

    What stands before it: " " space, "," a comma, "c" a conjunction that is written onto it, "." anything else.
    Its class: V verb, A adverb, R pronoun or connective, E "there", C "and", P preposition, G "of", o a preposition
    with its pronoun, D determiner, T noun with the article written on, U one that can only be a subject, S noun with a
    possessor written on, a noun with an object's ending, t a time, N name, K what opens one («أبو»), x another
    function word, w any other word.
    """
    letters, before = "", ""
    for at in range(len(view)):
        word = view.word(at)
        rest = "" if rules.is_verb(word) else rules.after_proclitic(word)
        gap = _gap(view, at, rules, joined=bool(rest))
        if gap == " " and rules.verb_first and before in rules.nouns.auxiliaries:
            letters += " V"  # «لم تأخذ»
        else:
            letters += gap + _class(view.raw(at, at + 1), rest or word, rules, words, names.get(at), letters[-1:])
        before = rest or word
    return letters


def inner_capitals(view: TokenView, rules: Grammar) -> Iterator[int]:
    """The tokens whose capital is not only that of a sentence's first word."""
    for at, token in enumerate(view.tokens):
        if view.text[token.start].isupper():
            following = at + 1 < len(view) and view.flows(at + 1) and view.text[view.tokens[at + 1].start].isupper()
            if following or (at and not ends_before(view, at, rules)):
                yield at


def _gap(view: TokenView, at: int, rules: Grammar, *, joined: bool) -> str:
    if at == 0 or ends_before(view, at, rules):
        return "."
    gap = view.gap(at).strip(".")  # of an abbreviation
    return "," if COMMA.search(gap) else "." if gap else "c" if joined else " "


def _class(raw: str, word: str, rules: Grammar, words: Language, name: str | None, behind: str) -> str:
    if word in rules.existential:
        return "E"
    if word in rules.personal:
        return "R"
    if listed := rules.nouns.listed_class(word):
        return listed
    if word.isdigit() and not rules.nouns.has_article:
        return "D"  # "25 euros"
    if word in rules.unnamed:
        return "R"
    if name and (not words.is_stopword(word) or len(word) < len(raw.strip())):  # "U.S." is no "us"
        return name
    if rules.is_surely_verb(word):
        return "V"
    if rules.opens_phrase(word) or rules.opens_adverbial(word):
        return "P"
    if rules.is_definite(word):
        return "U" if rules.nouns.is_nominative(word) else "T"
    if rules.is_verb(word) and behind != "D":  # "the injured fisherman"
        return "V"
    if words.is_stopword(word):
        return "x"
    return rules.nouns.ending_class(raw) or "w"
