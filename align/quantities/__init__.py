"""Amounts, times and dates: found in running text, compared as a reader compares them."""

from align.language.agreement import Agreement

from .comparison import compare
from .numerals import NumberedText, NumeralReader, numerals
from .quantity import PartialDate, Quantity
from .reader import number_value, quantities

__all__ = [
    "Agreement",
    "NumberedText",
    "NumeralReader",
    "PartialDate",
    "Quantity",
    "compare",
    "number_value",
    "numerals",
    "quantities",
]
