"""What a statement leans on without saying it: what its pronoun stands for, the subject it leaves out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from align.claims.clauses import COMMA
from align.claims.grammar import Grammar, Joint
from align.claims.noun_grammar import AgreementFeatures
from align.claims.nouns import Noun, Nouns
from align.language import language
from align.language.phrases import TokenView

_MOST = 8  # words carried over
_LOOK = 4  # words at a statement's start among which a pronoun stands for something before


@dataclass(frozen=True, slots=True)
class Topic:
    """Whom and what a statement was about: what a pronoun in the next one can stand for."""

    subject: tuple[Noun, ...] = ()  # () where it is not sure
    people: tuple[Noun, ...] = ()  # the others who are named in it
    rival_thing: bool = False  # something else is named in it that "it" could stand for
    rival_things: bool = False  # the same of "they"


def leans_back(view: TokenView, start: int, end: int, grammar: Grammar, code: str) -> bool:
    """Whether the statement of tokens `start`..`end` opens with a pronoun, or with a verb whose subject went before."""
    if _subject_left_out(view, start, grammar, code):
        return True
    return _anaphor(view, start, end, grammar) is not None or is_relative(view, start, grammar)


def antecedents(
    nouns: Nouns, topic: Topic, view: TokenView, before: tuple[int, int], start: int, end: int, grammar: Grammar
) -> tuple[Noun, ...]:
    """What the pronoun or the missing subject of the statement `start`..`end` stands for.

    Two where two fit, () where nothing surely does. `before`: the statement before, which had that `topic`.
    """
    anything = before[0] < before[1]
    if is_relative(view, start, grammar):
        noun = nouns.before(*before) if anything else None
        return (noun,) if noun else ()
    if anything and _stands_for_clause(view, start, end, grammar):
        cut = before[0] + _MOST < before[1]
        return (Noun(f"{view.raw(before[0], before[0] + _MOST)} …" if cut else view.raw(*before)),)
    if view.word(start) in grammar.latter:
        return tuple(nouns.people(*before)[:-3:-1])
    needed = nouns.needed(start, end)
    return _fitting(needed, topic) if needed else ()


def topic_of(
    nouns: Nouns, start: int, end: int, stands_for: tuple[Noun, ...], speaker: Noun | None, *, leans: bool
) -> Topic:
    """What the statement of tokens `start`..`end` is about, where its own pronoun, if it `leans` on one, `stands_for`
    that; a `speaker` comes first."""
    subject = stands_for if leans else nouns.subject(start, end)
    named = nouns.people(start, end)
    for noun in (*subject, *named):
        if noun.person:
            nouns.learn(noun)
    people = [noun for noun in named if not any(noun.words in one.words for one in subject)]
    return Topic(
        ((speaker,) if speaker else ()) + subject,
        tuple(people),
        nouns.rivals(start, end, plural=False),
        nouns.rivals(start, end, plural=True),
    )


def _fitting(needed: AgreementFeatures, topic: Topic) -> tuple[Noun, ...]:
    found = [noun for noun in topic.subject if fits(noun, needed)]
    if not found and needed.person and len(topic.subject) > 2:  # "the mayor and the governor", of whom "he" is one
        found = [noun for noun in topic.subject if fits(replace(noun, person=True), needed)]
    if not found or (topic.rival_things if needed.plural else topic.rival_thing and needed.person is False):
        return ()
    found += [noun for noun in topic.people if fits(noun, needed)]
    sure = [noun for noun in found if noun.gender and noun.gender == needed.gender]
    one, *others = dict.fromkeys(sure or found)
    return (one, *others[:1]) if others else (replace(one, gender=needed.gender or one.gender),)


def fits(noun: Noun, needed: AgreementFeatures) -> bool:
    """Whether a pronoun that `needed` this can stand for `noun`."""
    if needed.plural is not None and bool(noun.plural) != needed.plural:
        return False
    if needed.gender and noun.gender and noun.gender != needed.gender:
        return False
    return needed.person is None or bool(noun.person) == needed.person


def _stands_for_clause(view: TokenView, start: int, end: int, grammar: Grammar) -> bool:
    """Whether the statement opens with a pronoun for the whole one before: «تزامن ذلك مع», "this was"."""
    for at in range(start, min(start + 1 + grammar.verb_first, end)):
        word = grammar.after_proclitic(view.word(at)) or view.word(at)
        if word not in grammar.clause_pronouns:
            continue
        if word in grammar.particles and not COMMA.search(view.gap(at)):
            return False  # «ما زال»
        following = view.word(at + 1)
        return not grammar.is_definite(following) if grammar.verb_first else grammar.is_verb(following)
    return False


def _subject_left_out(view: TokenView, start: int, grammar: Grammar, code: str) -> bool:
    """Whether the statement opens with a verb whose subject is not behind it: «لم تؤت ثمارها»."""
    first = grammar.after_proclitic(view.word(start)) or view.word(start)
    denied = language(code).is_negator(first) and view.word(start + 2) not in grammar.nobody
    alone = denied or view.word(start + 1) in grammar.name_enders
    return grammar.verb_first and grammar.is_verb(first) and alone


def _anaphor(view: TokenView, start: int, end: int, grammar: Grammar) -> int | None:
    """The token near the statement's start that is a pronoun."""
    for index in range(start, min(start + _LOOK, end)):
        word = view.word(index)
        if word in grammar.existential and any(grammar.is_verb(view.word(at)) for at in (index - 1, index + 1)):
            continue
        if word in grammar.anaphors or grammar.after_proclitic(word) in grammar.anaphors:
            return index
    return None


def is_relative(view: TokenView, start: int, grammar: Grammar) -> bool:
    return any(hit.entry is Joint.WHICH for hit in grammar.joints.find(view, start))


def content_words(view: TokenView, start: int, end: int, grammar: Grammar, code: str) -> list[str]:
    """The first words of tokens `start`..`end` that may name someone or something, without numbers and negations."""
    words = language(code)
    found = []
    for token in view.tokens[start:end]:
        bare = grammar.after_proclitic(token.text) or token.text
        known = words.is_stopword(token.text) or words.is_stopword(bare) or bare in grammar.anaphors
        if known or grammar.is_verb(bare) or token.text[0].isdigit() or bare in grammar.name_enders:
            continue
        found.append(view.text[token.start : token.end])
        if len(found) == _MOST:
            break
    return found
