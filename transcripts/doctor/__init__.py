"""Whether everything that Mazeej needs is there and works, and what to do where not."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
