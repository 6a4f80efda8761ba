"""How well the program understood a made workbook: every leaf amount has one outcome, every misreading has a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reconcile.loaders.layout.tables import Understood, understand
from reconcile.model.grid import Grid
from reconcile.model.table import Column, Line, Role, Table
from reconcile.model.values import Number, Unknown
from tests.generated.shape import Made, Place, TrueTable, Worksheet

ALIKE = (frozenset({Role.TOTAL, Role.SUBTOTAL}), frozenset({Role.RUNNING, Role.CARRY, Role.BALANCE}))
SEVERAL = frozenset({"month"})
"""Roles that several columns of a table may have."""
KINDS = {"receipts": frozenset({"receipts", "payments"})}
"""Kinds by another name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong. kind: a short name; weight: amounts concerned; silent: nobody is told."""

    kind: str
    sheet: str
    place: Place
    expected: str
    got: str
    weight: int = 1
    silent: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an amount. how: exact, told, unread (its column has no role), misread."""

    how: str
    kind: str = ""
    shown: str = ""


EXACT = Outcome("exact")


@dataclass(slots=True)
class Score:
    """Counts over a workbook. `amounts`: how many had each outcome; phantom amounts are among the faults only."""

    seed: int
    amounts: Counter[str] = field(default_factory=Counter)
    columns: int = 0
    columns_right: int = 0
    rows: int = 0
    rows_right: int = 0
    covers: int = 0
    covers_right: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def misread(self) -> int:
        """Amounts that were misread without a word, and rows and tables taken for what they are not."""
        return sum(fault.weight for fault in self.faults if fault.silent)


def understanding(made: Made, grids: Sequence[Grid]) -> list[Understood]:
    """What the program makes of each worksheet."""
    return [understand(grid) for grid, _ in zip(grids, made.sheets, strict=True)]


def score(made: Made, understood: Sequence[Understood]) -> Score:
    """The counts of a workbook; `understood` has one item a worksheet."""
    result = Score(made.seed)
    for sheet, found in zip(made.sheets, understood, strict=True):
        _rows(result, sheet, found)
        for truth in sheet.tables:
            _table(result, sheet.name, truth, found)
    return result


def owner(found: Understood, row: int, column: int) -> tuple[Table, Line] | None:
    """The table and line that hold a cell."""
    for table in found.tables:
        if (line := table.by_row.get(row)) and table.area.left <= column <= table.area.right:
            return table, line
    return None


def _rows(result: Score, sheet: Worksheet, found: Understood) -> None:
    """Roles of rows; a row that is no leaf and is taken for one is a phantom."""
    for row, role in sheet.rows.items():
        column = next((at for line, at in sorted(sheet.cells) if line == row), 1)
        held = next(((table, table.by_row[row]) for table in found.tables if row in table.by_row), None)
        got = held[1].role if held else None
        result.rows += 1
        if _alike(role, got) or (role in {Role.TITLE, Role.NOTE, Role.SIGNATURE, Role.UNIT} and got is None):
            result.rows_right += 1
        elif held and got is Role.LEAF and held[0].kind != "unknown":
            numbers = sum(at[0] == row and isinstance(number, int) for at, number in held[0].numbers.items())
            kind = f"{role.value} row taken for a leaf"
            result.faults.append(Fault(kind, sheet.name, (row, column), role.value, "leaf", max(1, numbers)))
        elif role is not Role.LEAF:
            kind = f"row role {role.value} read as {got.value if got else 'nothing'}"
            shown = got.value if got else "nothing"
            result.faults.append(Fault(kind, sheet.name, (row, column), role.value, shown, silent=False))


def _alike(role: Role, got: Role | None) -> bool:
    return role is got or any(role in group and got in group for group in ALIKE)


def _table(result: Score, sheet: str, truth: TrueTable, found: Understood) -> None:
    leaves = [row for row, role in truth.rows.items() if role is Role.LEAF]
    first = min(truth.columns)
    held = [pair for row in leaves if (pair := owner(found, row, first))]
    if held:
        table = max((pair[0] for pair in held), key=lambda one: sum(pair[0] is one for pair in held))
        result.faults.extend(_kind(sheet, truth, table))
        result.faults.extend(_columns(result, sheet, truth, table))
        _covers(result, sheet, truth, table)
    for row in leaves:
        result.faults.extend(_leaf(result, sheet, truth, found, row))


def _kind(sheet: str, truth: TrueTable, table: Table) -> Iterator[Fault]:
    if table.kind not in {truth.kind, "unknown"} | KINDS.get(truth.kind, frozenset()):
        kind = f"table of {truth.kind} read as {table.kind}"
        yield Fault(kind, sheet, (table.area.top, table.area.left), truth.kind, table.kind)


def _columns(result: Score, sheet: str, truth: TrueTable, table: Table) -> Iterator[Fault]:
    """Roles of columns; wrong roles of amounts are told cell by cell."""
    got = {column.index: column for column in table.columns}
    for index, column in truth.columns.items():
        result.columns += 1
        role = got[index].role if index in got else None
        if column.allows(role):
            result.columns_right += 1
        elif role is None:
            if not column.counts:
                kind = f"heading of {column.role} not known"
                yield Fault(kind, sheet, (table.area.top, index), column.heading, "no role", silent=False)
        elif not column.counts and table.kind != "unknown":
            kind = f"column {column.role} read as {role}"
            yield Fault(kind, sheet, (table.area.top, index), column.heading, role)


def _leaf(result: Score, sheet: str, truth: TrueTable, found: Understood, row: int) -> Iterator[Fault]:
    for index, column in truth.columns.items():
        if not column.counts:
            continue
        number = truth.numbers.get((row, index))
        outcome = _outcome(truth, found, (row, index))
        result.amounts[outcome.how] += number is not None
        if outcome.kind:
            expected = f"{number} [{column.heading}]"
            silent = outcome.how == "misread"
            yield Fault(outcome.kind, sheet, (row, index), expected, outcome.shown, silent=silent)


def _outcome(truth: TrueTable, found: Understood, place: Place) -> Outcome:
    """What became of one cell of a leaf; where nothing may be read, reading nothing is exact."""
    number = truth.numbers.get(place)
    held = owner(found, *place)
    if number is None:
        return _nothing(truth, held, place)
    if held is None:
        return _outside(found, place[0])
    table, line = held
    got = next((one for one in table.columns if one.index == place[1]), None)
    if table.kind == "unknown":
        return Outcome("told", "told: table of no kind")
    if line.role is not Role.LEAF:
        return Outcome("misread", f"leaf read as {line.role.value}", line.label)
    if got is None or got.role is None:
        return Outcome("unread", f"unread: heading of {truth.columns[place[1]].role} not known")
    return _read(truth, table, got, place)


def _outside(found: Understood, row: int) -> Outcome:
    """A cell that no table's columns hold; a table of no kind in its row is reported, so that somebody is told."""
    if any(line.row == row for line in found.loose):
        return Outcome("told", "told: row listed as loose")
    kinds = {table.kind for table in found.tables if row in table.by_row}
    if "unknown" in kinds:
        return Outcome("told", "told: table of no kind")
    return Outcome("misread", "amount outside the columns of its table" if kinds else "leaf lost and not listed")


def _nothing(truth: TrueTable, held: tuple[Table, Line] | None, place: Place) -> Outcome:
    if held is None or held[0].kind == "unknown" or held[1].role is not Role.LEAF:
        return EXACT
    value: Number = held[0].numbers.get(place, Unknown("blank"))
    if isinstance(value, Unknown):
        return EXACT
    return Outcome("misread", f"number read from nothing ({truth.marks.get(place, 'blank')})", str(value))


def _read(truth: TrueTable, table: Table, got: Column, place: Place) -> Outcome:
    """An amount of a leaf in a column that has a role."""
    value: Number = table.numbers.get(place, Unknown("blank"))
    number, mark, column = truth.numbers[place], truth.marks.get(place, "plain"), truth.columns[place[1]]
    if isinstance(value, Unknown):
        taken = value.reason == "blank" and mark != "dash"
        lost = Outcome("misread", f"amount taken for a blank ({mark})")
        return lost if taken else Outcome("told", f"told: {value.reason} ({mark})")
    if not column.allows(got.role):
        return Outcome("misread", f"{column.role} read as {got.role}", str(value))
    if column.role not in SEVERAL and got.role and table.by_role[got.role].index != got.index:
        return Outcome("misread", f"{column.role} in a second column of that role", str(value))
    return EXACT if value == number else Outcome("misread", f"another number ({mark})", str(value))


def _covers(result: Score, sheet: str, truth: TrueTable, table: Table) -> None:
    """What each total sums, down to the leaves."""
    leaves = {row for row, role in truth.rows.items() if role is Role.LEAF}
    for row, rows in truth.covers.items():
        result.covers += 1
        got = _leaves(table, row, leaves, frozenset())
        if got == rows:
            result.covers_right += 1
            continue
        told = f"misses {sorted(rows - got)[:6]}, has too much {sorted(got - rows)[:6]}"
        kind = f"coverage of {truth.rows[row].value}" + ("" if got else " unknown")
        result.faults.append(Fault(kind, sheet, (row, 1), f"{len(rows)} leaves", told, silent=False))


def _leaves(table: Table, row: int, leaves: set[int], seen: frozenset[int]) -> frozenset[int]:
    """The leaf rows under a total, through totals of totals."""
    found: set[int] = set()
    for part in table.covers.get(row, ()):
        if part in leaves:
            found.add(part)
        elif part not in seen:
            found |= _leaves(table, part, leaves, seen | {row})
        if part not in leaves and part not in table.covers:
            found.add(part)
    return frozenset(found)
