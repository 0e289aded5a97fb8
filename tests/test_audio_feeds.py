"""Recordings named by a podcast's feed or by a web page."""

from __future__ import annotations

import gzip
import sys
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from audio import AudioError, Episode, TranscriptLink, open_recording
from audio import addresses as addresses_module
from audio import recordings as recordings_module
from audio.download import Download
from audio.episodes import choose
from audio.feeds import read_feed
from tests.support.audio_samples import noise, write

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
     xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel><title>مزيج</title>
<item>
  <title><![CDATA[الحلقة الثالثة: حوار & نقاش]]></title>
  <itunes:title>حوار</itunes:title><pubDate>Wed, 26 Nov 2025 23:30:00 +0300</pubDate>
  <link>https://example.org/3</link><itunes:episode>3</itunes:episode><guid isPermaLink="false">mazeej-3</guid>
  <enclosure url="https://cdn.example.org/3.mp3?a=1&amp;b=2" length="1" type="audio/mpeg"/>
  <podcast:transcript url="https://example.org/3.vtt" type="text/vtt" language="ar"/>
  <podcast:transcript url="https://example.org/3.html" type="text/html"></podcast:transcript>
</item>
<item><title>News without sound</title><link>https://example.org/n</link></item>
<item><title>الحَلقة الثانية</title><itunes:episode>2</itunes:episode>
  <enclosure url="https://cdn.example.org/2.mp3" type="audio/mpeg"/></item>
<item><title>Trailer</title><enclosure url="https://cdn.example.org/t.mp3" type="audio/mpeg"/></item>
</channel></rss>"""


def feed(*titles: str) -> list[Episode]:
    return [Episode(title, f"https://example.org/{n}.mp3") for n, title in enumerate(titles)]


def test_an_episode_keeps_what_the_feed_says() -> None:
    first, second, trailer = read_feed(FEED.encode(), "feed")
    assert first == Episode(
        title="الحلقة الثالثة: حوار & نقاش",
        address="https://cdn.example.org/3.mp3?a=1&b=2",
        published=date(2025, 11, 26),
        number=3,
        page="https://example.org/3",
        transcripts=(
            TranscriptLink("https://example.org/3.vtt", "text/vtt", "ar"),
            TranscriptLink("https://example.org/3.html", "text/html", None),
        ),
        show="مزيج",
        guid="mazeej-3",
    )
    assert (second.number, trailer.number, trailer.published) == (2, None, None)


def test_atom_and_damaged_feeds_are_read() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>
    <link href="https://example.org/1"/><link rel="enclosure" type="audio/mp4" href="https://example.org/1.m4a"/>
    <published>2025-11-26T10:00:00Z</published></entry></feed>"""
    (episode,) = read_feed(atom.encode(), "feed")
    assert (episode.address, episode.published) == ("https://example.org/1.m4a", date(2025, 11, 26))
    (episode,) = read_feed(
        b"<rss><channel><item><title>Q &nbsp; A & more</title><enclosure url='https://x.org/a.mp3?a=1&b=2'/></item>",
        "feed",
    )
    assert episode.address == "https://x.org/a.mp3?a=1&b=2"
    assert "more" in episode.title


def test_a_feed_cannot_read_files_or_blow_up(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cret")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    hostile = f"""<!DOCTYPE rss [{bomb}<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>
    <rss><channel><item><title>t &x; &e11;</title><enclosure url="https://x.org/a.mp3"/></item></channel></rss>"""
    try:
        (episode,) = read_feed(hostile.encode(), "feed")
    except AudioError:
        return
    assert "s3cret" not in episode.title
    assert len(episode.title) < 1_000


@pytest.mark.parametrize(
    "content", [b"", b"<rss", b"<rss><channel></channel></rss>", b"\x00\xff" * 50, FEED.encode()[:200]]
)
def test_feeds_without_episodes(content: bytes) -> None:
    with pytest.raises(AudioError, match="feed"):
        read_feed(content, "https://example.org/feed")


@pytest.mark.parametrize(
    ("wanted", "title"),
    [(3, "الحلقة الثالثة: حوار & نقاش"), ("2", "الحَلقة الثانية"), ("trail", "Trailer"),
     ("الحلقة الثانية", "الحَلقة الثانية"), ("٣", "الحلقة الثالثة: حوار & نقاش")],
)  # fmt: skip
def test_an_episode_is_named_by_its_number_or_title(wanted: int | str, title: str) -> None:
    assert choose(read_feed(FEED.encode(), "feed"), wanted, "feed").title == title


def test_numbers_come_from_titles_and_else_from_the_order() -> None:
    assert choose(feed("Show #12", "Show #11"), 11, "feed").title == "Show #11"
    assert choose(feed("Newest", "Older"), 2, "feed").title == "Older"
    assert choose(feed("Only one"), None, "feed").title == "Only one"
    assert choose(feed("Same", "Same and more"), "same", "feed").title == "Same"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [(None, "3 episodes: choose one.*Trailer"), ("الحلقة", "in the title of 2 episodes"), (9, "no episode.*“9”"),
     ("nothing", "no episode"), ("0", "no episode")],
)  # fmt: skip
def test_a_doubtful_choice_is_asked_back(wanted: int | str | None, said: str) -> None:
    with pytest.raises(AudioError, match=said) as caught:
        choose(read_feed(FEED.encode(), "feed"), wanted, "feed")
    assert "\n" not in str(caught.value)


ITEM = "<item><title>One</title>{}</item>"
MP3 = '<enclosure url="https://x.org/a.mp3" type="audio/mpeg"/>'


@pytest.mark.parametrize(
    "enclosures",
    [
        '<enclosure url="https://x.org/cover.jpg"/>' + MP3,
        '<enclosure url="https://x.org/notes.pdf" type="application/pdf"/>' + MP3,
        '<enclosure url="https://x.org/a.torrent" type="application/x-bittorrent"/>' + MP3,
        '<enclosure url="https://x.org/a.mp4" type="video/mp4"/>' + MP3,
        '<enclosure url="https://x.org/a.zip"/><enclosure url="https://x.org/a.mp3" type="application/octet-stream"/>',
        '<enclosure url="https://x.org/a.mp3" type="text/html"/>',
        '<enclosure url="https://x.org/a.mp3"length="1"type="audio/mpeg"/>',
        '<media:content url="https://x.org/a.mp3" medium="audio"/>',
        '<podcast:alternateEnclosure><podcast:source uri="https://x.org/b.mp4"/></podcast:alternateEnclosure>' + MP3,
        '<enclosure rdf:resource="https://x.org/a.mp3" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    ],
)
def test_of_several_enclosures_the_sound(enclosures: str) -> None:
    (episode,) = read_feed(f"<rss><channel>{ITEM.format(enclosures)}</channel></rss>".encode(), "feed")
    assert episode.address == "https://x.org/a.mp3"


@pytest.mark.parametrize(
    ("feed_base", "item_base", "address", "absolute"),
    [
        ("", "", "/a.mp3", "https://feeds.org/a.mp3"),
        ("", "", "a.mp3", "https://feeds.org/show/a.mp3"),
        ("", "", "//cdn.org/a.mp3", "https://cdn.org/a.mp3"),
        (' xml:base="https://base.org/x/"', "", "a.mp3", "https://base.org/x/a.mp3"),
        (' xml:base="/y/"', ' xml:base="z/"', "a.mp3", "https://feeds.org/y/z/a.mp3"),
    ],
)
def test_relative_addresses(feed_base: str, item_base: str, address: str, absolute: str) -> None:
    item = ITEM.format(f"<enclosure url='{address}' type='audio/mpeg'/>").replace("<item>", f"<item{item_base}>")
    xml = f"<rss{feed_base}><channel>{item}</channel></rss>"
    (episode,) = read_feed(xml.encode(), "https://feeds.org/show/feed.xml")
    assert episode.address == absolute


def test_relative_addresses_of_a_feed_on_this_disk_count_from_its_own() -> None:
    link = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://feeds.org/show/feed.xml"/>'
    item = ITEM.format('<enclosure url="a.mp3" type="audio/mpeg"/>')
    (episode,) = read_feed(f"<rss><channel>{link}{item}</channel></rss>".encode(), "feed.xml")
    assert episode.address == "https://feeds.org/show/a.mp3"


RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>مزيج</title>'
RSS += f"{ITEM.format(MP3)}</channel></rss>"


@pytest.mark.parametrize(
    "content",
    [
        b"<br />\n<b>Warning</b>: Undefined index: x in /srv/feed.php on line 3<br />\n" + RSS.encode(),
        b"\n\n\n" + RSS.encode(),
        RSS.replace("<rss", f"<!-- {'long ' * 2000} --><rss").encode(),
        RSS.encode("utf-16"),
        RSS.replace("utf-8", "utf-16").encode("utf-16-le"),
        gzip.compress(RSS.encode()),
        RSS.replace("One", "O\x0bne \x1f").encode(),
        RSS.replace("<rss version=\"2.0\">", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>")
        .replace("</rss>", "</rdf:RDF>").encode(),
    ],
)  # fmt: skip
def test_a_feed_is_told_by_what_is_in_it(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "feed").write_bytes(content)
    assert recordings_module.is_feed(tmp_path / "feed")
    (episode,) = read_feed(content, "feed")
    assert episode.address == "https://x.org/a.mp3"


@pytest.mark.parametrize("wanted", [12, "12", "twelve", "١٢", "الثانية عشرة"])
@pytest.mark.parametrize(
    "title",
    [
        "Episode Twelve: the harbour",
        "Ep. 12 – 2024 in review",
        "S03E12",
        "الحلقة الثانية عشرة",
        "2024: #12",
        "الحلقة ١٢",
    ],
)
def test_numbers_in_words(wanted: int | str, title: str) -> None:
    others = ["Episode Eleven", "Ep. 13 – 2012 in review", "الحلقة الحادية والعشرون"]
    assert choose(feed(*others, title), wanted, "feed").title == title


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What each address answers; downloading from anywhere else fails."""
    answers = {
        "https://example.org/feed": FEED.encode(),
        "https://cdn.example.org/3.mp3?a=1&b=2": write(tmp_path / "3.mp3", noise(3)).read_bytes(),
        "https://example.org/page": b"<!DOCTYPE html><title>Watch</title>",
    }

    def download(address: str, **_: object) -> Download:
        path = tmp_path / f"downloaded-{len(list(tmp_path.iterdir()))}"
        path.write_bytes(answers[address])
        return Download(path, None)

    monkeypatch.setattr(recordings_module, "download", download)
    monkeypatch.setattr(addresses_module, "is_local", lambda address: "127." in address)
    return answers


def test_a_recording_out_of_a_feed(web: dict[str, bytes], tmp_path: Path) -> None:
    recording = open_recording("https://example.org/feed", episode=3)
    assert recording.duration == pytest.approx(3, abs=0.1)
    assert recording.source == "https://example.org/feed"
    assert recording.title == "الحلقة الثالثة: حوار & نقاش"
    assert recording.address == "https://cdn.example.org/3.mp3?a=1&b=2"
    assert str(recording.published) == "2025-11-26"
    assert [link.media_type for link in recording.transcripts] == ["text/vtt", "text/html"]
    (tmp_path / "feed.xml").write_bytes(FEED.encode())
    assert open_recording(tmp_path / "feed.xml", episode="الثالثة").sha256 == recording.sha256


def test_a_feed_cannot_send_us_into_the_local_network(web: dict[str, bytes]) -> None:
    for address in ("http://127.0.0.1/a.mp3", "file:///etc/hostname"):
        web["https://example.org/feed"] = f"<rss><item><enclosure url='{address}'/></item></rss>".encode()
        with pytest.raises(AudioError):
            open_recording("https://example.org/feed")


def test_an_episode_of_what_is_no_feed(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="is not a feed"):
        open_recording(write(tmp_path / "a.wav", noise(1)), episode=3)


def test_a_page_without_yt_dlp(web: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yt_dlp", None)
    with pytest.raises(AudioError, match=r"web page.*'\.\[youtube\]'") as caught:
        open_recording("https://example.org/page")
    assert "\n" not in str(caught.value)


def fake_yt_dlp(answer: dict[str, Any] | Exception) -> ModuleType:
    """A stand-in that gives or raises `answer`: the real one needs the web."""
    module = ModuleType("yt_dlp")

    class DownloadError(Exception):
        pass

    class YoutubeDL:
        def __init__(self, options: dict[str, Any]) -> None:
            assert options["noplaylist"]

        def __enter__(self) -> YoutubeDL:
            return self

        def __exit__(self, *_: object) -> None: ...

        def extract_info(self, address: str, download: bool) -> dict[str, Any]:
            if isinstance(answer, Exception):
                raise DownloadError(str(answer))
            return answer

    module.__dict__.update(YoutubeDL=YoutubeDL, utils=SimpleNamespace(DownloadError=DownloadError))
    return module


def test_a_page_with_yt_dlp(web: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sound = write(tmp_path / "b.webm", noise(2, 48_000), 48_000)
    told = {"title": "حوار", "upload_date": "20251126", "requested_downloads": [{"filepath": str(sound)}]}
    monkeypatch.setitem(sys.modules, "yt_dlp", fake_yt_dlp(told))
    recording = open_recording("https://example.org/page")
    assert (recording.title, str(recording.published)) == ("حوار", "2025-11-26")
    assert recording.address == recording.source == "https://example.org/page"
    for answer, said in ((ValueError("ERROR: Private video\nsign in"), "Private video sign in"), ({}, "more or less")):
        monkeypatch.setitem(sys.modules, "yt_dlp", fake_yt_dlp(answer))
        with pytest.raises(AudioError, match=said):
            open_recording("https://example.org/page")
