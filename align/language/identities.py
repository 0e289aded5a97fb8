"""Named things, and whether two names can be of one.

A name has an identity that holds across inflection, spelling and language («فرنسا», «الفرنسيين», "French":
country:france). The accusation "another name was said" rests on it: words that are everyday words too are marked
weak, they can agree but never differ.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from .agreement import Agreement
from .tables import ALL_LANGUAGES, rows


class Category(StrEnum):
    """What sort of thing is named; the first part of its key, NATIONALITY excepted."""

    COUNTRY = "country"
    NATIONALITY = "nationality"  # of a country or region: its people, its language, what comes from it
    PEOPLE = "people"  # a people or language without one state of its own
    REGION = "region"
    PROVINCE = "province"  # also federal states, islands: a part of a country that holds cities
    CITY = "city"  # also what lies in it
    WATER = "water"
    ORGANISATION = "organisation"
    PERSON = "person"  # by given name
    FIGURE = "figure"  # a public figure, by surname
    FAITH = "faith"
    KIN = "kin"
    COLOUR = "colour"
    DIRECTION = "direction"
    SIDE = "side"
    SEASON = "season"
    PLANET = "planet"
    MEAL = "meal"
    SPORT = "sport"
    INSTRUMENT = "instrument"
    SUBJECT = "subject"
    DEGREE = "degree"
    STAGE = "stage"  # of schooling
    VEHICLE = "vehicle"
    ANIMAL = "animal"
    ASSET = "asset"  # what markets trade: oil, gold, currencies
    AWARD = "award"
    FREQUENCY = "frequency"  # daily, monthly


PLACES = (Category.COUNTRY, Category.PEOPLE, Category.REGION, Category.PROVINCE, Category.CITY, Category.WATER)
PROPER_NAMES = frozenset((*PLACES, Category.ORGANISATION, Category.PERSON, Category.FIGURE))  # the others: classes
_WIDENING = (Category.CITY, Category.PROVINCE, Category.COUNTRY)
_PEOPLES = frozenset((Category.NATIONALITY, Category.PEOPLE))


@dataclass(frozen=True, slots=True)
class Name:
    """A named thing in running text, on the tokens `first`..`last` (inclusive)."""

    category: Category
    key: str  # the same for all its words in all languages, as "country:france"
    first: int
    last: int
    weak: bool = False  # also an everyday word, or part of another name: no ground for saying that two names differ


def compare_names(a: Name, b: Name) -> Agreement:
    """Whether `a` and `b` can name one thing. Symmetric.

    COMPATIBLE: one lies in the other or is a part or kind of it (a city and its country). DIFFERENT: another member of
    the same category, or a city that surely lies elsewhere, both unmistakable. UNRELATED: they do not stand for each
    other (a language and a country).
    """
    if a.key == b.key:
        return Agreement.SAME
    if _related(a.key, b.key):
        return Agreement.COMPATIBLE
    languages = {a.category, b.category} == _PEOPLES and {a.key, b.key} <= _tongues()
    comparable = a.category == b.category or languages or _apart(a, b)
    return Agreement.DIFFERENT if comparable and not (a.weak or b.weak) else Agreement.UNRELATED


@cache
def _related(a: str, b: str) -> bool:
    return b in _wider(a) or a in _wider(b) or frozenset((a, b)) in _overlaps()


def lies_in(a: Name, b: Name) -> bool:
    """Whether `a` is within `b`, or a part or kind of it."""
    return b.key in _wider(a.key)


def _apart(a: Name, b: Name) -> bool:
    """Whether two places of different kinds are named of which the tables know that neither lies in the other."""
    narrow, wide = sorted((a, b), key=lambda name: _WIDENING.index(name.category) if name.category in _WIDENING else -1)
    if narrow.category not in _WIDENING or narrow.category is wide.category:
        return False
    inside, around = _wider(narrow.key), _wider(wide.key)
    if wide.category is Category.COUNTRY:
        return bool(inside and around)
    countries = [{key for key in keys if key.startswith(Category.COUNTRY)} for keys in (inside, around)]
    known = any(key.startswith(Category.PROVINCE) for key in inside)
    return known or (all(countries) and countries[0].isdisjoint(countries[1]))


@cache
def _wider(key: str) -> frozenset[str]:
    """Everything `key` lies in, directly or not."""
    direct = _within().get(key, ())
    return frozenset(direct).union(*map(_wider, direct))


@cache
def _within() -> dict[str, tuple[str, ...]]:
    table = (row for row in rows(ALL_LANGUAGES, "name-relations") if row[0] == "within")
    return {key: tuple(others.split()) for _, key, others in table}


@cache
def _overlaps() -> frozenset[frozenset[str]]:
    table = (row for row in rows(ALL_LANGUAGES, "name-relations") if row[0] == "overlap")
    return frozenset(frozenset((key, other)) for _, key, others in table for other in others.split())


@cache
def _tongues() -> frozenset[str]:
    return frozenset(row[1] for row in rows(ALL_LANGUAGES, "name-relations") if row[0] == "tongue")
