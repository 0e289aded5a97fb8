"""The article as read: its text, title, headings and paragraphs."""

from .read import read_article

__all__ = ["read_article"]
