"""Amounts, times and dates: found in running text, compared as a reader compares them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
