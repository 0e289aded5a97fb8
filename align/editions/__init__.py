"""Two editions of one episode: where the time of one is in the other."""

from align.editions.time_map import time_map
from align.editions.types import Piece, TimeMap

__all__ = ["Piece", "TimeMap", "time_map"]
