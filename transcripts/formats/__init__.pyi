from .read import is_transcript, load
from .write import WRITERS, form_of, text_for

__all__ = ["WRITERS", "form_of", "is_transcript", "load", "text_for"]
