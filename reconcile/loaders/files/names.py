"""Files that are told by their name alone, because they are not handed in at all."""

from __future__ import annotations

DOCUMENTATION = frozenset({"readme", "license", "licence", "changelog", "readme.txt", "license.txt", "changelog.txt"})
SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


def locked_workbook(name: str) -> str | None:
    """The workbook that a lock file speaks of, beside it; None for what is no lock file."""
    folder, slash, base = name.rpartition("/")
    if base.startswith("~$"):
        return f"{folder}{slash}{base[2:]}"
    if base.startswith(".~lock.") and base.endswith("#"):
        return f"{folder}{slash}{base[7:-1]}"
    return None


def is_housekeeping(name: str) -> bool:
    """Whether a file serves the system, an editor or a reader of the folder, and is no sheet of anybody."""
    base = name.rpartition("/")[2].lower()
    return base.startswith((".", "~$")) or base.endswith(".md") or base in SYSTEM | DOCUMENTATION
