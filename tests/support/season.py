"""A small podcast: stretches of the demo's synthetic episode behind a feed on a server of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np

from audio import decode_blocks, open_recording
from tests.support.audio_samples import write
from transcripts import demo_dir

# Seconds of the demo's episode, where whole answers are, with words of each that the demo's model hears.
STRETCHES = (
    (52.5, 62.0, "نحنا اليوم"),
    (62.0, 71.0, "المطر بلش"),
    (140.6, 150.0, "نقلنا"),
    (193.0, 204.9, "أهل البلد"),
)
FIRST_DAY = date(2025, 3, 1)


@dataclass
class Season:
    """What `publish` adds is in the feed from then on; `extra` is put into the items as it is, by episode."""

    folder: Path
    address: str  # of the server, without a slash at its end
    titles: list[str] = field(default_factory=list)
    extra: dict[int, str] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    @property
    def feed(self) -> str:
        return f"{self.address}/feed.xml"

    def publish(self, title: str, extra: str = "") -> None:
        number = len(self.titles)
        self.titles.append(title)
        self.extra[number] = extra
        items = [self._item(at) for at in reversed(range(len(self.titles)))]
        (self.folder / "feed.xml").write_text(
            f'<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
            f"<title>Darb al-Balad</title>{''.join(items)}</channel></rss>",
            encoding="utf-8",
        )

    def _item(self, at: int) -> str:
        day = FIRST_DAY + timedelta(days=7 * at)
        return (
            f"<item><title>{escape(self.titles[at])}</title><guid>episode-{at}</guid><pubDate>{day.isoformat()}</pubDate>"
            f'<enclosure url="{self.address}/{at}.mp3" type="audio/mpeg"/>{self.extra[at]}</item>'
        )


def sound(folder: Path) -> list[Path]:
    """The recordings 0.mp3, 1.mp3 … of all episodes that there will be."""
    folder.mkdir(parents=True, exist_ok=True)
    episode = open_recording(demo_dir() / "episode.mp3")
    paths = []
    for number, (start, end, _) in enumerate(STRETCHES):
        blocks = [block.samples for block in decode_blocks(episode, start=start, end=end)]
        paths.append(write(folder / f"{number}.mp3", np.concatenate(blocks)))
    return paths


@contextmanager
def served(folder: Path) -> Iterator[Season]:
    """The season whose sound is in `folder`, published by nobody yet."""
    season = Season(folder, "")

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            season.requests.append(self.path)
            super().do_GET()

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        season.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield season
        finally:
            server.shutdown()
