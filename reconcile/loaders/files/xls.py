"""One .xls workbook of Excel 95 to 2003: values by the fast reader, counted by a second one, and both must agree."""

from __future__ import annotations

from reconcile.loaders.files.contents import Contents
from reconcile.loaders.files.grids import check_room, read_grids, settled
from reconcile.loaders.files.limits import Limits
from reconcile.model.errors import ReconcileError


def read(data: bytes, limits: Limits) -> Contents:
    """All worksheets; a bad sheet among good ones is a trouble. Raises ReconcileError where none can be used."""
    from reconcile.loaders.files import biff

    sheets, fonts = biff.sheets(data)
    if not sheets:
        raise ReconcileError.of("no_sheets")
    check_room(sheets, limits)
    return settled(*read_grids(data, sheets), fonts=lambda: fonts)
