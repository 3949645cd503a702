"""Links to a moment of the video."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.text.times import Milliseconds
from flashcards.text.urls import is_web_url, moment_url

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


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://vimeo.com/76979871", "https://vimeo.com/76979871#t=723s"),
        ("https://www.vimeo.com/76979871", "https://www.vimeo.com/76979871#t=723s"),
        ("https://vimeo.com/76979871#t=30s", "https://vimeo.com/76979871#t=723s"),
        ("https://vimeo.com/76979871/8272103f6e", "https://vimeo.com/76979871/8272103f6e#t=723s"),
        (
            "https://player.vimeo.com/video/76979871?h=8272103f6e",
            "https://player.vimeo.com/video/76979871?h=8272103f6e#t=723s",
        ),
    ],
)
def test_vimeo_takes_seconds_in_the_fragment(url: str, link: str) -> None:
    assert moment_url(url, TIME) == link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org", "https://example.org#t=723"),
        ("https://example.org/talk.mp4", "https://example.org/talk.mp4#t=723"),
        ("https://example.org/talk?id=3&t=9", "https://example.org/talk?id=3&t=9#t=723"),
        ("https://example.org/talk.mp4#t=30", "https://example.org/talk.mp4#t=723"),
        ("https://example.org/talk.mp4#t=30,40", "https://example.org/talk.mp4#t=723"),
        ("https://example.org/a.mp4#track=1", "https://example.org/a.mp4#track=1&t=723"),
        ("https://example.org/a.mp4#track=1&t=5", "https://example.org/a.mp4#track=1&t=723"),
        ("https://example.org/a.mp4#t=5&track=1", "https://example.org/a.mp4#track=1&t=723"),
        ("https://example.org/watch?v=abc", "https://example.org/watch?v=abc#t=723"),
        ("https://notyoutube.com/watch?v=abc", "https://notyoutube.com/watch?v=abc#t=723"),
    ],
)
def test_any_other_address_gets_a_media_fragment(url: str, link: str) -> None:
    assert moment_url(url, TIME) == link


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
    assert moment_url(url, TIME) == f"{url}#t=723"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/[sound:x.mp3]", "https://a.example/%5Bsound:x.mp3%5D#t=723"),
        (
            "https://a.example/?[latex]x[/latex]",
            "https://a.example/?%5Blatex%5Dx%5B/latex%5D#t=723",
        ),
        ("https://a.example/#{{c1::x}}", "https://a.example/#%7B%7Bc1::x%7D%7D&t=723"),
        ("https://{{x}}/", "https://%7B%7Bx%7D%7D/#t=723"),
        ("https://a.example/\\(x\\)", "https://a.example/%5C(x%5C)#t=723"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a#t=723"),
    ],
)
def test_an_address_holds_nothing_that_anki_would_take_for_its_own(url: str, link: str) -> None:
    assert moment_url(url, TIME) == link


def test_a_link_goes_to_the_second_before_the_moment() -> None:
    assert moment_url("https://example.org/a", Milliseconds(999)) == "https://example.org/a#t=0"


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
        r"https://(www\.|m\.)?(youtube\.com|youtu\.be|vimeo\.com|example\.org)"
        r"(/[a-z?=&#%.@-]{0,20})?",
        fullmatch=True,
    ),
    st.integers(0, 10**8),
)
def test_every_address_gives_a_web_address_with_its_time_and_no_other(url: str, time: int) -> None:
    link = moment_url(url, Milliseconds(time))
    assert is_web_url(link)
    assert f"t={time // 1000}" in link
    assert moment_url(link, Milliseconds(time)) == link
    assert urlsplit(link).scheme == "https"
