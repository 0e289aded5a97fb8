from .read import is_transcript, load
from .write import WRITERS, form_of, save

__all__ = ["WRITERS", "form_of", "is_transcript", "load", "save"]
