"""Which flags speak of a branch, of a cell, or of a row of an input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reconcile.model.flags import Flag, Severity
from reconcile.model.ledger import Position
from reconcile.model.places import CellRef, Place
from reconcile.writers.styles import ASK, BREAK, NO_BASIS, SETTLED

Row = tuple[str, str, int]

MARKS = {
    "paid": SETTLED,
    "ahead": SETTLED,
    "part": BREAK,
    "unpaid": BREAK,
    "absent": NO_BASIS,
    "unknown": NO_BASIS,
    "not_due": "",
}
"""The mark of each status of a branch."""


def mark_of(position: Position, flags: Sequence[Flag]) -> str:
    """The mark of a branch; one that owes nothing that is known is asked about where a point says so."""
    mark = MARKS[position.status]
    asks = any(flag.severity < Severity.NOTE for flag in flags)
    return ASK if asks and mark != BREAK and position.status != "absent" else mark


@dataclass(frozen=True, slots=True)
class Flagged:
    """The flags by what they are about, by the cells that they speak of, and by the rows of those."""

    by_subject: Mapping[str, list[Flag]]
    by_cell: Mapping[Place, list[Flag]]
    by_row: Mapping[Row, list[Flag]]

    @classmethod
    def of(cls, flags: Iterable[Flag]) -> Flagged:
        """Sort the flags, once for a sheet."""
        by_subject: dict[str, list[Flag]] = {}
        by_cell: dict[Place, list[Flag]] = {}
        by_row: dict[Row, list[Flag]] = {}
        for flag in flags:
            by_subject.setdefault(flag.subject, []).append(flag)
            places = dict.fromkeys((flag.at, *flag.also))
            for place in places:
                by_cell.setdefault(place, []).append(flag)
            for row in dict.fromkeys(_row(place) for place in places if isinstance(place, CellRef)):
                by_row.setdefault(row, []).append(flag)
        return cls(by_subject, by_cell, by_row)

    def at(self, cells: Iterable[CellRef | None]) -> list[Flag]:
        """The flags that speak of one of the cells, by number."""
        return _once(flag for place in cells if place for flag in self.by_cell.get(place, ()))

    def on_row(self, cell: CellRef) -> list[Flag]:
        """The flags that speak of any cell of this row, by number."""
        return _once(self.by_row.get(_row(cell), ()))

    def about(self, position: Position) -> list[Flag]:
        """The flags of a branch, by number."""
        cells = [position.name_at, *position.cells]
        for payment in position.payments:
            cells += [payment.at, payment.date_at, payment.receipt_at]
        return _once([*self.by_subject.get(position.branch.slug, ()), *self.at(cells)])


def _row(cell: CellRef) -> Row:
    return cell.source, cell.sheet, cell.row


def _once(flags: Iterable[Flag]) -> list[Flag]:
    return sorted({flag.id: flag for flag in flags}.values(), key=lambda flag: flag.point)
