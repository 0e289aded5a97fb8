"""What an attribution is made of: a verb of saying, the mark behind it ("that"), and the speaker's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.claims.grammar import Grammar, Verb
from align.language.phrases import TokenView

MARK_DISTANCE = 18  # words between a verb of saying and its "that": a name, its apposition, where it was said
NAME_WORDS = 9  # of a speaker, at most
_SUBJECT_DISTANCE = 12  # words in which a sentence's verb must come
_IN_NAMES = "\"'“”«».-‐‑"  # between the words of a name
BREAK = re.compile("[;؛!?؟…]")
COMMA = re.compile("[,،()–—]")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The attributing words of a clause, as token ranges.

    speaker: The name, None where it is left out or a pronoun (then the speaker before goes on).
    content: First token of what was said.
    explicit: The subject says it of itself ("he added that he"): the statement's pronoun is the speaker.
    clitic: The name has a preposition written onto it.
    verb: Token of the verb of saying, or of the pronoun in "in her words"; None for a source with its name.
    about: Whom or what «أما» names before the saying of another («أما الجسر فيؤكد المهندس أنه …»).
    """

    speaker: tuple[int, int] | None
    content: int
    explicit: bool = False
    clitic: bool = False
    verb: int | None = None
    about: tuple[int, int] | None = None


def find_mark(
    view: TokenView, start: int, end: int, verb: Verb, grammar: Grammar, reach: int = MARK_DISTANCE
) -> tuple[int, int, bool] | None:
    """Where what was said begins: token of the mark, of the content, and whether the mark holds a pronoun."""
    last = min(start + reach, end)
    resumes = start  # behind an apposition that is being passed over
    for index in range(start, last):
        gap = view.gap(index)
        if ":" in gap:
            return index, index, False
        if index > start and BREAK.search(gap):
            return None
        if index < resumes:
            continue
        if index > start and COMMA.search(gap) and _says_more(view, index, grammar):
            return None
        hits = grammar.marks.find(view, index)
        if hits and not hits[0].prefix and view.word(index - 1) not in grammar.not_before_marks:
            return (index, hits[0].end, hits[0].entry) if hits[0].end < end else None
        taken = len(verb.preposition)
        if taken and all(view.word(index + i) == word for i, word in enumerate(verb.preposition)):
            return (index, index + taken, False) if index + taken < end else None
        if view.word(index) in grammar.blockers:
            following = next_comma(view, index + 1, last) if COMMA.search(gap) else None
            if following is None:
                return None
            resumes = following
    return None


def _says_more(view: TokenView, index: int, grammar: Grammar) -> bool:
    """Whether another saying begins at token `index`: "…, adding", «…، وأكد»."""
    return any(hit.prefix or hit.entry.participle for hit in grammar.speech.find(view, index))


def speaker_name(view: TokenView, start: int, end: int, grammar: Grammar) -> tuple[int, int] | None:
    """The speaker's name in tokens `start`..`end`: up to a comma or a preposition; None for a pronoun or nothing."""
    while start < end and (view.word(start) in grammar.leading or _is_told(view, start, grammar)):
        start += 1
    stop = start
    while stop < end and stop - start < NAME_WORDS:
        told = stop > start and grammar.is_told(view.raw(stop, stop + 1))
        told = told or _is_told(view, stop, grammar)
        says = any(hit.entry.participle for hit in grammar.speech.find(view, stop))  # «الوزير قائلا»
        ends = told or says or view.word(stop) in grammar.name_enders or grammar.marks.find(view, stop)
        if ends or (stop > start and view.gap(stop).strip(_IN_NAMES)):
            break
        stop += 1
    while stop > start and view.word(stop - 1) in grammar.leading:
        stop -= 1
    if stop == start or (stop - start == 1 and view.word(start) in grammar.personal):
        return None
    return start, stop


def _is_told(view: TokenView, at: int, grammar: Grammar) -> bool:
    """Whether the token at `at` says by a pronoun whom was told: «رد عليها», «قال له الخال»."""
    return grammar.nouns.listed_class(view.word(at)) == "o"


def sentence_follows(view: TokenView, start: int, end: int, grammar: Grammar) -> bool:
    """Whether tokens from `start` on can be a sentence without "that": a subject, and its verb before any relative."""
    first = None  # comma
    for index in range(start + 1, min(start + _SUBJECT_DISTANCE, end)):
        comma = COMMA.search(view.gap(index)) is not None
        if view.word(index) in grammar.relatives:
            behind = next_comma(view, index + 1, end) if comma else None
            return behind is not None and grammar.is_verb(view.word(behind))  # "the dam, which was new, had cracked"
        verb = grammar.is_verb(view.word(index))
        if comma and first is None and (verb or view.word(index) in grammar.clause_with_subject):
            return False  # "wrote the report, signed it"; "announced the results, and the parents asked"
        if verb:
            return True
        first = index if comma and first is None else first
    return False


def next_comma(view: TokenView, start: int, end: int) -> int | None:
    """The first token from `start` on with a comma before it."""
    return next((index for index in range(start, end) if COMMA.search(view.gap(index))), None)
