from .show import as_json, as_text
from .time_map import time_map

__all__ = ["as_json", "as_text", "time_map"]
