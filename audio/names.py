"""Text from files, feeds and addresses, made safe to print on a terminal and in one line, and names compared."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

LONGEST_SHOWN = 200  # characters; enough for any honest file name or address

_JOINERS = "\u200c\u200d"  # written inside Persian and Arabic words, and harmless


def _is_harmful(character: str) -> bool:
    """Control, direction-overriding, line-breaking or undecodable characters."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _JOINERS


def shown(name: object) -> str:
    """A path or an address for a message: harmful characters as escapes, and not endlessly long."""
    text = "".join(ascii(c)[1:-1] if _is_harmful(c) else c for c in str(name))
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def tidy(text: str | None) -> str | None:
    """A title or a name from a tag on one line, without harmful characters; None when nothing is left."""
    if text is None:
        return None
    return " ".join("".join(" " if _is_harmful(c) else c for c in text).split()) or None


def folded(text: str) -> str:
    """For comparing titles and names: without case, marks such as Arabic vowel signs, and double spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def percent_encoded(address: str) -> str:
    """A web address in which nothing can end the address early or disturb the text around it."""
    return "".join(
        quote(c, safe="", errors="replace") if c in ' "<>\\^`{|}' or _is_harmful(c) else c for c in address.strip()
    )
