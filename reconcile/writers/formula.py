"""A figure's recipe as a formula over the cells of the workbook; whatever has a cell of its own is referred to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reconcile.model.ledger import Add, Divide, Given, Position, Sum
from reconcile.model.places import column_letters
from reconcile.model.results import Reconciliation
from reconcile.writers.addresses import (
    DUES_COLUMNS,
    FIRST_ROW,
    GRANT_COLUMNS,
    GRANT_OTHER_SHARE,
    GRANT_SHARE,
    INCOME_AMOUNT,
    Addresses,
    Group,
    other_years,
    parts,
)

MAX_CELLS = 200
"""A function takes 255 arguments, a formula 8,192 characters."""

POSITION_COLUMNS = {
    "units": DUES_COLUMNS["units"],
    "members": DUES_COLUMNS["members"],
    "opening": DUES_COLUMNS["opening"],
    "due": DUES_COLUMNS["due"],
    "paid": DUES_COLUMNS["collected"],
    "closing": DUES_COLUMNS["outstanding"],
    "advance": DUES_COLUMNS["advance"],
}
GRANT_FIELDS = {
    "approved": GRANT_COLUMNS["approved"],
    "received": GRANT_COLUMNS["collected"],
    "spent": GRANT_COLUMNS["spent"],
    "remaining": GRANT_COLUMNS["remaining"],
}


def grouped(address: str, separator: str, most: int = 10**9) -> str:
    """A count up to `most` with separators: TEXT() would need another format in each region of Windows."""
    above = f"INT(({address})/1000)"
    thousands = above if most < 10**6 else grouped(above, separator, most // 1000)
    return f'IF(({address})<1000,{address},{thousands}&"{separator}"&RIGHT("00"&MOD({address},1000),3))'


def term(name: str, result: Reconciliation, addresses: Addresses, here: str) -> str:
    """A figure inside a formula on the sheet `here`: its cell, else its recipe."""
    home = addresses.figures.get(name)
    if home:
        return addresses.refer(home, here)
    return f"({recipe(name, result, addresses, here)})"


def recipe(name: str, result: Reconciliation, addresses: Addresses, here: str) -> str:
    """What a figure is computed from, as an expression without "="."""
    how = result.figures[name].recipe
    match how:
        case Sum():
            return _sum(how, result, addresses, here)
        case Add(names, signs):
            return _add(names, signs, result, addresses, here)
        case Divide(top, bottom):
            return "/".join(term(part, result, addresses, here) for part in (top, bottom))
        case Given(value):
            return _of_atom(name, value, result, addresses, here) or str(value)


def _add(names: Sequence[str], signs: Sequence[int], result: Reconciliation, addresses: Addresses, here: str) -> str:
    signed = zip(names, signs, strict=True)
    text = "".join(("-" if sign < 0 else "+") + term(name, result, addresses, here) for name, sign in signed)
    return text.removeprefix("+")


def _sum(how: Sum, result: Reconciliation, addresses: Addresses, here: str) -> str:
    match how.book:
        case "positions":
            groups = [group for group in addresses.groups if how.class_id in {None, group.class_id}]
            return _total(_over_group(how.field, group, addresses, here) for group in groups if group.positions)
        case "parked":
            rows = (addresses.parked + 1, addresses.parked + len(parts(result).ledger.parked))
            return _over_rows("dues", DUES_COLUMNS["collected"], rows, addresses, here)
        case "income":
            amounts = enumerate(parts(result).books.income.rows, FIRST_ROW)
            rows_of = [row for row, income in amounts if how.class_id in {None, income.atom}]
            return _cells("income", [(row, INCOME_AMOUNT) for row in rows_of], addresses, here)
        case _:
            return _cells("income", _grant_cells(how, result, addresses), addresses, here)


def _total(terms: Iterable[str]) -> str:
    return "+".join(terms) or "0"


def _over_rows(sheet: str, column: int, rows: tuple[int, int], addresses: Addresses, here: str) -> str:
    return f"SUM({addresses.span(sheet, column, rows, here)})" if rows[0] <= rows[1] else "0"


def _of_atom(name: str, value: int | None, result: Reconciliation, addresses: Addresses, here: str) -> str:
    """The rows of one kind of income or of one grant; nothing where they do not give the figure or are too many."""
    atom, books = name.partition(".")[2], parts(result).books
    incomes = [(row, income) for row, income in enumerate(books.income.rows, FIRST_ROW) if income.atom == atom]
    cells = [(row, INCOME_AMOUNT) for row, _ in incomes]
    amounts = [income.amount for _, income in incomes]
    for row, grant in zip(addresses.income.grants, books.grants.rows, strict=True):
        if grant.atom == atom:
            cells.append((row, GRANT_COLUMNS["collected"]))
            amounts.append(grant.received)
    agrees = None not in amounts and sum(amount or 0 for amount in amounts) == value
    return _cells("income", cells, addresses, here) if cells and agrees and len(cells) <= MAX_CELLS else ""


def _cells(sheet: str, cells: Sequence[tuple[int, int]], addresses: Addresses, here: str) -> str:
    """The sum of cells, as a range where they follow each other in one column; words among them count nothing."""
    rows = [row for row, _ in cells]
    if len({column for _, column in cells}) == 1 and rows == list(range(rows[0], rows[-1] + 1)):
        return _over_rows(sheet, cells[0][1], (rows[0], rows[-1]), addresses, here)
    prefix = addresses.prefix(sheet, here)
    listed = [f"{prefix}{column_letters(column)}{row}" for row, column in cells]
    return _total(f"SUM({','.join(listed[start : start + MAX_CELLS])})" for start in range(0, len(listed), MAX_CELLS))


def _grant_cells(how: Sum, result: Reconciliation, addresses: Addresses) -> list[tuple[int, int]]:
    """Where a field of the grants stands; of the grant `class_id` only, where one is named."""
    books, year = parts(result).books, parts(result).ledger.period.start.year
    of_atom = [
        (row, grant)
        for row, grant in zip(addresses.income.grants, books.grants.rows, strict=True)
        if how.class_id in {None, grant.atom}
    ]
    if not how.field.startswith("share."):
        return [(row, GRANT_FIELDS[how.field]) for row, _ in of_atom]
    wanted = int(how.field.removeprefix("share."))
    if wanted == year:
        return [(row, GRANT_SHARE) for row, _ in of_atom]
    return [
        (row if len(others) == 1 else row + 1 + others.index(wanted), GRANT_OTHER_SHARE)
        for row, grant in of_atom
        if wanted in (others := other_years(grant, year))
    ]


def _over_group(field: str, group: Group, addresses: Addresses, here: str) -> str:
    rows = (group.first, group.last)
    if field in POSITION_COLUMNS:
        return _over_rows("dues", POSITION_COLUMNS[field], rows, addresses, here)
    if field == "branches":
        return f"ROWS({addresses.span('dues', DUES_COLUMNS['units'], rows, here)})"
    if field == "members_paid":
        return f"SUMIF({_span('outstanding', group, addresses, here)},0,{_span('members', group, addresses, here)})"
    return _paid_units(group, addresses, here)


def _paid_units(group: Group, addresses: Addresses, here: str) -> str:
    """Units whose rate is paid in full. Under a flat rate per unit a branch that pays in part counts in part."""
    outstanding, due, units = (_span(name, group, addresses, here) for name in ("outstanding", "due", "units"))
    rate = _flat_rate(group.positions)
    if rate:
        return f"SUMPRODUCT(({outstanding}<{due})*({units}-ROUNDUP({outstanding}/{rate},0)))"
    settled = sum(position.branch.units for position in group.positions if position.closing == 0)
    in_part = sum(position.paid_units for position in group.positions) - settled
    return f"SUMIF({outstanding},0,{units})" + (f"{in_part:+}" if in_part else "")


def _flat_rate(positions: Sequence[Position]) -> int | None:
    """The one rate per unit by which the formula over due and outstanding counts each branch as the ledger does."""
    rates = {position.rate.amount if position.rate else 0 for position in positions}
    rate = rates.pop()
    if rates or not rate or any(position.due is None or position.closing is None for position in positions):
        return None
    return rate if all(_counted(position, rate) == position.paid_units for position in positions) else None


def _counted(position: Position, rate: int) -> int:
    due, closing = position.due or 0, position.closing or 0
    return position.branch.units + -closing // rate if closing < due else 0


def _span(measure: str, group: Group, addresses: Addresses, here: str) -> str:
    return addresses.span("dues", DUES_COLUMNS[measure], (group.first, group.last), here)
