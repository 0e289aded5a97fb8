"""Words of the statement before that a pronoun or a verb without a subject stands for."""

from __future__ import annotations

from align.claims.grammar import Grammar
from align.language import language
from align.language.phrases import TokenView

_MOST = 8  # words carried over
_LOOK = 4  # words at a statement's start among which a pronoun stands for something before


def leans_back(view: TokenView, start: int, end: int, grammar: Grammar, code: str) -> bool:
    """Whether the statement of tokens `start`..`end` opens with a pronoun, or with a verb whose subject went before."""
    first = grammar.after_proclitic(view.word(start)) or view.word(start)
    subject_left_out = language(code).is_negator(first) or view.word(start + 1) in grammar.name_enders
    if grammar.verb_first and grammar.is_verb(first) and subject_left_out:
        return True
    for index in range(start, min(start + _LOOK, end)):
        word = view.word(index)
        if word in grammar.anaphors or grammar.after_proclitic(word) in grammar.anaphors:
            return True
    return False


def nouns(view: TokenView, start: int, end: int, grammar: Grammar, code: str) -> list[str]:
    """The first words of tokens `start`..`end` that may name someone or something, without numbers and negations."""
    words = language(code)
    found = []
    for token in view.tokens[start:end]:
        bare = grammar.after_proclitic(token.text) or token.text
        known = words.is_stopword(token.text) or words.is_stopword(bare) or bare in grammar.anaphors
        if known or grammar.is_verb(bare) or token.text[0].isdigit() or bare in grammar.name_enders:
            continue
        found.append(view.text[token.start : token.end])
        if len(found) == _MOST:
            break
    return found
