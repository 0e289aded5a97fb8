"""Every place's own form of a link to a second, and times as people write them."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio import AudioError, format_time, link_at, parse_time, text_fragment
from audio.feeds import read_feed

AT = 4_001.75  # 1:06:41.75

VIDEO = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={VIDEO}",
        f"http://youtube.com/watch?app=desktop&v={VIDEO}&list=PL123&index=2&t=17s",
        f"https://m.youtube.com/watch?v={VIDEO}#t=3",
        f"https://music.youtube.com/watch?v={VIDEO}&si=abc",
        f"https://youtu.be/{VIDEO}",
        f"https://youtu.be/{VIDEO}?si=tracking&t=99",
        f"https://www.youtube.com/shorts/{VIDEO}",
        f"https://www.youtube.com/live/{VIDEO}?feature=share",
        f"https://www.youtube.com/embed/{VIDEO}?start=5",
        f"https://www.youtube-nocookie.com/embed/{VIDEO}",
        f"https://www.youtube.com/v/{VIDEO}",
        f"HTTPS://WWW.YouTube.com/watch?v={VIDEO}",
    ],
)
def test_youtube_in_all_its_spellings(address: str) -> None:
    assert link_at(address, AT, AT + 9) == f"https://youtu.be/{VIDEO}?t=4001"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5?si=xyz",
         "https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5?t=4001"),
        ("https://open.spotify.com/intl-ar/episode/7makk4oTQel546B0PZlDM5",
         "https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5?t=4001"),
        ("https://pca.st/9mjo6ijv", "https://pca.st/9mjo6ijv?t=4001"),
        ("https://pca.st/episode/c510a66f-f9c0?t=3", "https://pca.st/episode/c510a66f-f9c0?t=4001"),
        ("https://overcast.fm/+CdSv9LfI", "https://overcast.fm/+CdSv9LfI/1:06:41"),
        ("https://overcast.fm/+CdSv9LfI/12:30", "https://overcast.fm/+CdSv9LfI/1:06:41"),
        ("https://show.fireside.fm/12", "https://show.fireside.fm/12?t=4001"),
        ("https://aphid.fireside.fm/d/1/2/3.mp3", "https://aphid.fireside.fm/d/1/2/3.mp3#t=4001.75,4010.5"),
        ("https://show.podigee.io/41-name", "https://show.podigee.io/41-name#t=4001"),
        ("https://soundcloud.com/user/track?utm_source=x#t=0:10", "https://soundcloud.com/user/track#t=1:06:41"),
        ("https://m.soundcloud.com/user/track/s-SeCreT", "https://soundcloud.com/user/track/s-SeCreT#t=1:06:41"),
        ("https://vimeo.com/242961930", "https://vimeo.com/242961930#t=4001s"),
        ("https://vimeo.com/channels/staffpicks/97276391#t=3s", "https://vimeo.com/channels/staffpicks/97276391#t=4001s"),
        ("https://player.vimeo.com/video/1?h=abc", "https://player.vimeo.com/video/1?h=abc#t=4001s"),
        ("https://cdn.example.org/a.mp3?token=1", "https://cdn.example.org/a.mp3?token=1#t=4001.75,4010.5"),
        ("https://مزيج.example/حلقة-7", "https://مزيج.example/حلقة-7#t=4001.75,4010.5"),
        ("https://example.org/a.mp4#track=2&t=5", "https://example.org/a.mp4#track=2&t=4001.75,4010.5"),
        ("https://example.org/page#player", "https://example.org/page#t=4001.75,4010.5"),
        ("https://notyoutube.com/watch?v=dQw4w9WgXcQ", "https://notyoutube.com/watch?v=dQw4w9WgXcQ#t=4001.75,4010.5"),
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
         "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ#t=4001.75,4010.5"),
    ],
)  # fmt: skip
def test_every_place_has_its_form(address: str, link: str) -> None:
    assert link_at(address, AT, 4_010.5) == link


@pytest.mark.parametrize(
    "address",
    [
        "https://podcasts.apple.com/us/podcast/name/id12?i=1000482637777",
        "https://pocketcasts.com/podcast/show/x/episode/y",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/playlist?list=PL12345678901",
        "https://www.youtube.com/embed/videoseries?list=PL1",
        "https://open.spotify.com/show/7makk4oTQel546B0PZlDM5",
        "https://overcast.fm/itunes1234/name",
        "https://soundcloud.com/user",
        "https://soundcloud.com/user/sets/all",
        "https://on.soundcloud.com/abcde",
        "https://vimeo.com/user",
        "https://show.podigee.io/",
        "https://fireside.fm/",
        "https://pca.st/podcast/abc",
    ],
)
def test_where_no_form_is_known_the_address_stays(address: str) -> None:
    assert link_at(address, AT, AT + 5) == address


def test_a_lead_in_never_goes_below_zero() -> None:
    assert link_at("https://example.org/a.mp3", 12.5, 20, lead=2) == "https://example.org/a.mp3#t=10.5,20"
    assert link_at("https://example.org/a.mp3", 1.5, lead=2) == "https://example.org/a.mp3#t=0"
    assert link_at(f"https://youtu.be/{VIDEO}", 59.99, lead=0.5) == f"https://youtu.be/{VIDEO}?t=59"


def test_templates() -> None:
    template = "https://example.org/play?s={seconds}&m={ms}&c={hms}#{start}-{end}"
    assert link_at(template, AT, 4_010.5) == "https://example.org/play?s=4001&m=4001750&c=1:06:41#4001.75-4010.5"
    assert link_at(template, 7, lead=2) == "https://example.org/play?s=5&m=5000&c=0:05#5-"
    with pytest.raises(AudioError, match=r"\{second\}.*\{seconds\} \{ms\}"):
        link_at("https://example.org/?{second}", 1)


def test_an_address_out_of_a_feed_is_no_template() -> None:
    item = b'<item><title>t</title><enclosure url="https://x.org/{guid}.mp3" type="audio/mpeg"/></item>'
    (episode,) = read_feed(b"<rss><channel>" + item + b"</channel></rss>", "feed")
    assert link_at(episode.address, 75) == "https://x.org/%7Bguid%7D.mp3#t=75"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert({seconds})", "javascript:alert(1)", "ftp://example.org/a.mp3", "/home/a.mp3", "data:text/html,x",
     "{seconds}://example.org/", "https://", "", "//example.org/a.mp3", "https://[::1/a.mp3"],
)  # fmt: skip
def test_only_web_addresses_become_links(address: str) -> None:
    with pytest.raises(AudioError) as caught:
        link_at(address, 1)
    assert str(caught.value).isprintable()
    with pytest.raises(AudioError):
        text_fragment(address, "x")


def test_nothing_in_an_address_can_end_it_early() -> None:
    link = link_at('https://example.org/a b"><script>\u202e\x1b[0m`', 3)
    assert link == "https://example.org/a%20b%22%3E%3Cscript%3E%E2%80%AE%1B[0m%60#t=3"


def test_a_text_fragment_names_the_sentence() -> None:
    link = text_fragment("https://example.org/article#top", "قال إنه «عاد»، ثم نفى - بعد أيام & أسابيع, ذلك")
    assert link.startswith("https://example.org/article#top:~:text=")
    directive = link.partition(":~:text=")[2]
    assert not set("-,& «") & set(directive)
    assert unquote(directive) == "قال إنه «عاد»، ثم نفى - بعد أيام & أسابيع, ذلك"


def test_a_long_text_is_named_by_its_ends() -> None:
    directive = text_fragment("https://example.org/", " ".join(f"w-{n}" for n in range(30))).partition(":~:text=")[2]
    start, end = directive.split(",")
    assert unquote(start) == "w-0 w-1 w-2 w-3 w-4"
    assert unquote(end) == "w-25 w-26 w-27 w-28 w-29"


@given(st.text(), st.floats(0, 1e5), st.floats(0, 1e5))
def test_any_address_gives_a_clean_link_or_one_line(path: str, start: float, end: float) -> None:
    try:
        link = link_at("https://example.org/" + path, start, end)
    except AudioError as error:
        kinds = {
            unicodedata.category(character) for character in str(error).replace("\u200c", "").replace("\u200d", "")
        }
        assert kinds.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})  # what the tables of Python do not know yet is harmless
    else:
        assert urlsplit(link).hostname == "example.org"
        assert not set(' "<>\n\r\t') & set(link)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("12:31.4", 751.4), ("751.4", 751.4), ("0:12:31.4", 751.4), ("1:02:03", 3723), ("90", 90), (" 0:05 ", 5),
     ("75:10", 4510), ("١٢:٣١٫٥", 751.5), ("12:31,5", 751.5), ("0", 0)],
)  # fmt: skip
def test_times_as_people_write_them(text: str, seconds: float) -> None:
    assert parse_time(text) == pytest.approx(seconds)


@pytest.mark.parametrize(
    "text", ["", "x", "-3", "12:60", "1:60:00", "1:2:3:4", "12:", ":12", "1e3", "nan", "1 2", "5\x1b"]
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(AudioError, match="is not a time") as caught:
        parse_time(text)
    assert str(caught.value).isprintable()


def test_times_are_shown_cut_off_never_late() -> None:
    assert [format_time(t) for t in (0, 9.99, 59.999, 751.4, 3723.9)] == ["0:00", "0:09", "0:59", "12:31", "1:02:03"]
    assert format_time(751.4, 1) == "12:31.4"
    assert format_time(3723.999, 2) == "1:02:03.99"


@given(st.integers(0, 10**8))
def test_a_time_shown_is_a_time_read(milliseconds: int) -> None:
    assert parse_time(format_time(milliseconds / 1000, 3)) == pytest.approx(milliseconds / 1000, abs=1e-6)
