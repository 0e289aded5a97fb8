"""What interrupts a statement, which goes on behind it: a source, «وهو …», «وكان …», a relative clause; «أما … ف…»."""

from __future__ import annotations

import re

from align.claims.grammar import Grammar, Joint
from align.claims.saying import COMMA, next_comma
from align.language import language
from align.language.phrases import TokenView

_MARKS = re.compile("[,،–—(]")  # that open an insertion
_CLOSERS = {"–": re.compile("[–—]"), "—": re.compile("[–—]"), "(": re.compile("[)]")}  # of the others a comma
_INSERTED_WORDS = 10  # up to the comma that closes an insertion
_LOOK_WORDS = 40  # of a statement, in which its verb is looked for
_ASIDE_WORDS = 4  # of «كما يشاع»
_NOUN_WORDS = 6  # of a verb and one noun with what belongs to it
_SUBJECT_WORDS = 3  # behind «كما أكد»; more may be what was said
_AS_FOR_WORDS = 20  # up to what is said of the one whom «أما» names


def resumption(view: TokenView, start: int, index: int, end: int, grammar: Grammar) -> int | None:
    """The token at which the statement from `start` on goes on behind the insertion that the comma before token `index`
    opens, None where it opens none: «…، كما يقول، …», «بلغ فريقه، وهو من الدرجة الثانية، النهائي».
    """
    mark = _MARKS.search(view.gap(index))
    if mark is None:
        return None
    closer = _CLOSERS.get(mark.group())
    close = _close(view, index + 1, min(index + _INSERTED_WORDS, end), closer or COMMA)
    if close is None:
        return None
    if mark.group() == "(":
        return close
    if is_source(view, index, end, grammar):
        return close
    if _is_aside(view, start, index, close, grammar):
        return close
    relative = any(hit.entry is Joint.WHICH and not hit.prefix for hit in grammar.joints.find(view, index))
    relative = relative or view.word(index) in grammar.where
    opener = grammar.after_proclitic(view.word(index))
    was = opener in grammar.inserted
    if not (relative or was or opener in grammar.personal):
        return None
    if any(not hit.prefix for hit in grammar.marks.find(view, close)):
        return close  # «أنكر المدير، وكان متهما، أنه …»
    if closer and not _opens_clause(view, close, grammar):
        return close
    if relative:
        return close if close - index > 1 and _behind_relative(view, start, index, close, grammar) else None
    return close if _behind_state(view, start, index, close, grammar, was=was) else None


def _is_aside(view: TokenView, start: int, index: int, close: int, grammar: Grammar) -> bool:
    """Whether a few words behind "as" interrupt a statement that lacks something: «وليس صحيحا، كما يشاع، أن …»."""
    if close - index > _ASIDE_WORDS or not grammar.as_.find(view, index) or _opens_clause(view, close, grammar):
        return False
    goes_on = any(not hit.prefix for hit in grammar.marks.find(view, close))
    return goes_on or (lacks(view, start, index, grammar) and not is_source(view, close, len(view), grammar))


def is_source(view: TokenView, index: int, end: int, grammar: Grammar) -> bool:
    """Whether a source, which states nothing itself, begins behind the comma before token `index`: «كما قال المعلم»,
    «كما أكد المعلم»; not «كما قال إن …», «كما أكد على …»."""
    told = next_comma(view, index + 1, end) or end
    for hit in grammar.sources.find(view, index):
        return not any(grammar.marks.find(view, at) for at in range(hit.end, told))
    for opener in grammar.as_.find(view, index):
        for verb in grammar.speech.find(view, opener.end):
            rest = range(verb.end, told)
            phrase = any(grammar.marks.find(view, at) or grammar.opens_phrase(view.word(at)) for at in rest)
            return len(rest) <= _SUBJECT_WORDS and not phrase
    return False


def _close(view: TokenView, start: int, end: int, closer: re.Pattern[str]) -> int | None:
    """The first token with a mark before it that closes the insertion."""
    return next((at for at in range(start, end) if closer.search(view.gap(at))), None)


def _behind_relative(view: TokenView, start: int, index: int, close: int, grammar: Grammar) -> bool:
    """Whether the statement goes on behind a relative clause about one of its nouns.

    Where the verb comes first, a noun may be the object that it still lacks; elsewhere the clause may go on with it.
    """
    word = view.word(close)
    if not grammar.verb_first and grammar.is_verb(word) and not grammar.speech.find(view, close):
        return True  # "The village where he lived, which was flooded, was never rebuilt"
    if _opens_clause(view, close, grammar):
        return False
    if _acts(view, close, grammar):
        return _only_was(view, start, index, grammar)
    phrase = grammar.opens_phrase(word) or grammar.nouns.listed_class(word) == "P"
    return phrase or (grammar.verb_first and lacks(view, start, index, grammar))


def _only_was(view: TokenView, start: int, end: int, grammar: Grammar) -> bool:
    """Whether tokens `start`..`end` are «كانت» and its subject, so that what she was or did is still to come."""
    first = view.word(start)
    was = first in grammar.inserted or grammar.after_proclitic(first) in grammar.inserted
    return was and end - start <= _NOUN_WORDS and not any(grammar.acts(view.word(at)) for at in range(start + 1, end))


def _behind_state(view: TokenView, start: int, index: int, close: int, grammar: Grammar, *, was: bool) -> bool:
    """Whether the statement goes on behind «وهو …», or behind «وكان …» (`was`), which may have a subject of its own."""
    if _opens_clause(view, close, grammar) or (was and _is_subject(view, index + 1, grammar)):
        return False
    noun = not was or (index - start <= _NOUN_WORDS and not states(view, index + 1, close, grammar))
    if not states(view, start, index, grammar):
        return noun or _acts(view, close, grammar)
    return noun and not _acts(view, close, grammar) and (not was or lacks(view, start, index, grammar))


def _is_subject(view: TokenView, at: int, grammar: Grammar) -> bool:
    """Whether what stands behind «وكان» at token `at` is surely no predicate: «وكان الجو …», «وكان له …»."""
    word = view.word(at)
    possessed = grammar.nouns.ending_class(view.raw(at, at + 1)) == "S"
    return possessed or grammar.is_definite(word) or grammar.nouns.listed_class(word) == "o"


def _acts(view: TokenView, at: int, grammar: Grammar) -> bool:
    return grammar.acts(view.word(at)) or bool(grammar.speech.find(view, at))


def _opens_clause(view: TokenView, at: int, grammar: Grammar) -> bool:
    """Whether what begins at token `at` is joined to what is before it, or says who said it."""
    if grammar.after_proclitic(view.word(at)):
        return True
    books = (grammar.clause_after_comma, grammar.clause_anywhere, grammar.clause_kept)
    joins = any(hit.entry is not Joint.THAT or hit.prefix for hit in grammar.joints.find(view, at))
    return joins or any(book.find(view, at) for book in books)


def lacks(view: TokenView, start: int, end: int, grammar: Grammar) -> bool:
    """Whether tokens `start`..`end` surely leave out what they are to say: they have no verb, or where that comes first
    nothing but one noun or one phrase behind it («فتح المعرض»; «لم ينج من الحريق»).
    """
    verb = next((at for at in range(start, min(end, start + _LOOK_WORDS)) if grammar.acts(view.word(at))), None)
    if verb is None:
        return True
    denies = language(grammar.code).is_negator
    while verb + 1 < end and (grammar.is_verb(view.word(verb + 1)) or denies(view.word(verb))):
        verb += 1  # «لم يكن»
    behind = range(verb + 2, end)
    few = end - verb <= _NOUN_WORDS
    return grammar.verb_first and few and not any(grammar.opens_phrase(view.word(at)) for at in behind)


def states(view: TokenView, start: int, end: int, grammar: Grammar) -> bool:
    """Whether tokens `start`..`end` hold a verb outside of the relative clauses that commas set off."""
    relative = False
    for at in range(start, min(end, start + _LOOK_WORDS)):
        if at > start and COMMA.search(view.gap(at)):
            relative = view.word(at) in grammar.relatives
        if not relative and grammar.acts(view.word(at)):
            return True
    return False


def as_for(view: TokenView, start: int, end: int, grammar: Grammar) -> tuple[int, int] | None:
    """Whom or what «أما» names at `start`: its first token, and the one, with «ف» written on, that goes on about it."""
    while start < end and view.word(start) in grammar.leading:
        start += 1
    word = view.word(start)
    if word not in grammar.as_for and grammar.after_proclitic(word) not in grammar.as_for:
        return None
    for index in range(start + 2, min(start + _AS_FOR_WORDS, end)):
        word = view.word(index)
        whole = word in grammar.whole_words and word[1:] not in grammar.particles  # «فلم» may be "film", «فقد» "lost"
        if word[:1] != grammar.answer or whole:
            continue
        if COMMA.search(view.gap(index)) or grammar.is_verb(word[1:]) or grammar.speech.find(view, index):
            return start + 1, index
    return None
