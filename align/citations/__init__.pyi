from .cite import cite, left_out
from .cited import Citation, citations
from .styles import Style

__all__ = ["Citation", "Style", "citations", "cite", "left_out"]
