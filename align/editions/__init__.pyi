from .show import as_json, as_text
from .time_map import time_map
from .types import Piece, TimeMap

__all__ = ["Piece", "TimeMap", "as_json", "as_text", "time_map"]
