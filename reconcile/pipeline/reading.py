"""From paths to tables: every file read once, every sheet understood, corrected files in the place of older ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reconcile.loaders.files import find, read_all
from reconcile.loaders.layout.tables import Understood, understand
from reconcile.loaders.resent import supersede
from reconcile.model.charter import SourceHint
from reconcile.model.errors import ReconcileError
from reconcile.model.grid import Grid
from reconcile.model.sources import FileRead, Trouble
from reconcile.model.table import Line, Table
from reconcile.model.values import Text

Progress = Callable[[str, int, int, str], None]
"""Told of each stage (reading, checking, explaining, writing): how far, of how much, what is at hand."""


def silent(_stage: str, _done: int, _total: int, _what: str) -> None:
    """No progress."""


Sheet = tuple[str, str]
"""A file and one of its worksheets."""


@dataclass(frozen=True)
class Sheets:
    """All files with their state, and what the sheets of the active ones were understood as."""

    files: tuple[FileRead, ...]
    understood: Mapping[Sheet, Understood]

    @property
    def tables(self) -> list[Table]:
        """All tables, in the order of files and sheets."""
        return [table for found in self.understood.values() for table in found.tables]

    @property
    def loose(self) -> Mapping[Sheet, Sequence[Line]]:
        """The rows that belong to no table."""
        return {sheet: found.loose for sheet, found in self.understood.items()}

    @property
    def grids(self) -> list[Grid]:
        """The worksheets that count."""
        return [grid for file in self.files if file.source.state == "active" for grid in file.grids]


def read(
    sheets: Sequence[Path],
    limits: Mapping[str, int] | None = None,
    progress: Progress = silent,
    password: str | None = None,
) -> tuple[FileRead, ...]:
    """Every file that was handed in, the same bytes under two names only once; password: of those that have one."""
    bounds = {name: value for name, value in (limits or {}).items() if name in READING}
    return _once(
        read_all(find(sheets), progress=lambda *at: progress("reading", *at), limits=bounds, password=password)
    )


READING = frozenset({"max_file_mb"})
"""The limits of the charter that concern reading."""


def understand_all(files: Sequence[FileRead], hints: Sequence[SourceHint] = ()) -> Sheets:
    """What every sheet is, in the order of the files' names, however they were handed in.

    Raises ReconcileError with all troubles where there is no sheet at all.
    """
    files = sorted(files, key=lambda file: file.source.name)
    found = {
        (grid.source, grid.sheet): understand(grid, hints)
        for file in files
        if file.source.state == "active"
        for grid in file.grids
    }
    if not found:
        raise ReconcileError(*(trouble for file in files for trouble in file.troubles), Trouble("", "nothing_to_read"))
    told = supersede(files, _by_file(found))
    active = {file.source.name for file in told if file.source.state == "active"}
    return Sheets(told, {sheet: tables for sheet, tables in found.items() if sheet[0] in active})


def _by_file(understood: Mapping[tuple[str, str], Understood]) -> dict[str, list[Table]]:
    """The tables of each file."""
    tables: dict[str, list[Table]] = {}
    for (file, _), found in understood.items():
        tables.setdefault(file, []).extend(found.tables)
    return tables


def _once(read: Sequence[FileRead]) -> tuple[FileRead, ...]:
    """The same bytes under two names count once, and that is said."""
    first: dict[str, str] = {}
    files = []
    for file in read:
        twin = first.setdefault(file.source.sha256, file.source.name) if file.status == "read" else file.source.name
        if twin == file.source.name:
            files.append(file)
            continue
        trouble = Trouble(file.source.name, "duplicate_file", {"other": Text(twin)}, fatal=False)
        source = replace(file.source, state="duplicate", by=twin)
        files.append(replace(file, source=source, troubles=(*file.troubles, trouble)))
    return tuple(files)
