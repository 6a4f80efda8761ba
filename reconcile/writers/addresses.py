"""Where everything stands in the workbook, known before anything is written, so that sheets can refer to each other.

Sheets are named by key (cover, lead, rates, dues, income, points, sources, checks); rows and columns count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reconcile.i18n.words import Words
from reconcile.model.books import Books, GrantRow
from reconcile.model.charter import Charter
from reconcile.model.flags import Flag
from reconcile.model.ledger import Ledger, Position
from reconcile.model.places import CellRef
from reconcile.model.results import LeadLine, Reconciliation
from reconcile.writers.render import cell, quoted

SHEETS = ("cover", "lead", "rates", "dues", "income", "points", "sources", "checks")
FIRST_ROW = 7
"""The first row below header and index row, on every sheet but A1 and C."""

DUES_COLUMNS = {"units": 3, "members": 4, "opening": 5, "due": 6, "collected": 7, "outstanding": 8, "advance": 9}
RATES_FIRST_ROW = 8
RATES_COLUMNS = {"units_paid": 3, "rate.unit": 4, "rate.money": 8, "members_paid": 10, "rate.member": 11}
LEAD_DETAIL = 6
INCOME_AMOUNT = 4
GRANT_COLUMNS = {"approved": 5, "collected": 6, "spent": 7, "remaining": 8}
GRANT_SHARE, GRANT_OTHER_SHARE = 9, 10
POINT_DIFFERENCE = 6


class Parts(NamedTuple):
    """What every run has that a workbook is made of."""

    charter: Charter
    ledger: Ledger
    books: Books


def parts(result: Reconciliation) -> Parts:
    """The parts of a run; raises ValueError for a mere check of arithmetic, which has no workbook."""
    world = result.world
    if world.charter is None or world.ledger is None or world.books is None:
        raise ValueError("a result without charter, ledger and books has no workbook")
    return Parts(world.charter, world.ledger, world.books)


class Home(NamedTuple):
    """The cell that a figure stands in."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Group:
    """The branches of one class in B: its subtotal in `row`, its positions below."""

    class_id: str
    row: int
    positions: tuple[Position, ...]

    @property
    def first(self) -> int:
        """The row of its first position."""
        return self.row + 1

    @property
    def last(self) -> int:
        """The row of its last position; the subtotal's own where it has none."""
        return self.row + len(self.positions)


@dataclass(frozen=True, slots=True)
class LeadRows:
    """Sheet A: the row of each section's heading and of each line, and where each bridge begins."""

    sections: Mapping[str, int]
    lines: tuple[int, ...]
    words: int
    bridges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IncomeRows:
    """Sheet C: where the receipts begin and end, and the rows of each grant."""

    income_total: int
    grants_head: int
    grants: tuple[int, ...]
    grants_total: int
    years: tuple[int, ...]


@dataclass(frozen=True)
class Addresses:
    """Where everything stands. folder: the inputs' folder as seen from the workbook's, with forward slashes."""

    names: Mapping[str, str]
    folder: str
    groups: tuple[Group, ...]
    parked: int
    dues_total: int
    lead: LeadRows
    income: IncomeRows
    figures: Mapping[str, Home]
    points: Mapping[str, int]
    flags: Mapping[str, Flag]

    def refer(self, home: Home, here: str, *, fixed: bool = False) -> str:
        """A cell as a formula on the sheet `here` needs it: "G7", or "'B Hội phí'!G7" from another sheet."""
        return self.prefix(home.sheet, here) + cell(home.row, home.column, fixed=fixed)

    def span(self, sheet: str, column: int, rows: tuple[int, int], here: str, *, fixed: bool = False) -> str:
        """The cells of a column from the first to the last row."""
        first, last = (cell(row, column, fixed=fixed) for row in rows)
        return f"{self.prefix(sheet, here)}{first}:{last}"

    def prefix(self, sheet: str, here: str) -> str:
        """What goes before a cell's address: the name of its sheet unless it is this one."""
        return "" if sheet == here else f"{quoted(self.names[sheet])}!"

    def group(self, class_id: str) -> Group | None:
        """The group of a class."""
        return next((group for group in self.groups if group.class_id == class_id), None)

    def path(self, file: str) -> str:
        """The way from the workbook to an input."""
        return f"{self.folder}/{file}"

    def anchor(self, ref: CellRef) -> str:
        """The place inside a file that a link opens."""
        return f"{quoted(ref.sheet)}!{ref.a1}"


def locate(result: Reconciliation, words: Words, folder: str) -> Addresses:
    """Lay the whole workbook out."""
    charter, ledger, books = parts(result)
    groups = tuple(_groups(charter, ledger))
    parked = groups[-1].last + 1 if groups else FIRST_ROW
    total = parked + len(ledger.parked) + 1
    lead = _lead_rows(result)
    income = _income_rows(books, ledger.period.start.year)
    dues_homes = dict(_dues_homes(groups, parked, total))
    money_homes = dict(_income_homes(income, books.grants.rows, ledger.period.start.year))
    return Addresses(
        names={key: words.say("workbook", f"common_sheet_{key}") for key in SHEETS},
        folder=folder.rstrip("/"),
        groups=groups,
        parked=parked,
        dues_total=total,
        lead=lead,
        income=income,
        figures={**_lead_homes(result.lead.lines, lead.lines), **dues_homes, **money_homes},
        points={flag.id: FIRST_ROW + index for index, flag in enumerate(result.flags)},
        flags={flag.id: flag for flag in result.flags},
    )


def _groups(charter: Charter, ledger: Ledger) -> Iterator[Group]:
    row = FIRST_ROW
    for dues_class in charter.classes:
        yield (group := Group(dues_class.id, row, ledger.of_class(dues_class.id)))
        row = group.last + 1


def _dues_homes(groups: Sequence[Group], parked: int, total: int) -> Iterator[tuple[str, Home]]:
    rows = [(group.class_id, group.row, RATES_FIRST_ROW + order) for order, group in enumerate(groups)]
    for scope, row, rates_row in (*rows, ("dues", total, RATES_FIRST_ROW + len(rows))):
        yield from ((f"{measure}.{scope}", Home("dues", row, column)) for measure, column in DUES_COLUMNS.items())
        yield from ((f"{name}.{scope}", Home("rates", rates_row, column)) for name, column in RATES_COLUMNS.items())
    yield "collected.parked", Home("dues", parked, DUES_COLUMNS["collected"])


def _lead_rows(result: Reconciliation) -> LeadRows:
    sections: dict[str, int] = {}
    lines: list[int] = []
    row = FIRST_ROW
    for line in result.lead.lines:
        if line.section not in sections:
            sections[line.section] = row
            row += 1
        lines.append(row)
        row += 1
    words = row if lines else row + 1
    starts = [words + 2]
    for bridge in result.lead.bridges:
        starts.append(starts[-1] + len(bridge.steps) + 4)
    return LeadRows(sections, tuple(lines), words, tuple(starts[:-1]))


def _lead_homes(lines: Sequence[LeadLine], rows: Sequence[int]) -> Mapping[str, Home]:
    money = ((line, row) for line, row in zip(lines, rows, strict=True) if line.kind == "money")
    found: dict[str, Home] = {}
    for line, row in money:
        if len(line.detail) == 1:
            found.setdefault(line.detail[0], Home("lead", row, LEAD_DETAIL))
    return found


def _income_rows(books: Books, year: int) -> IncomeRows:
    total = FIRST_ROW + max(len(books.income), 1)
    head = total + 3
    first = head + 3
    sizes = [1 + (len(others) if len(others := other_years(grant, year)) > 1 else 0) for grant in books.grants]
    ends = [first, *(first + sum(sizes[: index + 1]) for index in range(len(sizes)))]
    starts = tuple(start for start, _ in pairwise(ends))
    years = tuple(sorted({found for grant in books.grants for found in other_years(grant, year)}))
    return IncomeRows(total, head, starts, max(ends[-1], first + 1), years)


def other_years(grant: GrantRow, year: int) -> tuple[int, ...]:
    """The years that a grant covers besides this one."""
    covered = grant.covers.years if grant.covers else grant.booked.years
    return tuple(found for found in covered if found != year)


def _income_homes(rows: IncomeRows, grants: Sequence[GrantRow], year: int) -> Iterator[tuple[str, Home]]:
    yield "collected.other", Home("income", rows.income_total, INCOME_AMOUNT)
    for measure, column in GRANT_COLUMNS.items():
        yield f"{measure}.grants", Home("income", rows.grants_total, column)
    yield f"share.{year}.grants", Home("income", rows.grants_total, GRANT_SHARE)
    if len(rows.years) == 1:
        yield f"share.{rows.years[0]}.grants", Home("income", rows.grants_total, GRANT_OTHER_SHARE)
    atoms = [grant.atom for grant in grants]
    for grant, row in zip(grants, rows.grants, strict=True):
        if atoms.count(grant.atom) == 1:
            yield f"collected.{grant.atom}", Home("income", row, GRANT_COLUMNS["collected"])
