"""The report: as JSON, Markdown, CSV, a page and a terminal table, and read back from its JSON."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
