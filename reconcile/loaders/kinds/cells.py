"""Plain values out of a table's cells: whole numbers, days, texts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from reconcile.model.grid import Cell
from reconcile.model.periods import Period
from reconcile.model.table import Table
from reconcile.text.dates import read_date, read_period
from reconcile.text.fold import clean


def whole(table: Table, row: int, role: str) -> int | None:
    """The amount (đồng) or count of a cell; None where it is unknown."""
    number = table.number(row, role)
    return number if isinstance(number, int) else None


EPOCH = date(1899, 12, 30)
SERIALS = range(25_569, 62_091)
"""Numbers that Excel would show as a day from 1970 to 2069, in a column of dates."""


def received_on(table: Table, row: int, year: int | None = None) -> date | None:
    """The day of a payment; a day after the list's own "tính đến ngày" is a slip of the pen, and none."""
    found = day(table, row, "pay_date", year)
    return None if found and table.as_of and found > table.as_of else found


def spanned(table: Table, row: int, role: str) -> Cell:
    """What a cell holds; a merged one (a joint payment's receipt) holds it for every row that it spans."""
    column = table.by_role.get(role)
    if column is None:
        return None
    value = table.grid.value(row, column.index)
    area = table.grid.merge_at(row, column.index) if value is None else None
    return table.grid.value(area.top, area.left) if area else value


def text(table: Table, row: int, role: str) -> str:
    """What a cell says; empty where there is nothing."""
    value = spanned(table, row, role)
    if isinstance(value, Fraction):
        value = str(value)
    return clean(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def day(table: Table, row: int, role: str, year: int | None = None) -> date | None:
    """The day of a cell, read day first; None where there is none or it cannot be read."""
    value = spanned(table, row, role)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value in SERIALS:
        return EPOCH + timedelta(days=value)
    return read_date(value, year=year) if isinstance(value, str) else None


def period(table: Table, row: int, role: str) -> Period | None:
    """The period that a cell names: 2019, "2019-2020", "tháng 3/2019"."""
    value = table.raw(row, role)
    if isinstance(value, int) and not isinstance(value, bool):
        return Period.year(value) if 1900 < value < 2100 else None
    return read_period(value) if isinstance(value, str) else None
