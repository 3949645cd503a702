"""Moments in a transcript: where the talk of a thing starts."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.drafts.placing import locate_items
from flashcards.drafts.records import Draft, DraftModule
from flashcards.text.times import Milliseconds
from flashcards.transcripts.finding import find_talk
from flashcards.transcripts.speech import index_transcript
from flashcards.transcripts.talks import Stretch, Talk, Thing, find_talks
from flashcards.transcripts.transcript import Cue, Transcript
from tests.transcripts.labelled import make_chapter, make_question, make_transcript

SAID = make_transcript(
    (1, "Good evening. We will get to sharks and to whales later tonight."),
    (20, "First of all, plankton. Plankton drifts, and all plankton is small."),
    (30, "Most of the plankton in the sea are plants."),
    (70, "Now the sharks. A shark has no bones."),
    (80, "Sharks have teeth in rows, and a shark never stops swimming."),
    (130, "So, whales. A whale is a mammal, and whales breathe air."),
    (140, "Some whales sing."),
)


def _find(subject: str, about: str = "") -> int | None:
    speech = index_transcript(SAID)
    cue = find_talk(speech, subject, about, speech.part(Milliseconds(0), None))
    return None if cue is None else speech.starts[cue] // 1000


def _talks(*terms: str, start: int = 0, end: int | None = 180) -> list[Talk | None]:
    stretch = Stretch(
        start=Milliseconds(start),
        end=None if end is None else Milliseconds(end * 1000),
        things=tuple(Thing(subject=term) for term in terms),
    )
    return list(find_talks(index_transcript(SAID), [stretch])[0])


@pytest.mark.parametrize(("subject", "second"), [("Sharks", 70), ("Whales", 130), ("Plankton", 20)])
def test_a_passing_mention_is_not_where_the_talk_starts(subject: str, second: int) -> None:
    assert _find(subject) == second


def test_the_talk_of_a_long_video_is_found_at_its_end() -> None:
    hours = 9 * 3600
    said = make_transcript(*((hours + cue.start // 1000, cue.text) for cue in SAID.cues))
    speech = index_transcript(said)
    cue = find_talk(speech, "Whales", "", speech.part(Milliseconds(0), None))
    assert cue == 5


@pytest.mark.parametrize("subject", ["Squid", "", "The", "Whale sharks of the Pacific Ocean"])
def test_what_is_never_really_talked_about_has_no_moment(subject: str) -> None:
    assert _find(subject) is None


def test_things_in_the_talks_order_are_found_with_the_words_heard() -> None:
    talks = _talks("Plankton", "Sharks", "Whales")
    assert [each.at // 1000 if each else None for each in talks] == [20, 70, 130]
    assert [each.comment if each else "" for each in talks] == [
        'heard: "First of all, plankton. Plankton drifts, and all plankton is small. Most…"',
        'heard: "Now the sharks. A shark has no bones. Sharks have teeth in…"',
        'heard: "So, whales. A whale is a mammal, and whales breathe air. Some…"',
    ]


_NAMES = "plankton jellyfish shark ray eel whale seal otter".split()


def _talk_of_ray(*order: str) -> Talk | None:
    """Find what is talked about as the fourth of eight, never by name, in a list of some order."""
    said = make_transcript(
        *(
            (60 * place + second, f"{start} {name}s. {name.title()}s live in the sea.")
            for place, name in enumerate("fish" if name == "ray" else name for name in _NAMES)
            for second, start in ((5, "Now,"), (30, "And many"))
        )
    )
    stretch = Stretch(
        start=Milliseconds(0),
        end=Milliseconds(480_000),
        things=tuple(Thing(subject=name) for name in order),
    )
    return find_talks(index_transcript(said), [stretch])[0][order.index("ray")]


def test_what_is_talked_about_without_its_name_is_found_by_its_place_in_the_list() -> None:
    ray = _talk_of_ray(*_NAMES)
    assert ray is not None
    assert (ray.at, ray.is_named) == (185_000, False)
    assert ray.comment.startswith('by its place: "Now, fishs. Fishs live in the sea.')


@pytest.mark.parametrize(
    ("order", "is_found"),
    [
        # Of the 21 pairs of those named, 16 are in order; and 15.
        ("shark jellyfish plankton ray seal eel whale otter", True),
        ("shark jellyfish plankton ray seal whale eel otter", False),
        ("otter seal whale ray eel shark jellyfish plankton", False),
    ],
)
def test_a_place_in_the_list_tells_when_things_are_named_in_the_lists_order(
    order: str, *, is_found: bool
) -> None:
    assert (_talk_of_ray(*order.split()) is not None) == is_found


def test_the_only_one_of_its_list_has_no_place_that_tells() -> None:
    things = [("Plankton", "Sharks", "Whales"), ("Squid",)]
    stretches = [
        Stretch(
            start=Milliseconds(0),
            end=Milliseconds(180_000),
            things=tuple(Thing(subject=term) for term in terms),
        )
        for terms in things
    ]
    named, (squid,) = find_talks(index_transcript(SAID), stretches)
    assert None not in named
    assert squid is None


def test_things_in_another_order_are_each_found_by_themselves() -> None:
    talks = _talks("Whales", "Sharks", "Plankton")
    assert [each.at // 1000 if each else None for each in talks] == [130, 70, 20]


def test_a_moment_is_a_whole_second_inside_its_stretch() -> None:
    cues = tuple(replace(cue, start=Milliseconds(cue.start + 700)) for cue in SAID.cues)
    speech = index_transcript(Transcript(cues=cues))
    for start, at in ((70_000, 70_000), (70_600, 71_000)):
        stretch = Stretch(start=Milliseconds(start), end=None, things=(Thing(subject="Sharks"),))
        ((talk,),) = find_talks(speech, [stretch])
        assert talk is not None
        assert talk.at == at


def test_a_drafts_items_get_their_moments_and_keep_what_they_have() -> None:
    sea = make_chapter("The sea", "", "Plankton", "Sharks", "Whales", "Squid")
    asked = replace(make_question("Which sharks have bones?", "None"), comment="from page 3")
    sea = replace(
        sea,
        topics=(replace(sea.topics[0], at=Milliseconds(5000)), *sea.topics[1:3]),
        questions=(asked,),
    )
    draft = Draft(title="Fish", modules=(DraftModule(title="Fish", chapters=(sea,)),))
    (located,) = locate_items(draft, SAID).chapters
    assert [(each.at, each.comment[:18]) for each in located.topics] == [
        (5000, ""),
        (70_000, 'heard: "Now the sh'),
        (130_000, 'heard: "So, whales'),
    ]
    (question,) = located.questions
    assert question.at == 70_000
    assert question.comment.split("\n")[0] == "from page 3"


def test_a_chapter_without_an_end_ends_where_the_next_one_starts() -> None:
    first = make_chapter("First", "", "Sharks")
    second = replace(make_chapter("Second", "", "Sharks"), start=Milliseconds(60_000))
    draft = Draft(title="Fish", modules=(DraftModule(title="Fish", chapters=(first, second)),))
    early, late = locate_items(draft, SAID).chapters
    assert (early.topics[0].at, late.topics[0].at) == (None, 70_000)


def _find_seconds(
    things: Sequence[Thing], *said: tuple[int, str], end: int = 480
) -> list[int | None]:
    stretch = Stretch(start=Milliseconds(0), end=Milliseconds(end * 1000), things=tuple(things))
    ((*talks,),) = find_talks(index_transcript(make_transcript(*said)), [stretch])
    return [each.at // 1000 if each else None for each in talks]


FILLER = "And that went on for a while, as it does."


def test_a_sentence_that_defines_a_thing_is_its_talk_though_nothing_else_names_it() -> None:
    said = [(0, "Hello."), (60, FILLER), (90, "Old snow is known as firn."), (120, FILLER)]
    assert _find_seconds([Thing(subject="Firn")], *said) == [90]
    said[2] = (90, "My book has firn in its title.")
    assert _find_seconds([Thing(subject="Firn")], *said) == [None]


def test_a_sentence_with_all_words_of_a_thing_is_its_talk_though_it_is_the_only_one() -> None:
    said = [(0, "Hello."), (60, FILLER), (90, "Then the output matrix comes in."), (120, FILLER)]
    assert _find_seconds([Thing(subject="Output matrix")], *said) == [90]


def test_a_question_is_found_where_its_and_its_answers_words_are_said_in_a_few_sentences() -> None:
    asked = Thing(
        subject="How deep must snow be buried before it is sealed?", about="Seventy metres."
    )
    said = (
        (0, "Snow is on the hill, and it is white."),
        (60, FILLER),
        (90, "It is buried."),
        (94, "At seventy metres the last of it is sealed."),
        (120, FILLER),
    )
    assert _find_seconds([asked], *said) == [90]


def test_a_term_named_at_the_end_of_its_explanation_is_found_where_that_begins() -> None:
    said = (
        (0, "Hello."),
        (60, FILLER),
        (90, "So, two grains touch each other."),
        (96, "A neck of ice grows between them."),
        (104, "We call that sintering."),
        (120, FILLER),
    )
    assert _find_seconds([Thing(subject="Sintering")], *said) == [90]


def test_plain_words_beat_the_lists_order() -> None:
    names = "plankton jellyfish shark ray eel whale seal otter".split()
    said = [
        (60 * place + second, f"{start} {name}s. {name.title()}s live in the sea.")
        for place, name in enumerate(names)
        for second, start in ((5, "Now,"), (30, "And many"))
    ]
    said.append((291, "The coral reef is where they sleep."))
    order = ["plankton", "coral reef", *names[1:]]
    found = _find_seconds([Thing(subject=name) for name in order], *sorted(said))
    assert found == [5, 291, 65, 125, 185, 245, 305, 365, 425]


def test_a_sentence_that_names_several_of_a_list_is_the_talk_of_none() -> None:
    said = (
        (0, "Tonight we do the water hammer, the water tower and the service reservoir."),
        (60, FILLER),
        (120, "The water tower stands on the hill."),
        (180, FILLER),
    )
    things = [Thing(subject=each) for each in ("Water tower", "Water hammer", "Service reservoir")]
    assert _find_seconds(things, *said) == [120, None, None]


def test_a_guests_biography_is_not_the_talk() -> None:
    said = (
        (0, "Hello. My guest tonight has written a whole book on ice cores."),
        (8, "Ice cores took her to Greenland."),
        (14, "Welcome, Ada."),
        (20, "Thank you."),
        (60, FILLER),
    )
    later = (90, "Ice cores are drilled with a tube.")
    ice_cores = [Thing(subject="Ice Cores")]
    assert _find_seconds(ice_cores, *said) == [None]
    assert _find_seconds(ice_cores, *said, later) == [90]
    assert _find_seconds(ice_cores, *said[:2], *said[4:], later) == [0]


_CUES = st.lists(
    st.tuples(st.integers(0, 200_000), st.sampled_from(["shark", "a whale.", "so", "", "fish"])),
    max_size=30,
)


@given(
    _CUES,
    st.lists(st.sampled_from(["Shark", "Whale", "Fish (shark)", "", "the"]), max_size=4),
    st.just(0) | st.integers(0, 200_000),
    st.none() | st.integers(0, 200_000),
)
def test_in_any_talk_a_moment_that_is_found_lies_in_its_stretch(
    said: list[tuple[int, str]], terms: list[str], start: int, end: int | None
) -> None:
    cues = tuple(Cue(start=Milliseconds(time), text=text) for time, text in sorted(said))
    stretch = Stretch(
        start=Milliseconds(start),
        end=None if end is None else Milliseconds(end),
        things=tuple(Thing(subject=term, about="fish") for term in terms),
    )
    speech = index_transcript(Transcript(cues=cues))
    other = replace(stretch, start=Milliseconds(0), end=None)
    for talks in find_talks(speech, [stretch, other])[:1]:
        assert len(talks) == len(terms)
        for talk in talks:
            if talk is not None:
                assert start <= talk.at
                assert end is None or talk.at <= end
