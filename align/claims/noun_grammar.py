"""What a language's table says about noun phrases, and about what pronouns and verbs agree with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from align.claims.cells import shapes_of, words_of

_GENDERS = ("feminine", "masculine")
# The letters that `word_classes` has for the words and the endings that a table lists.
_WORDS = {
    "D": "determiners",
    "G": "genitives",
    "C": "conjunctions",
    "A": "adverbs",
    "P": "prepositions",
    "o": "fused_prepositions",
    "K": "name_openers",
    "t": "times",
}
_ENDINGS = {"A": "adverb_shapes", "S": "possessed_shapes", "a": "accusative_shapes"}


@dataclass(frozen=True, slots=True)
class AgreementFeatures:
    """What a pronoun or verb shows of whom it is about; None where it does not."""

    gender: str | None = None  # "feminine" or "masculine"
    plural: bool | None = None
    person: bool | None = None


class NounGrammar:
    """The sections on nouns and agreement of one language's table."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.has_article = bool(table.get("verbs", {}).get("article"))  # written onto its noun
        self._attached = words_of(table.get("verbs", {}).get("attached", ""))
        nouns, agreement = table.get("nouns", {}), table.get("agreement", {})
        self._words = {word: letter for letter, key in _WORDS.items() for word in words_of(nouns.get(key, ""))}
        self._endings = {letter: shapes_of(nouns.get(key, [])) for letter, key in _ENDINGS.items()}
        self._nominative = shapes_of(nouns.get("nominative_shapes", []))
        self._plurals = shapes_of(nouns.get("plural_shapes", []))
        self._genders = {gender: shapes_of(nouns.get(gender, [])) for gender in _GENDERS}

        kinds = {gender: AgreementFeatures(gender, plural=False) for gender in _GENDERS}
        kinds |= {"plural": AgreementFeatures(plural=True), "thing": AgreementFeatures(plural=False, person=False)}
        listed = {
            word: kind for name, kind in kinds.items() for word in words_of(agreement.get(f"{name}_pronouns", ""))
        }
        people = words_of(agreement.get("people", ""))
        self._pronouns = {w: replace(kind, person=True) if w in people else kind for w, kind in listed.items()}
        verbs = [(kinds[name], agreement.get(f"{name}_verbs", [])) for name in ("plural", *_GENDERS)]
        self._verbs = [(kind, shapes_of(cell)) for kind, cell in verbs]
        self._behind_auxiliary = shapes_of(agreement.get("feminine_after_auxiliary", []))
        self.auxiliaries = words_of(agreement.get("auxiliaries", ""))
        self._impersonal = shapes_of(agreement.get("impersonal_shapes", []))
        self.expletive = words_of(agreement.get("expletive", ""))
        self.before_infinitives = words_of(agreement.get("before_infinitives", ""))

    def listed_class(self, word: str) -> str | None:
        """The letter of `word_classes` under which the folded `word` is listed."""
        return self._words.get(word)

    def ending_class(self, raw: str) -> str | None:
        """The letter that the end of a word shows, as it is written."""
        return next((letter for letter, shape in self._endings.items() if shape.fullmatch(raw)), None)

    def is_attached(self, word: str) -> bool:
        """Whether the first letter of `word` may be a preposition."""
        return word[:1] in self._attached

    def is_nominative(self, word: str) -> bool:
        """Whether the ending of a definite noun shows that it is a subject."""
        return self._nominative.fullmatch(word) is not None

    def is_plural(self, word: str) -> bool:
        """Whether the folded `word`, a noun or what stands before one, shows that several are meant."""
        return self._plurals.fullmatch(word) is not None

    def gender(self, word: str) -> str | None:
        """The gender that a noun shows by itself: "woman"; «مدرسة», which has to be as it is written."""
        return next((gender for gender, shape in self._genders.items() if shape.fullmatch(word)), None)

    def is_impersonal(self, word: str) -> bool:
        """Whether a verb with its preposition may be a passive that has no subject: «عثر على جثة»."""
        return self._impersonal.fullmatch(word) is not None

    def pronoun(self, word: str) -> AgreementFeatures | None:
        """What a pronoun agrees with that can be a subject, by itself or written onto a connective («لكنها»)."""
        return self._pronouns.get(word)

    def verb(self, word: str, *, auxiliary: bool) -> AgreementFeatures:
        """What a verb agrees with; `auxiliary`: one stands before it."""
        if auxiliary and self._behind_auxiliary.fullmatch(word):
            return AgreementFeatures("feminine", plural=False)
        return next((kind for kind, shape in self._verbs if shape.fullmatch(word)), AgreementFeatures())
