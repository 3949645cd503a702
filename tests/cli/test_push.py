"""`push` builds, hands Anki each deck that changed, and says what its import can't do."""

import os
import re
import signal
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.command import flashcards
from tests.media import PNG
from tests.terminal import Shown, press

HAND = """\
title: The hand
chapters:
  - title: The wrist
    time: 0:00
    summary: The wrist has ==eight== bones in ==two== rows.
    questions:
      - {question: Which carpal bone is shaped like a pea?, answer: The pisiform.}
      - {question: How many bones has the hand?, answer: Twenty-seven.}
"""
PEA = "      - {question: Which carpal bone is shaped like a pea?, answer: The pisiform.}\n"
RENAMED = (
    "\nThe deck `The hand` is now called `Hands`.\n"
    "Rename it in Anki before you import, and let learners do so: Anki moves no cards, so new\n"
    "ones would stand in a second deck.\n"
)


class Desk:
    """A project, a machine with or without Anki, and what Anki was handed there."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "my decks #1 é"
        self.bin = folder / "bin"
        self.log = folder / "log"
        self.home = folder / "home"
        for each in (self.project / "content", self.bin, self.home):
            each.mkdir(parents=True)
        self.env = {
            "PATH": f"{self.bin}:/usr/bin:/bin",
            "HOME": str(self.home),
            "FLASHCARDS_CACHE": str(folder / "cache"),
        }
        self.write(HAND)

    def write(self, text: str, name: str = "hand") -> None:
        (self.project / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")

    def install(self, then: str = "exit 0", name: str = "anki") -> Path:
        """Put a program there that writes its arguments down, each between `<` and `>`."""
        program = self.bin / name
        program.write_text(
            f"#!/bin/sh\necho noise; echo noise >&2\n"
            f"printf '<%s>' \"$@\" >> '{self.log}'\necho >> '{self.log}'\n{then}\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
        return program

    def run(self, *arguments: str, **env: str) -> CompletedProcess[str]:
        return flashcards(self.project, *arguments, env={**self.env, **env})

    def press(self, keys: list[tuple[str, str]], *arguments: str) -> Shown:
        return press(self.project, arguments, keys, NO_COLOR="1", **self.env)

    @property
    def handed(self) -> list[str]:
        """The names of what Anki was handed, in order."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        start = f"<{self.project}/decks/"
        assert all(line.startswith(start) and line.count("<") == 1 for line in lines), lines
        return [line.removeprefix(start).removesuffix(">") for line in lines]

    def decks(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.project / "decks").iterdir()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _without_sizes(out: str) -> str:
    return re.sub(r", [0-9]+ kB", "", out)


def test_a_new_deck_is_built_and_handed_to_anki_without_a_word_from_it(desk: Desk) -> None:
    desk.install()
    done = desk.run("push")
    assert (_without_sizes(done.stdout), done.stderr, done.returncode) == (
        "decks/hand.apkg: 3 notes, 4 cards\ndecks/hand.apkg: handed to Anki\n",
        "",
        0,
    )
    assert desk.handed == ["hand.apkg"]
    assert set(desk.decks()) == {"hand.apkg", "hand.lock"}


def test_what_anki_has_is_not_handed_over_again_unless_all_is_wanted(desk: Desk) -> None:
    desk.install()
    desk.run("push")
    done = desk.run("push")
    assert (_without_sizes(done.stdout), done.stderr, done.returncode) == (
        "decks/hand.apkg: 3 notes, 4 cards (unchanged)\n",
        "Anki was handed all of it before; --all hands it over again\n",
        0,
    )
    assert desk.handed == ["hand.apkg"]
    assert desk.run("push", "--all").returncode == 0
    assert desk.handed == ["hand.apkg", "hand.apkg"]


def test_a_deck_that_build_wrote_is_one_that_anki_does_not_have_yet(desk: Desk) -> None:
    desk.install()
    desk.run("push")
    desk.write(HAND.replace("Twenty-seven.", "27."))
    assert desk.run("build").returncode == 0
    done = desk.run("push")
    assert done.stdout.endswith("(unchanged)\ndecks/hand.apkg: handed to Anki\n")
    assert desk.handed == ["hand.apkg", "hand.apkg"]


def test_only_decks_that_changed_are_handed_over_and_only_of_files_that_are_named(
    desk: Desk,
) -> None:
    desk.install()
    desk.write(HAND.replace("hand", "foot"), "foot")
    desk.run("push")
    desk.write(HAND.replace("Twenty-seven.", "27."))
    desk.run("push")
    assert desk.handed == ["foot.apkg", "hand.apkg", "hand.apkg"]
    desk.run("push", "--all", "content/foot.yaml")
    assert desk.handed[3:] == ["foot.apkg"]


def test_a_lost_memory_costs_one_more_handing_over(desk: Desk) -> None:
    desk.install()
    for cache in ("", "", str(desk.home / "cache")):
        assert desk.run("push", FLASHCARDS_CACHE=cache).returncode == 0
    assert desk.handed == ["hand.apkg"] * 3
    assert not {path.name for path in desk.project.iterdir()} - {"content", "decks"}


def test_a_damaged_memory_counts_as_none(desk: Desk) -> None:
    desk.install()
    desk.run("push")
    for path in (desk.home.parent / "cache").rglob("*.json"):
        path.write_bytes(path.read_bytes()[:-9])
    assert desk.run("push").returncode == 0
    assert desk.handed == ["hand.apkg"] * 2


def test_from_a_subfolder_the_same_deck_is_meant(desk: Desk) -> None:
    desk.install()
    desk.run("push")
    done = flashcards(desk.project / "content", "push", "hand.yaml", env=desk.env)
    assert done.stdout.startswith("../decks/hand.apkg: ")
    assert desk.handed == ["hand.apkg"]


def test_errors_in_content_keep_anki_out_of_it(desk: Desk) -> None:
    desk.install()
    desk.write(HAND.replace("time: 0:00", "time: soon"))
    done = desk.run("push")
    assert done.returncode == 1
    assert done.stderr.endswith("nothing was built, and Anki was handed nothing\n")
    assert desk.handed == []


def test_a_history_that_would_be_lost_is_asked_about_as_by_build(desk: Desk) -> None:
    desk.install()
    desk.run("push")
    desk.write(HAND.replace("Which carpal bone is shaped like a pea?", "What is beside the pulse?"))
    before = desk.decks()
    done = desk.run("push")
    assert done.returncode == 1
    assert "error[history-lost]" in done.stderr
    assert (desk.handed, desk.decks()) == (["hand.apkg"], before)
    assert desk.run("push", "--retire", "all").returncode == 0
    assert desk.handed == ["hand.apkg"] * 2


def test_what_is_to_do_by_hand_counts_from_what_anki_has_over_builds_between(desk: Desk) -> None:
    desk.install()
    desk.run("push")
    desk.write(HAND.replace("==two==", "two"))
    desk.run("build")
    desk.write(HAND.replace("==two==", "two").replace(PEA, ""))
    desk.run("build", "--retire", "all")
    done = desk.run("push")
    note_id = re.search(r"nid:([0-9]+)", done.stdout)
    assert note_id is not None
    assert _without_sizes(done.stdout) == (
        "decks/hand.apkg: 2 notes, 2 cards (unchanged)\n"
        "decks/hand.apkg: handed to Anki\n\n"
        "1 card will be empty; Tools > Empty Cards in Anki finds them:\n"
        "  The wrist: blanks that go: `two`\n\n"
        "1 note retired; learners keep them until they delete them:\n"
        "  question: Which carpal bone is shaped like a pea?\n"
        "To select them in Anki's browser, search for:\n"
        '  "Key:hand/question/which-carpal-bone-is-shaped-like-a-pea" OR '
        f'("tag:hand" {note_id[0]})\n\n'
    )
    assert "retired" not in desk.run("push", "--all").stdout


def test_notes_that_were_retired_before_push_remembers_are_told_of(desk: Desk) -> None:
    desk.install()
    desk.run("build")
    desk.write(HAND.replace(PEA, ""))
    desk.run("build", "--retire", "all")
    done = desk.run("push")
    assert done.stderr == (
        "decks/hand.apkg: 1 note retired earlier; `flashcards list --retired` gives the search "
        "that finds them\n"
    )
    assert done.returncode == 0


def test_a_renamed_deck_waits_until_it_is_renamed_in_anki(desk: Desk) -> None:
    desk.install()
    desk.run("push")
    desk.write("deck: Hands\n" + HAND)
    desk.run("build")
    done = desk.run("push")
    assert _without_sizes(done.stdout) == (
        f"decks/hand.apkg: 3 notes, 4 cards (unchanged)\n{RENAMED}"
    )
    assert done.stderr == (
        "decks/hand.apkg: rename the deck in Anki first, then run `flashcards push --renamed`\n"
        "1 deck not handed to Anki\n"
    )
    assert done.returncode == 1
    assert desk.handed == ["hand.apkg"]
    done = desk.run("push", "--renamed")
    assert done.stdout.endswith(f"{RENAMED}decks/hand.apkg: handed to Anki\n")
    assert done.returncode == 0
    assert desk.handed == ["hand.apkg"] * 2
    desk.write("deck: Hands\n" + HAND.replace("Twenty-seven.", "27."))
    assert desk.run("push").returncode == 0


def test_a_deck_that_was_renamed_before_push_remembers_waits_as_well(desk: Desk) -> None:
    desk.install()
    desk.run("build")
    desk.write("deck: Hands\n" + HAND)
    desk.run("build")
    done = desk.run("push")
    assert done.stdout.endswith(RENAMED)
    assert (desk.handed, done.returncode) == ([], 1)


def test_a_renamed_deck_keeps_no_other_back(desk: Desk) -> None:
    desk.install()
    desk.write(HAND.replace("hand", "foot"), "foot")
    desk.run("push")
    desk.write("deck: Feet\n" + HAND.replace("hand", "foot"), "foot")
    desk.write(HAND.replace("Twenty-seven.", "27."))
    done = desk.run("push")
    assert desk.handed[2:] == ["hand.apkg"]
    assert done.stderr.endswith("1 deck not handed to Anki\n")


def test_a_deck_that_has_its_old_name_again_waits_for_nothing(desk: Desk) -> None:
    desk.install()
    desk.run("push")
    for text in ("deck: Hands\n" + HAND, HAND.replace("Twenty-seven.", "27.")):
        desk.write(text)
        desk.run("build")
    done = desk.run("push")
    assert done.stdout.endswith("(unchanged)\ndecks/hand.apkg: handed to Anki\n")
    assert done.returncode == 0


def test_a_picture_of_a_retired_note_is_called_as_its_author_calls_it(desk: Desk) -> None:
    desk.install()
    (desk.project / "content" / "pea.png").write_bytes(PNG)
    text = HAND.replace("Twenty-seven.", '"27: ![](pea.png)"')
    pea = 'question: "Which bone is shaped like ![](pea.png)?"'
    desk.write(text.replace("question: Which carpal bone is shaped like a pea?", pea))
    assert desk.run("push").returncode == 0
    desk.write(text.replace(PEA, ""))
    assert desk.run("build", "--retire", "all").returncode == 0
    done = desk.run("push")
    assert "  question: Which bone is shaped like [pea.png]?\n" in done.stdout


@pytest.mark.parametrize(("key", "handed"), [("g", 2), ("l", 1)])
def test_at_a_terminal_one_says_that_the_deck_is_renamed(desk: Desk, key: str, handed: int) -> None:
    desk.install()
    desk.run("push")
    desk.write("deck: Hands\n" + HAND)
    shown = desk.press([("leave it for the next push", key)], "push")
    assert (
        f"{RENAMED}\n"
        "  g  go on with decks/hand.apkg: the deck has its new name there, or you never had it\n"
        "  l  leave it for the next push\n\n"
    ) in shown.text
    assert desk.handed == ["hand.apkg"] * handed
    assert shown.status == 2 - handed


def test_at_a_terminal_one_may_interrupt_and_the_deck_waits_for_the_next_push(desk: Desk) -> None:
    desk.install()
    desk.run("push")
    desk.write("deck: Hands\n" + HAND)
    assert desk.press([("leave it for the next push", "\x03")], "push").status == 130
    assert desk.handed == ["hand.apkg"]
    assert desk.run("push", "--renamed").returncode == 0


def test_without_anki_the_places_are_named_and_the_deck_is_there(desk: Desk) -> None:
    done = desk.run("push")
    assert _without_sizes(done.stdout) == "decks/hand.apkg: 3 notes, 4 cards\n"
    said = done.stderr.splitlines()
    assert said[:3] == [
        "flashcards: Anki was not found; it was looked for here:",
        "  `anki` in the folders of PATH",
        "  `/usr/local/bin/anki`",
    ]
    assert f"  `{desk.home}/.local/bin/anki`" in said
    assert done.stderr.endswith(
        "\nName its program with --anki PROGRAM, or in FLASHCARDS_ANKI, or import the decks by "
        "hand: File > Import in Anki.\n1 deck not handed to Anki\n"
    )
    assert done.returncode == 1
    before = desk.decks()
    assert set(before) == {"hand.apkg", "hand.lock"}
    desk.install()
    assert desk.run("push").returncode == 0
    assert (desk.handed, desk.decks()) == (["hand.apkg"], before)


def test_without_anki_one_hears_what_to_do_by_hand_all_the_same(desk: Desk) -> None:
    desk.run("push")
    desk.write("deck: Hands\n" + HAND.replace("==two==", "two"))
    done = desk.run("push")
    assert RENAMED in done.stdout
    assert "1 card will be empty; Tools > Empty Cards in Anki finds them:\n" in done.stdout


@pytest.mark.parametrize("how", ["path", "relative", "name", "variable"])
def test_a_program_may_be_named(desk: Desk, how: str) -> None:
    program = desk.install(name="my anki")
    named = {
        "path": ["--anki", str(program)],
        "relative": ["--anki", "../bin/my anki"],
        "name": ["--anki", "my anki"],
        "variable": [],
    }[how]
    env = {"FLASHCARDS_ANKI": str(program)} if how == "variable" else {}
    assert desk.run("push", *named, **env).returncode == 0
    assert desk.handed == ["hand.apkg"]


def test_a_program_that_is_named_and_is_none_is_an_error_before_anything_is_built(
    desk: Desk,
) -> None:
    desk.install()
    done = desk.run("push", "--anki", "nowhere")
    assert (done.stdout, done.stderr, done.returncode) == (
        "",
        "flashcards: --anki names `nowhere`, which is no program; give the path of Anki's own\n",
        1,
    )
    done = desk.run("push", FLASHCARDS_ANKI="/nowhere/anki")
    assert done.stderr.startswith("flashcards: FLASHCARDS_ANKI names `/nowhere/anki`, which is no ")
    assert not (desk.project / "decks").exists()


def test_a_program_that_fails_has_not_been_handed_the_deck(desk: Desk) -> None:
    program = desk.install("exit 7")
    desk.write(HAND.replace("hand", "foot"), "foot")
    done = desk.run("push")
    assert done.stderr == (
        f"flashcards: `{program}` ended with status 7; to see why, run it in a terminal\n"
        "2 decks not handed to Anki\n"
    )
    assert (done.returncode, desk.handed) == (1, ["foot.apkg"])
    desk.install()
    assert desk.run("push").returncode == 0
    assert desk.handed[1:] == ["foot.apkg", "hand.apkg"]


def test_a_program_that_the_system_refuses_is_named(desk: Desk) -> None:
    program = desk.bin / "anki"
    program.write_bytes(b"\x7fELF, or rather not")
    program.chmod(0o755)
    done = desk.run("push")
    assert done.stderr == (
        f"flashcards: can't start `{program}`: Exec format error\n1 deck not handed to Anki\n"
    )
    assert done.returncode == 1


def test_what_a_repository_holds_is_not_taken_for_anki(desk: Desk) -> None:
    desk.install().rename(desk.project / "anki")
    done = desk.run("push", PATH=f":.:{desk.env['PATH']}:")
    assert done.returncode == 1
    assert done.stderr.startswith("flashcards: Anki was not found; ")
    assert not desk.log.exists()


def test_an_anki_that_had_to_be_started_goes_on_by_itself(desk: Desk) -> None:
    pid_file = desk.home / "pid"
    desk.install(f"pwd > '{desk.home}/cwd'\necho $$ > '{pid_file}'\nexec sleep 60")
    done = desk.run("push")
    pid = int(pid_file.read_text(encoding="utf-8"))
    try:
        assert (done.returncode, done.stderr) == (0, "")
        assert os.getsid(pid) == pid
        outputs = [str(Path(f"/proc/{pid}/fd/{each}").readlink()) for each in (0, 1, 2)]
        assert outputs == ["/dev/null"] * 3
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
        assert state == "S"
        assert (desk.home / "cwd").read_text(encoding="utf-8") == f"{desk.home}\n"
    finally:
        os.kill(pid, signal.SIGKILL)
    assert desk.handed == ["hand.apkg"]


def _start_and_stay(desk: Desk) -> None:
    """Let the first Anki go on, and all others pass on what they are given."""
    desk.write(HAND.replace("hand", "foot"), "foot")
    pid_file = desk.home / "pid"
    desk.install(f"[ -e '{pid_file}' ] && exit 0\necho $$ > '{pid_file}'\nexec sleep 60")


def _kill(desk: Desk) -> None:
    os.kill(int((desk.home / "pid").read_text(encoding="utf-8")), signal.SIGKILL)


def test_while_anki_starts_it_is_handed_nothing_more(desk: Desk) -> None:
    _start_and_stay(desk)
    done = desk.run("push")
    assert done.stderr == (
        "decks/hand.apkg: Anki is starting: run `flashcards push` again when it shows the deck "
        "before\n1 deck not handed to Anki\n"
    )
    assert (done.returncode, desk.handed) == (1, ["foot.apkg"])
    assert desk.run("push").returncode == 0
    assert desk.handed == ["foot.apkg", "hand.apkg"]
    _kill(desk)


def test_at_a_terminal_one_says_that_anki_has_started(desk: Desk) -> None:
    _start_and_stay(desk)
    shown = desk.press([("leave it for the next push", "g")], "push")
    assert (
        "\nAnki is starting: wait until it shows the deck before.\n\n"
        "  g  go on with decks/hand.apkg\n"
        "  l  leave it for the next push\n"
    ) in shown.text
    assert (desk.handed, shown.status) == (["foot.apkg", "hand.apkg"], 0)
    _kill(desk)


def test_a_quiet_push_gives_its_results_alone(desk: Desk) -> None:
    desk.install()
    assert desk.run("push", "-q").stderr == ""
    done = desk.run("push", "-q")
    assert (_without_sizes(done.stdout), done.stderr) == (
        "decks/hand.apkg: 3 notes, 4 cards (unchanged)\n",
        "",
    )


def test_without_content_nothing_is_handed_over(desk: Desk) -> None:
    desk.install()
    (desk.project / "content" / "hand.yaml").unlink()
    done = desk.run("push")
    assert (done.stdout, done.stderr, done.returncode) == (
        "",
        "there is no content file to build; Anki was handed nothing\n",
        1,
    )


def test_notes_of_a_file_that_is_gone_are_told_of_with_nothing_to_hand_over(desk: Desk) -> None:
    desk.install()
    desk.run("push")
    (desk.project / "content" / "hand.yaml").unlink()
    done = desk.run("push", "--retire", "hand")
    assert done.stdout == (
        "decks/hand.lock: remembers the notes of a file that is gone; "
        "`flashcards list --retired` lists those that went with it\n"
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert desk.handed == ["hand.apkg"]
