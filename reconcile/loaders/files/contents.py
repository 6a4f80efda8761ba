"""What the reader of one format hands back. A further format is one more module with `read(data, limits)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reconcile.loaders.files.truth import Place
from reconcile.model.grid import Grid
from reconcile.model.sources import Trouble

Fonts = Mapping[str, Mapping[Place, str]]
"""Names of fonts by sheet and cell: of texts, and only where the font is one that was drawn for a legacy coding."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The sheets of a file in its own order; `source` of grids and `file` of troubles are filled in by the caller.

    modified: the document's own date as it is written there; own_output: whether this program wrote the file.
    fonts: asked only where a text looks like one of a legacy coding.
    """

    grids: tuple[Grid, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    modified: str | None = None
    own_output: bool = False
    fonts: Callable[[], Fonts] = dict
