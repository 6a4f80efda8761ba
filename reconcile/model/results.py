"""The one argument of every rule, and what a whole run hands to the writers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from reconcile.model.books import Books
from reconcile.model.charter import Charter
from reconcile.model.claims import Relation, Verdict
from reconcile.model.flags import Decision, Flag, Resolved
from reconcile.model.footing import Footed
from reconcile.model.ledger import Figure, Ledger
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.roll import Roll
from reconcile.model.sources import NO_VALUES, FileRead, Trouble
from reconcile.model.table import Table
from reconcile.model.topics import Statement, Topic
from reconcile.model.values import Value


@dataclass(frozen=True)
class Statements:
    """The figures that somebody wrote, by topic."""

    all: tuple[Statement, ...]

    @cached_property
    def by_topic(self) -> Mapping[Topic, tuple[Statement, ...]]:
        """Statements of equal topic."""
        found: dict[Topic, list[Statement]] = {}
        for statement in self.all:
            found.setdefault(statement.topic, []).append(statement)
        return {topic: tuple(same) for topic, same in found.items()}

    @cached_property
    def by_cell(self) -> Mapping[CellRef, tuple[Statement, ...]]:
        """Statements that stand in a cell: "62/63" makes two."""
        found: dict[CellRef, list[Statement]] = {}
        for statement in self.all:
            found.setdefault(statement.at, []).append(statement)
        return {cell: tuple(same) for cell, same in found.items()}

    def about(self, topic: Topic) -> tuple[Statement, ...]:
        """What was written about a topic."""
        return self.by_topic.get(topic, ())


@dataclass(frozen=True)
class World:
    """Everything that is known before the rules speak. Parts that a run lacks (`check`) are None."""

    files: tuple[FileRead, ...]
    tables: tuple[Table, ...]
    relations: tuple[Relation, ...]
    statements: Statements
    period: Period | None = None
    as_of: date | None = None
    books: Books | None = None
    roll: Roll | None = None
    charter: Charter | None = None
    ledger: Ledger | None = None
    footed: Footed | None = None

    @cached_property
    def by_sheet(self) -> Mapping[tuple[str, str], tuple[Table, ...]]:
        """The tables of each worksheet."""
        found: dict[tuple[str, str], list[Table]] = {}
        for table in self.tables:
            found.setdefault((table.grid.source, table.grid.sheet), []).append(table)
        return {sheet: tuple(tables) for sheet, tables in found.items()}

    def table_at(self, cell: CellRef) -> Table | None:
        """The table that a cell belongs to."""
        tables = self.by_sheet.get((cell.source, cell.sheet), ())
        level = [table for table in tables if table.area.top <= cell.row <= table.area.bottom]
        inside = (table for table in level if table.area.left <= cell.column <= table.area.right)
        return next(inside, next(iter(level), None))


@dataclass(frozen=True, slots=True)
class Check:
    """How often a rule tested something and how it came out. held + broken + undecidable = tested."""

    code: str
    tested: int
    held: int
    broken: int
    undecidable: int
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A thing that had no basis to be checked: a key of `i18n/not_checked.toml` and its values."""

    key: str
    values: Mapping[str, Value] = field(default_factory=lambda: NO_VALUES)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """What became of the rows of one worksheet: read = detail + structure + excluded."""

    source: str
    sheet: str
    kind: str
    read: int
    detail: int
    structure: int
    excluded: tuple[tuple[CellRef, str, int | None, str], ...]
    hidden_rows: int = 0
    cells: int = 0
    cells_accounted: int = 0
    tables: int = 0
    statements: int = 0
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Conservation:
    """Rows and đồng, read against accounted for. Money in đồng; read = dues + other + grants + parked + later."""

    sheets: tuple[SheetRows, ...]
    money_read: int
    dues: int
    other: int
    grants: int
    parked: int
    later: int = 0
    other_period: int = 0
    claimed_only: int = 0

    @property
    def rows_read(self) -> int:
        """Rows with anything in them."""
        return sum(sheet.read for sheet in self.sheets)

    @property
    def rows_detail(self) -> int:
        """Rows that carry the data."""
        return sum(sheet.detail for sheet in self.sheets)

    @property
    def rows_structure(self) -> int:
        """Titles, headings, totals, signatures."""
        return sum(sheet.structure for sheet in self.sheets)

    @property
    def rows_excluded(self) -> int:
        """Rows whose amount enters no sum, each with its reason."""
        return sum(len(sheet.excluded) for sheet in self.sheets)

    @property
    def allocated(self) -> int:
        """Đồng that have an owner or a reason."""
        return self.dues + self.other + self.grants + self.later + self.other_period

    @property
    def complete(self) -> bool:
        """Whether nothing was lost."""
        rows = all(
            s.read == s.detail + s.structure + len(s.excluded) and s.cells == s.cells_accounted for s in self.sheets
        )
        return rows and self.money_read == self.allocated + self.parked


@dataclass(frozen=True, slots=True)
class LeadLine:
    """One line of the lead schedule: a reported figure beside what comes out.

    section: dues, other, grants, counts; kind: money, count, fraction, rate, pair; role: line, subtotal, total.
    reported: None = not stated; parts: numbers of the lines that it claims to add (with `footing` their sum);
    detail: names of figures that stand for it in the detail (two for a fraction or a pair).
    """

    section: str
    number: int | None
    label: str
    kind: str
    role: str
    reported: Value | None
    at: CellRef | None
    parts: tuple[int, ...] = ()
    footing: int | None = None
    detail: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    goes_to: str = ""
    assumed: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One step from the reported to the recomputed figure. key: a word of i18n; flag: the id that explains it."""

    key: str
    amount: int
    flag: str | None
    values: Mapping[str, Value] = field(default_factory=lambda: NO_VALUES)


@dataclass(frozen=True, slots=True)
class Bridge:
    """From reported to detail, for one line of the lead schedule: start + Σ steps = end, or it says so."""

    line: int
    start: int
    steps: tuple[BridgeStep, ...]
    end: int

    @property
    def closes(self) -> bool:
        """Whether each đồng of the difference is explained."""
        return self.start + sum(step.amount for step in self.steps) == self.end


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead schedule."""

    lines: tuple[LeadLine, ...]
    bridges: tuple[Bridge, ...] = ()


@dataclass(frozen=True)
class Reconciliation:
    """The result of a run. history: the SHA-256 of history with this run in it, "" where none is kept."""

    world: World
    verdicts: tuple[Verdict, ...]
    flags: tuple[Flag, ...]
    checks: tuple[Check, ...]
    figures: Mapping[str, Figure]
    lead: Lead
    conservation: Conservation
    not_checked: tuple[NotChecked, ...]
    not_applied: tuple[tuple[str, tuple[str, ...]], ...] = ()
    troubles: tuple[Trouble, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    resolved: tuple[Resolved, ...] = ()
    history: str = ""

    @property
    def verdict(self) -> str:
        """errors (an error is open), explain (something else is open), ties, nothing (nothing could be checked)."""
        opened = [flag for flag in self.flags if flag.is_open]
        if any(flag.severity == 1 for flag in opened):
            return "errors"
        if not any(check.tested for check in self.checks):
            return "nothing"
        return "explain" if any(flag.severity < 5 for flag in opened) else "ties"
