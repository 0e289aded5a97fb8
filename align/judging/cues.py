"""Words by which a text says that something is no fact, and where they stand. Claim and talk are read alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from align.judging.denied import TalkDenials
from align.judging.limits import LIMITS
from align.judging.negation import Denials, is_imperfect, too_much_for
from align.language import Language, Token
from align.language.phrases import Hit, Phrasebook, TokenView
from align.language.tables import rows, spellings, words
from align.matching import TranscriptIndex

RULING = frozenset({"condition", "counterfactual", "unrealised", "future", "doubt"})
# Of words that begin a consequence, the conditions beside which they do: "I would pay if …", «كنت دفعت لو …».
BESIDE = {"conditional": frozenset({"condition", "counterfactual"}), "unreal": frozenset({"counterfactual"})}
_CUES = RULING | {"believed", "belief", "rebuttal", "repair", "none", *BESIDE}


@dataclass(frozen=True, slots=True)
class Text:
    """Running text: a claim's, or a talk's."""

    view: TokenView
    language: Language
    phrase: Callable[[int], tuple[int, int]]  # the tokens (inclusive) of the phrase that holds one
    breaks: Callable[[int], bool]  # whether punctuation parts a token from the one before it
    is_denied: Callable[[int], bool]  # whether a token stands under a negation
    written: bool  # in prose "would" is no habit

    def listed(self, role: str) -> frozenset[str]:
        return words(self.language.code, "factuality", role)

    def is_of_sense(self, at: int) -> bool:
        return not self.language.is_stopword(self.view.words[at])


def written(text: str, tokens: Sequence[Token], denied: Denials, language: Language) -> Text:
    """A claim."""
    view = TokenView(text, tokens)
    whole = (0, len(tokens) - 1)
    return Text(
        view, language, lambda _: whole, lambda at: view.gap(at) != "", denied.in_scope.__getitem__, written=True
    )


def spoken(talk: TranscriptIndex) -> Text:
    return Text(talk.view(), talk.language, talk.phrase, talk.breaks, talk.once(TalkDenials).is_denied, written=False)


def heard_cues(talk: TranscriptIndex) -> dict[int, Hit[str]]:
    return cues_of(talk.once(spoken))


def cues_of(text: Text) -> dict[int, Hit[str]]:
    """The cues of a text, by their first tokens; what only looks like one is passed over."""
    cues = _book(text.language.code).first_hits(text.view)
    said = text.view.words
    future = {word for word in set(said) if _is_future(word, text)}
    cues |= {at: Hit("future", "", "", at + 1) for at, word in enumerate(said) if word in future}
    cues |= {at: Hit("unrealised", "", "", at + 3) for at in too_much_for(said, text.language.code)}
    cues |= {at: Hit("unrealised", "", "", to + 1) for at, to in _wanted_of(text)}
    found: dict[int, Hit[str]] = {}
    behind = 0
    for at in sorted(cues):
        hit = cues[at]
        if at >= behind and _holds(at, hit, text):
            behind = hit.end
            if hit.entry != "none":
                found[at] = hit
    return found


def _holds(at: int, hit: Hit[str], text: Text) -> bool:
    """Whether a cue is one here: "?" in the table wants a verb in the imperfect behind it, "!" no capital on it."""
    if hit.mark == "?":
        return is_imperfect(text.view.word(hit.end), text.language)
    token = text.view.tokens[at]
    return not (hit.mark == "!" and at > text.phrase(at)[0] and text.view.text[token.start].isupper())


def _wanted_of(text: Text) -> Iterator[tuple[int, int]]:
    """Where somebody is wanted or asked to do something, and the "to" before what: "wanted the council to close it"."""
    said, wants, to = text.view.words, text.listed("wants-of"), text.listed("too-much-for")
    for at, word in enumerate(said):
        if word in wants:
            behind = range(at + LIMITS.pair, min(at + 1 + LIMITS.phrase, len(said) - 1))
            place = next((i for i in behind if said[i] in to and text.is_of_sense(i + 1)), None)
            if place is not None:
                yield at, place


def _is_future(word: str, text: Text) -> bool:
    """Whether a future is written onto the verb `word`: «ستفتح», «حيفتح»."""
    if not word.startswith(tuple(text.listed("future-prefix"))) or word in text.listed("future-not"):
        return False
    rest = word[1:]
    return is_imperfect(rest, text.language) and text.language.meanings(word) == text.language.meanings(rest)


def is_present(word: str, text: Text) -> bool:
    """Whether `word` is a verb with a present written onto it: «بيروح», «منروح», and not «بيته» or «منطقة»."""
    return any(
        word.startswith(prefix) and any(is_imperfect(word[at:], text.language) for at in range(1, len(prefix) + 1))
        for prefix in text.listed("present-prefix")
    )


@cache
def _book(code: str) -> Phrasebook[str]:
    table = [row for row in rows(code, "factuality") if row[0] in _CUES]
    listed = [
        (spelling, row[0])
        for row in table
        for cells in product(*map(spellings, row[1:]))
        for spelling in _with_objects("+".join(cells), code)
    ]
    return Phrasebook(listed, words(code, "factuality", "proclitic"))


def _with_objects(spelling: str, code: str) -> Iterator[str]:
    """A spelling, and with an object before the word that joins what is supposed: "wanted to", "wanted me to"."""
    yield spelling
    *before, last = spelling.split("+")
    if len(before) == 1 and last in words(code, "factuality", "joins"):
        yield from (f"{before[0]}+{thing}+{last}" for thing in words(code, "relations", "object"))
