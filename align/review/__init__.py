"""A person's check of a report: a sample, the passages to hear, the decisions, and the error rate that follows."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
