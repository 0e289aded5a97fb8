"""What a language's table says about how its prose attributes, joins and comments (`tables/<code>.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from align.claims.cells import shapes_of, spellings, words_of
from align.claims.noun_grammar import NounGrammar
from align.language import fold, tokenise
from align.language.phrases import Phrasebook, TokenView

_TABLES = Path(__file__).parent / "tables"
_CUE_PLACES = ("opinions", "opening", "anywhere")
_CUE_GAP = 4  # words that "…" in a cue stands for, at most


@dataclass(frozen=True, slots=True)
class Verb:
    """How a verb of saying takes what was said."""

    preposition: tuple[str, ...]  # words before a noun that was spoken of, () for none
    bare: bool  # a sentence may follow at once ("he said it was late")
    addressed: bool  # whoever was told stands between it and "that"
    keeps: bool  # belongs to the claim: denials, warnings, promises
    participle: bool  # hangs on another sentence and has no subject of its own


@dataclass(frozen=True, slots=True)
class Source:
    """A source named without a verb ("according to")."""

    closed: bool  # the name is a pronoun inside it
    clitic: bool  # the name has a preposition written onto it


class Joint(StrEnum):
    """How a clause is joined to the one before it."""

    NONE = "none"  # the first one, or only a comma is between
    AND = "and"
    OR = "or"
    BUT = "but"
    THAT = "that"  # what was said or thought
    WHICH = "which"  # about a noun of the clause before
    WHEN = "when"  # at, before or after which time
    BECAUSE = "because"  # cause, purpose or result
    IF = "if"


T = TypeVar("T")

Phrases = Phrasebook[None]


class Grammar:
    """One language's table, ready to look words up in a `TokenView`. A language without a table has an empty one."""

    def __init__(self, code: str) -> None:
        self.code = code
        path = _TABLES / f"{code}.toml"
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        self.proclitics = tuple(spellings(table.get("proclitics", "")))
        self.verb_first: bool = table.get("verb_first", False)
        self.diglossia: bool = table.get("diglossia", False)  # written in another variety than it is spoken
        self.abbreviations = frozenset(fold(word) for word in table.get("abbreviations", "").split())
        self.openers = words_of(table.get("openers", ""))

        verbs = tuple(_verbs(table))
        self.speech = Phrasebook(verbs, self.proclitics)
        self.said_of = frozenset(
            verb.preposition[-1] for _, verb in verbs if verb.preposition
        )  # what was spoken of follows
        self._load_attribution(table, table.get("attribution", {}))
        self._load_pronouns(table.get("pronouns", {}))
        self._load_clauses(table.get("clauses", {}))
        self._load_words(table.get("verbs", {}))
        self._load_joints(table.get("joints", {}))
        self.nouns = NounGrammar(table)
        self.unnamed = (self.anaphors | self.relatives | self.blockers) - self.particles  # name nobody themselves
        editorial = table.get("editorial", {})
        self._cues = {place: _CommentCues(editorial.get(place, []), self.proclitics) for place in _CUE_PLACES}

    def _load_attribution(self, table: dict[str, Any], attribution: dict[str, Any]) -> None:
        marks = {False: attribution.get("marks", []), True: attribution.get("pronoun_marks", [])}
        self.marks = self._book(marks)  # True: with a pronoun of someone named before
        told = [form for cell in table.get("say", {}) for form in spellings(cell)]
        as_said = product(attribution.get("as", []), attribution.get("said", "").split())
        as_told = product(attribution.get("as_what", []), told)
        with_verb = [" ".join(words) for words in (*as_said, *as_told)]
        self.sources = self._book(
            {
                Source(closed=False, clitic=False): [*attribution.get("sources", []), *with_verb],
                Source(closed=False, clitic=True): attribution.get("sources_to", []),
                Source(closed=True, clitic=False): [*attribution.get("closed_sources", []), *with_verb],
            }
        )
        self.as_ = self._phrases(attribution.get("as", []))
        self.leads = self._phrases(attribution.get("leads", []))
        self.clitics: tuple[tuple[str, str], ...] = tuple((a, b) for a, b in attribution.get("clitics", []))
        self.name_enders = words_of(attribution.get("name_enders", ""))
        self._told = shapes_of(attribution.get("told_shapes", []))
        self._states = shapes_of(attribution.get("state_shapes", []))
        self.answers = words_of(attribution.get("answers", ""))  # behind a verb of saying, what was said: "with a no"
        self.leading = words_of(attribution.get("leading", ""))
        self._adverbials = words_of(attribution.get("adverbials", ""))
        self.blockers = words_of(attribution.get("blockers", ""))
        self._records = shapes_of(attribution.get("records", []))
        self._works = shapes_of(attribution.get("works", []))
        self.exceptives = words_of(attribution.get("exceptives", ""))  # what they open is part of a statement
        self.not_before_marks = words_of(attribution.get("not_before_marks", ""))

    def _load_pronouns(self, pronouns: dict[str, Any]) -> None:
        self._genders = {
            gender: re.compile("|".join(pronouns[gender])) for gender in ("feminine", "masculine") if gender in pronouns
        }
        self.personal = words_of(pronouns.get("personal", ""))
        self.anaphors = words_of(pronouns.get("anaphors", ""))
        self.latter = words_of(pronouns.get("latter", ""))  # the last of those named
        self.clause_pronouns = words_of(pronouns.get("clause", ""))  # for a whole statement
        self.nobody = words_of(pronouns.get("nobody", ""))  # subjects that stand behind a denied verb
        self.existential = words_of(pronouns.get("existential", ""))  # beside a verb it stands for nothing: "there was"

    def _load_clauses(self, clauses: dict[str, Any]) -> None:
        self.clause_anywhere = self._phrases(clauses.get("anywhere", []))
        self.clause_after_comma = self._phrases(clauses.get("after_comma", []))
        self.clause_with_noun = words_of(clauses.get("with_noun", ""))  # of these, only with a subject of its own
        self.clause_kept = self._phrases(clauses.get("kept_after_comma", []))
        self.clause_further = self._phrases(clauses.get("further", []))
        self.clause_with_subject = words_of(clauses.get("subject_verb_after_comma", []))
        self.clause_proclitic: bool = clauses.get("proclitic_clauses", False)
        self.part_after_comma = self._phrases(clauses.get("parts_after_comma", []))
        self.part_anywhere = words_of(clauses.get("parts_anywhere", []))
        self.part_openers = words_of(clauses.get("part_openers", ""))
        self.relatives = words_of(clauses.get("relatives", ""))
        self.where = words_of(clauses.get("where", ""))  # opens a clause about a place, as relatives do about a noun
        self.inserted = words_of(clauses.get("inserted", ""))  # behind "and", what one was: «وكان …»
        self.as_for = words_of(clauses.get("as_for", ""))  # name whom a statement is about, before it
        self.answer: str = clauses.get("answer", "")  # written onto the statement's first word then
        self.never_alone = words_of(clauses.get("never_alone", ""))

    def _load_words(self, words: dict[str, Any]) -> None:
        self.particles = words_of(words.get("particles", ""))
        self.whole_words = words_of(words.get("proclitic_words", ""))
        self._verb_words = words_of(words.get("words", ""))
        self._not_verbs = words_of(words.get("not_words", ""))
        self._shapes = shapes_of(words.get("shapes", []))
        self._article: str = words.get("article", "")
        self._attached = words_of(words.get("attached", ""))  # prepositions written onto the next word
        self.determiners = words_of(words.get("determiners", ""))
        self._imperfect = shapes_of(words.get("imperfect_shapes", []))
        self._action_words = words_of(words.get("action_words", ""))
        self._action_shapes = shapes_of(words.get("action_shapes", []))

    def _load_joints(self, joints: dict[str, Any]) -> None:
        listed = [(cell, joint) for joint in Joint for cell in joints.get(joint, [])]
        entries = [
            (f"{spelling}{'?' * cell.endswith('?')}", joint) for cell, joint in listed for spelling in spellings([cell])
        ]
        # What joins a clause to the one before it; marked "?" where a verb must follow soon.
        self.joints = Phrasebook(entries, self.proclitics)
        self._spoken_shapes = shapes_of(joints.get("spoken_verbs", []))

    def _book(self, entries: Mapping[T, list[str]]) -> Phrasebook[T]:
        return Phrasebook(((s, entry) for entry, cell in entries.items() for s in spellings(cell)), self.proclitics)

    def _phrases(self, cell: str | list[str]) -> Phrases:
        return Phrasebook(((spelling, None) for spelling in spellings(cell)), self.proclitics)

    def is_verb(self, word: str) -> bool:
        """Whether the folded `word` is a finite verb or opens a verbal sentence, by the tables or by its look."""
        if word in self.particles or word in self._verb_words:
            return True
        return word not in self._not_verbs and self._shapes.fullmatch(word) is not None

    def acts(self, word: str) -> bool:
        """`is_verb`, also with a conjunction written onto it."""
        return self.is_verb(word) or self.is_verb(self.after_proclitic(word))

    def is_surely_verb(self, word: str) -> bool:
        """`is_verb` by the tables alone, not by the look of the word."""
        return word in self.particles or word in self._verb_words

    def is_spoken_verb(self, word: str) -> bool:
        """`is_verb` in speech, where dialect and writing mix."""
        return self.is_verb(word) or self._spoken_shapes.fullmatch(word) is not None

    def after_proclitic(self, word: str) -> str:
        """`word` without the conjunction written onto it; "" where it has none.

        Only the first proclitic of the table joins nouns too; the others are letters of too many words.
        """
        for proclitic in self.proclitics if word.startswith(self.proclitics) else ():
            rest = word[len(proclitic) :]
            if word.startswith(proclitic) and len(rest) > 1 and word not in self.whole_words:
                return rest if proclitic == self.proclitics[0] or self.is_surely_verb(rest) else ""
        return ""

    def is_imperfect(self, raw: str) -> bool:
        """Whether a word, as it is written, looks like a verb in the imperfect, though no table may list it."""
        return fold(raw) not in self._not_verbs and self._imperfect.fullmatch(raw) is not None

    def is_action(self, word: str) -> bool:
        """Whether the folded `word` names an action, so that a coordinated one is a statement of its own."""
        return word in self._action_words or self._action_shapes.fullmatch(word) is not None

    def is_definite(self, word: str) -> bool:
        """Whether the article is written onto the folded `word`."""
        return bool(self._article) and word.startswith(self._article)

    def opens_phrase(self, word: str) -> bool:
        """Whether the folded `word` is a preposition, or has one written onto it for certain: «بالقصر», «بأي»."""
        rest = word[1:] if word[:1] in self._attached else ""
        return word in self.name_enders or self.is_definite(rest) or rest in self.determiners

    def is_record(self, raw: str) -> bool:
        """Whether a word, as it is written, names what somebody wrote down or counted: "figures", «سجلاته»."""
        return self._records.fullmatch(fold(raw)) is not None

    def is_work(self, word: str) -> bool:
        """Whether the folded `word` says what a title in quotation marks behind it names: "the podcast"."""
        return self._works.fullmatch(word) is not None

    def is_told(self, raw: str) -> bool:
        """Whether a word, as it is written, behind a speaker's name says whom was told: «للضيف», «لوالدته»."""
        return self._told.fullmatch(raw) is not None

    def is_state(self, raw: str) -> bool:
        """Whether a word, as it is written, says in what manner somebody spoke: «ضاحكاً»."""
        return self._states.fullmatch(raw) is not None

    def opens_adverbial(self, word: str) -> bool:
        """Whether `word` can open a phrase that ends at a comma, before an attribution."""
        return word in self._adverbials or self.after_proclitic(word) in self._adverbials

    def gender(self, word: str) -> str | None:
        """The gender that a verb of saying or a pronoun shows, None where it shows none."""
        return next((gender for gender, shape in self._genders.items() if shape.fullmatch(word)), None)

    def opinion(self, view: TokenView, start: int, end: int) -> tuple[int, int] | None:
        """Tokens of the cue at `start` by which the article brings in the opinion of people it does not name."""
        found = self._cues["opinions"].at(view, start, end)
        return (start, found) if found else None

    def comment(self, view: TokenView, start: int, end: int) -> tuple[int, int] | None:
        """Tokens of the first cue in `start`..`end` of a comment, a forecast, or a word to the reader."""
        found = self._cues["opening"].at(view, start, end)
        if found:
            return start, found
        for index in range(start, end):
            found = self._cues["anywhere"].at(view, index, end)
            if found:
                return index, found
        return None


class _CommentCues:
    """Phrases, some with a gap of a few words."""

    def __init__(self, cues: list[str], proclitics: tuple[str, ...]) -> None:
        entries = []
        for cue in cues:
            head, _, tail = cue.partition("…")
            entries += [(spelling, tuple(token.text for token in tokenise(tail))) for spelling in spellings([head])]
        self._book = Phrasebook(entries, proclitics)

    def at(self, view: TokenView, index: int, end: int) -> int:
        """Token after the cue that starts at `index`, 0 where none does."""
        for hit in self._book.find(view, index):
            if not hit.entry:
                return hit.end if hit.end <= end else 0
            last = min(hit.end + _CUE_GAP, end - len(hit.entry))
            for at in range(hit.end, last + 1):
                if all(view.word(at + i) == word for i, word in enumerate(hit.entry)):
                    return at + len(hit.entry)
        return 0


def _verbs(table: dict[str, Any]) -> Iterator[tuple[str, Verb]]:
    for section in ("say", "keep", "participles", "denying_participles"):
        for forms, taken in table.get(section, {}).items():
            bare, addressed = taken == "bare", taken == "someone"
            preposition = () if bare or addressed else tuple(token.text for token in tokenise(taken))
            keeps = section in ("keep", "denying_participles")
            verb = Verb(preposition, bare, addressed, keeps, participle="participles" in section)
            yield from ((spelling, verb) for spelling in spellings(forms))


@cache
def grammar(code: str) -> Grammar:
    """The grammar of the language `code`; of an unknown one, one that knows only full stops and quotation marks."""
    return Grammar(code if code.isalpha() else "und")
