"""Which words stand under a negation.

A negator rules the words that follow it, up to a short distance or the next clause. Repeated negators strengthen
(«ما في ولا شي»); they cancel out where the later one denies what nobody does («ما حدا ما إجا», "could not not").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from align.claims.grammar import grammar
from align.judging.limits import LIMITS
from align.judging.negative_verbs import denying_verbs, is_ability, is_denial
from align.judging.negators import ALONE, denies_anything, is_idle, role
from align.language import Language
from align.language.tables import words as listed

_LEAST = 4  # letters of a verb in the imperfect, person and all: shorter ones are other words too often


@dataclass(frozen=True, slots=True)
class Denials:
    """What a row of words denies, a phrase or a whole talk: the scope and the focus of its negations.

    Beside the words, of each:
    """

    may_deny: list[bool]  # whether it does, perhaps; verbs that do so by their meaning with the others
    in_scope: list[bool]  # whether it stands under a negation
    focus: list[bool]  # … and is the very word that is denied: the first of sense behind what denies
    by_verb: list[bool]  # … behind a verb that denies by its meaning: to refuse, to cancel

    def put(self, first: int, phrase: Denials) -> None:
        """Note what the words from place `first` on deny."""
        end = first + len(phrase.in_scope)
        self.may_deny[first:end] = phrase.may_deny
        self.in_scope[first:end] = phrase.in_scope
        self.focus[first:end] = phrase.focus
        self.by_verb[first:end] = phrase.by_verb


def denials(words: Sequence[str], language: Language, ends: Sequence[int] | None = None) -> Denials:
    """What the normalised words of one phrase deny; `ends` are the last places of each word's clause, where known."""
    negators = [at for at, word in enumerate(words) if language.is_negator(word.removesuffix(ALONE))]
    verbs = denying_verbs(words, language)
    in_scope, focus, by_verb = ([False] * len(words) for _ in range(3))
    for at in negators:
        if words[at].endswith(ALONE) or not denies_anything(words, at, language):
            continue
        untrue = _is_untrue(words, at, language.code)
        cancels = _cancels(words, at, in_scope, language)
        if cancels:
            _affirm(at, in_scope, focus)
        itself = not cancels and _is_denied_verb(words[at], language)
        end = len(words) if ends is None or untrue else ends[at] + 1
        passed = _behind_nobody(words, at, end, language)
        scope = _scope(words, at, language.code) if passed == at else LIMITS.sentence
        reached = _up_to_a_verb(_reached(words, passed + untrue, scope, end, language), verbs)
        _rule(reached, not cancels, words, in_scope, [False] * len(words) if itself else focus, language)
        in_scope[at], focus[at] = itself or in_scope[at], itself or focus[at]
    others = [*_exceptions(words, language), *_too_much(words, language)]
    for at in others:
        end = len(words) if ends is None else ends[at] + 1
        _rule(_reached(words, at, LIMITS.phrase, end, language), True, words, in_scope, focus, language)
    for at, scope in verbs.items():
        if in_scope[at]:
            continue  # what is not refused happens; what is not denied is as it is said
        denial = is_denial(words[at], language)
        end = len(words) if ends is None or denial else ends[at] + 1
        reached = _up_to_a_verb(_reached(words, at, scope, end, language), verbs)
        if denial:
            reached = _up_to_another_denial(reached, at, in_scope, focus)
        _rule(reached, True, words, in_scope, by_verb, language)
    focus = [head and in_its_scope for head, in_its_scope in zip(focus, in_scope, strict=True)]
    deniers = {*negators, *verbs, *others}
    return Denials([at in deniers for at in range(len(words))], in_scope, focus, by_verb)


def _exceptions(words: Sequence[str], language: Language) -> Iterator[int]:
    """Where something is excepted from what is said of all: "everybody left except my brother"."""
    excepting = role(language.code, "excepting")
    for at in [at for at, word in enumerate(words) if word in excepting]:
        before = words[max(0, at - LIMITS.clause) : at]
        denied = any(language.is_negator(other.removesuffix(ALONE)) for other in before)
        if not denied and any(language.quantifiers.get(other) == "all" for other in before):
            yield at


def _too_much(words: Sequence[str], language: Language) -> Iterator[int]:
    """Where what is too much begins to say for what: "too late to learn", which nobody did."""
    for at in too_much_for(words, language.code):
        before = (word.removesuffix(ALONE) for word in words[max(0, at - LIMITS.pair) : at])
        if not any(map(language.is_negator, before)):
            yield at + LIMITS.pair


def _up_to_a_verb(places: Iterable[int], verbs: Collection[int]) -> list[int]:
    """Of `places` in order, those up to the first verb that denies: what stands behind it the verb rules."""
    found = []
    for at in places:
        found.append(at)
        if at in verbs:
            break
    return found


def _up_to_another_denial(places: list[int], verb: int, in_scope: list[bool], focus: list[bool]) -> list[int]:
    """Of `places` behind a verb of denying, those before what a negator denies close to it, which is affirmed then:
    "he denied that he never paid"."""
    first = next((at for at in places if in_scope[at]), None)
    if first is None or first - verb > LIMITS.phrase + 1:
        return places
    for at in range(first, places[-1] + 1):
        if not in_scope[at]:
            break
        in_scope[at] = focus[at] = False
    return [at for at in places if at < first]


def _cancels(words: Sequence[str], at: int, in_scope: Sequence[bool], language: Language) -> bool:
    """Whether a negator that stands under another says of everybody that he does: «ما حدا ما إجا», "could not not"."""
    code = language.code
    if not (words[at] in role(code, "of-verbs") or words[at] not in language.negators):
        return False
    first = next((i for i in range(at - 1, max(-1, at - LIMITS.clause), -1) if language.is_negator(words[i])), None)
    if first is None or is_idle(words, first, language):
        return False
    between = words[first + 1 : at]
    nobody = not role(code, "nobody").isdisjoint((words[first], *between[:1]))
    exists = bool(between) and between[0] in role(code, "there-is")
    able = in_scope[at] and all(word in role(code, "able") for word in between)
    nor = words[first] in role(code, "nor") and len(between) == 1
    return nobody or exists or able or nor


def _affirm(at: int, in_scope: list[bool], focus: list[bool]) -> None:
    """Note that nothing right before `at` is denied either: "there is not a vet who has not come" has them all come."""
    for place in range(at - 1, -1, -1):
        if not in_scope[place]:
            break
        in_scope[place] = focus[place] = False


def _is_denied_verb(word: str, language: Language) -> bool:
    """Whether a negator is written onto the very word that it denies: «ماحضرش»."""
    if language.is_stopword(word) or word in role(language.code, "nobody"):
        return False
    return any(key.startswith("c:") for key in language.keys(word))


def _rule(
    reached: Iterable[int],
    denies: bool,
    words: Sequence[str],
    in_scope: list[bool],
    focus: list[bool],
    language: Language,
) -> None:
    """Note that the words `reached` are denied, or are not after all."""
    places = list(reached)
    last = _before_rather(places, words, language)
    for at in places:
        in_scope[at] = denies
    sense = [at for at in places if words[at] and not language.is_stopword(words[at])]
    if last is not None:
        head = last if last in sense else None
    else:
        head = next((at for at in sense if _may_head(at, words, places, language)), None)
    for at in sense if not denies else ():
        focus[at] = False
    if head is not None:
        focus[head] = denies
        if is_ability(words[head], language) and (done := _done(head, sense, words, language)) is not None:
            focus[done] = denies


def _done(able: int, sense: Sequence[int], words: Sequence[str], language: Language) -> int | None:
    """What somebody was not able to do, of the places of `sense`: not he himself («لم يتمكن الوزير من بيع البيت»)."""
    rules = grammar(language.code)
    return next((at for at in sense if at > able and not rules.is_definite(words[at])), None)


def _before_rather(places: Sequence[int], words: Sequence[str], language: Language) -> int | None:
    """The last word of sense before a "but rather", where it ends or follows `places`: what alone is denied."""
    if not places:
        return None
    end = range(places[-1] + 1, min(len(words), places[-1] + 1 + LIMITS.phrase))
    rather = next((i for i in end if words[i] in role(language.code, "rather")), None)
    if rather is None:
        return None
    return next((i for i in range(rather - 1, places[0] - 1, -1) if not language.is_stopword(words[i])), None)


def _may_head(at: int, words: Sequence[str], places: Sequence[int], language: Language) -> bool:
    """Whether a word of sense is what is denied, and not the subject of it: «ولا المدارس فاتحة»."""
    code = language.code
    if at == places[0] and at and words[at - 1] in role(code, "no") | role(code, "nor"):
        behind = words[at + 1] if at + 1 in places else ""
        predicate = bool(behind) and not language.is_stopword(behind)
        if predicate and grammar(code).is_definite(words[at]) and not grammar(code).is_definite(behind):
            return False
    return not _is_aspect(at, words, places, language)


def _is_aspect(at: int, words: Sequence[str], places: Sequence[int], language: Language) -> bool:
    """Whether a word says only that it went on until then, of the verb behind it: "no longer sells", «ما عاد يبيع»."""
    if words[at] not in role(language.code, "aspect"):
        return False
    behind = next((i for i in places if i > at and not language.is_stopword(words[i])), None)
    rules = grammar(language.code)  # where verbs come first, «ما عاد» alone is "he did not return"
    if behind is None or not rules.verb_first:
        return behind is not None
    return rules.is_spoken_verb(words[behind]) or is_imperfect(words[behind], language)


def is_imperfect(word: str, language: Language) -> bool:
    """Whether `word` is a verb in the imperfect: of other persons it would mean the same."""
    persons = listed(language.code, "factuality", "imperfect-prefix")
    meant = language.meanings(word) if word[:1] in persons and len(word) >= _LEAST else frozenset()
    return bool(meant) and any(language.meanings(other + word[1:]) == meant for other in persons - {word[0]})


def is_untrue(word: str, after: str, language: Language) -> bool:
    """Whether two words in a row call a whole sentence untrue: "not true", «غير صحيح»."""
    return language.is_negator(word) and after in role(language.code, "true")


def sets_aside(word: str, code: str) -> bool:
    """Whether a negator denies the one thing or reason right behind it: "not because", «مو بالبحر»."""
    return word in role(code, "not-for")


def excepts(word: str, code: str) -> bool:
    """Whether a word excepts what stands behind it: "all but"."""
    return word in role(code, "excepting")


def is_too_much(word: str, code: str) -> bool:
    """Whether a word may say of what follows that it did not come to it: "too late to learn"."""
    return word in listed(code, "factuality", "too-much")


def too_much_for(words: Sequence[str], code: str) -> list[int]:
    """Where "too … to" stands: what follows did not happen."""
    too, to = (listed(code, "factuality", role) for role in ("too-much", "too-much-for"))
    return [at for at, word in enumerate(words[: -LIMITS.pair]) if word in too and words[at + LIMITS.pair] in to]


def _is_untrue(words: Sequence[str], at: int, code: str) -> bool:
    """Whether the negator at `at` says of a whole sentence that it is not so: "it is not true that …"."""
    return bool(words[at + 1 : at + 2]) and words[at + 1] in role(code, "true")


def _behind_nobody(words: Sequence[str], at: int, end: int, language: Language) -> int:
    """The last word of a subject of which it is denied: "nobody in the council", «ما حدا بالمجلس»; else `at`."""
    nobody, group = role(language.code, "nobody"), role(language.code, "group")
    last = next((i for i in (at + 1, at) if i < end and words[i] in nobody), None)
    if last is None or last + 1 >= end:
        return at
    behind = words[last + 1]
    if behind not in group and not (language.code == "ar" and behind.startswith("بال")):
        return last
    if words[last + 2 : last + 3] and words[last + 2] in role(language.code, "object"):
        return last + 2  # "none of them"
    return next((i for i in range(last + 1, end) if not language.is_stopword(words[i])), last)


def _scope(words: Sequence[str], at: int, code: str) -> int:
    """How many words the negator at `at` rules."""
    if _is_untrue(words, at, code):
        return LIMITS.sentence
    able = words[at + 1 : at + 2] and words[at + 1] in role(code, "able")  # «غير قادر على الدفع»
    return 1 if words[at] in role(code, "narrow") and not able else LIMITS.phrase


def _reached(words: Sequence[str], at: int, scope: int, end: int, language: Language) -> Iterator[int]:
    """The places of at most `scope` words behind `at`, up to the next clause, and before `end`."""
    breaks = role(language.code, "clause-break")
    denier, behind = words[at : at + 1], words[at + 1 : at + 2]
    if behind and behind[0] in role(language.code, "reason") and denier[0] in role(language.code, "not-for"):
        at, scope = at + 1, scope + 1  # «مو لأنو خاف»: it is the reason that is denied
    return takewhile(lambda place: words[place] not in breaks, range(at + 1, min(end, at + 1 + scope)))
