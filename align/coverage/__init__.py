"""What the recording says and the article leaves out."""

from align.coverage.omissions import MOST_OMISSIONS, omissions

__all__ = ["MOST_OMISSIONS", "omissions"]
