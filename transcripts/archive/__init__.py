"""Everything that was ever said: transcripts of many episodes in one folder, and an index of them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
