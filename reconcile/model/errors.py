"""The one error that a user can cause."""

from __future__ import annotations

from collections.abc import Mapping

from reconcile.model.sources import NO_VALUES, Trouble
from reconcile.model.values import Value


class ReconcileError(Exception):
    """Input that cannot be used or output that cannot be written, when nothing can be done.

    Holds troubles (code, place, values), never words; the command line prints them and exits with 2.
    """

    def __init__(self, *troubles: Trouble) -> None:
        super().__init__(*troubles)
        self.troubles = troubles

    @classmethod
    def of(cls, code: str, file: str = "", values: Mapping[str, Value] = NO_VALUES) -> ReconcileError:
        """An error of one trouble."""
        return cls(Trouble(file, code, values))
