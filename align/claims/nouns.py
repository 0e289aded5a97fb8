"""Whom and what a statement names for certain: noun phrases, and what they show of gender, number and person.

Every word is a letter for its class, behind another for what stands before it; so a phrase is a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from align.claims.clauses import COMMA
from align.claims.grammar import Grammar, Joint
from align.claims.noun_grammar import AgreementFeatures
from align.claims.word_classes import inner_capitals, word_classes
from align.language import fold, language, tokenise
from align.language.gazetteer import names_in
from align.language.identities import PROPER_NAMES, Category
from align.language.phrases import TokenView

_PHRASE = "(?:.D(?: [wN]){1,%d}|.N(?: N)*)(?: G(?: D)?(?: [wN]){1,3})*"  # of so many words before "of"
_SUBJECT = f"{_PHRASE % 4}(?: P(?: D)?(?: [wN]){{1,3}})?"  # "The clergyman on the crew"
_BEFORE_VERB = re.compile(  # "In 2014 a man", "X and Y", "X, a roofer,"
    f"(?:.P(?: [DwNG])+?)??(?P<noun>{_SUBJECT})(?: C(?P<other>{_SUBJECT}))?"
    "(?P<apposed>,[DNPw](?: [DNPGwA])*)?(?:[ ,]A)*"
)
_NAME = "(?:.N|.K.[^V])(?: N| K.[^V])*"
_BEHIND_VERB = re.compile(
    f".V(?: V)*(?: o)?(?:(?P<noun> T(?: N)+|(?= ){_NAME}| U| T(?= [wSV]))(?P<other>c[TUN])?"
    "| E(?P<there> w(?: w){0,2}))"
)
_AHEAD = re.compile(f"(?P<noun>{_NAME}(?: T)?|.[TU](?: T)*)(?=.V|,)")
# By whether the article is written on:
_PERSON = {False: re.compile(_PHRASE % 3), True: re.compile(_NAME)}
_LAST = {False: re.compile(f"{_PHRASE % 2}$"), True: re.compile(f"(?:{_NAME}|.[TS] T|.[TU])$")}
_PRONOUN = re.compile("(?:.P(?: [DwNG]){0,7}? |.)R")
_COMPLEMENT = "(?: P(?: R|(?: w){0,3}(?: S)?(?: [TUN])*(?: a)*(?: t(?: w)?)?))"
_LEFT_OUT = re.compile(  # a verb with nothing behind it that could be its subject
    f"(?P<verbs>(?:.V)++)(?: a(?! T))*+(?=[,.c]|.[PVG]|$){_COMPLEMENT}*+(?=[,.c]|.[RVG]|$)"
)
_OBJECT = re.compile(".V V w(?: w)?(?=[,.]| P|$)")  # «ولم تأخذ ليرة واحدة من»
_PEOPLE = (Category.PERSON, Category.FIGURE)
_FRONTED = (Joint.WHEN, Joint.BUT, Joint.BECAUSE, Joint.IF)
_FRONTED_WORDS = 20
_NOUN_WORDS = 10
_LEAD_WORDS = 4  # of "In return, …"
_VERB_WORDS = 14  # of a statement, among which its verb is looked for


@dataclass(frozen=True, slots=True)
class Noun:
    """Someone or something named. What its words do not show is None."""

    words: str  # as the article writes them
    gender: str | None = None  # "feminine" or "masculine"
    plural: bool | None = None
    person: bool | None = None


@dataclass(slots=True)
class Named:
    """What an article named so far."""

    people: dict[str, str | None] = field(default_factory=dict)  # their genders, by the last word of their names
    capitals: set[str] = field(default_factory=set)  # folded words with a capital inside a sentence


class Nouns:
    """The nouns of a paragraph, of an article that `named` what it has."""

    def __init__(self, view: TokenView, rules: Grammar, code: str, named: Named) -> None:
        self._view, self._rules, self._code, self._people = view, rules, code, named.people
        self._names = {at: name for name in names_in(view.tokens, code) for at in range(name.first, name.last + 1)}
        inner = set(inner_capitals(view, rules))
        named.capitals.update(view.word(at) for at in inner)
        names = dict.fromkeys((at for at, word in enumerate(view.words) if at in inner or word in named.capitals), "N")
        names |= {at: letter for at in self._names if (letter := self._listed_class(at))}
        self._classes = word_classes(view, rules, language(code), names)

    def subject(self, start: int, end: int) -> tuple[Noun, ...]:
        """The subject of the statement of tokens `start`..`end`, with its members where it names two; () if unsure."""
        return next(filter(None, (self._subject(first, end) for first in self._openings(start, end))), ())

    def before(self, start: int, end: int) -> Noun | None:
        """The noun phrase that ends before token `end`, of a statement from `start` on."""
        start = max(start, end - _NOUN_WORDS)
        found = _LAST[self._rules.nouns.has_article].search(self._letters(start, end))
        return self._noun(start + found.start() // 2, end) if found else None

    def named(self, start: int, end: int) -> Noun:
        """The speaker's name in tokens `start`..`end`: a bare one is a person's."""
        noun = self._noun(start, end)
        bare = all(self._view.raw(at, at + 1)[0].isupper() for at in range(start, end))
        return replace(noun, person=noun.person or bare or None)

    def people(self, start: int, end: int) -> list[Noun]:
        """The people named in tokens `start`..`end`, each once, in order."""
        found = _PERSON[self._rules.nouns.has_article].finditer(self._letters(start, end))
        nouns = [self._noun(start + one.start() // 2, start + one.end() // 2) for one in found]
        return list(dict.fromkeys(noun for noun in nouns if noun.person and not noun.words.endswith(("'s", "’s"))))

    def needed(self, start: int, end: int) -> AgreementFeatures | None:
        """What the pronoun or missing subject that the statement opens with agrees with; None where there is none."""
        rules, view = self._rules, self._view
        for first in self._openings(start, end):
            if found := _PRONOUN.match(self._letters(first, end)):
                at = first + found.end() // 2 - 1
                return self._of_pronoun(rules.after_proclitic(view.word(at)) or view.word(at), at + 1, end)
        if not rules.verb_first:
            return None
        before = rules.after_proclitic(view.word(start - 1)) or view.word(start - 1)
        if view.flows(start) and rules.nouns.pronoun(before):  # «لكنها لم تؤت ثمارها»
            return self._of_pronoun(before, start, end)
        if left_out := _LEFT_OUT.match(self._letters(start, end)):
            last = view.word(start + left_out.end("verbs") // 2 - 1)
            return None if rules.nouns.is_impersonal(rules.after_proclitic(last) or last) else self._of_verb(start)
        object_ = _OBJECT.match(self._letters(start, end)) and rules.after_proclitic(view.word(start))
        sure = object_ and view.word(start + 2) not in rules.nobody
        return replace(self._of_verb(start), person=True) if sure else None

    def rivals(self, start: int, end: int, *, plural: bool) -> bool:
        """Whether behind its verb a statement names more that "it", or if `plural` "they", could stand for."""
        letters = self._letters(start, end)[1::2]
        behind = range(letters.find("V") + 1, len(letters))
        if plural:
            return any(letters[at] == "w" and self._rules.nouns.is_plural(self._view.word(start + at)) for at in behind)
        return any(letters[at] in "DN" for at in behind)

    def learn(self, noun: Noun) -> None:
        """Remember a person, with the gender where it is known."""
        last = _last_word(noun.words)
        self._people[last] = noun.gender or self._people.get(last)

    def _letters(self, start: int, end: int) -> str:
        return self._classes[2 * start : 2 * end]

    def _openings(self, start: int, end: int) -> Iterator[int]:
        """Where the statement may begin: behind connectives, and behind an adverbial or a clause with its comma."""
        view, rules = self._view, self._rules
        while start < end - 1 and view.word(start) in rules.leading and self._classes[2 * start + 1] != "V":
            start += 1
        clause = next((hit for hit in rules.joints.find(view, start) if hit.entry in _FRONTED), None)
        if not clause:
            yield start
        reach = _FRONTED_WORDS if clause or rules.opens_adverbial(view.word(start)) else _LEAD_WORDS
        for at in range(start + 1, min(start + reach, end)):
            if COMMA.search(view.gap(at)) and (clause or "V" not in self._letters(start, at)):
                yield at
        if clause:
            yield clause.end

    def _subject(self, start: int, end: int) -> tuple[Noun, ...]:
        letters = self._letters(start, end)
        if self._rules.verb_first:
            found = _BEHIND_VERB.match(letters) or _AHEAD.match(letters)
        else:
            verb = letters[1 : 2 * _VERB_WORDS : 2].find("V")
            found = _BEFORE_VERB.fullmatch(letters[: 2 * verb]) if verb > 0 else None
        if found is None or (found.re is _BEFORE_VERB and found["apposed"] and letters[found.end("apposed")] != ","):
            return ()
        spans = {name: found.span(name) for name, words in found.groupdict().items() if words}
        tokens = {name: (start + first // 2, start + last // 2) for name, (first, last) in spans.items()}
        first, last = tokens.get("noun") or tokens["there"]
        one = self._noun(first, last)
        if "apposed" in tokens and self._is_person(*tokens["apposed"]):
            stop = tokens["apposed"][1]
            one = replace(self._noun(*tokens["apposed"]), words=self._view.raw(first, stop), plural=one.plural)
        if found.re is _BEHIND_VERB:
            one = replace(one, gender=self._of_verb(start).gender or one.gender)
        if "other" not in tokens:
            return (one,)
        both = Noun(self._view.raw(first, tokens["other"][1]), None, True, one.person)
        return both, one, self._noun(*tokens["other"])

    def _noun(self, first: int, last: int) -> Noun:
        view, rules = self._view, self._rules
        words = " ".join(view.raw(first, last).split())
        if self._classes[2 * first] == "c":  # the conjunction written on
            words = words[len(view.word(first)) - len(rules.after_proclitic(view.word(first))) :]
        letters = self._letters(first, last)[1::2]
        stop = next((first + at for at, letter in enumerate(letters) if letter in "PG"), last)  # before "of"
        person = self._is_person(first, stop) or None
        gender = self._people.get(_last_word(words)) if person else None
        if rules.nouns.has_article:
            return Noun(words, gender or rules.nouns.gender(view.raw(first, first + 1)), letters == "U" or None, person)
        head = stop - 1
        several = letters[head - first] == "w" and rules.nouns.is_plural(view.word(head))
        plural = several or rules.nouns.is_plural(view.word(first))
        return Noun(words, gender or self._kin(first, stop), plural, person)

    def _is_listed(self, at: int) -> bool:
        """Whether token `at` is a person's name by the tables."""
        name = self._names.get(at)
        if name is None or name.category not in _PEOPLE:
            return False
        return not name.weak or self._rules.is_definite(self._view.word(at))

    def _listed_class(self, at: int) -> str | None:
        """The class of token `at` as part of a name of the tables; a place is definite."""
        name, word, rules = self._names[at], self._view.word(at), self._rules
        article = rules.nouns.has_article
        attached = rules.nouns.is_attached(word)
        if attached and any(one.key == name.key for one in names_in(tokenise(word[1:]), self._code)):
            return "P"  # «ببيروت»
        if self._is_listed(at):
            return "N"
        return "T" if article and name.category in PROPER_NAMES and not name.weak else None

    def _kin(self, first: int, last: int) -> str | None:
        """The gender of a word for people among tokens `first`..`last`: "his sister Ola"."""
        genders = (self._rules.nouns.gender(self._view.word(at)) for at in range(first, last))
        return next(filter(None, genders), None)

    def _is_person(self, first: int, last: int) -> bool:
        """Whether tokens `first`..`last` hold a person's name, or a word for people alone."""
        letters = self._letters(first, last)[1::2]
        names = [first + at for at, letter in enumerate(letters) if letter == "N"]
        if "K" in letters or any(self._is_listed(at) for at in names):
            return True
        if self._rules.nouns.has_article or "D" in letters:
            return not self._rules.nouns.has_article and self._kin(first, last) is not None
        known = any(_last_word(self._view.word(at)) in self._people for at in names)
        places = any(self._names[at].category in PROPER_NAMES for at in names if at in self._names)
        return known or (len(names) > 1 and not places)

    def _of_pronoun(self, word: str, verb: int, end: int) -> AgreementFeatures | None:
        """What a pronoun agrees with, None for one that stands for nothing: "it was the alarm that woke them"."""
        view, rules = self._view, self._rules
        agreement = rules.nouns.pronoun(word)
        if agreement is None or agreement.person or agreement.plural:
            return agreement
        while verb < end and (view.word(verb) in rules.nouns.auxiliaries or self._classes[2 * verb + 1] == "A"):
            verb += 1
        if view.word(verb) not in rules.nouns.expletive:
            return agreement
        done = (
            self._classes[2 * verb + 3 : 2 * verb + 4] == "V"
            and view.word(verb + 2) not in rules.nouns.before_infinitives
        )
        return agreement if done and verb + 1 < end else None  # "it was founded in 1867"

    def _of_verb(self, verb: int) -> AgreementFeatures:
        """What the verb at the start of a statement agrees with."""
        view, rules = self._view, self._rules
        word, denied = rules.after_proclitic(view.word(verb)) or view.word(verb), False
        while word in rules.nouns.auxiliaries and verb + 1 < len(view):
            denied, verb = True, verb + 1
            word = view.word(verb)
        return rules.nouns.verb(word, auxiliary=denied)


def _last_word(words: str) -> str:
    """The folded last word of a name, without the possessor's ending."""
    return fold(words.split()[-1]).replace("\u2019", "'").removesuffix("'s")
