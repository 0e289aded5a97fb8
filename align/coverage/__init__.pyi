from .omissions import MOST_OMISSIONS, omissions

__all__ = ["MOST_OMISSIONS", "omissions"]
