"""Finding where a claim was said: soft word overlap, weighted by rarity, over the whole transcript."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
