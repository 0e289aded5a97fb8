"""Sources named without a verb ("according to"): how far their names reach, and what of a statement is behind."""

from __future__ import annotations

from datetime import date

from align.claims.grammar import Grammar, Joint, grammar
from align.claims.saying import COMMA, NAME_WORDS, Attribution, next_comma, speaker_name
from align.language import language, language_of, tokenise
from align.language.gazetteer import names_in
from align.language.identities import Category
from align.language.phrases import TokenView
from align.quantities import quantities

_SOME_DAY = date(2000, 1, 1)  # from which to read "last year"


def whole_source(view: TokenView, start: int, end: int, grammar: Grammar) -> Attribution | None:
    """The source that tokens `start`..`end` are wholly made of: "according to the mayor"."""
    for hit in grammar.sources.find(view, start):
        if hit.prefix or hit.end > end:
            continue
        if hit.entry.closed and hit.end == end:
            return Attribution(None, end, verb=end - 1)
        if not hit.entry.closed and names(view, hit.end, end, grammar):
            return Attribution(speaker_name(view, hit.end, end, grammar), end, clitic=hit.entry.clitic)
    return None


def goes_on(view: TokenView, start: int, source: Attribution, end: int, grammar: Grammar) -> bool:
    """Whether behind the name of the `source`, which begins at `start`, the statement goes on without a comma.

    A place, a reason, a date behind somebody's bare name are the statement's; behind anything else the date alone is,
    where nothing sets the source off, or the article is written onto its only word («بحسب المدير عام 1950»).
    """
    if source.speaker is None or source.speaker[1] >= end or not view.flows(source.speaker[1]):
        return False
    first, last = source.speaker
    if not _belongs_to_statement(view, last, end, grammar):
        return False
    if _is_bare_name(view, first, last, grammar):
        return True
    sure = (view.flows(start) and not grammar.verb_first) or (
        last - first == 1 and grammar.is_definite(view.word(first))
    )
    return sure and any(amount.date for amount in quantities(view.raw(last, end), grammar.code))


def _is_bare_name(view: TokenView, first: int, last: int, grammar: Grammar) -> bool:
    if grammar.verb_first:
        known = names_in(view.tokens[first:last], grammar.code)
        return any(name.category is Category.PERSON for name in known)
    return all(view.raw(at, at + 1)[0].isupper() for at in range(first, last))


def _belongs_to_statement(view: TokenView, at: int, end: int, grammar: Grammar) -> bool:
    """Whether what begins at token `at`, behind a source's name, says where, when or why, or what is not so."""
    word = view.word(at)
    if grammar.opens_phrase(word) or grammar.nouns.listed_class(word) in ("P", "o", "t"):
        return True
    if any(hit.entry is Joint.BECAUSE for hit in grammar.joints.find(view, at)):
        return True
    dates = quantities(view.raw(at, end), grammar.code, reference=_SOME_DAY)  # also "last year"
    return language(grammar.code).is_negator(word) or any(one.date and not one.start for one in dates)


def names(view: TokenView, start: int, end: int, grammar: Grammar) -> bool:
    """Whether a source's name is at `start`, with no more than an apposition behind it: no verb, no preposition."""
    if start >= end or COMMA.search(view.gap(start)):
        return False
    if any(view.word(at) in grammar.exceptives for at in range(start + 1, end)):
        return False  # «لم ينج بحسب الأهالي سوى جدار»
    if any(amount.counted and amount.phrase[0] for amount in quantities(view.raw(start, end), grammar.code)):
        return False  # «قتل، بحسب الأهالي، سبعة أشخاص»
    comma = next_comma(view, start + 1, end)
    if comma is None:
        return True
    if view.word(comma) in grammar.relatives:
        return next_comma(view, comma + 1, end) is None
    commas = (at for at in range(comma, end) if COMMA.search(view.gap(at)))
    return not (
        any(_belongs_to_statement(view, at, end, grammar) for at in commas)
        or any(grammar.is_verb(view.word(at)) for at in range(comma, end))
    )


def source_words(text: str) -> frozenset[str]:
    """The folded words by which commas of `text` name a record as the source: «قتل، بحسب تقديرات أولية، سبعة»."""
    view, rules = TokenView(text, tokenise(text)), grammar(language_of(text))
    found: set[str] = set()
    for at in range(len(view)):
        for hit in rules.sources.find(view, at):
            last = next_comma(view, hit.end, len(view))
            if last is None or last - hit.end > NAME_WORDS:
                continue
            if any(rules.is_record(view.raw(i, i + 1)) for i in range(hit.end, last)):
                found.update(view.words[hit.end : last])
    return frozenset(found)
