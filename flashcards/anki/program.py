"""Where Anki's program is on each system, and how it is handed a file.

Pure: what is on disk is asked of the caller. A list of arguments comes out, never a line for a
shell, and paths in it are absolute, so that no file's name is ever an option or a command.
"""

import ntpath
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

VARIABLE = "FLASHCARDS_ANKI"
"""Names the environment variable with the program to use."""

MAC = "darwin"
WINDOWS = "win32"

IsThere = Callable[[str], bool]
"""Whether a path is a program's, or a Mac's folder that is one."""

ListNames = Callable[[str], Iterable[str]]
"""Gives the names in a folder; none if it isn't there."""

_FLATPAK = "net.ankiweb.Anki"
_APP = ".app"
_APP_IMAGE = ".appimage"


class Program(NamedTuple):
    """How to start Anki: the arguments before the file's path, and those after it.

    Without any, Windows opens the file with the program that it keeps for such files. One that
    `is_certain` was seen on disk; of any other the system says whether it is there.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    is_certain: bool = True

    def command(self, path: str) -> tuple[str, ...]:
        """Give the command that hands over a file."""
        return (*self.before, path, *self.after)


class _Place(NamedTuple):
    """A path where the program may be, and how it is shown; no path is the system's own records."""

    path: str
    shown: str


def find_program(
    system: str, environment: Mapping[str, str], is_there: IsThere, list_names: ListNames
) -> Program | None:
    """Find Anki's program in the places that `list_places` gives; `system` as `sys.platform`."""
    for place in _list_places(system, environment, list_names):
        if not place.path:
            return _ask_system(system)
        if is_there(place.path):
            return _start(place.path, system, environment, is_there)
    return None


def list_places(
    system: str, environment: Mapping[str, str], list_names: ListNames
) -> tuple[str, ...]:
    """Give the places that are looked in, as they are shown."""
    places = _list_places(system, environment, list_names)
    return tuple(dict.fromkeys(place.shown for place in places))


def name_program(
    name: str, system: str, environment: Mapping[str, str], is_there: IsThere
) -> Program | None:
    """Give the program that a user named, by an absolute path or as it is called on PATH.

    On Windows only an `.exe` is one: a batch file would be run by a shell.
    """
    paths = (name,) if _is_absolute(name, system) else tuple(_on_path((name,), system, environment))
    for path in paths:
        if is_there(path) and (system != WINDOWS or path.lower().endswith(".exe")):
            return _start(path, system, environment, is_there)
    return None


def _start(path: str, system: str, environment: Mapping[str, str], is_there: IsThere) -> Program:
    if system == MAC and path.rstrip("/").endswith(_APP):
        return Program(("/usr/bin/open", "-a", path))
    if posixpath.basename(path) == _FLATPAK:
        # It sees no files but those that are passed on between these marks.
        known = (each for each in _on_path(("flatpak",), system, environment) if is_there(each))
        runner = next(known, "/usr/bin/flatpak")
        return Program((runner, "run", "--file-forwarding", _FLATPAK, "@@"), ("@@",))
    return Program((path,))


def _ask_system(system: str) -> Program:
    if system == MAC:
        return Program(("/usr/bin/open", "-a", "Anki"), is_certain=False)
    return Program(is_certain=False)


def _list_places(
    system: str, environment: Mapping[str, str], list_names: ListNames
) -> Iterator[_Place]:
    if system == WINDOWS:
        yield from _list_windows(environment)
    elif system == MAC:
        yield from _list_mac(environment)
    else:
        yield from _list_linux(system, environment, list_names)


def _list_windows(environment: Mapping[str, str]) -> Iterator[_Place]:
    yield from _list_path(("anki.exe", "ankiw.exe"), WINDOWS, environment)
    folders = (
        (
            "LOCALAPPDATA",
            r"Programs\Anki\anki.exe",
        ),  # from 2.1.64 on, 25.07's launcher, 26.05's MSI
        ("ProgramW6432", r"Anki\anki.exe"),  # for all users, and before 2.1.64
        ("ProgramFiles", r"Anki\anki.exe"),
        ("ProgramFiles(x86)", r"Anki\anki.exe"),
        ("LOCALAPPDATA", r"AnkiProgramFiles\.venv\Scripts\ankiw.exe"),  # behind 25.07's launcher
        ("USERPROFILE", r"scoop\apps\anki\current\anki.exe"),
    )
    # Windows knows no case in the names of its variables.
    known = {name.upper(): value for name, value in environment.items()}
    for variable, rest in folders:
        folder = known.get(variable.upper(), "")
        if _is_absolute(folder, WINDOWS):
            yield _place(ntpath.join(folder, rest))
    yield _Place("", "the program that Windows keeps for `.apkg` files")


def _list_mac(environment: Mapping[str, str]) -> Iterator[_Place]:
    yield _place("/Applications/Anki.app")
    if home := _home(environment):
        yield _place(f"{home}/Applications/Anki.app")
    yield from _list_path(("anki",), MAC, environment)
    yield _Place("", "the programs that macOS knows by the name of Anki")


def _list_linux(
    system: str, environment: Mapping[str, str], list_names: ListNames
) -> Iterator[_Place]:
    yield from _list_path(("anki",), system, environment)
    home = _home(environment)
    data = environment.get("XDG_DATA_HOME", "")
    if not data.startswith("/"):
        data = f"{home}/.local/share" if home else ""
    for prefix in ("/usr/local", *([f"{home}/.local"] if home else [])):
        yield _place(f"{prefix}/bin/anki")
        yield _place(f"{prefix}/share/anki/anki")
    yield from map(_place, ("/usr/bin/anki", "/opt/anki/anki"))
    if data:
        yield _place(f"{data}/AnkiProgramFiles/.venv/bin/anki")  # behind 25.07's launcher
    for folder in (*([f"{data}/flatpak"] if data else []), "/var/lib/flatpak"):
        yield _place(f"{folder}/exports/bin/{_FLATPAK}")
    for folder in ("/snap/bin", "/var/lib/snapd/snap/bin"):  # the latter on Fedora
        yield _place(f"{folder}/anki-woodrow.anki")  # the name of the snap, and of its program
    folders = ("Applications", "AppImages", ".local/bin", "bin") if home else ()
    for folder in (*(f"{home}/{each}" for each in folders), "/opt"):
        shown = f"`{folder}/Anki*.AppImage`"
        yield from (
            _Place(f"{folder}/{name}", shown)
            for name in sorted(list_names(folder), reverse=True)  # the newest version first
            if name.lower().startswith("anki") and name.lower().endswith(_APP_IMAGE)
        )
        yield _Place(f"{folder}/Anki.AppImage", shown)


def _home(environment: Mapping[str, str]) -> str:
    home = environment.get("HOME", "")
    return home.rstrip("/") if home.startswith("/") else ""


def _place(path: str) -> _Place:
    return _Place(path, f"`{path}`")


def _list_path(
    names: tuple[str, ...], system: str, environment: Mapping[str, str]
) -> Iterator[_Place]:
    shown = f"{' or '.join(f'`{name}`' for name in names)} in the folders of PATH"
    yield from (_Place(path, shown) for path in _on_path(names, system, environment))


def _on_path(names: tuple[str, ...], system: str, environment: Mapping[str, str]) -> Iterator[str]:
    """Give the paths that names have in the folders of PATH.

    A relative folder there would find what a repository holds in the folder one is in.
    """
    known = {name.upper(): value for name, value in environment.items()}
    value = known.get("PATH", "") if system == WINDOWS else environment.get("PATH", "")
    kind = ntpath if system == WINDOWS else posixpath
    quotes = '"' if system == WINDOWS else ""
    for folder in (each.strip(quotes) if quotes else each for each in value.split(kind.pathsep)):
        if _is_absolute(folder, system):
            yield from (kind.join(folder, name) for name in names)


def _is_absolute(path: str, system: str) -> bool:
    if system == WINDOWS:
        drive, rest = ntpath.splitdrive(path)
        return bool(drive) and rest[:1] in {"\\", "/"}
    return path.startswith("/")
