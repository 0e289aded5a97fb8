from .comparison import SCALES, YEARS, QuantityCheck, Relation, compare_said, is_year_short, same_noun
from .differences import between
from .numerals import NumberedText, NumeralReader, numerals
from .quantity import Bound, Era, PartialDate, Quantity
from .reader import number_value, quantities
from .units import is_period

__all__ = [
    "SCALES",
    "YEARS",
    "Bound",
    "Era",
    "NumberedText",
    "NumeralReader",
    "PartialDate",
    "Quantity",
    "QuantityCheck",
    "Relation",
    "between",
    "compare_said",
    "is_period",
    "is_year_short",
    "number_value",
    "numerals",
    "quantities",
    "same_noun",
]
