"""Where Anki's program is looked for on each system, and the command line that hands it a file."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from flashcards.anki.program import MAC, WINDOWS, Program, find_program, list_places, name_program

HOME = {"HOME": "/home/ada", "PATH": "/usr/bin:/home/ada/bin"}
MAC_HOME = {"HOME": "/Users/ada", "PATH": "/usr/bin"}
ADA = r"C:\Users\Ada"
WINDOWS_HOME = {
    "Path": rf"C:\Windows;{ADA}\py\Scripts",
    "LocalAppData": rf"{ADA}\AppData\Local",
    "ProgramFiles": r"C:\Program Files",
    "ProgramFiles(x86)": r"C:\Program Files (x86)",
    "ProgramW6432": r"C:\Program Files",
    "USERPROFILE": ADA,
}
FILE = "/home/ada/my decks #1/-übung.apkg"
MAC_FILE = "/Users/ada/my decks #1/-übung.apkg"
WINDOWS_FILE = rf"{ADA}\my decks #1 & %TEMP%\-übung.apkg"


def _find(system: str, environment: Mapping[str, str], there: Collection[str]) -> Program | None:
    def list_names(folder: str) -> list[str]:
        return [name for path in there for start, name in [os.path.split(path)] if start == folder]

    return find_program(system, environment, there.__contains__, list_names)


def _command(
    system: str, environment: Mapping[str, str], file: str, *there: str
) -> tuple[str, ...] | None:
    program = _find(system, environment, there)
    return program and program.command(file)


@pytest.mark.parametrize(
    "place",
    [
        "/usr/bin/anki",
        "/home/ada/bin/anki",
        "/usr/local/bin/anki",
        "/usr/local/share/anki/anki",
        "/home/ada/.local/bin/anki",
        "/home/ada/.local/share/anki/anki",
        "/opt/anki/anki",
        "/home/ada/.local/share/AnkiProgramFiles/.venv/bin/anki",
        "/home/ada/Applications/Anki-26.05-x86_64.AppImage",
        "/home/ada/AppImages/anki.appimage",
        "/home/ada/.local/bin/Anki.AppImage",
        "/opt/Anki.AppImage",
        "/snap/bin/anki-woodrow.anki",
        "/var/lib/snapd/snap/bin/anki-woodrow.anki",
    ],
)
def test_on_linux_the_program_is_started_with_the_file(place: str) -> None:
    assert _command("linux", HOME, FILE, place) == (place, FILE)


@pytest.mark.parametrize(
    "folder", ["/var/lib/flatpak", "/home/ada/.local/share/flatpak"], ids=["system", "user"]
)
def test_a_flatpak_is_let_see_the_file(folder: str) -> None:
    place = f"{folder}/exports/bin/net.ankiweb.Anki"
    rest = ("run", "--file-forwarding", "net.ankiweb.Anki", "@@", FILE, "@@")
    assert _command("linux", HOME, FILE, place) == ("/usr/bin/flatpak", *rest)
    path = {**HOME, "PATH": "/usr/bin:/run/bin"}
    assert _command("linux", path, FILE, place, "/run/bin/flatpak") == ("/run/bin/flatpak", *rest)


def test_the_program_on_path_goes_before_all_others() -> None:
    there = ("/usr/local/bin/anki", "/home/ada/bin/anki", "/opt/anki/anki")
    assert _command("linux", HOME, FILE, *there) == ("/home/ada/bin/anki", FILE)


def test_the_newest_of_several_images_is_started() -> None:
    there = [f"/home/ada/Applications/Anki-{version}.AppImage" for version in ("25.09", "26.05")]
    assert _command("linux", HOME, FILE, *there) == (there[1], FILE)


def test_data_may_be_kept_elsewhere() -> None:
    environment = {**HOME, "XDG_DATA_HOME": "/data/ada"}
    place = "/data/ada/AnkiProgramFiles/.venv/bin/anki"
    assert _command("linux", environment, FILE, place) == (place, FILE)
    place = "/data/ada/flatpak/exports/bin/net.ankiweb.Anki"
    assert _find("linux", environment, (place,)) is not None


@pytest.mark.parametrize("path", ["", ".", ":", "bin", "./bin:../x", "~/bin"])
def test_a_repository_cannot_offer_a_program_by_way_of_a_relative_folder_on_path(path: str) -> None:
    asked: list[str] = []

    def is_there(place: str) -> bool:
        asked.append(place)
        return not place.startswith("/")

    assert find_program("linux", {**HOME, "PATH": path}, is_there, lambda _: ()) is None
    assert asked[0] == "/usr/local/bin/anki"


def test_without_a_home_the_system_is_looked_through() -> None:
    assert list_places("linux", {}, lambda _: ()) == (
        "`/usr/local/bin/anki`",
        "`/usr/local/share/anki/anki`",
        "`/usr/bin/anki`",
        "`/opt/anki/anki`",
        "`/var/lib/flatpak/exports/bin/net.ankiweb.Anki`",
        "`/snap/bin/anki-woodrow.anki`",
        "`/var/lib/snapd/snap/bin/anki-woodrow.anki`",
        "`/opt/Anki*.AppImage`",
    )


def test_the_places_on_linux_are_named() -> None:
    assert list_places("linux", HOME, lambda _: ()) == (
        "`anki` in the folders of PATH",
        "`/usr/local/bin/anki`",
        "`/usr/local/share/anki/anki`",
        "`/home/ada/.local/bin/anki`",
        "`/home/ada/.local/share/anki/anki`",
        "`/usr/bin/anki`",
        "`/opt/anki/anki`",
        "`/home/ada/.local/share/AnkiProgramFiles/.venv/bin/anki`",
        "`/home/ada/.local/share/flatpak/exports/bin/net.ankiweb.Anki`",
        "`/var/lib/flatpak/exports/bin/net.ankiweb.Anki`",
        "`/snap/bin/anki-woodrow.anki`",
        "`/var/lib/snapd/snap/bin/anki-woodrow.anki`",
        "`/home/ada/Applications/Anki*.AppImage`",
        "`/home/ada/AppImages/Anki*.AppImage`",
        "`/home/ada/.local/bin/Anki*.AppImage`",
        "`/home/ada/bin/Anki*.AppImage`",
        "`/opt/Anki*.AppImage`",
    )


@pytest.mark.parametrize("place", ["/Applications/Anki.app", "/Users/ada/Applications/Anki.app"])
def test_on_a_mac_the_system_opens_the_file_with_the_program(place: str) -> None:
    command = ("/usr/bin/open", "-a", place, MAC_FILE)
    assert _command(MAC, MAC_HOME, MAC_FILE, place) == command


def test_on_a_mac_a_program_on_path_comes_next() -> None:
    assert _command(MAC, MAC_HOME, MAC_FILE, "/usr/bin/anki") == ("/usr/bin/anki", MAC_FILE)


def test_on_a_mac_the_system_is_asked_for_a_program_that_is_elsewhere() -> None:
    assert _find(MAC, MAC_HOME, ()) == Program(("/usr/bin/open", "-a", "Anki"), is_certain=False)
    assert list_places(MAC, MAC_HOME, lambda _: ()) == (
        "`/Applications/Anki.app`",
        "`/Users/ada/Applications/Anki.app`",
        "`anki` in the folders of PATH",
        "the programs that macOS knows by the name of Anki",
    )


@pytest.mark.parametrize(
    "place",
    [
        rf"{ADA}\py\Scripts\anki.exe",
        rf"{ADA}\py\Scripts\ankiw.exe",
        rf"{ADA}\AppData\Local\Programs\Anki\anki.exe",
        r"C:\Program Files\Anki\anki.exe",
        r"C:\Program Files (x86)\Anki\anki.exe",
        rf"{ADA}\AppData\Local\AnkiProgramFiles\.venv\Scripts\ankiw.exe",
        rf"{ADA}\scoop\apps\anki\current\anki.exe",
    ],
)
def test_on_windows_the_program_is_started_with_the_file_and_no_shell(place: str) -> None:
    assert _command(WINDOWS, WINDOWS_HOME, WINDOWS_FILE, place) == (place, WINDOWS_FILE)


def test_on_windows_the_program_that_it_keeps_for_packages_comes_last() -> None:
    assert _find(WINDOWS, WINDOWS_HOME, ()) == Program(is_certain=False)
    assert list_places(WINDOWS, WINDOWS_HOME, lambda _: ()) == (
        "`anki.exe` or `ankiw.exe` in the folders of PATH",
        rf"`{ADA}\AppData\Local\Programs\Anki\anki.exe`",
        r"`C:\Program Files\Anki\anki.exe`",
        r"`C:\Program Files (x86)\Anki\anki.exe`",
        rf"`{ADA}\AppData\Local\AnkiProgramFiles\.venv\Scripts\ankiw.exe`",
        rf"`{ADA}\scoop\apps\anki\current\anki.exe`",
        "the program that Windows keeps for `.apkg` files",
    )


@pytest.mark.parametrize("path", ["", ".", r"\bin", "C:", "C:bin", r"bin;.\x"])
def test_on_windows_no_relative_folder_on_path_counts(path: str) -> None:
    asked: list[str] = []

    def is_there(place: str) -> bool:
        asked.append(place)
        return False

    find_program(WINDOWS, {"PATH": path}, is_there, lambda _: ())
    assert asked == []


def test_on_windows_a_folder_on_path_may_stand_in_quotes() -> None:
    place = r"C:\my tools\anki.exe"
    assert _command(WINDOWS, {"PATH": r'"C:\my tools"'}, WINDOWS_FILE, place) == (
        place,
        WINDOWS_FILE,
    )


def test_a_program_that_the_user_names_is_the_one() -> None:
    there = ("/usr/bin/anki-beta", "/opt/my anki/run")
    for name, place in (("anki-beta", there[0]), (there[1], there[1])):
        program = name_program(name, "linux", HOME, there.__contains__)
        assert program == Program((place,))
    assert name_program("anki", "linux", HOME, there.__contains__) is None
    assert name_program("/opt/other", "linux", HOME, there.__contains__) is None


def test_a_folder_that_is_a_program_is_opened_on_a_mac() -> None:
    place = "/Users/ada/Anki beta.app"
    assert name_program(place, MAC, MAC_HOME, {place}.__contains__) == Program(
        ("/usr/bin/open", "-a", place)
    )


def test_a_flatpak_may_be_named_by_what_it_exports() -> None:
    place = "/var/lib/flatpak/exports/bin/net.ankiweb.Anki"
    program = name_program(place, "linux", HOME, {place}.__contains__)
    assert program is not None
    assert program.before[:3] == ("/usr/bin/flatpak", "run", "--file-forwarding")


@pytest.mark.parametrize("name", [r"C:\tools\anki.bat", r"C:\tools\anki.cmd", r"C:\tools\anki"])
def test_on_windows_a_batch_file_is_no_program_for_a_shell_would_run_it(name: str) -> None:
    assert name_program(name, WINDOWS, WINDOWS_HOME, {name}.__contains__) is None
    place = r"C:\tools\Anki.EXE"
    assert name_program(place, WINDOWS, WINDOWS_HOME, {place}.__contains__) == Program((place,))


def test_a_relative_name_is_never_a_path_of_the_folder_one_is_in(tmp_path: Path) -> None:
    assert name_program("anki", "linux", {"PATH": f".:{tmp_path}"}, {"anki"}.__contains__) is None
