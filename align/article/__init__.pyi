from .read import read_article

__all__ = ["read_article"]
