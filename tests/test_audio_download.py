"""Downloads from a server on this machine that stalls, cuts off, redirects, lies about lengths and ignores Range."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest

from align.commands.shared.listening import Listener
from audio import AudioError, open_recording
from audio import addresses as addresses_module
from audio.cache import cache_dir
from audio.download import Limits, download
from tests.support.audio_samples import noise, write
from transcripts import TranscribeOptions

CONTENT = bytes(range(256)) * 1_000
QUICK = Limits(stall=0.4, attempts=3, pause=0.01)


@dataclass
class Behaviour:
    """What the server does with the next requests; `seen` lists the Range headers it got."""

    content: bytes = CONTENT
    cut_after: list[int] = field(default_factory=list)  # bytes, one entry a request; then none
    stall_after: list[int] = field(default_factory=list)
    ranges: bool = True
    etag: str | None = '"v1"'
    modified: str | None = None
    announce: int | None = 0  # added to the true length; None: say nothing
    status: list[int] = field(default_factory=list)
    locations: dict[str, str] = field(default_factory=dict)
    shift: int = 0  # added to where a partial answer claims to begin
    encoding: str | None = None
    seen: list[str | None] = field(default_factory=list)


class Server(ThreadingHTTPServer):
    behaviour = Behaviour()
    daemon_threads = True

    def address(self, path: str = "/talk.mp3", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_address[1]}{path}"

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no news."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        how = self.server.behaviour
        how.seen.append(self.headers.get("Range"))
        if self.path in how.locations:
            self.send_response(302)
            self.send_header("Location", how.locations[self.path])
            self.end_headers()
            return
        if how.status:
            self.send_error(how.status.pop(0))
            return
        start = self._start()
        if start >= len(how.content) > 0:
            self.send_error(416)
            return
        body = how.content[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start + how.shift}-{len(how.content) - 1}/{len(how.content)}")
        headers = {"ETag": how.etag, "Last-Modified": how.modified, "Content-Encoding": how.encoding}
        if how.announce is not None:
            headers["Content-Length"] = str(len(body) + how.announce)
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        if how.cut_after:
            body = body[: how.cut_after.pop(0)]
        if how.stall_after:
            self.wfile.write(body[: how.stall_after.pop(0)])
            self.wfile.flush()
            time.sleep(1.5)
            return
        self.wfile.write(body)

    def _start(self) -> int:
        how, asked = self.server.behaviour, self.headers.get("Range")
        if not asked or not how.ranges or self.headers.get("If-Range") not in (how.etag, how.modified):
            return 0
        return int(asked.removeprefix("bytes=").rstrip("-"))

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path / "cache"))
    server = Server(("127.0.0.1", 0), Handler)
    server.behaviour = Behaviour()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def fetched(server: Server, path: str = "/talk.mp3", limits: Limits = QUICK) -> bytes:
    return download(server.address(path), limits=limits).path.read_bytes()


def test_a_recording_can_be_an_address(server: Server, tmp_path: Path) -> None:
    server.behaviour.content = write(tmp_path / "a.mp3", noise(2)).read_bytes()
    recording = open_recording(server.address())
    assert recording.duration == pytest.approx(2, abs=0.1)
    assert recording.source == server.address()
    assert recording.path.is_relative_to(cache_dir())


def test_no_cache_takes_what_is_behind_the_address_now(server: Server, tmp_path: Path) -> None:
    server.behaviour.content = write(tmp_path / "a.mp3", noise(2)).read_bytes()
    before = open_recording(server.address())
    server.behaviour.content = write(tmp_path / "b.mp3", noise(3)).read_bytes()
    assert Listener(TranscribeOptions(cache=False)).open(server.address()).sha256 != before.sha256


def test_an_address_without_sound_is_named_and_not_kept(server: Server) -> None:
    server.behaviour.content = b"<!doctype html><title>Not found</title>"
    with pytest.raises(AudioError, match=server.address()):
        open_recording(server.address())
    server.behaviour.content = CONTENT
    assert fetched(server) == CONTENT


def test_the_second_time_nothing_is_fetched(server: Server) -> None:
    assert fetched(server) == CONTENT
    assert fetched(server) == CONTENT
    assert fetched(server, "/talk.mp3#t=12") == CONTENT
    assert len(server.behaviour.seen) == 1


def test_progress_counts_to_the_end(server: Server) -> None:
    told: list[tuple[int, int | None]] = []
    download(server.address(), limits=QUICK, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert told == sorted(told)


@pytest.mark.parametrize("validators", [{"etag": '"v1"'}, {"etag": None, "modified": "Wed, 26 Nov 2025 10:00:00 GMT"}])
def test_a_cut_connection_goes_on_where_it_stopped(server: Server, validators: dict[str, str | None]) -> None:
    for name, value in validators.items():
        setattr(server.behaviour, name, value)
    server.behaviour.cut_after = [100_000, 50_000]
    assert fetched(server) == CONTENT
    assert server.behaviour.seen == [None, "bytes=100000-", "bytes=150000-"]


def test_a_stalled_connection_goes_on_where_it_stopped(server: Server) -> None:
    server.behaviour.stall_after = [70_000]
    assert fetched(server) == CONTENT
    assert server.behaviour.seen == [None, "bytes=70000-"]


def test_a_later_call_goes_on_where_an_earlier_one_gave_up(server: Server) -> None:
    server.behaviour.cut_after = [100_000, 0, 0, 0]
    with pytest.raises(AudioError, match="cannot be fetched"):
        fetched(server)
    server.behaviour.cut_after = []
    assert fetched(server) == CONTENT
    assert server.behaviour.seen[-1] == "bytes=100000-"


def test_a_file_that_changed_meanwhile_is_fetched_anew(server: Server) -> None:
    server.behaviour.cut_after = [100_000, 0, 0, 0]
    with pytest.raises(AudioError):
        fetched(server)
    server.behaviour.cut_after, server.behaviour.content, server.behaviour.etag = [], CONTENT[::-1], '"v2"'
    assert fetched(server) == CONTENT[::-1]


@pytest.mark.parametrize("change", [{"ranges": False}, {"etag": None}, {"etag": 'W/"weak"'}, {"shift": 7}])
def test_without_honest_ranges_it_starts_anew(server: Server, change: dict[str, object]) -> None:
    for name, value in change.items():
        setattr(server.behaviour, name, value)
    server.behaviour.cut_after = [100_000]
    assert fetched(server) == CONTENT


def test_an_announced_length_that_never_comes(server: Server) -> None:
    server.behaviour.announce = 500
    with pytest.raises(AudioError) as caught:
        fetched(server)
    assert "beyond 256,000 bytes" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_announced_length_is_no_problem(server: Server) -> None:
    server.behaviour.announce = None
    assert fetched(server) == CONTENT


@pytest.mark.parametrize("announce", [0, None])
def test_too_large_a_file_is_not_kept(server: Server, announce: int | None) -> None:
    server.behaviour.announce = announce
    with pytest.raises(AudioError, match="too large"):
        fetched(server, limits=Limits(size=100_000, attempts=1))
    assert sum(path.stat().st_size for path in cache_dir().rglob("*.part")) == 0


def test_errors_of_the_server_are_told_and_passing_ones_retried(server: Server) -> None:
    server.behaviour.status = [503, 500]
    assert fetched(server) == CONTENT
    server.behaviour.status = [404]
    with pytest.raises(AudioError, match="404 Not Found"):
        fetched(server, "/other.mp3")
    server.behaviour.status = [503] * 9
    with pytest.raises(AudioError, match="503"):
        fetched(server, "/third.mp3")


def test_an_empty_file_and_an_unasked_encoding(server: Server) -> None:
    server.behaviour.encoding = "gzip"
    with pytest.raises(AudioError, match="decompress"):
        fetched(server)
    server.behaviour.encoding, server.behaviour.content = None, b""
    with pytest.raises(AudioError, match="empty"):
        fetched(server)


def test_redirects_are_followed_but_not_for_ever(server: Server) -> None:
    server.behaviour.locations = {"/a": "/b", "/b": server.address("/talk.mp3"), "/loop": "/loop"}
    assert fetched(server, "/a") == CONTENT
    with pytest.raises(AudioError, match="redirects"):
        fetched(server, "/loop")


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://example.org/a.mp3"])
def test_redirects_to_anything_else_are_refused(server: Server, target: str) -> None:
    server.behaviour.locations = {"/a": target}
    with pytest.raises(AudioError):
        fetched(server, "/a")
    assert len(server.behaviour.seen) == 1


def test_a_public_address_cannot_send_us_into_the_local_network(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # "localhost" plays the public host: only the check believes that, the connection still comes here.
    known = {"localhost": [ip_address("93.184.216.34")], "127.0.0.1": [ip_address("127.0.0.1")]}
    monkeypatch.setattr(addresses_module, "_resolved", lambda host: known[host])
    server.behaviour.locations = {"/a": server.address("/secret", "127.0.0.1"), "/b": server.address("/c", "localhost")}
    with pytest.raises(AudioError, match="local network"):
        download(server.address("/a", "localhost"), limits=QUICK)
    assert len(server.behaviour.seen) == 1
    assert download(server.address("/b", "localhost"), limits=QUICK).path.read_bytes() == CONTENT
    assert download(server.address("/a", "127.0.0.1"), limits=QUICK).path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("10.0.0.8", True), ("169.254.169.254", True), ("[::1]", True), ("[::ffff:127.0.0.1]", True),
     ("2130706433", True), ("0x7f.1", True), ("[fe80::1]", True), ("100.64.0.1", True), ("93.184.216.34", False)],
)  # fmt: skip
def test_local_addresses_are_known_in_every_spelling(host: str, local: bool) -> None:
    assert addresses_module.is_local(f"http://{host}/") == local


@pytest.mark.parametrize("address", ["http://", "https://exa mple.org:x/", "http://[::1", "HTTP://127.0.0.1:1/a.mp3"])
def test_addresses_that_lead_nowhere(address: str, server: Server) -> None:
    with pytest.raises(AudioError) as caught:
        download(address, limits=Limits(stall=1, attempts=1))
    assert "\n" not in str(caught.value)


def test_a_damaged_note_about_a_partial_file_only_costs_the_partial_file(server: Server) -> None:
    server.behaviour.cut_after = [100_000, 0, 0, 0]
    with pytest.raises(AudioError):
        fetched(server)
    for note in cache_dir().rglob("*.json"):
        note.write_text('{"validator": 3, "more"')
    server.behaviour.cut_after = []
    assert fetched(server) == CONTENT


def test_a_cache_that_cannot_be_written_is_told(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path / "file"))
    with pytest.raises(AudioError, match="cannot be stored"):
        fetched(server)
