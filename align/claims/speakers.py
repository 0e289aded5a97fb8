"""Who is meant where an attribution leaves the name out."""

from __future__ import annotations

from dataclasses import replace

from align.claims.grammar import Grammar
from align.claims.nouns import Named, Noun, Nouns
from align.claims.saying import Attribution
from align.language.phrases import TokenView

_REACH = 1  # paragraphs back to whoever may be meant


class Speakers:
    """Those who spoke in an article so far: "she added" goes on with the last one who can be a woman."""

    def __init__(self) -> None:
        self.named = Named()
        self.goes_on: Noun | None = None  # who said the last statement, if anybody did
        self._heard: list[tuple[Noun, int]] = []  # with the paragraph in which they last spoke
        self._paragraph = 0

    def next_paragraph(self) -> None:
        self._paragraph += 1
        self._heard = [(noun, at) for noun, at in self._heard if self._paragraph - at <= _REACH]

    @property
    def last(self) -> Noun | None:
        """Whoever spoke last, in this paragraph or the one before."""
        return self._heard[-1][0] if self._heard else None

    def of(self, attribution: Attribution | None, view: TokenView, grammar: Grammar, nouns: Nouns) -> Noun | None:
        """The speaker, as the article writes the name; None where none can be meant."""
        if attribution is None:  # a quotation by itself, or one that goes on from the paragraph before
            self._heard[-1:] = [(noun, self._paragraph) for noun, _ in self._heard[-1:]]
            return self.last
        gender, plural = _shown(attribution, view, grammar)
        if not attribution.speaker:
            noun = next((noun for noun, _ in reversed(self._heard) if _can_be(noun, gender, plural)), None)
        else:
            named = nouns.named(*attribution.speaker)
            noun = replace(named, words=_name(view.raw(*attribution.speaker), grammar, attribution.clitic))
            if attribution.verb is None and not noun.person:
                return None if _is_record(noun, grammar) else noun  # "according to the nurse": nobody who says more
        if noun is None or _is_record(noun, grammar):
            return None
        self._heard = [(one, at) for one, at in self._heard if one.words != noun.words]
        noun = replace(noun, gender=gender or noun.gender)
        self._heard.append((noun, self._paragraph))
        return noun


def _is_record(noun: Noun, grammar: Grammar) -> bool:
    """Whether a source has no mouth: "figures of the ministry", «تقديرات أولية»."""
    words = noun.words.split()
    of = next((at for at, word in enumerate(words) if grammar.nouns.listed_class(word) in ("P", "G")), len(words))
    return any(map(grammar.is_record, words[:1] if grammar.verb_first else words[max(0, of - 1) : of]))


def _shown(attribution: Attribution, view: TokenView, grammar: Grammar) -> tuple[str | None, bool]:
    """The gender that the verb of saying, or a pronoun beside it, shows, and whether it is of several."""
    if attribution.verb is None:
        return None, False
    words = [view.word(attribution.verb + step) for step in (0, -1, 1)]
    for hit in grammar.speech.find(view, attribution.verb):
        words[0] = words[0].removeprefix(hit.prefix)  # «وتقول»
    gender = next(filter(None, map(grammar.gender, words)), None)
    kinds = (
        grammar.nouns.pronoun(words[1]),
        grammar.nouns.pronoun(words[2]),
        grammar.nouns.verb(words[0], auxiliary=False),
    )
    return gender, any(kind and kind.plural for kind in kinds)


def _can_be(noun: Noun, gender: str | None, plural: bool) -> bool:
    if plural:
        return noun.plural is not False and not noun.person
    return not noun.plural and (not gender or noun.gender in (None, gender))


def _name(written: str, grammar: Grammar, clitic: bool) -> str:
    name = " ".join(written.split())
    for preposition, stays in grammar.clitics if clitic else ():
        if name.startswith(preposition):
            return stays + name[len(preposition) :]
    return name
