"""The one episode of a feed that is meant, by its number, in digits or words, or a part of its title."""

from __future__ import annotations

import re

from audio.names import folded, shown
from audio.types import AudioError, Episode

_SUGGESTIONS = 5  # titles shown when a choice is to be made
# English and Arabic words for an episode, and for its number; written for this project.
_MARKED = re.compile(
    r"(?:\b(?:episode|ep|part|chapter|no)\.?|\b(?:s\d{1,2})?e(?=\d)|#|(?:ال)?(?:حلقة|حلقه|جزء)|رقم)"
    r"\s*#?:?\s*(\d{1,4})(?!\d)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:\b(?:episode|part|chapter)|(?:ال)?(?:حلقة|حلقه|جزء))\s+(.{3,40})", re.IGNORECASE)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_FIRSTS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ARABIC_ONES = "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
_ARABIC_FIRSTS = "صفر الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة".split()
_ARABIC_TENS = "العشرون الثلاثون الأربعون الخمسون الستون السبعون الثمانون التسعون".split()


def choose(episodes: list[Episode], wanted: int | str | None, name: str) -> Episode:
    """The one episode meant by its number or a part of its title.

    A number is the one that the episode itself bears, in the feed's <itunes:episode> or in its title; where no episode
    bears any, it counts from the top of the feed, which is the newest. Raises AudioError when not exactly one is meant.
    """
    if wanted is None:
        if len(episodes) == 1:
            return episodes[0]
        several = f"{shown(name)} is a feed with {len(episodes)} episodes"
        raise _undecided(f"{several}: choose one with --episode, for example", episodes)
    text = str(wanted).strip()
    if text.isdecimal() and len(found := _numbered(episodes, int(text[:9]))) == 1:
        return found[0]
    named = [episode for episode in episodes if folded(text) in folded(episode.title)]
    exact = [episode for episode in named if folded(text) == folded(episode.title)]
    found = exact or named or _numbered(episodes, _number_in_words(text))
    if len(found) == 1:
        return found[0]
    if found:
        raise _undecided(f"“{shown(text)}” is in the title of {len(found)} episodes:", found)
    raise _undecided(f"no episode of {shown(name)} is “{shown(text)}”; there are, for example,", episodes)


def _undecided(said: str, episodes: list[Episode]) -> AudioError:
    titles = "; ".join(shown(episode.title) for episode in episodes[:_SUGGESTIONS])
    return AudioError(f"{said} {titles}{'; …' if len(episodes) > _SUGGESTIONS else ''}")


def _numbered(episodes: list[Episode], number: int | None) -> list[Episode]:
    if number is None:
        return []
    if all(_number(episode) is None for episode in episodes):
        return episodes[number - 1 : number] if number else []
    return [episode for episode in episodes if _number(episode) == number]


def _number(episode: Episode) -> int | None:
    if episode.number is not None:
        return episode.number
    found = _MARKED.search(episode.title)  # \d: Arabic digits, too
    if found:
        return int(found[1])
    if named := _NAMED.search(episode.title):
        words = named[1].split()
        tries = (_number_in_words(" ".join(words[:count])) for count in range(min(3, len(words)), 0, -1))
        if (number := next((found for found in tries if found is not None), None)) is not None:
            return number
    digits = re.search(r"(?<!\d)\d{1,4}(?!\d)", episode.title)
    return int(digits[0]) if digits else None


def _number_in_words(text: str) -> int | None:
    return _NUMBERS.get(folded(re.sub(r"[-–_]", " ", text)).strip(" .,:;|،"))


def _numbers() -> dict[str, int]:
    """Numbers from 1 to 99 in words, as they are folded."""
    found = {
        word: value for words in (_ONES, _FIRSTS, _ARABIC_ONES, _ARABIC_FIRSTS) for value, word in enumerate(words)
    }
    for ten, word in enumerate(_TENS, 2):
        found |= {word: ten * 10, word[:-1] + "ieth": ten * 10}
        for one in range(1, 10):
            found |= {f"{word} {_ONES[one]}": ten * 10 + one, f"{word} {_FIRSTS[one]}": ten * 10 + one}
    for one, word in enumerate(_ARABIC_FIRSTS[1:], 1):
        stem = "الحادية" if one == 1 else word
        found[f"{stem} عشرة"] = 10 + one
        for ten, tens in enumerate(_ARABIC_TENS, 2):
            found |= {f"{stem} و{form}": ten * 10 + one for form in (tens, tens[:-2] + "ين")}
    for ten, tens in enumerate(_ARABIC_TENS, 2):
        found |= dict.fromkeys((tens, tens[:-2] + "ين"), ten * 10)
    return {folded(word): value for word, value in found.items() if value}


_NUMBERS = _numbers()
