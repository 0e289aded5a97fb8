from .show import as_json, as_text
from .time_map import time_map
from .types import EditionPiece, TimeMap

__all__ = ["EditionPiece", "TimeMap", "as_json", "as_text", "time_map"]
