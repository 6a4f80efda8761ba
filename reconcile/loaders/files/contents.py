"""What the reader of one format hands back. A further format is one more module with `read(data, limits)`."""

from __future__ import annotations

from dataclasses import dataclass

from reconcile.model.grid import Grid
from reconcile.model.sources import Trouble


@dataclass(frozen=True, slots=True)
class Contents:
    """The sheets of a file in its own order; `source` of grids and `file` of troubles are filled in by the caller.

    modified: the document's own date as it is written there; own_output: whether this program wrote the file.
    """

    grids: tuple[Grid, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    modified: str | None = None
    own_output: bool = False
