"""All typed tables of a run. This is the one place where pandas enters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reconcile.loaders.kinds.dues import NameOf, dues_rows, payments_in
from reconcile.loaders.kinds.grants import grant_rows
from reconcile.loaders.kinds.income import income_rows, receipt_income, receipt_rows
from reconcile.loaders.kinds.roll import ClassOf
from reconcile.model.books import Book, Books, DuesRow, GrantRow, IncomeRow, PaymentRow
from reconcile.model.periods import Period
from reconcile.model.table import Table
from reconcile.text.fold import slug


def type_tables(tables: Sequence[Table], name_of: NameOf, class_of: ClassOf, default: Period) -> Books:
    """Dues, payments, other income and grants of all tables.

    The same money in two tables meets once: where a receipts book holds a branch's payments for a period they are the
    payments, and what the dues row shows as paid is a statement about them.
    """
    by_kind: dict[str, list[Table]] = {}
    for table in tables:
        by_kind.setdefault(table.kind, []).append(table)
    named = {table.name: table for table in tables}
    dues = [row for table in by_kind.get("dues", ()) for row in dues_rows(table, name_of, class_of, default)]
    receipts = [row for table in by_kind.get("payments", ()) for row in receipt_rows(table, name_of, default)]
    held: dict[str, set[Period]] = {}
    for receipt in receipts:
        held.setdefault(_payer(receipt), set()).add(receipt.for_period)
    listed = [row for row in payments_in(dues, named) if not _held(row, held)]
    income = [row for table in by_kind.get("income", ()) for row in income_rows(table)]
    known = {key for row in income for key in _same_money(row)}
    booked = [row for table in by_kind.get("payments", ()) for row in receipt_income(table)]
    income += [row for row in booked if not known & set(_same_money(row))]
    grants = [row for table in by_kind.get("grants", ()) for row in grant_rows(table, default)]
    return Books(
        Book.of(DuesRow, dues),
        Book.of(PaymentRow, [*receipts, *listed]),
        Book.of(IncomeRow, income),
        Book.of(GrantRow, grants),
    )


def _payer(row: PaymentRow) -> str:
    """The branch, or the folded name of a payer who is not on the roll."""
    return row.branch or f"?{slug(row.shown_name)}"


def _held(listed: PaymentRow, held: Mapping[str, Iterable[Period]]) -> bool:
    """Whether a receipts book holds payments of the same payer for the period of a list's row, or a part of it."""
    return any(listed.for_period.covers(period) for period in held.get(_payer(listed), ()))


def _same_money(row: IncomeRow) -> Iterator[tuple[object, ...]]:
    """What tells the same receipt of other income in two tables: its number, else payer, amount and day."""
    if row.receipt:
        yield "receipt", slug(row.receipt), row.amount
    yield slug(row.payer), row.amount, row.paid_on
