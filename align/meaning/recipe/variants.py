"""Examples that a program makes of written ones, the label known from what was changed.

Another number, date or ordered word, a denial, a name, exchanged ends make a supported claim a contradicted one;
without the utterance that says it, a passage is silent. A passage's claims serve as its passage, too: short pairs from
which a model learns soonest to compare two texts. Each weighs less than a written example. And passages are made to
look as they come out of a talk: utterances run on, and what stands before and behind belongs to something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random

from align.meaning.recipe.examples import BREAK, CONTRADICTED, SILENT, SUPPORTED, Example, likeness

MADE_WEIGHT = 0.7  # of examples that a program made, against 1 for written ones
SILENT_RATE = 0.15  # of claims that are set against a passage that no longer says them
RATE = 0.6  # of the changes that are possible
NOISE_RATE = 0.06  # of examples whose passage is made to look dictated
NEIGHBOUR_RATE, NEIGHBOUR_WORDS = 0.3, range(8, 25)  # of passages that get words of another before or behind them
JOINTS = (" ", " ", ". ", BREAK)  # between the utterances of a passage
FAMILIES = """
ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة | ثلاث أربع خمس ست سبع ثماني تسع عشر
عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين | عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون
ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة | الأول الثاني الثالث الرابع الخامس السادس | الأولى الثانية الثالثة الرابعة الخامسة
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول
السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة | الصيف الشتاء الخريف الربيع | نصف ثلث ربع ثلثي | قبل بعد
أكثر_من أقل_من | ارتفع انخفض | ارتفعت انخفضت | زاد تراجع | زادت تراجعت
three four five six seven eight nine ten eleven twelve | twenty thirty forty fifty sixty seventy eighty ninety
Monday Tuesday Wednesday Thursday Friday Saturday Sunday | first second third fourth fifth | before after
January February March April June July August September October November December | more_than less_than
increased decreased | rose fell | higher lower | hundred thousand million | spring summer autumn winter
"""
DENIALS_EN = (  # what is replaced, and by what; the first that is found
    (r"\b(did|does|do|is|are|was|were|has|have|had|can|could|will|would|should) not\b", r"\1"),
    (r"\b(did|does|do|is|are|was|were|has|have|had|could|would|should)n't\b", r"\1"),
    (r"\bnever\b", "always"),
)
AUXILIARY_EN = re.compile(r"\b(is|are|was|were|has been|have been|can|could|will|would|should|must)\b")
DENIED_EN = re.compile(r"\b(not|no|never|nobody|none|only)\b", re.IGNORECASE)
DENIED_AR = re.compile(r"(?:^| )(?:لم|لا|لن|ليس|غير|دون|بلا|عدم|سوى|إلا) ")
HAMZA = str.maketrans("أإآىةؤئ", "ااايهوي")


@dataclass(frozen=True, slots=True)
class Family:
    """Words of which each denies the others in its place."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]


def silent(examples: Sequence[Example], seed: int, rate: float = SILENT_RATE) -> list[Example]:
    """The claim unchanged, against its passage without the decisive utterance, or against another passage."""
    random = Random(seed)
    found = []
    by_language: dict[str, list[str]] = {}
    for example in examples:
        by_language.setdefault(example.language, []).append(example.passage)
    for example in examples:
        if example.label == SILENT or random.random() > rate:
            continue
        shorter = without_decisive(example.passage, example.claim)
        if shorter is None:
            others = random.sample(by_language[example.language], 12)
            others = [other for other in others if other != example.passage]
            shorter = max(others, key=lambda other: likeness(example.claim, other))
        found.append(replace(example, passage=shorter, label=SILENT, weight=MADE_WEIGHT))
    return found


def without_decisive(passage: str, claim: str) -> str | None:
    """The passage without the utterance that shares most letters with the claim; None where two share about as much."""
    said = passage.split(BREAK)
    shares = [likeness(claim, utterance) for utterance in said]
    best, second = sorted(shares, reverse=True)[:2] if len(said) > 2 else (0.0, 1.0)
    if best < 0.12 or second > 0.6 * best:
        return None
    return BREAK.join(utterance for index, utterance in enumerate(said) if index != shares.index(best))


def changed(examples: Sequence[Example], seed: int) -> list[Example]:
    """Supported claims with one thing changed, now contradicted; and passages that look dictated."""
    random = Random(seed)
    names = sorted({name for e in examples if e.language == "en" for name in _names(e.claim)})
    found = []
    for example in examples:
        if example.label == SUPPORTED:
            for claim in contradictions(example, names, random):
                found.append(replace(example, claim=claim, label=CONTRADICTED, weight=MADE_WEIGHT))
        if random.random() < NOISE_RATE:
            found.append(replace(example, passage=dictated(example.passage, random), weight=MADE_WEIGHT))
    return found


def as_heard(examples: Sequence[Example], seed: int) -> list[Example]:
    """The same examples, their passages as a window of a talk shows them; those of one passage stay of one passage."""
    random = Random(seed)
    by_language: dict[str, list[str]] = {}
    for example in examples:
        by_language.setdefault(example.language, []).append(example.passage)
    seen: dict[str, str] = {}
    for example in examples:
        if example.passage not in seen:
            other = random.choice(by_language[example.language])
            seen[example.passage] = _among(example.passage, other, random).replace(BREAK, random.choice(JOINTS))
    return [replace(example, passage=seen[example.passage]) for example in examples]


def _among(passage: str, other: str, random: Random) -> str:
    """The passage with the last words of another before it, or the first behind it, now and then."""
    count, chance = random.choice(NEIGHBOUR_WORDS), random.random()
    words = other.split()
    if other == passage or chance > NEIGHBOUR_RATE:
        return passage
    if chance < NEIGHBOUR_RATE / 2:
        return " ".join(words[-count:]) + BREAK + passage
    return passage + BREAK + " ".join(words[:count])


def short(examples: Sequence[Example], seed: int) -> list[Example]:
    """Some of a passage's supported claims as its passage: those in it are supported, the others silent."""
    random = Random(seed)
    found = []
    for _, members in groupby(examples, key=lambda example: example.group):
        claims = list(members)
        said = [example for example in claims if example.label == SUPPORTED]
        if len(said) < 2 or said[0].source != "entailment":
            continue
        random.shuffle(said)
        inside = said[: max(1, len(said) // 2)]
        passage = BREAK.join(example.claim for example in inside)
        silent = said[len(inside) :] + [example for example in claims if example.label == SILENT]
        pairs = inside + [replace(example, label=SILENT) for example in silent]
        found += [replace(example, passage=passage, weight=MADE_WEIGHT) for example in pairs]
    return found + [made for made in changed(found, seed) if made.label == CONTRADICTED]


def contradictions(example: Example, names: Sequence[str], random: Random) -> Iterator[str]:
    """The example's claim with one thing changed, in each way that its words allow, now and then."""
    claim = example.claim
    for changed in (
        another_value(claim, random),
        denied(claim, example.language),
        another_name(example, names, random),
        ends_exchanged(claim, example.language),
    ):
        if changed is not None and random.random() < RATE:
            yield changed


def another_value(claim: str, random: Random) -> str | None:
    """Another number, date or ordered word of the same family."""
    places = [(match.span(), None) for match in re.finditer(r"\d+(?:[.,]\d+)?", claim)]
    places += [(match.span(1), family) for family in FAMILY_LIST for match in family.pattern.finditer(claim)]
    if not places:
        return None
    (start, end), family = random.choice(places)
    old = claim[start:end]
    new = random.choice([word for word in family.words if word != old]) if family else _number(old, random)
    return claim[:start] + new + claim[end:]


def denied(claim: str, language: str) -> str | None:
    """The opposite of an English or written Arabic claim where its surface makes that safe."""
    return _denied_en(claim) if language == "en" else _denied_ar(claim)


def another_name(example: Example, names: Sequence[str], random: Random) -> str | None:
    """A name that claim and passage share replaced by one that the passage does not have (English)."""
    if example.language != "en":
        return None
    shared = [name for name in _names(example.claim) if name in example.passage]
    others = [name for name in names if name not in example.passage]
    if not shared or not others:
        return None
    return example.claim.replace(random.choice(shared), random.choice(others), 1)


def ends_exchanged(claim: str, language: str) -> str | None:
    """ "from B to A" for "from A to B"."""
    match = re.search(r"\bfrom (\w+) to (\w+)\b" if language == "en" else r"(?<!\S)من (\S+) إلى (\S+)", claim)
    if not match or match[1] == match[2]:
        return None
    return claim[: match.start(1)] + match[2] + claim[match.end(1) : match.start(2)] + match[1] + claim[match.end(2) :]


def dictated(passage: str, random: Random) -> str:
    """As a recogniser might have written it: no punctuation, no capitals, plain letters, words run together."""
    plain = re.sub(r"[،,.!:;؛]", "", passage).lower().translate(HAMZA)
    words: list[str] = []
    for word in plain.split(" "):
        if words and "/" not in (word, words[-1]) and random.random() < 0.02:
            words[-1] += word
        else:
            words.append(word)
    return " ".join(words)


def _denied_en(claim: str) -> str | None:
    for pattern, other in DENIALS_EN:
        if re.search(pattern, claim):
            return re.sub(pattern, other, claim, count=1)
    match = AUXILIARY_EN.search(claim)
    if not match or DENIED_EN.search(claim):
        return None
    first, _, rest = match[1].partition(" ")
    return claim[: match.start()] + f"{first} not {rest}".strip() + claim[match.end() :]


def _denied_ar(claim: str) -> str | None:
    first, _, rest = claim.partition(" ")
    if first in ("لا", "ليس", "ليست"):
        return rest
    if first == "لن":
        return "س" + rest
    if DENIED_AR.search(claim):
        return None
    if re.match(r"س[يتن]", first):
        return "لن " + claim[1:]
    if re.match(r"ي[ء-ي]{3,}$", first):
        return "لا " + claim
    if first in ("كان", "كانت") and len(rest.split()) > 2:
        return ("لم يكن " if first == "كان" else "لم تكن ") + rest
    if first in ("هناك", "ثمة"):
        return "ليس " + claim
    return "لم يتم " + rest if first == "تم" else None


def _number(old: str, random: Random) -> str:
    value = float(old.replace(",", ""))
    if not value.is_integer():
        return str(round(value * random.choice([0.5, 1.5, 2, 0.8, 1.2]) + 0.1, 1))
    whole = int(value)
    if 1900 <= whole <= 2035:
        return str(whole + random.choice([-7, -5, -3, -2, -1, 1, 2, 3, 4]))
    others = {whole + 1, whole + 2, whole * 2, whole * 10, max(1, whole // 2), whole + 5, whole + 10} - {whole}
    return str(random.choice(sorted(others)))


def _names(claim: str) -> list[str]:
    return re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", claim)


def _families() -> list[Family]:
    found = []
    for line in re.split(r"\||\n", FAMILIES):
        words = tuple(word.replace("_", " ") for word in line.split())
        if words:
            either = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
            found.append(Family(words, re.compile(rf"(?<!\w)[وبلف]?({either})(?!\w)")))
    return found


FAMILY_LIST = _families()
