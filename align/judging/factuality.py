"""Is what the passage says said to have happened?

"If the dam had broken", "we wanted to sell the house", "they said it broke, but that is not true": each holds the words
of a claim that states the matter as a fact, and none says so. The cues are those of event factuality (R. Saurí and
J. Pustejovsky, "FactBank", 2009), as far as words right before or behind an event give them. A claim and a talk are
read for them in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.claims.grammar import Joint, grammar
from align.judging.cues import BESIDE, RULING, Text, heard_cues, is_present, spoken
from align.judging.denied import says_no
from align.judging.limits import LIMITS
from align.language.phrases import Hit
from align.language.tables import words
from align.matching import TranscriptIndex

if TYPE_CHECKING:
    from align.judging.window import EvidenceWindow

# Joints behind which a new matter begins: "we left because it was all lies".
_ANOTHER_MATTER = frozenset({Joint.BECAUSE, Joint.WHEN})
_ANOTHER_CLAUSE = frozenset({Joint.AND, Joint.BUT})  # that the speaker states again
_BEGUN = frozenset({"unrealised", "future", *BESIDE})  # cues of what comes right behind them


@dataclass(frozen=True, slots=True)
class Cue:
    """Words (tokens, inclusive) that say that something is no fact."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """A cue with the tokens that it makes no fact."""

    cue: Cue
    scope: range
    event: int | None = None  # the event itself, where the cue is of one: "sell" of "wanted to sell"

    @property
    def events(self) -> range:
        """The tokens that are surely no fact: the event, or all that a condition or a doubt rules."""
        return self.scope if self.event is None else range(self.event, self.event + 1)


def supposed_in(text: Text, cues: dict[int, Hit[str]]) -> list[Ruling]:
    """What a text puts as no fact, or none yet, a plan, a wish, a condition, in order of the cues."""
    return list(_rulings(text, cues, cues))


def _rulings_in(first: int, last: int, talk: TranscriptIndex) -> Iterator[Ruling]:
    """What a talk puts as no fact by the cues that begin among the tokens `first`..`last`, in order."""
    cues = talk.once(heard_cues)
    return _rulings(talk.once(spoken), cues, (at for at in range(first, last + 1) if at in cues))


def supposing(supposed: frozenset[int], window: EvidenceWindow) -> Cue | None:
    """What says that most of what the passage meets of the claim is supposed, wanted or tried, and no fact.

    `supposed` are the terms of which the claim says so itself.
    """
    terms = window.found.terms
    links = {link.term: link.token for link in window.passage.links}
    met = {at: links.get(at) if (place := window.place(at)) is None else place for at in range(len(terms))}
    places = {at: place for at, place in met.items() if place is not None and not terms[at].stopword}
    whole = window.weight(places)
    first, last = min(places.values(), default=0) - LIMITS.clause, max(places.values(), default=-1)
    for one in _rulings_in(first, last, window.talk):
        events = [
            at
            for at, term in enumerate(terms)
            if term.quantity is None and any(token in one.events for token in window.occurrences[at])
        ]
        if events and supposed.issuperset(events):
            continue
        if one.event is not None and not events:
            continue
        if window.weight(at for at, place in places.items() if place in one.scope) >= LIMITS.mostly * whole:
            return one.cue
    return None


def believed(talk: TranscriptIndex) -> frozenset[int]:
    """The tokens of a talk that are said to be what others believe: up to an "and", "but" or "no", or a sentence's
    reach."""
    return frozenset(at for tokens, _ in talk.once(_others_beliefs) for at in tokens)


def disbelieved(talk: TranscriptIndex) -> frozenset[int]:
    """Those of them that are rejected right behind, all but what they are about: «مفكرة البيت إلنا، وطلع مرهون»."""
    text, found = talk.once(spoken), set[int]()
    for one, begins in talk.once(_others_beliefs):
        if one.stop < len(talk) and _rejects(one.stop, talk):
            topic = next((at for at in range(begins, one.stop) if text.is_of_sense(at)), one.stop)
            found.update(range(topic + 1, one.stop))
    return frozenset(found)


def _others_beliefs(talk: TranscriptIndex) -> list[tuple[range, int]]:
    """The tokens of each belief of others, its cue among them, and the first behind the cue."""
    layout, found = talk.layout(), []
    for at, hit in _beliefs(talk.once(spoken), talk.once(heard_cues)):
        end = min(layout.statement_of(at).last, at + LIMITS.sentence)
        later = layout.clauses_in(hit.end, end) if hit.end <= end else ()
        others = [clause.first for clause in later if clause.first > at and clause.joint in _ANOTHER_CLAUSE]
        others += [token for token in range(hit.end, end + 1) if _rejects(token, talk)]
        found.append((range(at, min(others, default=end + 1)), hit.end))
    return found


def _rejects(token: int, talk: TranscriptIndex) -> bool:
    """Whether a no, or what turned out to be so, begins a clause at `token`."""
    turned_out = talk.tokens[token].text in words(talk.language.code, "factuality", "turns-out")
    return talk.breaks(token) and (turned_out or says_no(token, talk))


def tells_belief(text: Text, cues: dict[int, Hit[str]]) -> bool:
    """Whether a text says that others believe something."""
    return any(True for _ in _beliefs(text, cues))


def is_wished(token: int, talk: TranscriptIndex) -> bool:
    """Whether a word is said to be wanted, planned, tried or near, or stands under a condition."""
    return any(token in one.events for one in _rulings_in(*talk.phrase(token), talk))


def taken_back(last: int, talk: TranscriptIndex) -> Cue | None:
    """What calls untrue, right behind the token `last`, what was said up to there."""
    cues, opens = talk.once(heard_cues), words(talk.language.code, "factuality", "rebuttal-opens")
    end = min(last + 1 + LIMITS.clause, talk.layout().statement_of(last).last + 1)
    for at in range(last + 1, end):
        hit = cues.get(at)
        if talk.layout().clause_of(at).joint in _ANOTHER_MATTER and talk.layout().clause_of(at).first > last:
            return None
        if hit is not None and hit.entry == "rebuttal":
            following = talk.tokens[hit.end].text if hit.end < len(talk) else ""
            return None if following in opens else Cue(at, hit.end - 1)
    return None


def _beliefs(text: Text, cues: dict[int, Hit[str]]) -> Iterator[tuple[int, Hit[str]]]:
    """The cues of what others believe; verbs of believing are, if nobody who speaks or is spoken to is the subject."""
    people = words(text.language.code, "relations", "participants")
    for at, hit in cues.items():
        if hit.entry == "belief":
            first = max(text.phrase(at)[0], at - LIMITS.phrase)
            start = next((i for i in range(at, first, -1) if text.breaks(i)), first)
            said = set(map(text.language.without_conjunction, text.view.words[start:at]))
            if not said.isdisjoint(people):
                continue
        if hit.entry in ("belief", "believed"):
            yield at, hit


def _rulings(text: Text, cues: dict[int, Hit[str]], places: Iterable[int]) -> Iterator[Ruling]:
    """Those of the cues at `places`; what stands near may be any cue."""
    for at in places:
        hit = cues[at]
        if hit.entry not in RULING and not _is_conditional(at, hit, text, cues):
            continue
        ruled, cue = _scope_of(at, hit, text), Cue(at, hit.end - 1)
        if hit.entry not in _BEGUN:
            yield Ruling(cue, ruled)
            continue
        head = next((i for i in ruled[: LIMITS.pair + 1] if text.is_of_sense(i)), None)
        if head is not None and not _done(head, text):
            yield Ruling(cue, _with_subject(at, ruled, text), head)


def _is_conditional(at: int, hit: Hit[str], text: Text, cues: dict[int, Hit[str]]) -> bool:
    """Whether a word that can begin a condition's consequence does: beside one, or in prose."""
    if hit.entry not in BESIDE:
        return False
    if hit.entry == "unreal" and not grammar(text.language.code).is_spoken_verb(text.view.word(hit.end)):
        return False
    first, last = text.phrase(at)
    near = range(max(first, at - LIMITS.clause), min(last, at + LIMITS.clause) + 1)
    prose = text.written and hit.entry == "conditional"
    return prose or any(cues[other].entry in BESIDE[hit.entry] for other in near if other in cues)


def _done(head: int, text: Text) -> bool:
    """Whether what was wanted or tried is said to be done behind it: "we tried to sell it, and we did"."""
    if text.is_denied(head):
        return False
    view, keys = text.view, text.language.keys
    done, meant = text.listed("done"), frozenset(keys(view.words[head]))
    behind = range(head + 1, min(head + 1 + LIMITS.clause, text.phrase(head)[1] + 1))
    return any(
        (view.words[at] in done or not meant.isdisjoint(keys(view.words[at]))) and not text.is_denied(at)
        for at in behind
    )


def _scope_of(at: int, hit: Hit[str], text: Text) -> range:
    """The tokens behind a cue that it makes no fact; of a verb in the future the verb itself, too."""
    view, end = text.view, text.phrase(at)[1] + 1
    if hit.entry == "counterfactual":
        return range(hit.end, min(end, hit.end + LIMITS.sentence))
    first = at if hit.entry == "future" else hit.end
    if hit.entry == "unrealised" and at and view.words[at - 1] in text.listed("consequence"):
        return range(0)  # «ف بدو يروح»: what then happens, as a rule
    breaks = text.listed("consequence") | words(text.language.code, "negation", "clause-break")
    stop = min(end, hit.end + LIMITS.clause)
    for i in range(first, stop):
        # «إذا منرجع للتاريخ انكسر السد»: behind an if, a verb in the indicative begins what is stated.
        verb = hit.entry == "condition" and view.words[i].startswith(tuple(text.listed("indicative-prefix")))
        if view.words[i] in breaks or (i > first and (text.breaks(i) or verb)):
            return range(first, _end_of_consequence(i, text) if hit.entry == "condition" else i)
    return range(first, stop)


def _end_of_consequence(start: int, text: Text) -> int:
    """Where that ends which a condition up to the token `start` would bring about; `start` itself if a fact follows.

    "If it rains, the harvest is lost" states no more than the condition; "if you remember, it was lost" does.
    """
    present = text.listed("present")
    end, view = text.phrase(start)[1] + 1, text.view.words
    for at in range(start, min(end, start + LIMITS.phrase)):
        if view[at] in present or is_present(view[at], text):
            return next((i for i in range(at + 1, end) if text.breaks(i) or i - at > LIMITS.pair), end)
    return start


def _with_subject(at: int, ruled: range, text: Text) -> range:
    """With the words of the clause that stand before the cue: who wanted it."""
    least = max(text.phrase(at)[0], at - LIMITS.clause)
    joints = grammar(text.language.code).joints
    begins = (
        i
        for i in range(at, least, -1)
        if text.breaks(i) or any(hit.entry is not Joint.AND for hit in joints.find(text.view, i))
    )
    return range(next(begins, least), ruled.stop)
