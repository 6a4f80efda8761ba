"""What the second, independent pass over a sheet found; each format has its own pass, all tell the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta

from reconcile.model.grid import Area

Place = tuple[int, int]
"""Row and column, counted from 1."""


@dataclass(slots=True)
class Truth:
    """What stands in a sheet.

    non_empty: cells that show something, errors and formulas without a result among them; formulas: texts without
    "="; shared: formulas whose text is not told here; width and height bound all filled cells, blank texts too.
    times: cells that the fast reader may give as texts; merges: None where it tells them.
    """

    non_empty: int = 0
    errors: dict[Place, str] = field(default_factory=dict)
    pending: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    shared: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: tuple[tuple[int, int], ...] = ()
    height: int = 0
    width: int = 0
    times: dict[Place, time | timedelta] = field(default_factory=dict)
    merges: tuple[Area, ...] | None = None
