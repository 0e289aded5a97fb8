"""Verbs that deny by their meaning: to deny what was said, to refuse, cancel or fail what does not happen then."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from align.judging.limits import LIMITS
from align.language import Language
from align.language.tables import rows, spellings
from align.language.tables import words as listed

REMEMBERED = 1 << 15  # words of which it is known whether they deny


def may_deny(word: str, language: Language) -> bool:
    """Whether `word` is a negator, or a verb that denies by its meaning, or the particle of one."""
    return language.is_negator(word) or bool(verb_scope(word, language)) or word in _particles(language)


def denying_verbs(words: Sequence[str], language: Language) -> dict[int, int]:
    """Where verbs that deny by their meaning end, a particle with them ("gave up"), and how many words each rules."""
    particles = _particles(language)
    found = {}
    for at, word in enumerate(words):
        if at and word in particles and language.keys(words[at - 1])[0] in particles[word]:
            found[at] = LIMITS.phrase
        elif scope := verb_scope(word, language):
            found[at] = scope
    return found


@lru_cache(maxsize=REMEMBERED)
def verb_scope(word: str, language: Language) -> int:
    """How many words `word` rules by its meaning; 0 where it denies nothing."""
    return LIMITS.sentence if is_denial(word, language) else LIMITS.phrase if is_implicative(word, language) else 0


def is_denial(word: str, language: Language) -> bool:
    """Whether `word` is a verb that denies all that follows in its sentence."""
    denials = _denials(language.code)
    may = not denials.isdisjoint(language.keys(word))  # hardly any word does
    return may and not denials.isdisjoint(language.meanings(word))


def is_implicative(word: str, language: Language) -> bool:
    """Whether `word` says of what is named right after it that it does not happen: to refuse, to fail, to cancel."""
    return language.keys(word)[0] in _of_role("implicative", language)


def is_ability(word: str, language: Language) -> bool:
    """Whether to deny `word` is to deny what is named behind it: to be able, to manage."""
    return language.keys(word)[0] in _of_role("ability", language)


@cache
def _denials(code: str) -> frozenset[str]:
    """Keys of the verbs of denying."""
    return frozenset(f"c:{concept}" for concept in listed(code, "negation", "denial"))


@cache
def _of_role(role: str, language: Language) -> frozenset[str]:
    """Keys of the words that the table lists under `role`."""
    return frozenset(language.keys(word)[0] for word in listed(language.code, "negation", role))


@cache
def _particles(language: Language) -> dict[str, frozenset[str]]:
    """Particles that make verbs deny what follows, with the keys of those verbs."""
    table = [row for row in rows(language.code, "negation") if row[0] == "implicative-with"]
    return {
        particle: frozenset(language.keys(verb)[0] for verb in spellings(row[1]))
        for row in table
        for particle in spellings(row[2])
    }
