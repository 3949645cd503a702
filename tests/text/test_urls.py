"""Links to a moment of the video."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.text.times import Milliseconds
from flashcards.text.urls import is_web_url, known_site, moment_url
from flashcards.text.video_sites import SITES

TIME = Milliseconds(723_500)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=EV7WhVT270Q",
        "http://www.youtube.com/watch?v=EV7WhVT270Q",
        "https://youtube.com/watch?v=EV7WhVT270Q",
        "https://m.youtube.com/watch?v=EV7WhVT270Q",
        "https://music.youtube.com/watch?v=EV7WhVT270Q",
        "https://WWW.YouTube.com/watch?v=EV7WhVT270Q",
        "https://www.youtube.com/watch?v=EV7WhVT270Q&t=30s",
        "https://www.youtube.com/watch?t=30&v=EV7WhVT270Q",
        "https://www.youtube.com/watch?list=PL1&v=EV7WhVT270Q&index=2",
        "https://www.youtube.com/watch?v=EV7WhVT270Q#t=30",
        "https://youtu.be/EV7WhVT270Q",
        "https://youtu.be/EV7WhVT270Q/",
        "https://youtu.be/EV7WhVT270Q?t=30",
        "https://youtu.be/EV7WhVT270Q?si=x&t=30",
        "https://www.youtube.com/live/EV7WhVT270Q",
        "https://www.youtube.com/live/EV7WhVT270Q?feature=share",
        "https://www.youtube.com/shorts/EV7WhVT270Q",
        "https://www.youtube.com/embed/EV7WhVT270Q",
        "https://www.youtube.com/embed/EV7WhVT270Q?start=30",
        "https://www.youtube.com/v/EV7WhVT270Q",
        "https://www.youtube-nocookie.com/embed/EV7WhVT270Q",
    ],
)
def test_every_form_of_a_youtube_address_becomes_the_same_link(url: str) -> None:
    assert moment_url(url, TIME) == "https://www.youtube.com/watch?v=EV7WhVT270Q&t=723s"


EXAMPLES = [
    ("https://vimeo.com/76979871", "https://vimeo.com/76979871#t=723s"),
    ("https://www.vimeo.com/76979871", "https://www.vimeo.com/76979871#t=723s"),
    ("https://vimeo.com/76979871#t=30s", "https://vimeo.com/76979871#t=723s"),
    ("https://vimeo.com/76979871/8272103f6e", "https://vimeo.com/76979871/8272103f6e#t=723s"),
    (
        "https://player.vimeo.com/video/76979871?h=8272103f6e",
        "https://player.vimeo.com/video/76979871?h=8272103f6e#t=723s",
    ),
    ("https://www.twitch.tv/videos/12", "https://www.twitch.tv/videos/12?t=0h12m3s"),
    ("https://m.twitch.tv/videos/12?t=1h2m3s", "https://m.twitch.tv/videos/12?t=0h12m3s"),
    ("https://www.twitch.tv/a/v/12?sr=a", "https://www.twitch.tv/a/v/12?sr=a&t=0h12m3s"),
    (
        "https://www.bilibili.com/video/BV1Ut411u7H4/?p=2",
        "https://www.bilibili.com/video/BV1Ut411u7H4/?p=2&t=723",
    ),
    (
        "https://www.bilibili.com/video/BV1Ut411u7H4?t=9&p=2#t=10",
        "https://www.bilibili.com/video/BV1Ut411u7H4?p=2&t=723",
    ),
    (
        "https://www.dailymotion.com/video/x7tgad0?playlist=x5",
        "https://www.dailymotion.com/video/x7tgad0?playlist=x5&start=723",
    ),
    ("https://dai.ly/x7tgad0", "https://www.dailymotion.com/video/x7tgad0?start=723"),
    ("https://www.nicovideo.jp/watch/sm9", "https://www.nicovideo.jp/watch/sm9?from=723"),
    ("https://odysee.com/@a:f/b-c:2", "https://odysee.com/@a:f/b-c:2?t=723"),
    ("https://odysee.com/@a:f/b-c:2?t=9&r=x", "https://odysee.com/@a:f/b-c:2?r=x&t=723"),
    ("https://rumble.com/v6mqm1r-a-b.html", "https://rumble.com/v6mqm1r-a-b.html?start=723"),
    (
        "https://archive.org/details/BillGate99",
        "https://archive.org/details/BillGate99?start=723",
    ),
    (
        "https://archive.org/details/a/b%20c.mp4",
        "https://archive.org/details/a/b%20c.mp4?start=723",
    ),
    (
        "https://archive.org/details/CSPAN_1/start/60/end/120",
        "https://archive.org/details/CSPAN_1/start/723",
    ),
    ("https://www.loom.com/share/b17c9?sid=1", "https://www.loom.com/share/b17c9?sid=1&t=723"),
    (
        "https://drive.google.com/file/d/1-x_Y/view?usp=sharing",
        "https://drive.google.com/file/d/1-x_Y/view?usp=sharing&t=723",
    ),
    ("https://media.ccc.de/v/37c3-1-a", "https://media.ccc.de/v/37c3-1-a#t=723"),
    ("https://soundcloud.com/a/b?si=1", "https://soundcloud.com/a/b?si=1#t=12:03"),
    ("https://soundcloud.com/a/b#t=1:02", "https://soundcloud.com/a/b#t=12:03"),
    (
        "https://open.spotify.com/episode/512ojhOuo1ktJprKbVcKyQ?si=x",
        "https://open.spotify.com/episode/512ojhOuo1ktJprKbVcKyQ?si=x&t=723",
    ),
    (
        "https://podcasts.apple.com/us/podcast/a-b/id17?i=1000",
        "https://podcasts.apple.com/us/podcast/a-b/id17?i=1000&t=723",
    ),
    ("https://pca.st/9mjo6ijv", "https://pca.st/9mjo6ijv?t=723"),
    ("https://overcast.fm/+CdSv9LfI", "https://overcast.fm/+CdSv9LfI/12:03"),
    ("https://overcast.fm/+CdSv9LfI/1:27:57", "https://overcast.fm/+CdSv9LfI/12:03"),
    (
        "https://tube.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "https://tube.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=0h12m3s",
    ),
    (
        "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv?start=5s",
        "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv?start=0h12m3s",
    ),
    (
        "https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=0h12m3s",
    ),
    ("https://example.org/talk.mp4", "https://example.org/talk.mp4#t=723"),
    ("https://example.org/talk.MP3?key=1", "https://example.org/talk.MP3?key=1#t=723"),
    ("https://example.org/talk.webm#t=30", "https://example.org/talk.webm#t=723"),
    ("https://example.org/talk.mp4#t=30,40", "https://example.org/talk.mp4#t=723"),
    ("https://example.org/a.mp4#track=1", "https://example.org/a.mp4#track=1&t=723"),
    ("https://example.org/a.mp4#track=1&t=5", "https://example.org/a.mp4#track=1&t=723"),
    ("https://example.org/a.mp4#t=5&track=1", "https://example.org/a.mp4#track=1&t=723"),
]


@pytest.mark.parametrize(("url", "link"), EXAMPLES)
def test_each_site_gets_the_time_where_it_takes_it(url: str, link: str) -> None:
    assert moment_url(url, TIME) == link


def test_every_site_has_an_example_here() -> None:
    found = {site.name for url, _ in EXAMPLES if (site := known_site(url)[0])}
    assert found == {site.name for site in SITES}


def test_an_hour_and_more_is_written_as_each_site_does() -> None:
    time = Milliseconds(3_723_000)
    assert moment_url("https://www.twitch.tv/videos/1", time).endswith("?t=1h2m3s")
    assert moment_url("https://overcast.fm/+a", time).endswith("/+a/1:02:03")
    assert moment_url("https://soundcloud.com/a/b", time).endswith("#t=1:02:03")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://example.org/talk?id=3&t=9",
        "https://example.org/watch?v=abc",
        "https://example.org/w/abc",
        "https://example.org/#/talk/3",
        "https://notyoutube.com/watch?v=abc",
        "https://nottwitch.tv/videos/12",
        "https://www.twitch.tv/someone",
        "https://odysee.com/@a:f",
        "https://odysee.com/$/search?q=a",
        "https://rumble.com/videos",
        "https://rumble.com/c/a",
        "https://open.spotify.com/show/0GATqczYoMsnlcdYS",
        "https://podcasts.apple.com/us/podcast/a-b/id17",
        "https://soundcloud.com/someone",
        "https://archive.org/search?query=a",
        "https://vimeo.com/about",
    ],
)
def test_an_address_of_no_known_form_stays_bare(url: str) -> None:
    assert moment_url(url, TIME) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/playlist?list=PL1",
        "https://www.youtube.com/@lexfridman",
        "https://www.youtube.com/watch?v=",
        "https://youtu.be/",
        "https://www.youtube.com/watch?v=a%26b",
    ],
)
def test_a_youtube_address_without_a_video_is_kept(url: str) -> None:
    assert moment_url(url, TIME) == url


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/[sound:x.mp3]", "https://a.example/%5Bsound:x.mp3%5D"),
        ("https://a.example/?[latex]x[/latex]", "https://a.example/?%5Blatex%5Dx%5B/latex%5D"),
        ("https://a.example/#{{c1::x}}", "https://a.example/#%7B%7Bc1::x%7D%7D"),
        ("https://a.example/a.mp4#{{c1::x}}", "https://a.example/a.mp4#%7B%7Bc1::x%7D%7D&t=723"),
        ("https://odysee.com/@a:1/b?[x]", "https://odysee.com/@a:1/b?%5Bx%5D&t=723"),
        ("https://{{x}}/", "https://%7B%7Bx%7D%7D/"),
        ("https://a.example/\\(x\\)", "https://a.example/%5C(x%5C)"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
    ],
)
def test_an_address_holds_nothing_that_anki_would_take_for_its_own(url: str, link: str) -> None:
    assert moment_url(url, TIME) == link


def test_a_link_goes_to_the_second_before_the_moment() -> None:
    link = moment_url("https://example.org/a.mp4", Milliseconds(999))
    assert link == "https://example.org/a.mp4#t=0"


def test_without_an_address_there_is_no_link() -> None:
    assert moment_url("", TIME) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG",
        "https://localhost:8000/x",
        "https://[2001:db8::1]/x",
        "https://münchen.example/ü",
    ],
)
def test_an_absolute_web_address_is_one(url: str) -> None:
    assert is_web_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "www.youtube.com/watch?v=abc",
        "//example.org",
        "/watch?v=abc",
        "https:example.org",
        "https:///x",
        "https://",
        "https://?v=abc",
        "https://:80",
        "https://[",
        "ftp://example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://example.org/a b",
        " https://example.org",
        "https://example.org\n",
    ],
)
def test_what_is_no_absolute_web_address_is_refused(url: str) -> None:
    assert not is_web_url(url)


@given(
    st.from_regex(
        r"https://(www\.|m\.)?(youtube\.com|youtu\.be|vimeo\.com|example\.org|twitch\.tv/videos"
        r"|odysee\.com|overcast\.fm|archive\.org/details|dai\.ly)"
        r"(/[a-z0-9?=&#%.@+:/-]{0,20})?(\.mp4)?",
        fullmatch=True,
    ),
    st.integers(0, 10**8),
)
def test_every_address_gives_a_web_address_that_stays_as_it_is(url: str, time: int) -> None:
    link = moment_url(url, Milliseconds(time))
    assert is_web_url(link)
    assert moment_url(link, Milliseconds(time)) == link
    assert urlsplit(link).scheme == "https"
