"""What an archive answered, written: JSON, Markdown, CSV, the terminal and an HTML page (`web/`)."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
