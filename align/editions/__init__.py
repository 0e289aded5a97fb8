"""Two editions of one episode: where the time of one is in the other."""

from align.editions.show import as_json, as_text
from align.editions.time_map import time_map
from align.editions.types import Piece, TimeMap

__all__ = ["Piece", "TimeMap", "as_json", "as_text", "time_map"]
