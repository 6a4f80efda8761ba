"""Which files were handed in, under which names."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reconcile.loaders.files.names import is_housekeeping
from reconcile.model.errors import ReconcileError


def find(folder_or_files: Sequence[Path]) -> list[tuple[str, Path]]:
    """The files by name, folders walked through; names are relative, with forward slashes, in NFC.

    Raises ReconcileError where a path does not exist (`folder_missing`) or nothing is there to read (`folder_empty`).
    """
    for path in folder_or_files:
        if not os.path.lexists(path):
            raise ReconcileError.of("folder_missing", str(path))
    roots = {file: root for root in map(absolute, folder_or_files) for file in files_of(root)}
    found = named(roots)
    if all(is_housekeeping(name) for name, _ in found):
        raise ReconcileError.of("folder_empty", ", ".join(map(str, folder_or_files)))
    return sorted(found)


def absolute(path: Path) -> Path:
    """The path from the root of the disk, links left as they are."""
    return Path(os.path.abspath(path))


def files_of(root: Path) -> Iterator[Path]:
    """The files below a folder, hidden folders left out; a file is itself.

    Linked and locked folders are not walked but returned, so that they are refused aloud.
    """
    if not root.is_dir():
        yield root
        return
    locked: list[Path] = []
    for folder, below, files in os.walk(root, onerror=lambda error: locked.append(Path(error.filename))):
        here = Path(folder)
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (here / name for name in [*files, *below] if name in files or (here / name).is_symlink())
    yield from locked


def named(roots: Mapping[Path, Path]) -> list[tuple[str, Path]]:
    """Names relative to what was given; to the folder above all of them where two names would be the same."""
    short = [(relative(file, root if root != file else root.parent), file) for file, root in roots.items()]
    if len({name for name, _ in short}) == len(short):
        return short
    top = Path(os.path.commonpath([file.parent for file in roots]))
    return [(relative(file, top), file) for file in roots]


def relative(file: Path, folder: Path) -> str:
    """The name of a file below a folder."""
    return unicodedata.normalize("NFC", file.relative_to(folder).as_posix())
