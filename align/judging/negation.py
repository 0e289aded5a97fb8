"""Which words stand under a negation.

A negator rules the words that follow it, up to a short distance or the next clause; repeated negators strengthen
(«ما في ولا شي»), they do not cancel out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, takewhile

from align.judging.limits import LIMITS
from align.language import Language, Token
from align.language.identities import Name
from align.language.tables import rows
from align.language.tables import words as listed

ALONE = ","  # behind a negator: it stands alone
_BREAKS = frozenset(",،;؛.…!؟?")
REMEMBERED = 1 << 15  # words of which it is known whether they deny


def read_words(text: str, tokens: Sequence[Token], names: Iterable[Name], language: Language) -> list[str]:
    """The words of a text as their negations are read.

    Those in the middle of a name are left blank («أطباء بلا حدود» denies nothing). A negator that is an answer, by its
    spelling or by the break behind it, is marked as such: it may deny what was said before, not what follows
    («لأ هي مجانية»).
    """
    inside = {at for name in names for at in range(name.first + 1, name.last + 1)}
    words = ["" if at in inside else token.text for at, token in enumerate(tokens)]
    for at, (token, following) in enumerate(pairwise(tokens)):
        if language.is_negator(token.text):
            answers = text[token.start : token.end] in answers_no(language.code)
            if answers or _BREAKS.intersection(text[token.end : following.start]):
                words[at] += ALONE
    return words


def _denies(words: Sequence[str], at: int, language: Language) -> bool:
    code = language.code
    word, before = words[at], words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in _role(code, "ma") and before in _role(code, "ma-not-after"):
        return False
    if word in _role(code, "ma") and at == 0 and after in _role(code, "ma-what-before"):
        return False
    if after in _role(code, "affirming") or _is_not_all(words, at, language):
        return False
    if word in _role(code, "want") and after.startswith(tuple(_role(code, "verb-begins"))):
        return False
    if not _role(code, "degree").isdisjoint(words[at + 1 : at + 1 + LIMITS.near]):
        return False
    return _role(code, "exceptive").isdisjoint(words[at + 1 : at + 1 + LIMITS.clause])


def _is_not_all(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether the negator at `at` denies but that it is all: «مو كل», "not every", «لم ينضم كل»."""
    return any(language.scopes.get(word) == "all" for word in words[at + 1 : at + 1 + LIMITS.beside])


@dataclass(frozen=True, slots=True)
class Denials:
    """What one phrase denies."""

    places: list[int]  # of everything that may deny, in order: all negators, and verbs that do so by their meaning
    ruled: list[bool]  # beside the words: whether each stands under a negation
    heads: list[bool]  # … and is the very word that is denied: the first of sense behind what denies
    by_verb: list[bool]  # … behind a verb that denies by its meaning: to refuse, to cancel


def denials(words: Sequence[str], language: Language, ends: Sequence[int] | None = None) -> Denials:
    """What the normalised words of one phrase deny; `ends` are the last places of each word's clause, where known."""
    negators = [at for at, word in enumerate(words) if language.is_negator(word.removesuffix(ALONE))]
    ruled, heads, by_verb = ([False] * len(words) for _ in range(3))
    for at in negators:
        if words[at].endswith(ALONE) or not _denies(words, at, language):
            continue
        untrue = _is_untrue(words, at, language.code)
        end = len(words) if ends is None or untrue else ends[at] + 1
        passed = _behind_nobody(words, at, end, language)
        scope = _scope(words, at, language.code) if passed == at else LIMITS.sentence
        reached = _reached(words, passed + untrue, scope, end, language)
        _rule(reached, True, words, ruled, heads, language)
    verbs = {at: scope for at, word in enumerate(words) if (scope := _verb_scope(word, language))}
    for at, scope in verbs.items():
        # What is refused or fails does not happen; what is not refused does.
        denies = not ruled[at]
        _rule(_reached(words, at, scope, len(words), language), denies, words, ruled, by_verb, language)
    heads = [head and is_ruled for head, is_ruled in zip(heads, ruled, strict=True)]
    return Denials(sorted({*negators, *verbs}), ruled, heads, by_verb)


def _rule(
    reached: Iterable[int],
    denies: bool,
    words: Sequence[str],
    ruled: list[bool],
    heads: list[bool],
    language: Language,
) -> None:
    """Note that the words `reached` are denied, or are not after all."""
    head_seen = False
    for at in reached:
        ruled[at] = denies
        if not head_seen and words[at] and not language.is_stopword(words[at]):
            heads[at], head_seen = denies, True
        elif not denies:
            heads[at] = False


def is_untrue(word: str, after: str, language: Language) -> bool:
    """Whether two words in a row call a whole sentence untrue: "not true", «غير صحيح»."""
    return language.is_negator(word) and after in _role(language.code, "true")


def _is_untrue(words: Sequence[str], at: int, code: str) -> bool:
    """Whether the negator at `at` says of a whole sentence that it is not so: "it is not true that …"."""
    return bool(words[at + 1 : at + 2]) and words[at + 1] in _role(code, "true")


def _behind_nobody(words: Sequence[str], at: int, end: int, language: Language) -> int:
    """The last word of a subject of which it is denied: "nobody in the council", «ما حدا بالمجلس»; else `at`."""
    nobody, group = _role(language.code, "nobody"), _role(language.code, "group")
    last = next((i for i in (at + 1, at) if i < end and words[i] in nobody), None)
    if last is None or last + 1 >= end:
        return at
    behind = words[last + 1]
    if behind not in group and not (language.code == "ar" and behind.startswith("بال")):
        return last
    return next((i for i in range(last + 1, end) if not language.is_stopword(words[i])), last)


def _scope(words: Sequence[str], at: int, code: str) -> int:
    """How many words the negator at `at` rules."""
    if _is_untrue(words, at, code):
        return LIMITS.sentence
    return 1 if words[at] in _role(code, "narrow") else LIMITS.near


def _reached(words: Sequence[str], at: int, scope: int, end: int, language: Language) -> Iterator[int]:
    """The places of at most `scope` words behind `at`, up to the next clause, and before `end`."""
    breaks = _role(language.code, "clause-break")
    return takewhile(lambda place: words[place] not in breaks, range(at + 1, min(end, at + 1 + scope)))


@lru_cache(maxsize=REMEMBERED)
def _verb_scope(word: str, language: Language) -> int:
    """How many words `word` rules by its meaning; 0 where it denies nothing."""
    return LIMITS.sentence if is_denial(word, language) else LIMITS.near if is_implicative(word, language) else 0


def is_denial(word: str, language: Language) -> bool:
    """Whether `word` is a verb that denies all that follows in its sentence."""
    return not _denying(language.code).isdisjoint(language.meanings(word))


def is_implicative(word: str, language: Language) -> bool:
    """Whether `word` says of what is named right after it that it does not happen: to refuse, to fail, to cancel."""
    return language.keys(word)[0] in _implicatives(language)


@cache
def _denying(code: str) -> frozenset[str]:
    """Keys of the verbs of denying."""
    return frozenset(f"c:{concept}" for concept in _role(code, "denial"))


@cache
def _implicatives(language: Language) -> frozenset[str]:
    return frozenset(language.keys(word)[0] for word in _role(language.code, "implicative"))


@cache
def answers_no(code: str) -> frozenset[str]:
    """Spellings, not folded, of a "no" that only answers."""
    return frozenset(word for row in rows(code, "negation") if row[0] == "answer" for word in row[1].split())


@cache
def _role(code: str, role: str) -> frozenset[str]:
    return listed(code, "negation", role)
