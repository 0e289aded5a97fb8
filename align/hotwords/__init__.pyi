from .rare_words import rare_words
from .second_hearing import SecondHearing, hear_again
from .sources import hotwords_from, listed_hotwords

__all__ = ["SecondHearing", "hear_again", "hotwords_from", "listed_hotwords", "rare_words"]
