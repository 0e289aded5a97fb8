"""Reading for meaning: encoders say how near a passage is to a claim, judges what it says to it.

A small judge is included; with `--judge none` words decide alone. Nothing is downloaded unasked.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
