"""What a user names: a path, or a web address; and which addresses may be followed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audio.names import shown
from audio.types import AudioError

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address


def is_address(source: str) -> bool:
    """Whether what the user named is a web address rather than a path."""
    return source.lower().startswith(("http://", "https://"))


def path_of(source: str) -> Path:
    """The path that a user means: "~" is their home. The home of somebody unknown is left as it is."""
    return Path(os.path.expanduser(source))  # noqa: PTH111 - Path.expanduser raises RuntimeError for somebody unknown


def checked(address: str) -> str:
    """The address without its fragment. Raises AudioError unless it is http or https and names a host."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # reading it checks it
    except ValueError as error:
        raise AudioError(f"{shown(address)} is not a web address: {error}") from error
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise AudioError(f"{shown(address)} is not an http or https address")
    return parts._replace(fragment="").geturl()


def is_local(address: str) -> bool:
    """Whether a host is, or resolves to, anything but public internet: this machine, its network, reserved ranges."""
    return not all(ip.is_global for ip in _resolved(urlsplit(address).hostname or ""))


def check_redirect(origin: str, target: str) -> None:
    """Raises AudioError when a public address sends us to another scheme or into the local network."""
    checked(target)
    if is_local(target) and not is_local(origin):
        raise AudioError(f"{shown(origin)} redirects into the local network ({shown(target)}): not followed")


def _resolved(host: str) -> list[IPv4Address | IPv6Address]:
    import ipaddress
    import socket

    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []  # the connection will fail and say so
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    return [getattr(ip, "ipv4_mapped", None) or ip for ip in addresses]
