"""What is known about a language's words: stems, concepts, negation, stopwords. All of it lies in tables."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from align.collector import read_once

from .lexicon import Lexeme, Lexicon
from .morphology import Affixes, Patterns, stemmer
from .phonetics import name_key
from .tables import ALL_LANGUAGES, UNKNOWN, known, rows, spellings, words

_REMEMBERED = 1 << 15  # words whose keys are kept
_LONGEST = 40  # letters; longer "words" are noise and are not remembered
_SAMPLE = 20_000  # code points that decide which language a text is in


class Language:
    """The words of one language. Words are given folded, as in `Token.text`. See `language`."""

    def __init__(self, code: str) -> None:
        self.code = code

        def listed(role: str) -> frozenset[str]:
            return words(code, "function-words", role)

        self.negators = listed("negator")
        self.hedges = listed("hedge")
        self.approximators = listed("approximator")
        self.affirmations = listed("yes")
        self.speakers = listed("speaker")  # who speaks in the recording, as an article calls them
        self.tags = listed("tag")  # behind a statement they ask for a nod: "…, right?"
        # Words about how much of a whole is meant, by what they say: "all", "some", "only", "none".
        self.quantifiers = {
            word: scope for scope in ("some", "most", "few", "only", "none", "all") for word in listed(scope)
        }
        # Concepts, as keys, of changes: of two that exclude each other neither may have come.
        self.changes = frozenset(f"c:{concept}" for row in rows(code, "changes") for concept in row[0].split())
        self._conjunctions = listed("written-on-conjunction")  # «وفي»
        self._one_word = listed("one-word")  # «فتحت»
        self.stopwords = listed("stopword") | self.negators
        self._around = [
            (tuple(spellings(row[1])), tuple(spellings(row[2])))
            for row in rows(code, "function-words")
            if row[0] == "negator-circumfix"
        ]
        self._not_around = listed("circumfix-not")  # «مراكش»
        self._negated_end = tuple(words(code, "function-words", "negator-ending"))
        self._fused = tuple(words(code, "negation", "fused"))
        self._unfused = words(code, "negation", "fused-not")
        self.is_negator = lru_cache(maxsize=_REMEMBERED)(self._is_negator)
        self.is_stopword = lru_cache(maxsize=_REMEMBERED)(self._is_stopword)
        self._affixes = Affixes(code)
        self._patterns = Patterns(code)
        self._stem = stemmer(code)
        self._lexicon = Lexicon(code, self._affixes)
        self._contractions = {row[1]: row[2] for row in rows(code, "affixes") if row[0] == "contraction"}
        self._contracted_ends = tuple(row[1] for row in rows(code, "affixes") if row[0] == "contracted-ending")
        # Words that must not be taken apart: function words and numbers.
        numbers = (cell for _, value, cell in rows(code, "numbers") if value[:1].isdigit())
        whole = {*self.stopwords, *(word.rstrip("?!") for cell in numbers for word in spellings(cell))}
        self._whole = frozenset(map(self._affixes.merge, whole))
        self._entries = lru_cache(maxsize=_REMEMBERED)(self._looked_up)
        self._cached_keys = lru_cache(maxsize=_REMEMBERED)(self._keys)
        self.antonyms = lru_cache(maxsize=_REMEMBERED)(self._antonyms)
        self._cached_meanings = lru_cache(maxsize=_REMEMBERED)(self._meanings)

    def keys(self, word: str) -> tuple[str, ...]:
        """Features of `word` for exact matching, strongest first.

        "s:" is the stem (of the listed word, where a table knows it), "c:" a concept of the tables, "r:" a guess at the
        root. A stem always comes first; the others where there are any.
        """
        return self._cached_keys(word) if len(word) <= _LONGEST else (f"s:{word}",)

    def stem(self, word: str) -> str:
        """The first of the `keys` of `word`."""
        if len(word) > _LONGEST:
            return f"s:{word}"
        if self._stem is not None:
            return f"s:{self._stem(self._affixes.merge(self._expanded(word)))}"
        word, entries = self._entries(word, True)
        return f"s:{entries[0].lemma if entries else self._affixes.light_stem(word)}"

    def _keys(self, word: str) -> tuple[str, ...]:
        stem, (_, entries) = self.stem(word), self._entries(word, True)
        base = self._affixes.without_suffixes(entries[0].lemma) if entries else stem[2:]
        root = None if entries and entries[0].doubt else self._patterns.root(base)
        keys = [stem, *[f"c:{entry.concept}" for entry in entries], *([f"r:{root}"] if root else [])]
        return tuple(dict.fromkeys(keys))

    def _looked_up(self, word: str, adverbs: bool) -> tuple[str, tuple[Lexeme, ...]]:
        """`word` without contraction and merged letters, and what the lexicon has under it."""
        written = self._expanded(word)
        word = self._affixes.merge(written)
        if word in self._whole:
            letters = self._affixes.merged(written)  # «هذا» is no «هدأ», though speech may make one of «د» and «ذ»
            found = self._lexicon.find(word, {word: 0.0})
            return word, tuple(entry for entry in found if not entry.doubt and letters <= entry.merged)
        if self._stem is None:
            listed = self._lexicon.is_listed(word)  # which goes before whatever else it could be a form of
            candidates = {word: 0.0} if listed else self._affixes.candidates(word, self._lexicon.forms)
        else:
            candidates = self._affixes.uninflected(word, adverbs=adverbs)
        return word, tuple(self._lexicon.find(word, candidates, self._affixes.merged(written)))

    def meanings(self, word: str) -> frozenset[str]:
        """The concepts, as keys, that `word` stands for before others: as it is listed, or as its likeliest form is.

        What another listed word's form could mean as well is among its `keys` alone: enough to find a place by, not to
        accuse by.
        """
        return self._cached_meanings(word) if len(word) <= _LONGEST else frozenset()

    def _meanings(self, word: str) -> frozenset[str]:
        _, entries = self._entries(word, self._stem is None)  # without a stemmer as for `keys`: there are no adverbs
        if not entries:
            return frozenset()
        least = min(entry.doubt for entry in entries)
        return frozenset(f"c:{entry.concept}" for entry in entries if entry.doubt == least)

    def _expanded(self, word: str) -> str:
        """The word that a contraction begins with: "isn't" is "is"."""
        for ending in self._contracted_ends:
            if word.endswith(ending) and len(word) > len(ending):
                return self._contractions.get(word, word[: -len(ending)])
        return word

    def is_known(self, word: str) -> bool:
        """Whether a table knows what `word` means."""
        return self.is_stopword(word) or any(key.startswith("c:") for key in self.keys(word))

    def name_forms(self, word: str) -> Iterator[str]:
        """What `word`, its contraction undone, could be as a name: itself, then without what is written onto it."""
        return self._affixes.names(self._expanded(word))

    def _is_stopword(self, word: str) -> bool:
        """Whether `word` is a function word."""
        if word in self.stopwords or self._expanded(word) in self.stopwords:
            return True
        return self.without_conjunction(word) in self.stopwords

    def without_conjunction(self, word: str) -> str:
        """`word` without the one-letter conjunction that may be written onto it: «وفي» is «في»."""
        return word[1:] if word[:1] in self._conjunctions and word not in self._one_word else word

    def _is_negator(self, word: str) -> bool:
        """Whether `word` denies, by itself or by what is written onto it («مابعرفش», «ولم», "isn't")."""
        if word in self.negators or word.endswith(self._negated_end):
            return True
        bare = self.without_conjunction(word)
        if bare in self.negators or (bare.startswith(self._fused) and bare not in self._unfused):
            return True
        around = any(bare.startswith(begin) and bare.endswith(end) for begin, end in self._around)
        return around and len(bare) > 4 and bare not in self._not_around

    def _antonyms(self, word: str, phrases: tuple[str, ...] = ()) -> frozenset[str]:
        """What the words that exclude `word` mean, as `meanings` has it; or the `phrases` it is part of, given by what
        they mean."""
        meant = {*self.meanings(word), *phrases}
        excluded = (other for key in meant for other in self._lexicon.opposites(key[2:]))
        return frozenset(f"c:{other}" for other in excluded)

    def name_key(self, word: str) -> str:
        """Phonetic skeleton of a name, equal across spellings and across the Arabic and Latin scripts."""
        return name_key(word)


@read_once
def _known_language(code: str) -> Language:
    return Language(code)


def language(code: str) -> Language:
    """The language `code` ("ar", "en"); for any other code one without tables, whose stems are the words themselves."""
    return _known_language(code if known(code) else UNKNOWN)


@cache
def _scripts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Languages and the letters that tell them."""
    table = rows(ALL_LANGUAGES, "scripts")
    ends = ((code, *(chr(int(end.removeprefix("U+"), 16)) for end in span)) for code, *span in table)
    return tuple((code, re.compile(f"[{first}-{last}]")) for code, first, last in ends)


def language_of(text: str) -> str:
    """Code of the language most letters of `text` are written in; "und" where no letter is of a known script."""
    sample = text[:_SAMPLE].lower()
    counts = {}
    for code, letter in _scripts():
        counts[code] = len(letter.findall(sample))
        if 2 * counts[code] > len(sample):
            return code
    most = max(counts, key=lambda code: counts[code])
    return most if counts[most] else UNKNOWN


def language_of_parts(texts: Iterable[str]) -> str:
    """The same of a text that comes in parts, of which no more are asked for than decide."""
    parts: list[str] = []
    size = 0
    for text in texts:
        parts.append(text)
        size += len(text)
        if size > _SAMPLE:
            break
    return language_of(" ".join(parts))
