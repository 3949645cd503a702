"""The lock as a file: the same back again, damage reported with its place, two lines made one."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key
from flashcards.diagnostics import Diagnostic, Source
from flashcards.diagnostics.human import render_diagnostic
from flashcards.disk.sources import decode_source
from flashcards.identity.entry import Entry, Guid, Lock, reconcile
from flashcards.identity.lockfile import format_lock, parse_lock
from flashcards.identity.store import lock_path, read_lock
from tests.identity.making import DECK, make_entry, make_lock, parse
from tests.pipeline import refuse

HEADER = "flashcards-lock 1.0\n"
PATH = "decks/rlhf.lock"
SOUND = (
    '{"key": "rlhf/question/what", "guid": "g", "id": 7, "mod": 5, "digest": "d", '
    '"front": "What?", "back": "This."}'
)
RESTORE = "restore the file from git; deleting it costs the histories of renamed notes"


def _report(text: str) -> list[tuple[int, int, str, str]]:
    """Read a damaged lock; give line, column, code and message of each problem."""
    source = Source(path=PATH, text=text)
    found: list[Diagnostic] = []
    assert parse_lock(DECK, source, found.append) is None
    assert all(diagnostic.span.path == PATH for diagnostic in found)
    return [
        (*source.position(each.span.start), f"{each.severity}[{each.code}]", each.message)
        for each in found
    ]


def _damage(line: str) -> tuple[int, str]:
    """Give column and message of the one problem in the one entry of a lock."""
    ((number, column, code, message),) = _report(f"{HEADER}{line}\n")
    assert (number, code) == (2, "error[lock-damaged]")
    return column, message.removeprefix("not a line of a lock: ")


def _rendered(text: str) -> list[str]:
    source = Source(path=PATH, text=text)
    found: list[Diagnostic] = []
    parse_lock(DECK, source, found.append)
    return [render_diagnostic(diagnostic, {PATH: source}) for diagnostic in found]


def _read(folder: Path, data: bytes) -> tuple[list[tuple[int, int, str, str]], bool]:
    """Read a lock from disk; give its problems, and whether there is a lock."""
    lock_path(folder, DECK).write_bytes(data)
    found: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    lock = read_lock(folder, DECK, sources, found.append)
    (source,) = sources.values()
    told = [(*source.position(d.span.start), d.code, d.message) for d in found]
    return told, lock is not None


# Writing, and reading the same back.

TEXTS = st.text(max_size=12)
TIMES = st.integers(0, 2**53 - 1)
SLUGS = st.from_regex(r"[a-z0-9]{1,5}(?:-[a-z0-9]{1,5})?", fullmatch=True)
BLANKS = st.dictionaries(st.integers(1, 600), TEXTS, max_size=3).map(
    lambda gone: tuple(sorted(gone.items()))
)


@st.composite
def _entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    names = draw(st.lists(st.tuples(st.sampled_from(Kind), SLUGS), unique=True, max_size=5))
    return tuple(
        Entry(
            key=Key(f"{DECK}/{kind.value}/{slug}"),
            guid=Guid(f"{kind.value}-{slug}"[:64]),
            note_id=draw(TIMES),
            mod=draw(TIMES),
            digest=draw(TEXTS),
            front=draw(TEXTS),
            back=draw(TEXTS),
            hint=draw(TEXTS),
            extra=draw(TEXTS),
            chapter=draw(TEXTS),
            time=draw(TEXTS),
            tags=draw(st.lists(TEXTS, max_size=3).map(tuple)),
            after=draw(TEXTS),
            gone=draw(BLANKS),
            retired=draw(st.booleans()),
            moved=draw(st.booleans()),
        )
        for kind, slug in names
    )


@given(_entries())
@settings(max_examples=150)
def test_a_lock_is_read_as_it_was_written(entries: tuple[Entry, ...]) -> None:
    text = format_lock(make_lock(*entries))
    lock = parse(text)
    assert set(lock.entries) == set(entries)
    assert list(lock.entries) == sorted(entries, key=lambda entry: entry.key)
    assert format_lock(lock) == text


@given(_entries())
@settings(max_examples=150)
def test_a_lock_has_one_line_a_note_and_ends_with_a_line_end(entries: tuple[Entry, ...]) -> None:
    text = format_lock(make_lock(*entries))
    assert text.endswith("\n")
    assert text.count("\n") == 1 + len(entries)
    assert "\r" not in text


@given(st.permutations([make_entry("a"), make_entry("b"), make_entry("c")]))
def test_the_order_of_entries_does_not_show(entries: list[Entry]) -> None:
    assert format_lock(make_lock(*entries)) == format_lock(
        make_lock(make_entry("a"), make_entry("b"), make_entry("c"))
    )


def test_a_lock_looks_like_this() -> None:
    entry = make_entry("why")._replace(back="Größe\n{1}", gone=((2, "b"),), retired=True)
    assert format_lock(make_lock(entry, make_entry("how"))) == (
        "flashcards-lock 1.0\n"
        '{"key": "rlhf/question/how", "guid": "guid-of-how", "id": 1700000000000, '
        '"mod": 1700000000, "digest": "d", "front": "how", "back": "so"}\n'
        '{"key": "rlhf/question/why", "guid": "guid-of-why", "id": 1700000000000, '
        '"mod": 1700000000, "retired": true, "digest": "d", "front": "why", '
        '"back": "Größe\\n{1}", "gone": [[2, "b"]]}\n'
    )


def test_a_lock_without_notes_is_its_header() -> None:
    assert format_lock(make_lock()) == HEADER
    assert parse(HEADER) == make_lock()


def test_empty_lines_and_a_missing_last_line_end_are_passed_over() -> None:
    assert parse(f"{HEADER}\n\n{SOUND}") == parse(f"{HEADER}{SOUND}\n")


def test_a_newer_minor_version_with_unknown_keys_is_read() -> None:
    line = SOUND.replace('"guid"', '"colour": ["blue", {"x": null}], "guid"')
    assert parse(f"flashcards-lock 1.9\n{line}\n") == parse(f"{HEADER}{SOUND}\n")


# Damage.


@pytest.mark.parametrize(
    "header",
    [
        "",
        "flashcards-lock",
        "flashcards-lock 1",
        "flashcards-lock 1.",
        "flashcards-lock 1.0 ",
        " flashcards-lock 1.0",
        "Flashcards-lock 1.0",
        "flashcards-lock 1.x",
        "flashcards-lock \u0661.\u0660",
        "{}",
        SOUND,
    ],
)
def test_a_missing_or_garbled_header_is_an_error(header: str) -> None:
    message = "the lock does not start with its header line"
    assert _report(f"{header}\n{SOUND}\n") == [(1, 1, "error[lock-damaged]", message)]


def test_an_empty_file_is_an_error() -> None:
    message = "the lock does not start with its header line"
    assert _report("") == [(1, 1, "error[lock-damaged]", message)]


def test_an_unknown_major_version_is_refused_with_all_that_it_may_hold() -> None:
    for version in ("2.0", "0.9", "10.0"):
        message = f"the lock has version {version}, and only 1.x is known here"
        assert _report(f"flashcards-lock {version}\n{SOUND}\n") == [
            (1, 1, "error[lock-version]", message)
        ]


def test_the_lines_of_an_unknown_version_are_not_called_damaged() -> None:
    message = "the lock has version 2.0, and only 1.x is known here"
    assert _report('flashcards-lock 2.0\n["another", "format"]\n') == [
        (1, 1, "error[lock-version]", message)
    ]


def test_a_version_of_many_digits_is_refused() -> None:
    ((line, column, code, _),) = _report(f"flashcards-lock {'9' * 5000}.0\n")
    assert (line, column, code) == (1, 1, "error[lock-version]")


def test_an_unknown_version_is_explained_in_full() -> None:
    assert "".join(_rendered("flashcards-lock 2.0\n")) == (
        "decks/rlhf.lock:1:1: error[lock-version]: "
        "the lock has version 2.0, and only 1.x is known here\n"
        "  |\n"
        "1 | flashcards-lock 2.0\n"
        "  | ^^^^^^^^^^^^^^^^^^^\n"
        "  help: install the version of flashcards that wrote it, or a newer one"
    )


def test_each_marker_of_a_merge_conflict_is_told() -> None:
    text = (
        f"{HEADER}<<<<<<< HEAD\n{SOUND}\n||||||| 3f2a\n{SOUND}\n=======\n{SOUND}\n>>>>>>> theirs\n"
    )
    message = "a merge conflict stands in the lock"
    assert _report(text) == [
        (line, 1, "error[lock-conflict]", message) for line in (2, 4, 6, 8)
    ]  # fmt: skip


def test_a_conflict_in_the_header_is_told_as_a_conflict_alone() -> None:
    text = f"<<<<<<< HEAD\nflashcards-lock 1.0\n=======\nflashcards-lock 1.1\n>>>>>>> b\n{SOUND}\n"
    assert {code for _, _, code, _ in _report(text)} == {"error[lock-conflict]"}


def test_a_conflict_is_explained_in_full() -> None:
    assert "".join(_rendered(f"{HEADER}<<<<<<< HEAD\n")) == (
        "decks/rlhf.lock:2:1: error[lock-conflict]: a merge conflict stands in the lock\n"
        "  |\n"
        "2 | <<<<<<< HEAD\n"
        "  | ^^^^^^^^^^^^\n"
        "  help: delete the conflict's marker lines, keep the lines of both sides, and build"
    )


def test_a_truncated_line_is_told_where_it_ends() -> None:
    assert _damage('{"key": "rlhf/question/w') == (9, "unterminated string starting at")
    assert _damage('{"key"') == (7, "expecting ':' delimiter")


@pytest.mark.parametrize("length", range(1, len(SOUND)))
def test_a_line_cut_anywhere_is_told(length: int) -> None:
    ((line, _, code, _),) = _report(f"{HEADER}{SOUND[:length]}")
    assert (line, code) == (2, "error[lock-damaged]")


def test_a_line_with_something_after_its_end_is_told() -> None:
    assert _damage(SOUND + SOUND) == (len(SOUND) + 1, "extra data")


def test_damage_is_explained_in_full() -> None:
    assert "".join(_rendered(f"{HEADER}[1]\n")) == (
        "decks/rlhf.lock:2:1: error[lock-damaged]: not a line of a lock: no JSON object\n"
        "  |\n"
        "2 | [1]\n"
        "  | ^^^\n"
        f"  help: {RESTORE}"
    )


@pytest.mark.parametrize("line", ["[]", "1", '"key"', "null", "true", "1e999", "NaN"])
def test_a_line_that_is_no_object_is_told(line: str) -> None:
    assert _damage(line) == (1, "no JSON object")


@pytest.mark.parametrize("name", ["key", "guid", "id", "mod", "digest", "front", "back"])
def test_a_missing_value_is_told(name: str) -> None:
    assert _damage(SOUND.replace(f'"{name}"', '"other"')) == (1, f"`{name}` is missing")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("key", ["1", "[]", "{}", "true"]),
        ("guid", ["1", "[]", "true"]),
        ("id", ['"7"', "7.0", "true", "[7]", "1e3", "NaN", "Infinity"]),
        ("mod", ['"5"', "5.5", "false", "{}", "-Infinity"]),
        ("digest", ["1", "[]"]),
        ("front", ["1", "[]"]),
        ("back", ["1", "{}"]),
    ],
)
def test_a_required_value_of_the_wrong_type_is_told(name: str, values: list[str]) -> None:
    for value in values:
        start, end = SOUND.split(f'"{name}": ')
        rest = end[end.index(", ") :] if ", " in end else "}"
        assert _damage(f'{start}"{name}": {value}{rest}') == (
            1,
            f"`{name}` has a value of the wrong type",
        )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("hint", ["1"]),
        ("extra", ["[]"]),
        ("chapter", ["1.5"]),
        ("time", ["60"]),
        ("after", ["true"]),
        ("tags", ['"a"', "{}", "[1]", '["a", null]', "1"]),
        ("gone", ['"a"', "{}", "[1]", '[["1", "a"]]', '[[1, "a", 2]]', "[[1]]", '[[true, "a"]]']),
        ("retired", ["1", '"true"', "[]"]),
        ("moved", ["0", '"no"']),
    ],
)
def test_an_optional_value_of_the_wrong_type_is_told(name: str, values: list[str]) -> None:
    for value in values:
        assert _damage(f'{SOUND[:-1]}, "{name}": {value}}}') == (
            1,
            f"`{name}` has a value of the wrong type",
        )


@pytest.mark.parametrize(
    "key",
    [
        "ppo/question/what",
        "rlhf2/question/what",
        "rlhf/card/what",
        "rlhf/question/",
        "rlhf/question/a/b",
        "rlhf/question/a b",
        "rlhf/question",
        "",
        "/question/what",
    ],
)
def test_a_key_of_another_file_or_of_no_shape_is_told(key: str) -> None:
    line = SOUND.replace("rlhf/question/what", key)
    assert _damage(line) == (1, f"`{key}` is no key of `rlhf`")


@pytest.mark.parametrize("guid", ["", "a b", "é", "a" * 65])
def test_a_guid_that_is_none_is_told(guid: str) -> None:
    assert _damage(SOUND.replace('"g"', f'"{guid}"')) == (1, "`guid` is no GUID")


@pytest.mark.parametrize(
    "slug",
    [
        'z\\"or\\"deck:*',
        "a_b",
        "a*",
        "A",
        "a--b",
        "a~",
        "~g",
        "É",
        "größe",
        "e\u0301",
        "a\u00a0b",
        "a。b",
        "a\u202eb",
        "🙂",
        "\ue000",
    ],
)
def test_a_key_whose_slug_is_none_is_refused(slug: str) -> None:
    """A search for it could select more than the note."""
    number, said = _damage(SOUND.replace("/question/what", f"/question/{slug}"))
    assert number == 1
    assert "is no key of" in said


@pytest.mark.parametrize("slug", ["基本概念", "grösse", "می\u200cخواهم", "हिन्दी", "a-\U000323b0"])  # noqa: RUF001 - of another script
def test_a_key_has_letters_of_every_script_also_of_later_unicode(slug: str) -> None:
    text = HEADER + SOUND.replace("/question/what", f"/question/{slug}")
    assert [entry.key for entry in parse(text).entries] == [f"rlhf/question/{slug}"]


def test_the_origin_of_a_deck_stays_in_its_lock() -> None:
    lock = Lock(DECK, (), "https://www.youtube.com/watch?v=EV7WhVT270Q")
    text = format_lock(lock)
    assert text == f'{HEADER}{{"origin": "{lock.origin}"}}\n'
    assert parse(text) == lock


def test_of_two_origins_that_a_merge_leaves_always_the_same_is_kept() -> None:
    lines = ['{"origin": "b"}\n', '{"origin": "a"}\n']
    assert parse(HEADER + "".join(lines)).origin == "a"
    assert parse(HEADER + "".join(reversed(lines))).origin == "a"


@pytest.mark.parametrize("origin", ['""', "1", "null", f'"{"a" * 10_001}"'])
def test_an_origin_that_is_none_is_told(origin: str) -> None:
    assert _damage(f'{{"origin": {origin}}}')[0] == 1


@pytest.mark.parametrize("number", ["-1", str(2**53), str(10**4000)])
def test_numbers_out_of_range_are_told(number: str) -> None:
    assert _damage(SOUND.replace("7", number)) == (1, "`id` is out of range")
    assert _damage(SOUND.replace("5", number)) == (1, "`mod` is out of range")


def test_a_number_of_five_thousand_digits_is_told() -> None:
    assert _damage(SOUND.replace("7", "9" * 5000))[0] >= 1
    assert _damage(SOUND[:-1] + f', "unknown": {"9" * 5000}}}')[0] >= 1


@pytest.mark.parametrize("number", [0, -1, 2**64])
def test_the_number_of_a_gone_blank_is_one_that_anki_has(number: int) -> None:
    assert _damage(f'{SOUND[:-1]}, "gone": [[{number}, "a"]]}}')[0] >= 1


def test_deep_nesting_is_told() -> None:
    assert _damage("[" * 100_000) == (1, "nested too deep")
    assert _damage(f'{SOUND[:-1]}, "gone": {"[" * 100_000}') == (1, "nested too deep")


def test_a_key_that_stands_twice_in_a_line_is_told() -> None:
    assert _damage(SOUND.replace('"guid": "g"', '"guid": "g", "guid": "h"'))[0] >= 1


def test_a_text_that_can_not_be_written_again_is_told() -> None:
    """A lone surrogate is JSON, but no UTF-8: the build would end when it writes the lock."""
    assert _damage(SOUND.replace("What?", "\\ud800"))[0] >= 1


def test_several_problems_are_all_told() -> None:
    text = f"nonsense\n{SOUND}\n[]\n>>>>>>> b\n{SOUND.replace('rlhf', 'ppo')}\n{{\n"
    damaged = "not a line of a lock: "
    assert [(line, column, message) for line, column, _, message in _report(text)] == [
        (1, 1, "the lock does not start with its header line"),
        (3, 1, f"{damaged}no JSON object"),
        (4, 1, "a merge conflict stands in the lock"),
        (5, 1, f"{damaged}`ppo/question/what` is no key of `rlhf`"),
        (6, 2, f"{damaged}expecting property name enclosed in double quotes"),
    ]


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_raise(line: str) -> None:
    source = Source(path=PATH, text=f"{HEADER}{line}\n")
    found: list[Diagnostic] = []
    lock = parse_lock(DECK, source, found.append)
    assert (lock is None) == bool(found)
    for diagnostic in found:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source.text)
        assert diagnostic.message == " ".join(diagnostic.message.split()) or line


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**60) | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@given(name=st.sampled_from([*"key guid id mod digest gone tags after moved".split()]), value=JSON)
def test_any_value_in_any_place_is_read_or_told(name: str, value: object) -> None:
    line = json.dumps(json.loads(SOUND) | {name: value})
    found: list[Diagnostic] = []
    lock = parse_lock(DECK, Source(path=PATH, text=f"{HEADER}{line}\n"), found.append)
    assert (lock is None) == bool(found)
    if lock is not None:
        assert parse(format_lock(lock)) == lock


# Bytes on disk.


def test_a_missing_file_is_an_empty_lock(tmp_path: Path) -> None:
    sources: dict[str, Source] = {}
    assert read_lock(tmp_path, DECK, sources, refuse) == make_lock()
    assert sources == {}


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    lock_path(tmp_path, DECK).write_bytes(f"{HEADER}{SOUND}\n".replace("\n", "\r\n").encode())
    assert read_lock(tmp_path, DECK, {}, refuse) == parse(f"{HEADER}{SOUND}\n")


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    lock_path(tmp_path, DECK).write_bytes(f"\ufeff{HEADER}{SOUND}\n".encode())
    assert read_lock(tmp_path, DECK, {}, refuse) == parse(f"{HEADER}{SOUND}\n")


def test_a_zero_byte_is_told(tmp_path: Path) -> None:
    told, is_read = _read(tmp_path, f"{HEADER}{SOUND}\n\0\0\n".encode())
    assert not is_read
    assert told == [(3, 1, "control-character", told[0][3])]
    assert "U+0000" in told[0][3]


def test_a_file_of_zero_bytes_is_told(tmp_path: Path) -> None:
    told, is_read = _read(tmp_path, bytes(4096))
    assert not is_read
    assert [(line, column) for line, column, _, _ in told] == [(1, 1)]


def test_bytes_that_are_no_utf_8_are_told(tmp_path: Path) -> None:
    told, is_read = _read(tmp_path, f"{HEADER}{SOUND}\n".encode().replace(b"This", b"Th\xe9s"))
    assert not is_read
    assert told == [(2, 107, "invalid-utf8", "byte 0xe9 is not valid UTF-8")]


@pytest.mark.parametrize("character", ["\x7f", "\x80", "\x9f", "\ufeff", "\ufffe", "\uffff"])
def test_what_was_written_can_be_read_from_disk(tmp_path: Path, character: str) -> None:
    """Entities and escapes bring any character into a text, so a lock must be able to hold it."""
    lock = make_lock(make_entry("a")._replace(front=f"a{character}b"))
    lock_path(tmp_path, DECK).write_bytes(format_lock(lock).encode())
    assert read_lock(tmp_path, DECK, {}, refuse) == lock


@given(st.binary(max_size=40))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    found: list[Diagnostic] = []
    source = decode_source(PATH, f"{HEADER}{SOUND}\n".encode() + data, found.append)
    parse_lock(DECK, source, found.append)


# Two lines for one note.

OLD = make_entry("what", guid="one", mod=100, digest="x")._replace(note_id=1, back="old")
NEW = make_entry("what", guid="one", mod=200, digest="y")._replace(note_id=2, back="new")


def _one(*entries: Entry) -> Entry:
    (entry,) = reconcile(list(entries))
    return entry


def test_of_two_lines_for_a_key_the_later_release_wins_with_the_oldest_identity() -> None:
    assert _one(OLD, NEW) == NEW._replace(note_id=1)


def test_of_two_notes_that_branches_gave_a_key_the_later_one_is_kept_as_retired() -> None:
    """Learners of that branch have it, and no note may get its place with an earlier time."""
    other = NEW._replace(guid=Guid("two"))
    own, aside = reconcile([OLD, other])
    assert own == NEW._replace(note_id=1)
    key = Key("rlhf/question/what~two")
    assert aside == other._replace(key=key, former=(NEW.key,), retired=True)
    assert reconcile([OLD, other, aside]) == (own, aside)


def test_two_equal_lines_are_one() -> None:
    assert _one(OLD, OLD) == OLD


def test_the_same_release_twice_keeps_its_digest() -> None:
    assert _one(OLD, OLD._replace(note_id=2)) == OLD


def test_a_tie_drops_the_digest_so_that_the_next_build_releases_the_note_again() -> None:
    joined = _one(OLD, NEW._replace(mod=100))
    assert (joined.digest, joined.mod, joined.guid, joined.note_id) == ("", 100, "one", 1)


def test_blanks_gone_on_either_side_are_gone() -> None:
    one, other = OLD._replace(gone=((1, "a"), (3, "c"))), NEW._replace(gone=((2, "b"),))
    assert _one(one, other).gone == ((1, "a"), (2, "b"), (3, "c"))


def test_a_note_is_retired_only_if_both_sides_say_so() -> None:
    assert _one(OLD._replace(retired=True), NEW._replace(retired=True)).retired
    assert not _one(OLD._replace(retired=True), NEW).retired
    assert not _one(OLD, NEW._replace(retired=True)).retired
    assert not _one(OLD._replace(retired=True, moved=True), NEW).moved


def test_two_keys_of_one_guid_both_stay_until_the_content_decides() -> None:
    one, other = make_entry("a", guid="g", mod=100), make_entry("b", guid="g", mod=200)
    assert reconcile([other, one]) == (one, other)


SIDES = st.builds(
    Entry,
    key=st.sampled_from([Key("rlhf/question/a"), Key("rlhf/question/b")]),
    guid=st.sampled_from([Guid("g"), Guid("h")]),
    note_id=st.integers(1, 2),
    mod=st.integers(1, 2),
    digest=st.sampled_from(["", "x", "y"]),
    front=st.just("front"),
    back=st.just("back"),
    after=st.sampled_from(["", "rlhf/question/c"]),
    gone=st.sampled_from([(), ((1, "a"),), ((1, "b"), (2, "c"))]),
    retired=st.booleans(),
    moved=st.booleans(),
)


@given(st.lists(SIDES, max_size=3).flatmap(lambda x: st.tuples(st.just(x), st.permutations(x))))
@settings(max_examples=150)
def test_the_order_of_lines_is_irrelevant(pair: tuple[list[Entry], list[Entry]]) -> None:
    assert reconcile(pair[0]) == reconcile(pair[1])


@given(st.lists(SIDES, max_size=4))
def test_no_key_stays_twice_no_time_falls_and_no_note_is_forgotten(entries: list[Entry]) -> None:
    joined = reconcile(entries)
    keys = [entry.key for entry in joined]
    assert keys == sorted(set(keys))
    for entry in entries:
        (result,) = [each for each in joined if each.key == entry.key]
        assert result.mod >= entry.mod
        assert result.note_id <= entry.note_id
        assert any(each.guid == entry.guid and each.mod >= entry.mod for each in joined)
    assert {entry.guid for entry in joined} == {entry.guid for entry in entries}


def test_three_branches_that_released_at_the_same_second_join_alike_in_any_order() -> None:
    a, b, c = (OLD._replace(digest=digest, back=f"back {digest}") for digest in "abc")
    assert _one(a, b, c) == _one(c, b, a) == _one(b, c, a)
