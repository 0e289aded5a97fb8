from .checks import Check, as_json, as_text
from .examination import examine

__all__ = ["Check", "as_json", "as_text", "examine"]
