"""Names written among what is said, which are labels and no words: `Name: text`, `[SPEAKER_00]: text`, `>> Name: text`,
`(speaker 0) text`, `**Name:** text`, and a name on the line above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from transcripts.repair.raw import RawSegment

SHARE_WITH_LABEL = 0.25  # of the segments, where a file names its speakers
NEARLY_ALL = 0.9  # of the segments that say something, from which a label that occurs once is one, too
LONGEST_NAME, MOST_WORDS = 40, 5  # characters, words: "Dr. Layla Haddad (University of Aleppo)" is about the longest

_CHANGE = re.compile(r"^\s*(?:>|&gt;){2,}\s*")  # of the speaker, in American captions
_COLON = re.compile(
    r"[*_]*(?:[\[(]([^\[\]():\n]{1,40})[\])]|([^\s:\[({][^:\n]{0,39}?))\s?[*_]*[:：][*_]*(?:\s+|$)(.*)", re.DOTALL
)
_BRACKETS = re.compile(r"[*_]*[\[(]([^\[\]()\n]{1,40})[\])][*_]*\s+(.*)", re.DOTALL)
_LINE_ABOVE = re.compile(r"\s*(?:[-–—]\s+)?([^\n]{1,60}?)\s*\n\s*(.*)", re.DOTALL)
_ENDED = re.compile(r"[.,!?؟،…؛;]\s*$")
# What stands in brackets and is a sound: English and Arabic caption words, written for this project.
_SOUND = re.compile(
    r"music|applau|laugh|chuckl|cheer|noise|silence|pause|sigh|cough|inaudible|unintelligible|crosstalk|foreign|beep|"
    r"موسيق|تصفيق|ضحك|ضوضاء|صمت|غير (?:واضح|مسموع)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Labelled:
    name: str
    text: str


def with_labels(segments: Sequence[RawSegment]) -> list[RawSegment]:
    """The segments with such names as their speakers, where names come back and are frequent: «قال: …» is none."""
    segments = [replace(segment, text=_CHANGE.sub("", segment.text)) for segment in segments]
    for form in (_before_colon, _in_brackets, _on_line_above):
        found = [form(segment.text) for segment in segments]
        saying = sum(bool(segment.text.strip()) for segment in segments)
        speakers = _speakers(found, saying, explicit=form is not _on_line_above)
        if speakers:
            return [
                replace(segment, speaker=label.name, text=label.text) if label and label.name in speakers else segment
                for segment, label in zip(segments, found, strict=True)
            ]
    return segments


def bare_label(label: str) -> str:
    """A name without what stood round it."""
    return label.strip(" \t:*_[](){}-–—") or label


def is_name(text: str) -> bool:
    """Whether a text may be somebody's name, or a label such as "Speaker 1"; no sentence and no sound."""
    words = text.split()
    if not words or len(text) > LONGEST_NAME or len(words) > MOST_WORDS or _ENDED.search(text) or _SOUND.search(text):
        return False
    return any(map(str.isalpha, text))


def _speakers(found: Sequence[_Labelled | None], saying: int, *, explicit: bool) -> set[str]:
    """The labels that name speakers: those that come back, and the others where nearly every segment has one.

    Not `explicit` is what may as well be the first line of two: there, two must come back, and over other text.
    """
    counts = Counter(label.name for label in (found if explicit else set(found)) if label)
    back = {name for name, count in counts.items() if count > 1}
    labelled = sum(counts[name] for name in back)
    everywhere = saying > 1 and sum(counts.values()) >= NEARLY_ALL * saying
    if everywhere and all(map(_is_titled, counts)) and (explicit or labelled > saying / 2):
        return set(counts)
    enough = labelled and labelled >= SHARE_WITH_LABEL * len(found)
    return back if enough and (explicit or len(back) > 1) else set()


def _is_titled(name: str) -> bool:
    """No word of a language that has capital letters begins with a small one: "He said" is no name."""
    return not any(word[0].islower() for word in name.split()[:1]) and not re.search(r"\s[a-z]{4,}$", name)


def _before_colon(text: str) -> _Labelled | None:
    return _label(_COLON.match(text), lambda match: match.group(1) or match.group(2), 3)


def _in_brackets(text: str) -> _Labelled | None:
    return _label(_BRACKETS.match(text), lambda match: match.group(1), 2)


def _on_line_above(text: str) -> _Labelled | None:
    label = _label(_LINE_ABOVE.match(text), lambda match: match.group(1), 2)
    words = label.name.split() if label else []
    named = all(word[0].isalpha() and not word[0].islower() for word in words if not word.isdecimal())
    return label if named and words and words[0][0].isalpha() else None


def _label(match: re.Match[str] | None, name: Callable[[re.Match[str]], str], rest: int) -> _Labelled | None:
    if match is None:
        return None
    label = bare_label(name(match))
    return _Labelled(" ".join(label.split()), match.group(rest)) if is_name(label) else None
