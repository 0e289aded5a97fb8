"""Prompting the recogniser with an article's names, and distrusting what it then hears."""

from align.hotwords.rare_words import rare_words
from align.hotwords.second_hearing import SecondHearing, hear_again
from align.hotwords.sources import hotwords_from, listed_hotwords

__all__ = ["SecondHearing", "hear_again", "hotwords_from", "listed_hotwords", "rare_words"]
