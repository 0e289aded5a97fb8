"""The article's claims: statements that can each be true or false, as spans of its text."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
