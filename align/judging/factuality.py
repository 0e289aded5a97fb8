"""Is what the passage says said to have happened?

"If the dam had broken", "we wanted to sell the house", "they said it broke, but that is not true": each holds the words
of a claim that states the matter as a fact, and none says so. The cues are those of event factuality (R. Saurí and
J. Pustejovsky, "FactBank", 2009), as far as words right before or behind an event give them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from align.claims.grammar import Joint, grammar
from align.judging.denied import denied_words
from align.judging.limits import LIMITS
from align.language import Token
from align.language.phrases import Hit, Phrasebook, TokenView
from align.language.tables import rows, spellings, words
from align.matching import Passage, Retrieval, TranscriptIndex

_RULING = frozenset({"condition", "counterfactual", "unrealised", "doubt"})
# Joints behind which a new matter begins: "we left because it was all lies".
_ANOTHER_MATTER = frozenset({Joint.BECAUSE, Joint.WHEN})
# Of words that begin a consequence, the conditions beside which they do: "I would pay if …", «كنت دفعت لو …».
_BESIDE = {"conditional": frozenset({"condition", "counterfactual"}), "unreal": frozenset({"counterfactual"})}
_CUES = _RULING | {"believed", "rebuttal", "none", *_BESIDE}
_BEGUN = frozenset({"unrealised", *_BESIDE})  # cues of what comes right behind them
_NONE = frozenset({"none", *_BESIDE})  # that say nothing by themselves


@dataclass(frozen=True, slots=True)
class Cue:
    """Words (tokens, inclusive) that say that something is no fact."""

    first: int
    last: int


def is_supposed(text: str, tokens: Sequence[Token], code: str) -> bool:
    """Whether a claim itself speaks of something as not, or not yet, a fact."""
    book, view = _cues(code, "claim"), TokenView(text, tokens)
    prefixes, nouns = tuple(words(code, "factuality", "future-prefix")), words(code, "factuality", "future-not")
    for at, token in enumerate(tokens):
        name = at > 0 and text[token.start].isupper()  # "in May"
        hits = book.find(view, at)
        cued = not name and any(hit.entry not in _NONE for hit in hits if hit.end == hits[0].end)
        if cued or (token.text.startswith(prefixes) and token.text not in nouns):
            return True
    return False


def supposing(found: Retrieval, passage: Passage, talk: TranscriptIndex) -> Cue | None:
    """What says that most of what the passage meets of the claim is supposed, wanted or tried, and no fact."""
    weights = {link.token: found.weights[link.term] for link in passage.links if not found.terms[link.term].stopword}
    if not weights:
        return None
    cues = talk.once(_heard_cues)
    first = max(talk.phrase(min(weights))[0], min(weights) - LIMITS.near)
    behind = first  # the last words that only look like a cue: «إلا إذا»
    for at in range(first, max(weights) + 1):
        hit = cues.get(at) if at >= behind else None
        if hit is None or (hit.entry not in _RULING and not _is_conditional(at, hit, talk)):
            behind = hit.end if hit else behind
            continue
        ruled = _ruled(at, hit, talk)
        if hit.entry in _BEGUN:
            things = {link.token for link in passage.links if found.terms[link.term].quantity is None}
            wanted = _begins_with(things, ruled, talk) and not _done(ruled, talk)
            ruled = _with_subject(at, ruled, talk) if wanted else range(0)
        if sum(weight for token, weight in weights.items() if token in ruled) >= LIMITS.mostly * sum(weights.values()):
            return Cue(at, hit.end - 1)
    return None


def believed(talk: TranscriptIndex) -> frozenset[int]:
    """The tokens of a talk that are said to be what others believe: up to a "but", or the end of the statement."""
    layout = talk.layout()
    found: set[int] = set()
    for at, hit in talk.once(_heard_cues).items():
        if hit.entry != "believed":
            continue
        end = layout.statement_of(at).last
        later = layout.clauses_in(hit.end, end) if hit.end <= end else ()
        found.update(range(at, next((clause.first for clause in later if clause.joint is Joint.BUT), end + 1)))
    return frozenset(found)


def wished(talk: TranscriptIndex) -> frozenset[int]:
    """The tokens of a talk that are said to be wanted, planned, tried or near: the first of sense behind each cue."""
    found: set[int] = set()
    for at, hit in talk.once(_heard_cues).items():
        if hit.entry not in _RULING and not _is_conditional(at, hit, talk):
            continue
        ruled = _ruled(at, hit, talk)
        if hit.entry not in _BEGUN:
            found.update(ruled)
        elif not _done(ruled, talk):
            sense = (i for i in ruled if not talk.language.is_stopword(talk.tokens[i].text))
            found.update(i for i in [next(sense, None)] if i is not None)
    return frozenset(found)


def taken_back(last: int, talk: TranscriptIndex) -> Cue | None:
    """What calls untrue, right behind the token `last`, what was said up to there."""
    cues, opens = talk.once(_heard_cues), _listed("rebuttal-opens", talk)
    end = min(last + 1 + LIMITS.clause, talk.layout().statement_of(last).last + 1)
    for at in range(last + 1, end):
        hit = cues.get(at)
        if talk.layout().clause_of(at).joint in _ANOTHER_MATTER and talk.layout().clause_of(at).first > last:
            return None
        if hit is not None and hit.entry == "rebuttal":
            following = talk.tokens[hit.end].text if hit.end < len(talk) else ""
            return None if following in opens else Cue(at, hit.end - 1)
    return None


def _heard_cues(talk: TranscriptIndex) -> dict[int, Hit[str]]:
    """The cues of a talk, by their first tokens."""
    return _cues(talk.language.code).first_hits(talk.view())


def _is_conditional(at: int, hit: Hit[str], talk: TranscriptIndex) -> bool:
    """Whether a word that can begin a condition's consequence stands beside one."""
    if hit.entry not in _BESIDE:
        return False
    cues, (first, last) = talk.once(_heard_cues), talk.phrase(at)
    verb_behind = grammar(talk.language.code).is_spoken_verb(talk.view().word(hit.end))
    if hit.entry == "unreal" and not verb_behind:
        return False
    near = range(max(first, at - LIMITS.clause), min(last, at + LIMITS.clause) + 1)
    return any(cues[other].entry in _BESIDE[hit.entry] for other in near if other in cues)


def _done(ruled: range, talk: TranscriptIndex) -> bool:
    """Whether what was wanted or tried is said to be done behind it: "we tried to sell it, and we did"."""
    head = next((at for at in ruled if not talk.language.is_stopword(talk.tokens[at].text)), None)
    denied = talk.once(denied_words).ruled
    if head is None or denied[head]:
        return False
    done, keys = _listed("done", talk), frozenset(talk.vocabulary.keys_of(head))
    behind = range(head + 1, min(head + 1 + LIMITS.clause, talk.phrase(head)[1] + 1))
    return any(
        not denied[at] and (talk.tokens[at].text in done or not keys.isdisjoint(talk.vocabulary.keys_of(at)))
        for at in behind
    )


def _ruled(at: int, hit: Hit[str], talk: TranscriptIndex) -> range:
    """The tokens behind a cue that it makes no fact."""
    end = talk.phrase(at)[1] + 1
    if hit.entry == "counterfactual":
        return range(hit.end, end)
    breaks = _listed("consequence", talk) | words(talk.language.code, "negation", "clause-break")
    if hit.entry == "unrealised" and at and talk.tokens[at - 1].text in _listed("consequence", talk):
        return range(0)  # «ف بدو يروح»: what then happens, as a rule
    end = min(end, hit.end + LIMITS.clause)
    # «إذا منرجع للتاريخ انكسر السد»: behind an if, a verb in the indicative begins what is stated.
    indicative = tuple(_listed("indicative-prefix", talk)) if hit.entry == "condition" else ()
    stop = (
        i
        for i in range(hit.end, end)
        if talk.tokens[i].text in breaks
        or (i > hit.end and (talk.breaks(i) or talk.tokens[i].text.startswith(indicative)))
    )
    return range(hit.end, next(stop, end))


def _begins_with(met: Collection[int], ruled: range, talk: TranscriptIndex) -> bool:
    """Whether the first word of sense behind a cue, of "wanted to sell" "sell", is one that the claim has."""
    senseful = (at for at in ruled[: LIMITS.beside + 1] if not talk.language.is_stopword(talk.tokens[at].text))
    return next(senseful, -1) in met


def _with_subject(at: int, ruled: range, talk: TranscriptIndex) -> range:
    """With the words of the clause that stand before the cue: who wanted it."""
    least = max(talk.phrase(at)[0], at - LIMITS.clause)
    return range(next((i for i in range(at, least, -1) if talk.breaks(i)), least), ruled.stop)


def _listed(role: str, talk: TranscriptIndex) -> frozenset[str]:
    return words(talk.language.code, "factuality", role)


@cache
def _cues(code: str, *further: str) -> Phrasebook[str]:
    table = [row for row in rows(code, "factuality") if row[0] in _CUES or row[0] in further]
    listed = [
        (each, row[0]) for row in table for spelling in spellings(row[1]) for each in _with_objects(spelling, code)
    ]
    return Phrasebook(listed, words(code, "factuality", "proclitic"))


def _with_objects(spelling: str, code: str) -> Iterator[str]:
    """A spelling, and with an object before the word that joins what is supposed: "wanted to", "wanted me to"."""
    yield spelling
    *before, last = spelling.split("+")
    if len(before) == 1 and last in words(code, "factuality", "joins"):
        yield from (f"{before[0]}+{thing}+{last}" for thing in words(code, "relations", "object"))
