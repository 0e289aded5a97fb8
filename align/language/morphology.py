"""Taking words apart: affixes off, light stems, root guesses. Which affixes and patterns there are, the tables say."""

import re
from collections.abc import Callable, Container, Iterator

from .tables import rows, spellings, words

_SHORTEST = 3  # letters that must remain of a stem
_LONGEST = 30  # letters; longer "words" are not taken apart
_PREFIX_SURCHARGE = 0.25  # a first letter belongs to the stem more often than a last one
_ARTICLE = 0.9  # letters that the article counts for: less than one ending, so that «البنك» is the bank, not one's milk
_INITIAL_FROM = 5  # letters from which an initial vowel may be missing

Stem = Callable[[str], str]


class Affixes:
    """The affix table of one language."""

    def __init__(self, code: str) -> None:
        # Prefixes with the fewest letters that must remain behind them, and the endings that go with them.
        kinds = ("article-prefix", "short-prefix", "long-prefix")
        article, short, long = (words(code, "affixes", kind) for kind in kinds)
        nouns, verbs, past = (words(code, "affixes", f"{kind}-prefix") for kind in ("noun", "verb", "past"))
        listed = (affix for row in rows(code, "affixes") if row[0] == kinds[0] for affix in spellings(row[1]))
        self._article, self._with_article = next(listed, ""), article
        self._shortest = dict.fromkeys(article | short, _SHORTEST - 1) | dict.fromkeys(long, _SHORTEST + 1)
        noun_endings, definite_endings, verb_endings, past_endings = (
            words(code, "affixes", f"{kind}-ending") for kind in ("noun", "definite", "verb", "past")
        )
        # What goes together, as a bit for each: nouns, nouns with the article, verbs, verbs in the past.
        self._prefixes = _bits(nouns | short | long | {""}, article, verbs | long | {""}, past | {""})
        self._endings = _bits(noun_endings | {""}, definite_endings | {""}, verb_endings | {""}, past_endings)
        self._widest = max(map(len, (*self._prefixes, *self._endings)))
        self._loss = {prefix: self._loss_of(prefix) for prefix in self._prefixes}
        self._stem_prefixes = _by_length(words(code, "affixes", "stem-prefix"))
        self._stem_suffixes = _by_length(words(code, "affixes", "stem-suffix"))
        self._name_prefixes = _by_length(words(code, "affixes", "name-prefix"))
        self._name_suffixes = _by_length(words(code, "affixes", "name-suffix"))
        self._short_endings = tuple(words(code, "affixes", "short-ending"))
        self._initials = words(code, "affixes", "initial")
        table = rows(code, "affixes")
        self._letters = str.maketrans({row[1]: row[2] for row in table if row[0] == "letter"})
        self._merging = frozenset(row[1] for row in table if row[0] == "letter")
        self._inflections = [
            (re.compile(row[1]), row[2], row[0]) for row in table if row[0] in ("inflection", "plural", "adverb")
        ]
        self._respellings = {row[1]: tuple(row[2].replace("_", "").split(" ")) for row in table if row[0] == "respell"}

    def uninflected(self, word: str, *, adverbs: bool = True) -> dict[str, float]:
        """What a word may be an inflected form of ("rated" of "rate", not of "rat"), and the letters it lost.

        None count but those of a plural or an adverb: one that is listed is a word of its own ("news"), as a participle
        rarely is.
        """
        found = {word: 0.0}
        for pattern, base, kind in self._inflections:
            if (match := pattern.fullmatch(word)) and (adverbs or kind != "adverb"):
                found.setdefault(match.expand(base), float(kind != "inflection"))
        return found

    def merge(self, word: str) -> str:
        """`word` with the letters that speech does not keep apart made one."""
        return word if self._merging.isdisjoint(word) else word.translate(self._letters)

    def merged(self, word: str) -> frozenset[str]:
        """The letters of `word` that `merge` makes others of."""
        return self._merging.intersection(word)

    def listed(self, word: str) -> list[str]:
        """The stems that a table's word names: itself, or with a final "-" its short stem with each ending."""
        return [word[:-1] + ending for ending in self._short_endings] if word.endswith("-") else [word]

    def derived(self, word: str) -> Iterator[str]:
        """Stems under which a listed word may turn up besides itself."""
        yield from self.respelt(word)
        if len(word) >= _INITIAL_FROM and word[0] in self._initials:
            yield word[1:]
            yield from self.derived(word[1:])

    def respelt(self, word: str) -> list[str]:
        """`word` with what its last letter becomes before an ending."""
        if word[-1:] not in self._respellings:
            return []  # as with most words
        return [form for last in self._respellings[word[-1]] if len(form := word[:-1] + last) >= _SHORTEST]

    def _loss_of(self, prefix: str) -> float:
        """The letters that `prefix` counts for where it is taken off."""
        if prefix not in self._with_article:
            return len(prefix) * (1.0 + _PREFIX_SURCHARGE)
        before = len(prefix.removesuffix(self._article)) if prefix.endswith(self._article) else len(prefix) - 1  # «لل»
        return before * (1.0 + _PREFIX_SURCHARGE) + _ARTICLE

    def candidates(self, word: str, listed: Container[str]) -> dict[str, float]:
        """The `listed` stems that the affixes allow, with the number of letters that had to go; those of a prefix count
        more."""
        found = {word: 0.0}
        size = len(word)
        if not _SHORTEST <= size <= _LONGEST:
            return found
        sizes = range(min(self._widest, size - 1) + 1)
        heads = [(n, prefix) for n in sizes if (prefix := word[:n]) in self._prefixes]
        ends = [(n, self._endings[ending]) for n in sizes if (ending := word[size - n :]) in self._endings]
        stems: list[tuple[int, int, int, str]] = []  # with their frame and the letters off at both sides
        for head, prefix in heads:
            frames, shortest = self._prefixes[prefix], self._shortest.get(prefix, _SHORTEST)
            for tail, others in ends:
                left = size - head - tail
                if frames & others and left >= (max(shortest, _SHORTEST) if tail else shortest):
                    stem = word[head : size - tail]
                    if stem in listed:
                        stems.append((_first_of(frames & others), head, tail, stem))
            if prefix in self._with_article and prefix != self._article:
                stem = self._article + word[head:]
                if stem in listed:
                    stems.append((_first_of(frames), head, size, stem))
        for _, head, tail, stem in sorted(stems):
            if tail == size:  # a word that is listed with its article: «للذهب» is «الذهب» with a letter before it
                found.setdefault(stem, 1.0 + _PREFIX_SURCHARGE)
            else:
                lost = self._loss[word[:head]] + tail
                found[stem] = min(lost, found.get(stem, lost))
        return found

    def names(self, word: str) -> Iterator[str]:
        """What `word` could be as a name: itself, then without proclitics and the endings that names take.

        A name that has the article keeps it; another may have got one.
        """
        stems = [word]
        for prefix in self._name_prefixes if word.startswith(self._name_prefixes) else ():
            rest = word[len(prefix) :]
            if word.startswith(prefix) and len(rest) >= _SHORTEST + (len(prefix) == 1):
                stems += [self._article + rest, rest] if prefix in self._with_article else [rest]
                break
        for stem in stems:
            yield stem
            for suffix in self._name_suffixes if stem.endswith(self._name_suffixes) else ():
                if stem.endswith(suffix) and len(stem) - len(suffix) > _SHORTEST:
                    yield stem[: -len(suffix)]

    def light_stem(self, word: str) -> str:
        """The stem of a word no table knows: one prefix and up to two suffixes off, what remains long enough."""
        for prefix in self._stem_prefixes if word.startswith(self._stem_prefixes) else ():
            if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST - (prefix in self._with_article):
                word = word[len(prefix) :]
                break
        return self.without_suffixes(word)

    def without_suffixes(self, word: str) -> str:
        """`word` with up to two suffixes off."""
        for _ in range(2):
            for suffix in self._stem_suffixes if word.endswith(self._stem_suffixes) else ():
                if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
                    word = word[: -len(suffix)]
                    break
        return word


class Patterns:
    """Word patterns that give away a root."""

    def __init__(self, code: str) -> None:
        by_length: dict[int, list[str]] = {}
        root = words(code, "affixes", "root-letter")
        for (pattern,) in rows(code, "patterns"):
            letters = "".join("(.)" if letter in root else re.escape(letter) for letter in pattern)
            by_length.setdefault(len(pattern), []).append(letters)
        self._by_length = {length: re.compile("|".join(patterns)) for length, patterns in by_length.items()}

    def root(self, stem: str) -> str | None:
        """The root that the first fitting pattern finds in `stem`, or None."""
        patterns = self._by_length.get(len(stem))
        match = patterns.fullmatch(stem) if patterns else None
        return "".join(filter(None, match.groups())) if match else None


class Derivations:
    """Word patterns that give away the other forms of a word."""

    def __init__(self, code: str) -> None:
        self._forms: dict[
            str, tuple[str, list[str], list[str]]
        ] = {}  # of each pattern: its root letters, and the forms
        shapes: dict[int, list[str]] = {}
        root, never = words(code, "affixes", "root-letter"), "".join(words(code, "affixes", "never-root"))
        other = f"([^{never}])" if never else "(.)"
        for number, (pattern, *cells) in enumerate(rows(code, "derivations")):
            letters = "".join(letter for letter in pattern if letter in root)
            sure, guesses = (cell.split() if cell != "-" else [] for cell in (*cells, "-")[:2])
            self._forms[f"pattern{number}"] = letters, sure, guesses
            shape = "".join(other if letter in root else re.escape(letter) for letter in pattern)
            shapes.setdefault(len(pattern), []).append(f"(?P<pattern{number}>{shape})")
        self._by_length = {length: re.compile("|".join(listed)) for length, listed in shapes.items()}

    def forms(self, word: str) -> tuple[list[str], list[str]]:
        """Forms of `word` by the first pattern that fits it: those that are its own, and those that may be others'."""
        patterns = self._by_length.get(len(word))
        match = patterns.fullmatch(word) if patterns else None
        if match is None:
            return [], []
        root, sure, guesses = self._forms[match.lastgroup or ""]
        _, *found = filter(None, match.groups())  # the whole word, and what stands for the root letters
        letters = str.maketrans(dict(zip(root, found, strict=True)))
        return [form.translate(letters) for form in sure], [form.translate(letters) for form in guesses]


def _bits(*groups: frozenset[str]) -> dict[str, int]:
    """Everything in any of the groups, with a bit for each group that has it: 1 for the first, 2 for the second, 4."""
    return {one: sum((one in group) << at for at, group in enumerate(groups)) for one in frozenset().union(*groups)}


def _first_of(bits: int) -> int:
    return bits & -bits


def _by_length(affixes: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(affixes, key=lambda affix: (-len(affix), affix)))


def stemmer(code: str) -> Stem | None:
    """The Snowball stemmer that the language's table of affixes asks for, or None."""
    name = next((next(spellings(row[1])) for row in rows(code, "affixes") if row[0] == "snowball"), None)
    if name is None:
        return None
    from Stemmer import Stemmer  # in C: a lexicon's words are all stemmed when it is read

    stem: Stem = Stemmer(name).stemWord
    return stem
