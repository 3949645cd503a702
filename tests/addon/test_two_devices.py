"""A learner with two devices and a server between: nothing that one did is lost on the other.

On B twenty reviews aren't synchronised yet when A updates, or both do; then both synchronise.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from anki.collection import Collection
from anki.sync_pb2 import SyncAuth

from flashcards.addon.update import update_collection
from flashcards.identity.decisions import Decisions
from tests.addon.test_two_sides import rows
from tests.anki.engine import import_package, open_collection
from tests.anki.history import write_content
from tests.anki.learner import find_damage, find_doubles, read_notes, read_reviews, review_card
from tests.anki.regeneration_rows import NORWAY, VIDEO
from tests.anki.release import release_folder
from tests.support import NOW

REVIEWS = 20
_NO_CHANGES, _NORMAL_SYNC, _FULL_SYNC = 0, 1, 2
_OSLO = "          - question: What is the capital of Norway?\n            answer: Oslo\n"
_MANY = "".join(
    f"          - question: What does sheet {number} show?\n            answer: Map {number}\n"
    for number in range(12)
)
FIRST = VIDEO.replace("title: How Maps Lie", "title: How Maps Lie\ndeck: Maps") + _MANY

SCENES = {
    "a text is corrected": [("In 1559", "In 1569")],
    "the deck is renamed": [("deck: Maps", "deck: Cartography")],
    "a note is retired": [(_OSLO, "")],
    "a summary gains a blank": [("A flat map", "A ==flat== map")],
    "a topic is asked both ways": [
        ("  Great circle:\n", "  Great circle:\n            reverse: true\n")
    ],
    "notes are new": [(_OSLO, _OSLO + _OSLO.replace("Norway", "Sweden").replace("Oslo", "Lund"))],
}
EVERYTHING = [edit for name, edits in SCENES.items() if name != "notes are new" for edit in edits]


class Server(NamedTuple):
    """Anki's own server, and how to log in."""

    url: str

    def login(self, collection: Collection) -> SyncAuth:
        """Log a device in."""
        return collection.sync_login("me", "secret", self.url)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Start the server that comes with the package `anki`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"],
        env={
            **os.environ,
            "SYNC_USER1": "me:secret",
            "SYNC_HOST": "127.0.0.1",
            "SYNC_PORT": str(port),
            "SYNC_BASE": str(tmp_path / "server"),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Server(f"http://127.0.0.1:{port}/")
    finally:
        process.terminate()
        process.wait()


def _sync(collection: Collection, auth: SyncAuth) -> None:
    """Synchronise, which must never ask to choose one device's collection over the other's."""
    output = collection.sync_collection(auth, sync_media=False)
    assert output.required in {_NO_CHANGES, _NORMAL_SYNC}


def _start(
    tmp_path: Path, server: Server, act: Callable[[Collection], None] | None = None
) -> tuple[Path, Path, Path, SyncAuth]:
    """Give a project, and two devices that learn its first release."""
    write_content(tmp_path, video=FIRST)
    (package,) = release_folder(tmp_path, NOW).packages
    with open_collection(tmp_path / "a.anki2") as a:
        import_package(a, package)
        if act is not None:
            act(a)
        for card_id in a.find_cards(""):
            review_card(a, card_id, 4)
        auth = server.login(a)
        output = a.sync_collection(auth, sync_media=False)
        assert output.required >= _FULL_SYNC  # the first time
        a.close_for_full_sync()
        a.full_upload_or_download(auth=auth, server_usn=None, upload=True)
    with open_collection(tmp_path / "b.anki2") as b:
        b.close_for_full_sync()
        b.full_upload_or_download(auth=auth, server_usn=None, upload=False)
    return tmp_path, tmp_path / "a.anki2", tmp_path / "b.anki2", auth


def _release(folder: Path, edits: list[tuple[str, str]]) -> Path:
    text = FIRST
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    write_content(folder, video=text)
    gone = frozenset() if _OSLO in text else frozenset({NORWAY})
    (package,) = release_folder(folder, NOW + 1000, Decisions({}, gone)).packages
    return package


def _review_on_b(b: Collection) -> list[tuple[object, ...]]:
    cards = sorted(b.find_cards(""))[:REVIEWS]
    assert len(cards) == REVIEWS
    for card_id in cards:
        review_card(b, card_id, 3)
    return _schedule(b, cards)


def _schedule(collection: Collection, cards: Sequence[int]) -> list[tuple[object, ...]]:
    found = rows(collection, "select id, did, type, queue, due, ivl, reps, lapses from cards")
    return sorted(tuple(row) for row in found if row[0] in set(cards))


def _check_same(a: Collection, b: Collection) -> None:
    """Both have the same, nothing twice and nothing damaged."""
    for query in (
        "select id, guid, mid, tags, flds from notes order by id",
        "select id, nid, did, ord, type, queue, due, ivl, reps from cards order by id",
        "select id, cid, ease from revlog order by id",
    ):
        assert rows(a, query) == rows(b, query)
    assert find_doubles(str(row[0]) for row in rows(a, "select guid from notes")) == []
    assert find_doubles(f"{row[0]} {row[1]}" for row in rows(a, "select nid, ord from cards")) == []
    assert find_doubles(note["Key"] for note in read_notes(a)) == []
    assert [note.id for each in (a, b) for note in each.get_empty_cards().notes] == []
    assert find_damage(a) == find_damage(b) == []


@pytest.mark.parametrize("scene", [*SCENES, "all at once"])
def test_reviews_on_the_other_device_survive_an_update(
    scene: str, tmp_path: Path, server: Server
) -> None:
    folder, path_a, path_b, auth = _start(tmp_path, server)
    package = _release(folder, SCENES.get(scene, EVERYTHING))
    with open_collection(path_a) as a, open_collection(path_b) as b:
        reviewed = _review_on_b(b)
        cards = [int(str(row[0])) for row in reviewed]
        counts = update_collection(a, package)
        assert sum(counts.values()) > counts["unchanged"] or scene == "the deck is renamed"
        for each in (a, b, a, b):
            _sync(each, auth)
        assert _schedule(a, cards) == _schedule(b, cards) == reviewed
        assert len(read_reviews(a)) == len(read_reviews(b))
        _check_same(a, b)


def test_cards_of_a_learners_own_template_do_not_stand_twice(
    tmp_path: Path, server: Server
) -> None:
    edits = [*SCENES["notes are new"], ("answer: Areas", "answer: Areas\n            extra: So.")]
    folder, path_a, path_b, auth = _start(tmp_path, server, ask_extra)
    package = _release(folder, edits)
    with open_collection(path_a) as a, open_collection(path_b) as b:
        before = a.card_count()
        assert update_collection(a, package) == update_collection(b, package)
        for each in (a, b, a, b):
            _sync(each, auth)
        # Sweden has the author's card and one of the learner's, and the new extra makes one.
        assert a.card_count() == b.card_count() == before + 3
        _check_same(a, b)


def test_devices_that_update_to_different_releases_have_no_card_twice(
    tmp_path: Path, server: Server
) -> None:
    folder, path_a, path_b, auth = _start(tmp_path, server)
    both_ways = SCENES["a topic is asked both ways"]
    one = shutil.copyfile(_release(folder, both_ways), tmp_path / "one.apkg")
    other = _release(folder, [*both_ways, *SCENES["a summary gains a blank"]])
    with open_collection(path_a) as a, open_collection(path_b) as b:
        reviewed = _review_on_b(b)
        update_collection(a, one)
        update_collection(b, other)
        for each in (a, b, a, b):
            _sync(each, auth)
        cards = [int(str(row[0])) for row in reviewed]
        assert _schedule(a, cards) == _schedule(b, cards) == reviewed
        _check_same(a, b)


def ask_extra(collection: Collection) -> None:
    """Ask with two templates of the learner's own, of which one needs an extra."""
    note_type = collection.models.by_name("Flashcards Question")
    assert note_type is not None
    for name, front in (("Mine", "{{Extra}}"), ("Mine too", "{{Answer}}")):
        template = collection.models.new_template(name)
        template["qfmt"], template["afmt"] = front, "{{Question}}"
        collection.models.add_template(note_type, template)
    collection.models.update_dict(note_type)


@pytest.mark.parametrize("scene", [*SCENES, "all at once"])
def test_both_devices_update_and_nothing_stands_twice(
    scene: str, tmp_path: Path, server: Server
) -> None:
    folder, path_a, path_b, auth = _start(tmp_path, server)
    package = _release(folder, SCENES.get(scene, EVERYTHING))
    with open_collection(path_a) as a, open_collection(path_b) as b:
        reviewed = _review_on_b(b)
        cards = [int(str(row[0])) for row in reviewed]
        counts = update_collection(a, package)
        assert update_collection(b, package) == counts
        for each in (a, b, a, b):
            _sync(each, auth)
        assert _schedule(a, cards) == _schedule(b, cards) == reviewed
        _check_same(a, b)
        again = update_collection(a, package)
        assert again["new"] + again["updated"] + again["conflicts"] + again["retired"] == 0
