"""What persons corrected in a recording's transcript, kept apart from it and laid over every later one."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
