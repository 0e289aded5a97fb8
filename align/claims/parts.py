"""Coordinated statements inside one claim, of which each may have been said or not: "asked for aid and for passage"."""

from __future__ import annotations

from itertools import pairwise

from align.claims.clauses import COMMA
from align.claims.grammar import Grammar, Joint, grammar
from align.claims.insertions import as_for, resumption, states
from align.claims.nouns import Named, Nouns
from align.claims.subjects import Head, head_of
from align.language import language_of, tokenise
from align.language.phrases import TokenView
from align.quantities import quantities
from align.types import ClaimPart, Span

_MOST = 6  # parts of a claim; more is a list of things
_SHORTEST = 2  # words of a part
_ACT_WORDS = 20  # before a coordinated action, among which it must find another
_FRONTED = (Joint.WHEN, Joint.BUT, Joint.BECAUSE)  # what they open states something, too; what "if" opens does not
_AMOUNT_WORDS = 4  # on either side, among which an amount is looked for


def find_parts(text: str) -> tuple[ClaimPart, ...]:
    """The coordinated statements of a claim's text, which they cover in order; () where it is one statement."""
    code = language_of(text)
    rules = grammar(code)
    view = TokenView(text, tokenise(text))
    starts = [0]
    inseparable = False  # since the part's start: "between this and that"
    fronted = as_for(view, 0, len(view), rules)
    resumes = fronted[1] + 1 if fronted else 0
    for index in range(1, len(view)):
        if index >= resumes and (behind := resumption(view, starts[-1], index, len(view), rules)) is not None:
            resumes = behind
        if index < resumes:
            continue
        word = view.word(index - 1)
        inseparable = inseparable or word in rules.never_alone or rules.after_proclitic(word) in rules.never_alone
        long_enough = index - starts[-1] >= _SHORTEST and len(view) - index >= _SHORTEST
        if (
            long_enough
            and not inseparable
            and _opens_part(view, starts[-1], index, rules)
            and not _in_amount(view, index, code)
        ):
            starts.append(index)
    if not 1 < len(starts) <= _MOST:
        return ()
    spans = _cover(text, [view.tokens[start].start for start in starts[1:]])
    head = head_of(view, 0, starts[1], rules, code)
    bounds = zip(starts, [*starts[1:], len(view)], strict=True)
    texts = [_alone(view, first, last, head if first else None, rules, code) for first, last in bounds]
    return tuple(ClaimPart(span, words) for span, words in zip(spans, texts, strict=True))


def _alone(view: TokenView, first: int, last: int, head: Head | None, rules: Grammar, code: str) -> str:
    """The part of tokens `first`..`last` as a statement of its own, with what it shares with the claim's `head`."""
    if first == 0:
        return view.raw(first, last)
    word = view.word(first)
    if word in rules.relatives:
        noun = Nouns(view, rules, code, Named()).before(0, first)
        return f"{noun.words} {view.raw(first + 1, last)}" if noun else view.raw(first, last)
    rest = rules.after_proclitic(word)
    joined = word in rules.part_anywhere
    if not (rest or joined) or head is None:
        return view.raw(first, last)
    start = first + 1 if joined else first
    said = view.raw(start, last) if joined else view.raw(first, last)[len(word) - len(rest) :]
    if joined and any(hit.entry is Joint.BECAUSE for hit in rules.joints.find(view, first)):
        return said
    lead = rest or view.word(start)
    subject = view.raw(*head.subject) if head.subject else ""
    if rules.is_verb(lead):
        own = not rules.verb_first or head_of(view, start, last, rules, code) == Head(None, start)
        return f"{subject} {said}".strip() if own and subject else said
    if (
        rest or head_of(view, start, last, rules, code) is None
    ):  # "asked for aid and for passage": its verb is before it
        verb = view.raw(head.verb, head.verb + 1)
        shared = (verb, subject) if head.subject and head.subject[0] > head.verb else (subject, verb)
        return " ".join(word for word in (*shared, said) if word)
    return said


def _in_amount(view: TokenView, index: int, code: str) -> bool:
    """Whether token `index` goes on an amount: "two hundred and fifty"."""
    first, last = max(0, index - _AMOUNT_WORDS), min(len(view), index + _AMOUNT_WORDS)
    at = view.tokens[index].start - view.tokens[first].start
    return any(amount.start < at < amount.end for amount in quantities(view.raw(first, last), code))


def _cover(text: str, starts: list[int]) -> list[Span]:
    edges = [0, *starts, len(text)]
    spans = []
    for start, end in pairwise(edges):
        spans.append(Span(start, start + len(text[start:end].rstrip(" \t\n,،"))))
    return spans


def _opens_part(view: TokenView, start: int, index: int, rules: Grammar) -> bool:
    """Whether a statement of its own begins at token `index`, behind the part that began at `start`."""
    if start == 0 and _fronted(view, index, rules):
        return True
    word = view.word(index)
    if COMMA.search(view.gap(index)) and rules.part_after_comma.find(view, index):
        if any(rules.acts(view.word(i)) for i in range(start, index)) and not states(view, start, index, rules):
            return False  # "Her uncle, who drove the bus, and her aunt …"
        return word not in rules.relatives or _acts(view, start, index, rules)
    rest = rules.after_proclitic(word)
    if rest:  # a verb; or the name of an action beside another one, not beside a thing
        goes_on = rules.is_verb(rest) or (rules.is_action(rest) and _acts(view, start, index, rules))
        return goes_on and _unbroken(view, index, 2)
    following = view.word(index + 1)
    opens = following in rules.part_openers or following in rules.personal or rules.is_verb(following)
    joined = word in rules.part_anywhere and opens and _unbroken(view, index + 1, 3)
    return joined and _acts(view, start, index, rules)


def _fronted(view: TokenView, index: int, rules: Grammar) -> bool:
    """Whether the clause before token `index` hangs on the one behind it: "After the war ended, they moved"."""
    if not COMMA.search(view.gap(index)):
        return False
    hits = [hit for hit in rules.joints.find(view, 0) if hit.entry in _FRONTED]
    before = any(rules.is_verb(view.word(i)) for hit in hits[:1] for i in range(hit.end, index))
    end = next((i for i in range(index + 1, len(view)) if COMMA.search(view.gap(i))), len(view))  # no list in it
    return before and any(rules.acts(view.word(i)) for i in range(index, end))


def _acts(view: TokenView, start: int, index: int, rules: Grammar) -> bool:
    """Whether a verb or the name of an action is among the tokens before `index`."""
    words = (view.word(i) for i in range(max(start, index - _ACT_WORDS), index))
    return any(rules.acts(word) or rules.is_action(word) for word in words)


def _unbroken(view: TokenView, index: int, words: int) -> bool:
    """Whether `words` words from token `index` on follow each other without punctuation."""
    return index + words <= len(view) and all(view.flows(i) for i in range(index + 1, index + words))
