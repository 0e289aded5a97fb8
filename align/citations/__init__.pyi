from .cite import cite
from .cited import Citation, citations
from .styles import Style

__all__ = ["Citation", "Style", "citations", "cite"]
