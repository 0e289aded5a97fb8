"""Who is meant where an attribution leaves the name out."""

from __future__ import annotations

from align.claims.grammar import Grammar
from align.claims.saying import Attribution
from align.language.phrases import TokenView


class Speakers:
    """The names an article has attributed to so far; "she added" goes on with the last one said to be a woman."""

    def __init__(self) -> None:
        self.last: str | None = None
        self._by_gender: dict[str, str] = {}

    def of(self, attribution: Attribution | None, view: TokenView, grammar: Grammar) -> str | None:
        """The speaker's name, as the article writes it; None where none was ever given."""
        gender = None
        if attribution and attribution.verb is not None:
            around = (attribution.verb, attribution.verb - 1, attribution.verb + 1)  # the verb, or a pronoun beside it
            gender = next(filter(None, (grammar.gender(view.word(at)) for at in around)), None)
        if attribution and attribution.speaker:
            self.last = _name(view.raw(*attribution.speaker), grammar, attribution.clitic)
        elif gender:
            self.last = self._by_gender.get(gender, self.last)
        if gender and self.last:
            self._by_gender[gender] = self.last
        return self.last


def _name(written: str, grammar: Grammar, clitic: bool) -> str:
    name = " ".join(written.split())
    for preposition, stays in grammar.clitics if clitic else ():
        if name.startswith(preposition):
            return stays + name[len(preposition) :]
    return name
