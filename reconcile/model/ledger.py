"""What each branch owes and paid, and every number outside the detail rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reconcile.model.books import IncomeRow, PaymentRow
from reconcile.model.charter import Rate
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.roll import Branch


@dataclass(frozen=True, slots=True)
class Position:
    """One branch in one period of its rate. All amounts in đồng; due is net of exempt; None = unknown.

    opening + due − paid + advance = closing. status: paid, part, unpaid, ahead, not_due, absent (its class has a dues
    list that leaves it out), unknown. paid_units: units whose rate is paid in full.
    """

    branch: Branch
    period: Period
    rate: Rate | None
    opening: int | None
    due: int | None
    paid: int
    exempt: int
    advance: int
    closing: int | None
    status: str
    paid_units: int
    last_paid: date | None
    undated: bool
    overdue_days: int | None
    due_on: date | None
    payments: tuple[PaymentRow, ...]
    cells: tuple[CellRef, ...]
    name_at: CellRef | None = None

    @property
    def untold(self) -> bool:
        """Whether the list says that it paid and not how much: a tick, an amount that cannot be read."""
        return self.due is not None and self.closing is None

    @property
    def settled(self) -> bool:
        """Whether nothing is outstanding."""
        return self.closing is not None and self.closing <= 0


@dataclass(frozen=True, slots=True)
class Parked:
    """Money whose payer is not known: it stands in "chưa xác định" until a reviewer assigns it.

    why: name (not on the roll; near: names that look alike) or not_current (near: the branch, which owes nothing then).
    """

    payment: PaymentRow
    near: tuple[str, ...] = ()
    why: str = "name"


@dataclass(frozen=True, slots=True)
class Ledger:
    """All positions in the order of classes and roll, the parked money, and what came after the as-of date."""

    period: Period
    as_of: date
    positions: tuple[Position, ...]
    parked: tuple[Parked, ...] = ()
    later: tuple[PaymentRow, ...] = ()
    other_period: tuple[PaymentRow, ...] = ()
    later_income: tuple[IncomeRow, ...] = ()

    def of_class(self, class_id: str) -> tuple[Position, ...]:
        """The positions of one class."""
        return tuple(position for position in self.positions if position.branch.class_id == class_id)


@dataclass(frozen=True, slots=True)
class Sum:
    """Σ of a field over the detail rows of a book: positions (of a class), parked, income, grants."""

    book: str
    field: str
    class_id: str | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """The sum of other figures, each with its sign."""

    names: tuple[str, ...]
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Divide:
    """One figure divided by another."""

    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class Given:
    """A number that is not computed from detail rows, such as a reported one."""

    value: int | None


Recipe = Sum | Add | Divide | Given


@dataclass(frozen=True, slots=True)
class Figure:
    """A number outside the detail rows, `<measure>.<scope>`. base: unit, money, member for a rate.

    value: đồng or a count; for a rate None, and numerator and denominator are set. None = cannot be computed.
    """

    name: str
    recipe: Recipe
    value: int | None
    base: str = ""
    numerator: int | None = None
    denominator: int | None = None
    cells: tuple[CellRef, ...] = ()


Figures = Mapping[str, Figure]
