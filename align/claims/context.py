"""What a statement leans on without saying it: what its pronoun stands for, the subject it leaves out."""

from __future__ import annotations

from align.claims.grammar import Grammar, Joint
from align.claims.subjects import head_of, noun_before
from align.language import language, tokenise
from align.language.gazetteer import names_in
from align.language.identities import Category
from align.language.phrases import TokenView

_MOST = 8  # words carried over
_LOOK = 4  # words at a statement's start among which a pronoun stands for something before
_PEOPLE = (Category.PERSON, Category.FIGURE)


def leans_back(view: TokenView, start: int, end: int, grammar: Grammar, code: str) -> bool:
    """Whether the statement of tokens `start`..`end` opens with a pronoun, or with a verb whose subject went before."""
    if _subject_left_out(view, start, grammar, code):
        return True
    return _anaphor(view, start, end, grammar) is not None or _relative(view, start, grammar)


def antecedents(
    view: TokenView, before: tuple[int, int], start: int, end: int, grammar: Grammar, code: str
) -> tuple[str, ...]:
    """What the pronoun or the missing subject of the statement `start`..`end` stands for in the one `before` it.

    Likeliest first; more than one where several people named there fit.
    """
    if before[0] >= before[1]:
        return ()
    if _relative(view, start, grammar):
        return (view.raw(*noun_before(view, *before, grammar, code)),)
    pronoun = _anaphor(view, start, end, grammar)
    word = view.word(start) if pronoun is None else view.word(pronoun)
    word = grammar.after_proclitic(word) or word
    if pronoun is not None and pronoun - start <= grammar.verb_first and word in grammar.clause_pronouns:
        cut = before[0] + _MOST < before[1]
        return (f"{view.raw(before[0], before[0] + _MOST)} …" if cut else view.raw(*before),)
    left_out = _subject_left_out(view, start, grammar, code)
    if not left_out and word not in grammar.latter | grammar.personal:
        return ()
    people = _people(view, *before, code)
    if word in grammar.latter:
        return tuple(people[:-3:-1]) or _subject(view, before, grammar, code)
    subject = _subject(view, before, grammar, code)
    if subject and word in grammar.singular and len(both := _joined(subject[0], grammar)) == 2:
        return both
    if left_out or len(people) < 2:
        return subject or tuple(people[:1])
    return tuple(dict.fromkeys(people))[:2]  # "he" behind two men


def _subject(view: TokenView, before: tuple[int, int], grammar: Grammar, code: str) -> tuple[str, ...]:
    head = head_of(view, *before, grammar, code)
    return (view.raw(*head.subject),) if head and head.subject else ()


def _joined(subject: str, grammar: Grammar) -> tuple[str, ...]:
    """The members of a subject that names two: "the mayor", "the governor"."""
    view = TokenView(subject, tokenise(subject))
    for at in range(1, len(view)):
        if view.word(at) in grammar.part_anywhere and at + 1 < len(view):
            return view.raw(0, at), view.raw(at + 1, len(view))
        if rest := grammar.after_proclitic(view.word(at)):
            return view.raw(0, at), view.raw(at, len(view))[len(view.word(at)) - len(rest) :]
    return (subject,)


def _people(view: TokenView, start: int, end: int, code: str) -> list[str]:
    """The people named in tokens `start`..`end`, each once, in order."""
    found: list[str] = []
    last = -1
    for name in names_in(view.tokens[start:end], code):
        if name.category in _PEOPLE:
            if name.first == last + 1 and found and view.flows(start + name.first):
                found[-1] += f" {view.raw(start + name.first, start + name.last + 1)}"  # a family name
            else:
                found.append(view.raw(start + name.first, start + name.last + 1))
            last = name.last
    return list(dict.fromkeys(found))


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


def _relative(view: TokenView, start: int, grammar: Grammar) -> bool:
    return any(hit.entry is Joint.WHICH for hit in grammar.joints.find(view, start))


def nouns(view: TokenView, start: int, end: int, grammar: Grammar, code: str) -> list[str]:
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
