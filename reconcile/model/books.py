"""Typed tables: one class per kind over a pandas frame with declared columns.

Amounts are `Int64` in đồng, unknown is `<NA>` and never 0. A frame is built once by `Book.of` and read row by row as
a named tuple, or whole by the figures; no other code names a column by a string.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.table import TableName

if TYPE_CHECKING:
    import pandas as pd


class DuesRow(NamedTuple):
    """One row of a dues list. branch: slug or None; amounts in đồng, None = unknown; at: its name cell.

    marked: paid is ticked off ("x", "√") and no amount is given; unread: its cell holds something that is no amount.
    """

    table: TableName
    row: int
    branch: str | None
    shown_name: str
    match: str
    class_id: str | None
    period: Period
    units: int | None
    members: int | None
    rate: int | None
    due: int | None
    paid: int | None
    arrears_in: int | None
    advance: int | None
    balance: int | None
    paid_on: date | None
    receipt: str
    note: str
    at: CellRef
    paid_at: CellRef | None
    date_at: CellRef | None
    receipt_at: CellRef | None
    marked: bool = False
    unread: bool = False


class PaymentRow(NamedTuple):
    """One payment. kind: dues, arrears, advance, other; dated: whether the sheet names the day."""

    table: TableName
    row: int
    branch: str | None
    shown_name: str
    match: str
    amount: int
    paid_on: date | None
    receipt: str
    kind: str
    for_period: Period
    note: str
    at: CellRef
    date_at: CellRef | None
    receipt_at: CellRef | None


class IncomeRow(NamedTuple):
    """Money that is neither dues nor grant. atom: other/<slug> or `?<label>`."""

    table: TableName
    row: int
    item: str
    payer: str
    amount: int | None
    paid_on: date | None
    receipt: str
    atom: str
    note: str
    at: CellRef


class GrantRow(NamedTuple):
    """One grant. covers: the period that the agreement spans; booked: the period that the list counts it in.

    key: the agreement, else the project, folded: what tells two grants of one funder apart.
    """

    table: TableName
    row: int
    funder: str
    project: str
    agreement: str
    covers: Period | None
    approved: int | None
    received: int | None
    spent: int | None
    booked: Period
    atom: str
    note: str
    at: CellRef
    key: str = ""


R = TypeVar("R", DuesRow, PaymentRow, IncomeRow, GrantRow)

MONEY = frozenset(
    {"due", "paid", "arrears_in", "advance", "balance", "rate", "amount", "approved", "received", "spent"}
)
COUNTS = frozenset({"units", "members", "row"})
INTEGERS = MONEY | COUNTS


@dataclass(frozen=True)
class Book(Generic[R]):
    """A typed table. Rows keep the order of the sheets."""

    kind: type[R]
    frame: pd.DataFrame

    @classmethod
    def of(cls, kind: type[R], rows: Iterable[R]) -> Book[R]:
        """Build the frame: money and counts as `Int64`, everything else as it is."""
        import pandas as pd

        rows = list(rows)
        frame = pd.DataFrame(
            {
                name: pd.Series([row[index] for row in rows], dtype="Int64" if name in INTEGERS else "object")
                for index, name in enumerate(kind._fields)
            }
        )
        return cls(kind, frame)

    @cached_property
    def rows(self) -> tuple[R, ...]:
        """The rows as named tuples of plain Python values; unknown is None."""
        lists = [
            [int(value) if known else None for value, known in zip(column, column.notna(), strict=True)]
            if name in INTEGERS
            else list(column)
            for name, column in self.frame.items()
        ]
        return tuple(self.kind(*values) for values in zip(*lists, strict=True))

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.frame)


@dataclass(frozen=True)
class Books:
    """The typed tables of a run."""

    dues: Book[DuesRow]
    payments: Book[PaymentRow]
    income: Book[IncomeRow]
    grants: Book[GrantRow]
