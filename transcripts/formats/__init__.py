"""Transcript files: every kind people have is read, the useful ones are written."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
