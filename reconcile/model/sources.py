"""The files that were handed in, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from reconcile.model.grid import Grid
from reconcile.model.places import CellRef, LineRef
from reconcile.model.values import Value

NO_VALUES: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Source:
    """One input file. `state`: active, superseded, duplicate, unreadable; `by` names the file that replaced it."""

    name: str
    sha256: str
    state: str = "active"
    by: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """An input that cannot be used, or a point about one that can: a code of `i18n/troubles/`, and its values.

    `fatal` is true where the file (or that sheet) was not used at all.
    """

    file: str
    code: str
    values: Mapping[str, Value] = field(default_factory=lambda: NO_VALUES)
    at: CellRef | LineRef | None = None
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file gave. `status`: read, skipped (not ours to read, as a lock file), refused."""

    source: Source
    status: str
    grids: tuple[Grid, ...] = ()
    troubles: tuple[Trouble, ...] = ()
