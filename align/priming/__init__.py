"""Telling the recogniser an article's names beforehand, and distrusting what it then hears."""

from align.priming.second_hearing import Priming, hear_again
from align.priming.sources import hotwords_from, listed_hotwords
from align.priming.words import rare_words

__all__ = ["Priming", "hear_again", "hotwords_from", "listed_hotwords", "rare_words"]
