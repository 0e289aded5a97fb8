"""All that is known of faster-whisper: its models and their names, its decoding.

No object of the library leaves this folder, and nothing outside it calls the library.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
