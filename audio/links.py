"""Links that open a recording at the second where something was said, in the form that each place understands.

Forms and where they are known from:
- YouTube `youtu.be/ID?t=SECONDS`: its own "share, start at".
- Spotify `open.spotify.com/episode/ID?t=SECONDS`: its "share from …", announced in May 2021.
- Pocket Casts `pca.st/…?t=SECONDS`: Automattic/pocket-casts-android, issue 2405.
- Overcast `overcast.fm/+ID/1:27:57`: its "share link with timestamp".
- Fireside `NAME.fireside.fm/EPISODE?t=SECONDS`: firesidelabs/fireside, issue 47.
- Podigee `NAME.podigee.io/EPISODE#t=SECONDS`: podigee/podigee-podcast-player, issue 5.
- SoundCloud `soundcloud.com/USER/TRACK#t=13:10`: its "share, at".
- Vimeo `vimeo.com/ID#t=90s`: its help pages.
- Anything else: W3C Media Fragments URI 1.0, `#t=START,END` in seconds, which browsers and Podlove players follow.
Apple Podcasts shares moments between its own apps, but documents no form of link for it: its addresses stay as they
are. So do those that lead to a whole show rather than an episode, such as a YouTube channel.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from audio.addresses import checked
from audio.names import percent_encoded, shown
from audio.times import format_time
from audio.types import AudioError, Seconds

_YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
_PLACEHOLDERS = ("seconds", "ms", "hms", "start", "end")

# Gives the link, or None where this address cannot carry a time.
_Adapter: TypeAlias = Callable[[SplitResult, Seconds, Seconds | None], str | None]


def link_at(address: str, start: Seconds, end: Seconds | None = None, *, lead: Seconds = 0.0) -> str:
    """The address of an episode, opened `lead` seconds before `start`.

    A template is filled in: {seconds} whole seconds, {ms} milliseconds, {hms} as in 1:02:03, {start} and {end} decimal
    seconds ({end} is empty without an end). Where the place has no documented form the address comes back as it is.
    Raises AudioError unless the address is http or https.
    """
    start = max(0.0, start - lead)
    if "{" in address:
        return _filled(address, start, end)
    parts = urlsplit(percent_encoded(_checked(address)))
    return _adapter(parts)(parts, start, end) or parts.geturl()


def text_fragment(address: str, text: str) -> str:
    """A link that scrolls a web page to `text` and marks it (WICG text fragments: `#:~:text=`).

    A long text is named by its first and last words, as the specification advises. Raises AudioError unless the
    address is http or https.
    """
    words = text.split()
    pieces = [" ".join(words)] if len(words) <= 12 else [" ".join(words[:5]), " ".join(words[-5:])]
    # Dash, comma and ampersand divide the directive's parts; quote() encodes the others but leaves the dash.
    directive = ",".join(quote(piece, safe="").replace("-", "%2D") for piece in pieces)
    parts = urlsplit(percent_encoded(_checked(address)))
    fragment = parts.fragment.partition(":~:")[0]
    return parts._replace(fragment=f"{fragment}:~:text={directive}").geturl()


def _checked(address: str) -> str:
    checked(address)
    return address


def _filled(template: str, start: Seconds, end: Seconds | None) -> str:
    values = {
        "seconds": str(int(start)),
        "ms": str(round(start * 1000)),
        "hms": format_time(start),
        "start": _decimal(start),
        "end": "" if end is None else _decimal(end),
    }

    def value(placeholder: re.Match[str]) -> str:
        if placeholder[1] not in values:
            known = " ".join(f"{{{name}}}" for name in _PLACEHOLDERS)
            raise AudioError(f"{shown(placeholder[0])} in the link template is not known; known are {known}")
        return values[placeholder[1]]

    _checked(template)
    return percent_encoded(re.sub(r"\{([^{}]*)\}", value, template))


def _decimal(seconds: Seconds) -> str:
    """Seconds to the millisecond, without needless zeros."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def _adapter(parts: SplitResult) -> _Adapter:
    host = (parts.hostname or "").removeprefix("www.")
    if host in _PLACES:
        return _PLACES[host]
    return _PLACES.get(host.partition(".")[2], _media_fragment)


def _path(parts: SplitResult) -> list[str]:
    return [piece for piece in parts.path.split("/") if piece]


def _youtube(parts: SplitResult, start: Seconds, _: Seconds | None) -> str | None:
    path = _path(parts)
    if parts.hostname == "youtu.be":
        name = path[0] if path else ""
    elif path and path[0] in ("shorts", "live", "embed", "v", "e"):
        name = path[1] if len(path) > 1 else ""
    else:
        name = parse_qs(parts.query).get("v", [""])[0]
    if not _YOUTUBE_ID.fullmatch(name) or name == "videoseries":  # an embedded list
        return None
    return f"https://youtu.be/{name}?t={int(start)}"


def _spotify(parts: SplitResult, start: Seconds, _: Seconds | None) -> str | None:
    found = re.search(r"/episode/(\w+)", parts.path, re.ASCII)
    return f"https://open.spotify.com/episode/{found[1]}?t={int(start)}" if found else None


def _pocket_casts(parts: SplitResult, start: Seconds, _: Seconds | None) -> str | None:
    path = _path(parts)
    if not path or path[0] in ("podcast", "itunes", "feed"):
        return None
    return parts._replace(query=f"t={int(start)}", fragment="").geturl()


def _overcast(parts: SplitResult, start: Seconds, _: Seconds | None) -> str | None:
    path = _path(parts)
    if not path or not path[0].startswith("+"):
        return None
    return f"https://overcast.fm/{path[0]}/{format_time(start)}"


def _fireside(parts: SplitResult, start: Seconds, end: Seconds | None) -> str | None:
    path = _path(parts)
    if len(path) > 1:  # a sound file
        return _media_fragment(parts, start, end)
    return parts._replace(query=f"t={int(start)}", fragment="").geturl() if path else None


def _podigee(parts: SplitResult, start: Seconds, _: Seconds | None) -> str | None:
    return parts._replace(fragment=f"t={int(start)}").geturl() if _path(parts) else None


def _soundcloud(parts: SplitResult, start: Seconds, _: Seconds | None) -> str | None:
    path = _path(parts)
    if len(path) < 2 or path[1] == "sets":
        return None
    return f"https://soundcloud.com/{'/'.join(path)}#t={format_time(start)}"


def _vimeo(parts: SplitResult, start: Seconds, _: Seconds | None) -> str | None:
    if not any(piece.isdecimal() for piece in _path(parts)):
        return None
    return parts._replace(fragment=f"t={int(start)}s").geturl()


def _unmarked(*_: object) -> None:
    """A place that documents no form."""


def _media_fragment(parts: SplitResult, start: Seconds, end: Seconds | None) -> str:
    # A fragment of name=value pairs may hold other dimensions; any other is an anchor, which the time replaces.
    others = [pair for pair in parts.fragment.split("&") if "=" in pair and not pair.startswith("t=")]
    stretch = _decimal(start) if end is None else f"{_decimal(start)},{_decimal(max(start, end))}"
    return parts._replace(fragment="&".join([*others, f"t={stretch}"])).geturl()


_PLACES: dict[str, _Adapter] = {
    "youtube.com": _youtube,
    "youtu.be": _youtube,
    "youtube-nocookie.com": _youtube,
    "open.spotify.com": _spotify,
    "podcasts.apple.com": _unmarked,
    "pca.st": _pocket_casts,
    "pocketcasts.com": _unmarked,
    "overcast.fm": _overcast,
    "fireside.fm": _fireside,
    "podigee.io": _podigee,
    "soundcloud.com": _soundcloud,
    "on.soundcloud.com": _unmarked,
    "vimeo.com": _vimeo,
}
