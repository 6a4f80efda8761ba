"""The same list sent twice: a corrected file takes the place of the older one, and both are named.

A file supersedes another only if, table by table, kind and period agree, it holds every name of the older one, and at
least half of the older one's payments stand in it unchanged: two lists of two instalments are not the same list. Which
is newer is told by the date in the sheet, else by the document's own modified property, never by the file system.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from reconcile.model.sources import FileRead, Trouble
from reconcile.model.table import Role, Table
from reconcile.model.values import Money, Text, Value
from reconcile.text.dates import read_date, without_as_of
from reconcile.text.fold import fold, slug

MONEY = ("paid", "amount", "received", "approved", "due", "members")
"""Roles whose amounts tell one list from another, first choice first."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """`older` gives way to `newer`; how: date, modified, or unknown (then the first by name counts)."""

    older: str
    newer: str
    how: str
    stake: int


@dataclass(frozen=True)
class Listed:
    """What tells one list from another: its kind and period, its title, and its rows by name."""

    kind: str
    period: object
    title: str
    rows: Mapping[str, tuple[object, ...]]


Lists = Mapping[str, Sequence[Listed]]


def supersede(files: Sequence[FileRead], tables: Mapping[str, Sequence[Table]]) -> tuple[FileRead, ...]:
    """The files with the state of those that a corrected one replaces, each told in a trouble."""
    modified = {file.source.name: file.source.modified or "" for file in files}
    replaced: dict[str, Replaced] = {}
    names = sorted(tables)
    lists = {name: [_listed(table) for table in tables[name] if table.kind != "unknown"] for name in names}
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            if (
                one not in replaced
                and other not in replaced
                and (found := _replaced(one, other, tables, lists, modified))
            ):
                replaced[found.older] = found
    return tuple(_told(file, replaced[file.source.name]) if file.source.name in replaced else file for file in files)


def _told(file: FileRead, found: Replaced) -> FileRead:
    values: dict[str, Value] = {"other": Text(found.newer), "stake": Money(found.stake)}
    trouble = Trouble(found.older, f"superseded_{found.how}", values, fatal=False)
    source = replace(file.source, state="superseded", by=found.newer)
    return replace(file, source=source, troubles=(*file.troubles, trouble))


def _replaced(
    one: str, other: str, tables: Mapping[str, Sequence[Table]], lists: Lists, modified: Mapping[str, str]
) -> Replaced | None:
    """Which of two files gives way to the other, if one does."""
    first_in_second = _holds(lists[other], lists[one])
    second_in_first = _holds(lists[one], lists[other])
    if not first_in_second and not second_in_first:
        return None
    stake = abs(_sum(lists[one]) - _sum(lists[other]))
    days = _day(tables[one]), _day(tables[other])
    if days[0] and days[1] and days[0] != days[1]:
        newer, how = (other if days[0] < days[1] else one), "date"
    elif modified[one] and modified[other] and modified[one] != modified[other]:
        newer, how = (other if modified[one] < modified[other] else one), "modified"
    else:
        newer, how = one, "unknown"
    older = one if newer == other else other
    fits = first_in_second if older == one else second_in_first
    return Replaced(older, newer, how, stake) if fits else None


def _holds(newer: Sequence[Listed], older: Sequence[Listed]) -> bool:
    """Whether each table of the older file stands, corrected or not, in the newer one."""
    return bool(older) and all(any(_same_list(table, other) for other in newer) for table in older)


def _same_list(older: Listed, newer: Listed) -> bool:
    if older.kind == "summary" or (older.kind, older.period, older.title) != (newer.kind, newer.period, newer.title):
        return False
    before, after = older.rows, newer.rows
    if not before or not before.keys() <= after.keys():
        return False
    paid = [name for name, row in before.items() if row[0]]
    kept = sum(before[name] == after[name] for name in paid)
    return bool(paid) and 2 * kept >= len(paid)


def _listed(table: Table) -> Listed:
    """The title is without the days in it: "ĐỢT 1" and "ĐỢT 2" are two lists."""
    return Listed(table.kind, table.period, fold(without_as_of(table.title)), _rows(table))


def _rows(table: Table) -> dict[str, tuple[object, ...]]:
    """Name → what the row pays, when and on which receipt."""
    role = next((name for name in ("branch_name", "payer", "funder", "item") if name in table.by_role), None)
    money = next((name for name in MONEY if name in table.by_role), None)
    if role is None or money is None:
        return {}
    return {
        slug(str(table.raw(line.row, role))): (
            table.number(line.row, money),
            table.raw(line.row, "pay_date"),
            table.raw(line.row, "receipt_no"),
        )
        for line in table.of(Role.LEAF)
    }


def _sum(lists: Sequence[Listed]) -> int:
    numbers = (row[0] for table in lists for row in table.rows.values())
    return sum(number for number in numbers if isinstance(number, int))


def _day(tables: Sequence[Table]) -> date | None:
    """The latest day that the sheets give themselves: "tính đến ngày", or the line above the signatures."""
    return max((day for table in tables for day in _days(table)), default=None)


def _days(table: Table) -> Iterator[date]:
    if table.as_of:
        yield table.as_of
    for line in table.of(Role.SIGNATURE):
        for _, value in table.grid.filled(line.row):
            if isinstance(value, datetime):
                yield value.date()
            elif isinstance(value, str) and (day := read_date(value.rpartition(",")[2])):
                yield day
