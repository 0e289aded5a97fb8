"""An article from the web."""

from __future__ import annotations

import time
from dataclasses import dataclass

from align.types import AlignError
from audio import AudioError
from audio.addresses import check_redirect

_TIMEOUT_SECONDS = 20.0  # for each step: connecting, and each wait for bytes
_DEADLINE_SECONDS = 90.0  # for the whole page, so that a dripping server cannot hold us
_READABLE = ("text/", "application/xhtml", "application/xml")
_AGENT = "mazeej (+article reader)"


@dataclass(frozen=True, slots=True)
class Page:
    data: bytes
    html: bool
    encoding: str | None  # as the server names it


def fetch(address: str, max_bytes: int) -> Page:
    """The page at an http(s) address.

    Raises:
        AlignError: It cannot be reached, is too large or too slow, is no text, or leads into the local network.
    """
    import httpx

    def check(response: httpx.Response) -> None:
        if response.has_redirect_location:
            check_redirect(address, str(response.url.join(response.headers["Location"])))

    deadline = time.monotonic() + _DEADLINE_SECONDS
    data = bytearray()
    try:
        with (
            httpx.Client(event_hooks={"response": [check]}, timeout=_TIMEOUT_SECONDS) as client,
            client.stream("GET", address, follow_redirects=True, headers={"User-Agent": _AGENT}) as response,
        ):
            if response.status_code >= 400:
                raise AlignError(f"{address} answers {response.status_code} {response.reason_phrase}".rstrip())
            kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
            if not kind.startswith(_READABLE):
                raise AlignError(f"{address} is {kind or 'of no known type'}, not a web page or text")
            for block in response.iter_bytes():
                data += block
                if len(data) > max_bytes:
                    raise AlignError(f"{address} is larger than {max_bytes >> 20} MB, too large for an article")
                if time.monotonic() > deadline:
                    raise AlignError(f"{address} took longer than {_DEADLINE_SECONDS:.0f} s to load")
            return Page(bytes(data), "html" in kind or "xml" in kind, response.charset_encoding)
    except AudioError as error:
        raise AlignError(str(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise AlignError(f"{address} cannot be read: {_one_line(error)}") from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
