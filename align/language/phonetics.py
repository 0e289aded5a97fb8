"""How words sound: a skeleton of consonants that a name keeps across spellings and between scripts, and letters merged
as speech merges them.

Written for this project; the letters are those of `mul/sounds.tsv`. Of a name long and short vowels go, apart from the
fact that it begins with one.
"""

import re
from functools import lru_cache

from .tables import ALL_LANGUAGES, rows


def _sounds(role: str) -> list[tuple[str, str]]:
    """Letters and what they sound like, in the table's order."""
    table = (row for row in rows(ALL_LANGUAGES, "sounds") if row[0] == role)
    return [(letter, sound.replace("-", "")) for _, sound, letters in table for letter in letters.split(" ")]


_GROUPS, _CLUSTERS = _sounds("group"), _sounds("cluster")
_LETTERS = str.maketrans(dict(_sounds("letter")))
_MERGED = str.maketrans(dict(_sounds("merged")))
_ARTICLES = tuple(article for article, _ in _sounds("article"))
_DOUBLED = re.compile(r"(.)(?=\1)")  # what goes of a letter written twice
_TREBLED = re.compile(r"(.)(?=\1\1)")  # the same, where it may stay twice
_INITIALS = frozenset("eiou")  # all written "a"
_VOWELS = str.maketrans("", "", "aeiouwy'")
_SHORTEST = 2  # consonants; below, a skeleton says nothing
_LONGEST = 40  # letters


def name_key(word: str) -> str:
    """The skeleton of a folded word, or the word itself where too little would be left of it."""
    if not word or len(word) > _LONGEST or not word[0].isalpha():
        return word
    for article in _ARTICLES:
        if word.startswith(article) and len(word) > len(article) + 2:
            word = word[len(article) :]
    latin = word[0].isascii()
    sounds = _DOUBLED.sub("", word) if latin else word
    for letters, sound in _GROUPS if latin else _CLUSTERS:
        sounds = sounds.replace(letters, sound)
    if not latin:
        sounds = sounds.translate(_LETTERS)
    sounds = sounds.removesuffix("h")
    head, rest = sounds[:1], sounds[1:]
    if head in _INITIALS:
        head = "a"
    skeleton = _TREBLED.sub("", head + rest.translate(_VOWELS))
    enough = len(skeleton) > _SHORTEST or len(word) <= _SHORTEST + 1
    return (skeleton if enough else "") or word


@lru_cache(maxsize=1 << 16)
def heard_as(word: str) -> str:
    """The folded `word` in letters that sound apart, each once in a row."""
    return _DOUBLED.sub("", word.translate(_MERGED))
