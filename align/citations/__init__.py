"""Citing the recording: the report's places as links, notes, chapters and linked data."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
