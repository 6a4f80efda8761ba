"""Dues lists as rows, and the payments that they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reconcile.loaders.kinds.cells import day, period, text, whole
from reconcile.loaders.kinds.roll import ClassOf, class_of_row
from reconcile.model.books import DuesRow, PaymentRow
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.roll import Match
from reconcile.model.table import Role, Table

NameOf = Callable[[str, str | None], Match]


def dues_rows(table: Table, name_of: NameOf, class_of: ClassOf, default: Period) -> Iterator[DuesRow]:
    """Every leaf of a dues list, in đồng; a cell without a number is None."""
    titled = class_of(table.title)
    for line in table.of(Role.LEAF):
        row = line.row
        said = class_of_row(table, line, class_of) or titled
        name = text(table, row, "branch_name")
        found = name_of(text(table, row, "branch_code") or name, said)
        if found.slug is None and name:
            found = name_of(name, said)
        span = period(table, row, "year") or table.period or default
        yield DuesRow(
            table=table.name,
            row=row,
            branch=found.slug,
            shown_name=name,
            match=found.how,
            class_id=said,
            period=span,
            units=whole(table, row, "units"),
            members=whole(table, row, "members"),
            rate=whole(table, row, "rate"),
            due=whole(table, row, "due"),
            paid=whole(table, row, "paid"),
            arrears_in=whole(table, row, "arrears_in"),
            advance=whole(table, row, "advance"),
            balance=whole(table, row, "balance"),
            paid_on=day(table, row, "pay_date", span.start.year),
            receipt=text(table, row, "receipt_no"),
            note=text(table, row, "note"),
            at=table.cell(row, "branch_name"),
            paid_at=_cell(table, row, "paid"),
            date_at=_cell(table, row, "pay_date"),
            receipt_at=_cell(table, row, "receipt_no"),
        )


def _cell(table: Table, row: int, role: str) -> CellRef | None:
    return table.cell(row, role) if role in table.by_role else None


def payments_in(rows: Iterable[DuesRow]) -> Iterator[PaymentRow]:
    """One payment for each row that shows money; a blank is no payment and a zero none either."""
    for row in rows:
        if row.paid:
            yield PaymentRow(
                table=row.table,
                row=row.row,
                branch=row.branch,
                shown_name=row.shown_name,
                match=row.match,
                amount=row.paid,
                paid_on=row.paid_on,
                receipt=row.receipt,
                kind="dues",
                for_period=row.period,
                note=row.note,
                at=row.paid_at or row.at,
                date_at=row.date_at,
                receipt_at=row.receipt_at,
            )
