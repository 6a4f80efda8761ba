"""Receipts books and other income: money that came in line by line."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.loaders.kinds.cells import day, period, received_on, text, whole
from reconcile.loaders.kinds.dues import NameOf
from reconcile.loaders.vocabulary import atoms_of
from reconcile.model.books import IncomeRow, PaymentRow
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.table import Role, Table
from reconcile.text.dates import read_period
from reconcile.text.fold import slug


def income_rows(table: Table) -> Iterator[IncomeRow]:
    """Every leaf of a list of other income; amount in đồng, None where the cell holds none."""
    return (_income(table, line.row) for line in table.of(Role.LEAF))


def _income(table: Table, row: int) -> IncomeRow:
    item, payer = text(table, row, "item"), text(table, row, "payer")
    return IncomeRow(
        table=table.name,
        row=row,
        item=item,
        payer=payer,
        amount=whole(table, row, "amount"),
        paid_on=day(table, row, "pay_date", table.period.start.year if table.period else None),
        receipt=text(table, row, "receipt_no"),
        atom=income_atom(item or payer, table.title),
        note=text(table, row, "note"),
        at=table.cell(row, "amount"),
    )


def income_atom(label: str, title: str) -> str:
    """What kind of other income a label names, else its title; `?` and the label where neither is understood."""
    for words in (label, title):
        named = [atom for atom in sorted(atoms_of(words)) if atom.startswith("other/") and atom != "other/various"]
        if len(named) == 1:
            return named[0]
    return f"?{slug(label)}"


def receipt_rows(table: Table, name_of: NameOf, default: Period) -> Iterator[PaymentRow]:
    """Every dues payment of a receipts book; lines that name another income are left to `receipt_income`."""
    role = "branch_name" if "branch_name" in table.by_role else "payer"
    for line in table.of(Role.LEAF):
        amount, item = whole(table, line.row, "amount"), text(table, line.row, "item")
        if amount is None or _is_other(item):
            continue
        found = name_of(text(table, line.row, "branch_code") or text(table, line.row, role), None)
        yield PaymentRow(
            table=table.name,
            row=line.row,
            branch=found.slug,
            shown_name=text(table, line.row, role),
            match=found.how,
            amount=amount,
            paid_on=received_on(table, line.row, default.start.year),
            receipt=text(table, line.row, "receipt_no"),
            kind="dues",
            for_period=period(table, line.row, "year") or read_period(item) or table.period or default,
            note=item,
            at=table.cell(line.row, "amount"),
            date_at=_cell(table, line.row, "pay_date"),
            receipt_at=_cell(table, line.row, "receipt_no"),
        )


def receipt_income(table: Table) -> Iterator[IncomeRow]:
    """The lines of a receipts book that name another income than dues."""
    return (_income(table, line.row) for line in table.of(Role.LEAF) if _is_other(text(table, line.row, "item")))


def _is_other(item: str) -> bool:
    named = atoms_of(item)
    return bool(named) and "dues" not in named


def _cell(table: Table, row: int, role: str) -> CellRef | None:
    return table.cell(row, role) if role in table.by_role else None
