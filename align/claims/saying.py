"""What an attribution is made of: a verb of saying, the mark behind it ("that"), and the speaker's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.claims.grammar import Grammar, Joint, Verb
from align.language.phrases import TokenView
from align.quantities import quantities

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
    start = _name_start(view, start, end, grammar)
    stop = start
    while stop < end and stop - start < NAME_WORDS:
        told = stop > start and grammar.is_told(view.raw(stop, stop + 1))
        told = told or _is_told(view, stop, grammar)
        says = any(hit.entry.participle for hit in grammar.speech.find(view, stop))  # «الوزير قائلا»
        if told or says or _ends_name(view, start, stop, end, grammar):
            break
        if stop > start and view.gap(stop).strip(_IN_NAMES):
            break
        stop += 1
    while stop > start and is_adverb(view.word(stop - 1), grammar):
        stop -= 1
    pronoun = stop - start == 1 and (grammar.after_proclitic(view.word(start)) or view.word(start)) in grammar.personal
    return None if stop == start or pronoun else (start, stop)


def _ends_name(view: TokenView, start: int, at: int, end: int, grammar: Grammar) -> bool:
    """Whether what stands at token `at` is no more of the name that begins at `start`."""
    words = (view.word(at), grammar.after_proclitic(view.word(at)))
    if grammar.marks.find(view, at) or not grammar.name_enders.isdisjoint(words):
        return True
    if grammar.is_state(view.raw(at, at + 1)):  # «يقول بدوي ضاحكاً»
        return True
    acts = not grammar.verb_first and is_verb_at(view, at, grammar)
    return at > start and (acts or _opens_date(view, at, end, grammar))


def _name_start(view: TokenView, start: int, end: int, grammar: Grammar) -> int:
    """Where the name begins, behind connectives, whom was told, and a phrase that no comma sets off ("of the result the
    father said"); `end` for one that such a phrase leaves none of."""
    while start < end:
        joint = next((hit for hit in grammar.joints.find(view, start) if hit.entry is not Joint.OR), None)
        if joint:
            start = joint.end
        elif is_adverb(view.word(start), grammar) or _is_told(view, start, grammar):
            start += 1
        else:
            break
    if grammar.verb_first or grammar.nouns.listed_class(view.word(start)) not in ("P", "G"):
        return min(start, end)
    heads = (
        at
        for at in range(end - 1, start + 1, -1)
        if (grammar.nouns.listed_class(view.word(at)) == "D" or view.word(at) in grammar.personal)
        and grammar.nouns.listed_class(view.word(at - 1)) not in ("P", "G")
    )
    return next(heads, end)


def is_adverb(word: str, grammar: Grammar) -> bool:
    return word in grammar.leading or grammar.nouns.listed_class(word) == "A"


def is_verb_at(view: TokenView, at: int, grammar: Grammar) -> bool:
    """Whether the token at `at` is a verb, and no name or participle that only looks like one: "a retired miner"."""
    word = view.word(at)
    looks = grammar.is_verb(word) and view.raw(at, at + 1)[0].islower()
    return grammar.is_surely_verb(word) or (looks and grammar.nouns.listed_class(view.word(at - 1)) != "D")


def _opens_date(view: TokenView, at: int, end: int, grammar: Grammar) -> bool:
    """Whether a date begins at token `at` with a word for a time: «المدير عام 1950», not «المدير العام»."""
    if grammar.nouns.listed_class(view.word(at)) != "t":
        return False
    return any(one.date and not one.start for one in quantities(view.raw(at, end), grammar.code))


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
        if comma and view.word(index) in grammar.personal and grammar.speech.find(view, index + 1):
            return False  # "always said fewer, she said"
        if comma and first is None and (verb or view.word(index) in grammar.clause_with_subject):
            return False  # "wrote the report, signed it"; "announced the results, and the parents asked"
        if verb:
            return True
        first = index if comma and first is None else first
    return False


def next_comma(view: TokenView, start: int, end: int) -> int | None:
    """The first token from `start` on with a comma before it."""
    return next((index for index in range(start, end) if COMMA.search(view.gap(index))), None)
