"""Which negators deny anything, and the words of a text as they are read for it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise

from align.judging.limits import LIMITS
from align.language import Language, Token, fold
from align.language.identities import Name
from align.language.tables import rows
from align.language.tables import words as listed
from align.quantities.numerals import numerals

COUPLE = 2  # up to it, "no" before a number denies: "no two are alike"
ALONE = ","  # behind a negator: it stands alone
_BREAKS = frozenset(",،;؛.…!؟?")


def inside_names(names: Iterable[Name]) -> frozenset[int]:
    """The tokens of names behind each one's first."""
    return frozenset(at for name in names for at in range(name.first + 1, name.last + 1))


def read_words(text: str, tokens: Sequence[Token], inside: Container[int], language: Language) -> list[str]:
    """The folded words of `tokens`, as their negations are read.

    Those `inside` a name are left blank («أطباء بلا حدود» denies nothing), and one that joins "that" and "not" is the
    negator («بألا يعود»). A negator that is an answer, by its spelling or by the break behind it, is marked as such: it
    may deny what was said before, not what follows («لأ هي مجانية»).
    """
    joined = dict(_that_not(text, tokens, language.code))
    words = ["" if at in inside else joined.get(at, token.text) for at, token in enumerate(tokens)]
    for at in [at for at, token in enumerate(tokens[:-1]) if language.is_negator(token.text)]:
        token, following = tokens[at : at + 2]
        answers = text[token.start : token.end] in answers_no(language.code)
        if answers or _BREAKS.intersection(text[token.end : following.start]):
            words[at] += ALONE
    return words


def _that_not(text: str, tokens: Sequence[Token], code: str) -> Iterator[tuple[int, str]]:
    """The words of "that" and "not" in one, with the negator: «ألا» before a verb, told from «إلا» by its spelling."""
    begins, negators = tuple(listed(code, "negation", "that-not-before")), _that_nots(code)
    folded = {fold(word) for word in negators}
    for at in [at for at, token in enumerate(tokens[:-1]) if token.text in folded]:
        negator = negators.get(text[tokens[at].start : tokens[at].end])
        if negator and tokens[at + 1].text.startswith(begins):
            yield at, negator


@cache
def _that_nots(code: str) -> dict[str, str]:
    """Spellings, not folded, of "that" and "not" in one word, with the negator."""
    return {word: row[2] for row in rows(code, "negation") if row[0] == "that-not" for word in row[1].split()}


@cache
def answers_no(code: str) -> frozenset[str]:
    """Spellings, not folded, of a "no" that only answers."""
    return frozenset(word for row in rows(code, "negation") if row[0] == "answer" for word in row[1].split())


def denies_anything(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether the negator at `at` denies anything; `words` are as `read_words` gives them."""
    code = language.code
    word, before = words[at], words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in role(code, "ma") and before in role(code, "ma-not-after"):
        return False
    if word in role(code, "ma") and at == 0 and after in role(code, "ma-what-before"):
        return False
    if after in role(code, "affirming") or _is_not_all(words, at, language) or is_idle(words, at, language):
        return False
    if word in role(code, "want") and after.startswith(tuple(role(code, "verb-begins"))):
        return False
    if not role(code, "degree").isdisjoint(words[at + 1 : at + 1 + LIMITS.phrase]):
        return False
    now = role(code, "now")  # «ما رجع لحد هلق» is denied still
    behind = islice(pairwise([*words[at + 1 :], ""]), LIMITS.clause)
    return not any(word in role(code, "exceptive") and after not in now for word, after in behind)


def is_idle(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether the negator at `at` only answers, tags, strengthens, excepts, supposes or forbids.

    «لا أنا كنت مهندس», "didn't she", «ما بعرفو أبدا», «ما ضل غير تنين», «لو ما إجا», «قلتلو لا تشتري».
    """
    code, word = language.code, words[at]
    before, after = words[max(0, at - LIMITS.clause) : at], words[at + 1] if at + 1 < len(words) else ""
    if word in role(code, "reinforcing") or not role(code, "if").isdisjoint(before[-LIMITS.pair :]):
        return True
    if word in role(code, "exceptive") and any(language.is_negator(other.removesuffix(ALONE)) for other in before):
        return True
    if word not in language.negators and after in role(code, "subject"):
        return True
    if word in role(code, "no") and (
        after in role(code, "no-before") or language.is_negator(after) or _is_number(after, code)
    ):
        return role(code, "nor").isdisjoint(words[at + 1 : at + 1 + LIMITS.clause])  # «لا أنا ولا أخي»
    teller = next((other for other in reversed(before) if other not in role(code, "object")), None)
    told = teller is not None and not _telling(language).isdisjoint(language.keys(teller))
    begins = tuple(role(code, "forbidden-begins"))
    return told and word in role(code, "forbids") and (not begins or after.startswith(begins))


def _is_number(word: str, code: str) -> bool:
    """Whether a "no" right before the word corrects a number: "fifteen people no sixteen", not "no two are alike"."""
    return any(part.value > COUPLE for part in numerals(code).readings(word))


def _is_not_all(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether the negator at `at` denies but that it is all: «مو كل», "not every", «لم ينضم كل»."""
    return any(language.quantifiers.get(word) == "all" for word in words[at + 1 : at + 1 + LIMITS.pair])


@cache
def _telling(language: Language) -> frozenset[str]:
    """Keys of what stands before an order."""
    return frozenset(key for word in role(language.code, "told") for key in language.keys(word) if key[:1] != "r")


@cache
def role(code: str, name: str) -> frozenset[str]:
    """The words that the table of negations lists under a name."""
    return listed(code, "negation", name)
