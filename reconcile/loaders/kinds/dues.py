"""Dues lists as rows, and the payments that they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from reconcile.loaders.kinds.cells import period, received_on, text, whole
from reconcile.loaders.kinds.roll import ClassOf, class_of_row
from reconcile.loaders.vocabulary import ticks_off
from reconcile.model.books import DuesRow, PaymentRow
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.roll import Match
from reconcile.model.table import Column, Role, Table, TableName
from reconcile.model.values import Unknown

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
        paid = whole(table, row, "paid")
        parts = table.sum_of(row, "instalment")
        if paid is None and not text(table, row, "paid") and isinstance(parts, int):
            paid = parts
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
            paid=paid,
            arrears_in=whole(table, row, "arrears_in"),
            advance=whole(table, row, "advance"),
            balance=whole(table, row, "balance"),
            paid_on=received_on(table, row, span.start.year),
            receipt=text(table, row, "receipt_no"),
            note=text(table, row, "note"),
            at=table.cell(row, "branch_name"),
            paid_at=_cell(table, row, "paid"),
            date_at=_cell(table, row, "pay_date"),
            receipt_at=_cell(table, row, "receipt_no"),
            marked=ticks_off(text(table, row, "paid")),
            unread=paid is None and (_filled(table, row) or parts == Unknown("cells")),
        )


def _filled(table: Table, row: int) -> bool:
    """Whether the cell of the amount, or a merged one that spans it, holds something."""
    return table.raw(row, "paid") is not None or table.number(row, "paid") == Unknown("merged")


def _cell(table: Table, row: int, role: str) -> CellRef | None:
    return table.cell(row, role) if role in table.by_role else None


def payments_in(rows: Iterable[DuesRow], tables: Mapping[TableName, Table]) -> Iterator[PaymentRow]:
    """One payment for each row that shows money, or for each of its instalments; a blank or a zero is none."""
    for row in rows:
        columns = [column for column in tables[row.table].columns if column.role == "instalment"]
        if columns and tables[row.table].raw(row.row, "paid") is None:
            yield from _by_instalment(row, tables[row.table], columns)
        elif row.paid:
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


def _by_instalment(row: DuesRow, table: Table, columns: Iterable[Column]) -> Iterator[PaymentRow]:
    for column in columns:
        amount = table.numbers.get((row.row, column.index))
        if isinstance(amount, int) and amount:
            yield PaymentRow(
                row.table, row.row, row.branch, row.shown_name, row.match, amount, None, "", "dues",
                column.period or row.period, row.note, table.grid.ref(row.row, column.index), None, None,
            )  # fmt: skip
