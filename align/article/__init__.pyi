from .read import article_of, read_article

__all__ = ["article_of", "read_article"]
