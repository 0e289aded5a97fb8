"""Optional parts of the package, and how they are installed."""

from __future__ import annotations


def installing(extra: str) -> str:
    """The command that adds an extra. It names a checkout, as the README does: a package that anybody could register
    under this name in an index is not to be recommended."""
    return f"uv tool install '.[{extra}]' in the folder of Mazeej"
