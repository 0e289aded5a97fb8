"""A skeleton of consonants that a name keeps across spellings and between the Arabic and the Latin script.

Written for this project: letters are grouped as journalists transliterate them (ق and ك are k, q, c; ح and خ are h,
kh), long and short vowels go, apart from the fact that a name begins with one.
"""

import re

# Latin letter groups, the longer first; c before a front vowel is s.
_LATIN = (
    ("x", "ks"), ("tsch", "x"), ("sch", "x"), ("tch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "h"), ("gh", "g"),
    ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("ce", "se"), ("ci", "si"), ("cy", "sy"),
    ("q", "k"), ("c", "k"), ("j", "g"), ("p", "b"), ("v", "f"), ("z", "s"),
)  # fmt: skip
_ARABIC = str.maketrans({
    "ا": "a", "ع": "a", "ب": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "g", "غ": "g", "ح": "h", "خ": "h", "ه": "h",
    "د": "d", "ض": "d", "ذ": "d", "ظ": "d", "ر": "r", "ز": "s", "س": "s", "ص": "s", "ش": "x", "ف": "f", "ق": "k",
    "ك": "k", "ل": "l", "م": "m", "ن": "n", "و": "w", "ي": "y", "ء": "",
})  # fmt: skip
_ARTICLE = "ال"
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
    if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 2:
        word = word[len(_ARTICLE) :]
    if word[0].isascii():
        sounds = _DOUBLED.sub("", word)
        for letters, sound in _LATIN:
            sounds = sounds.replace(letters, sound)
    else:
        sounds = word.replace("تش", "ش").replace("لل", "ل").translate(_ARABIC)
    sounds = sounds.removesuffix("h")
    head, rest = sounds[:1], sounds[1:]
    if head in _INITIALS:
        head = "a"
    skeleton = _TREBLED.sub("", head + rest.translate(_VOWELS))
    enough = len(skeleton) > _SHORTEST or len(word) <= _SHORTEST + 1
    return (skeleton if enough else "") or word
