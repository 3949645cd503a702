"""Names that every system can hold: what one refuses breaks a clone there."""

import re
from collections.abc import Iterable

_PORTS = [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"]
DEVICES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS))
"""Names that Windows keeps for devices, whatever their ending, in any case."""
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def find_unportable(parts: Iterable[str]) -> str:
    """Say of the first part of a path that not every system can hold why; empty when there is none.

    The parts are names without separators. Source: Microsoft's "Naming Files, Paths, and
    Namespaces".
    """
    for part in parts:
        if part in {".", ".."}:
            continue
        if found := _FORBIDDEN.search(part):
            shown = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
            return f"`{part}` has `{shown}` in it, which Windows allows in no name"
        if part.endswith((".", " ")):
            return (
                f"`{part}` ends in a {'dot' if part[-1] == '.' else 'blank'}, which Windows drops"
            )
        if part.split(".")[0].rstrip(" ").casefold() in DEVICES:
            return f"`{part}` is a name that Windows keeps for a device"
    return ""
