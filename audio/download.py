"""Fetching a recording from the web into the cache, so that an interrupted download goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from audio.addresses import check_redirect, checked
from audio.cache import cache_dir
from audio.names import shown
from audio.types import AudioError, Seconds

if TYPE_CHECKING:
    import httpx

Progress: TypeAlias = Callable[[int, int | None], None]  # bytes so far, bytes in all where the server says

MOST_REDIRECTS = 10
_RETRIED = (408, 425, 429)  # besides every 5xx: status codes that another attempt may cure


@dataclass(frozen=True, slots=True)
class Limits:
    """How much patience and disk one download may cost."""

    size: int = 4 * 2**30  # bytes; ten hours of podcast video
    stall: Seconds = 30.0  # without a byte, before the connection counts as dead
    attempts: int = 5  # in a row that bring nothing new
    pause: Seconds = 0.5  # before the second attempt; doubled before each further one


@dataclass(frozen=True, slots=True)
class Download:
    """A file in the cache; it is not fetched again unasked, so that a transcript of it stays one of it."""

    path: Path
    media_type: str | None  # as the server named it, lower case, without parameters


@dataclass(frozen=True, slots=True)
class _State:
    """What is known about a partial file; only with a validator can its rest be asked for."""

    validator: str | None = None  # a strong ETag or a Last-Modified date, for If-Range (RFC 9110, 13.1.5)
    total: int | None = None  # bytes
    media_type: str | None = None


class _InterruptedError(Exception):
    """An attempt ended early, and another may go on; the message says how."""


def download(
    address: str, *, fresh: bool = False, limits: Limits | None = None, progress: Progress | None = None
) -> Download:
    """The file behind an http(s) address, from the cache where it is complete there, unless a `fresh` one is wanted;
    that takes the place of the one in the cache.

    Raises AudioError when the address cannot be followed, answers with an error, stalls, ends early or exceeds the
    limit. What has arrived stays in the cache for the next call, unless it is too large.
    """
    from filelock import FileLock

    address = checked(address)
    limits = limits or Limits()
    whole = _place_of(address)
    folder = whole.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(whole.with_suffix(".lock")):
            if fresh or not whole.exists():
                _fetch(address, whole, limits, progress or (lambda _done, _total: None))
            return Download(whole, _read_state(whole).media_type)
    except OSError as error:
        raise AudioError(f"{shown(address)} cannot be stored in {shown(folder)}: {error.strerror or error}") from error


def is_downloaded(address: str) -> bool:
    """Whether the cache holds the whole file behind an address."""
    return _place_of(address).exists()


def forget_download(address: str) -> None:
    """Takes the file behind an address out of the cache."""
    whole = _place_of(address)
    for path in (whole, whole.with_suffix(".json")):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _place_of(address: str) -> Path:
    """Where in the cache the file behind an address is kept. Raises AudioError where it is no address."""
    name = hashlib.sha256(checked(address).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return cache_dir() / "recordings" / name


def _fetch(address: str, whole: Path, limits: Limits, progress: Progress) -> None:
    """Attempt after attempt, until all is there or several in a row have brought nothing new."""
    part = whole.with_suffix(".part")
    most, failures = 0, 0
    while True:
        try:
            _attempt(address, whole, limits, progress)
        except _InterruptedError as error:
            size = part.stat().st_size if part.exists() else 0
            failures = 1 if size > most else failures + 1
            most = max(most, size)
            if failures >= limits.attempts:
                if size:
                    raise AudioError(f"{shown(address)} cannot be fetched beyond {size:,} bytes: {error}") from error
                raise AudioError(f"{shown(address)} cannot be fetched: {error}") from error
            time.sleep(limits.pause * 2 ** (failures - 1))
        else:
            part.replace(whole)
            return


def _attempt(address: str, whole: Path, limits: Limits, progress: Progress) -> None:
    """One request, for all or for the rest. Returns when the file is complete, else raises _InterruptedError."""
    part = whole.with_suffix(".part")
    state = _read_state(whole)
    offset = part.stat().st_size if part.exists() and state.validator else 0
    headers = {"User-Agent": "mazeej", "Accept-Encoding": "identity"}
    if offset and state.validator:
        headers |= {"Range": f"bytes={offset}-", "If-Range": state.validator}
    with _answer(address, headers, limits.stall) as response:
        if response.status_code == 416 and offset == state.total:
            return
        if response.status_code == 416 or _first_byte(response) not in (0, offset):
            part.unlink(missing_ok=True)
            raise _InterruptedError("the server has not the part of the file that was asked for")
        _check_status(address, response)
        packed = _is_packed(response)  # its bytes on the way are not those of the file: no total, no rest to ask for
        offset, total = _first_byte(response), None if packed else _total(response)
        _write_state(whole, _State(None if packed else _validator(response), total, _media_type(response)))
        if total is not None and total > limits.size:
            raise AudioError(f"{shown(address)} is too large: {total:,} bytes, the limit is {limits.size:,}")
        with part.open("r+b" if offset else "wb") as file:
            file.seek(offset)
            file.truncate()
            for chunk in _chunks(response):
                file.write(chunk)
                offset += len(chunk)
                progress(offset, total)
                if offset > limits.size:
                    file.truncate(0)
                    raise AudioError(f"{shown(address)} is too large: more than the limit of {limits.size:,} bytes")
    if total is not None and offset != total:
        raise _InterruptedError("the server sends another number of bytes than it says")
    if offset == 0:
        raise AudioError(f"{shown(address)} is empty (0 bytes)")


@contextmanager
def _answer(address: str, headers: dict[str, str], stall: Seconds) -> Iterator[httpx.Response]:
    """The answer after all redirects, its body not yet read; whatever the network does comes as _InterruptedError."""
    import httpx

    try:
        with httpx.Client(timeout=stall) as client:
            for _ in range(MOST_REDIRECTS):
                with client.stream("GET", address, headers=headers) as response:
                    if response.next_request is None:
                        yield response
                        return
                    target = str(response.next_request.url)
                check_redirect(address, target)
                address = target
        raise AudioError(f"{shown(address)} cannot be fetched: more than {MOST_REDIRECTS} redirects")
    except httpx.TimeoutException as error:
        raise _InterruptedError(f"nothing came for {stall:g} seconds") from error
    except httpx.UnsupportedProtocol as error:
        raise AudioError(f"{shown(address)} redirects to something that is not an http or https address") from error
    except httpx.InvalidURL as error:
        raise AudioError(f"{shown(address)} is not a web address: {error}") from error
    except httpx.RemoteProtocolError as error:
        raise _InterruptedError("the server breaks off its answer") from error
    except httpx.HTTPError as error:
        raise _InterruptedError(shown(error) or type(error).__name__) from error


def _is_packed(response: httpx.Response) -> bool:
    """Whether the server compresses, which it was not asked to."""
    return response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity")


def _chunks(response: httpx.Response) -> Iterator[bytes]:
    """Raises AudioError where the body is compressed in a way that cannot be undone here."""
    if not _is_packed(response):
        return response.iter_raw()
    if response.headers["Content-Encoding"].strip().lower() not in ("gzip", "x-gzip", "deflate"):
        raise AudioError(f"{shown(response.url)} sends compressed data, which was not asked for")
    return response.iter_bytes()


def _check_status(address: str, response: httpx.Response) -> None:
    code = response.status_code
    if code in (200, 206):
        return
    said = f"the server answers {code} {shown(response.reason_phrase)}".rstrip()
    if code >= 500 or code in _RETRIED:
        raise _InterruptedError(said)
    raise AudioError(f"{shown(address)} cannot be fetched: {said}")


def _first_byte(response: httpx.Response) -> int:
    """Where the body belongs in the file: a server that ignores Range, or whose file has changed, begins at 0."""
    if response.status_code != 206:
        return 0
    first = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]  # bytes 10-19/20
    return int(first) if first.isdecimal() else -1


def _total(response: httpx.Response) -> int | None:
    """The size of the whole file in bytes, where the server states it."""
    if response.status_code == 206:
        stated = response.headers.get("Content-Range", "").partition("/")[2]
    else:
        stated = response.headers.get("Content-Length", "")
    return int(stated) if stated.isdecimal() else None


def _validator(response: httpx.Response) -> str | None:
    tag = str(response.headers.get("ETag", ""))
    strong = bool(tag) and not tag.startswith("W/")
    return tag if strong else response.headers.get("Last-Modified") or None


def _media_type(response: httpx.Response) -> str | None:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower() or None


def _read_state(whole: Path) -> _State:
    try:
        return _State(**json.loads(whole.with_suffix(".json").read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return _State()


def _write_state(whole: Path, state: _State) -> None:
    fresh = whole.with_suffix(".json.new")
    fresh.write_text(json.dumps(asdict(state)), "utf-8")
    fresh.replace(whole.with_suffix(".json"))
