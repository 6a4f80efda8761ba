"""What each branch owes, paid and still owes in a period: opening + due − paid + advance = closing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reconcile.ledger.shapes import shape
from reconcile.model.books import Books, DuesRow, PaymentRow
from reconcile.model.charter import Charter, Rate
from reconcile.model.ledger import Ledger, Parked, Position
from reconcile.model.periods import Period
from reconcile.model.roll import Branch, Roll

Near = Callable[[str], tuple[str, ...]]


def post(books: Books, roll: Roll, charter: Charter, period: Period, as_of: date, *, near: Near) -> Ledger:
    """Every payment to its branch, to "undetermined", to what came later, or to another period.

    `near` names branches that look like a name.
    """
    here, later, other = _split(books.payments, roll, period, as_of)
    current = {b.slug for c in charter.classes for b in roll.of_class(c.id, period)}
    by_branch: dict[str, list[PaymentRow]] = {}
    for payment in here:
        if payment.branch in current:
            by_branch.setdefault(payment.branch, []).append(payment)
    rows = {row.branch: row for row in books.dues if row.branch and period.covers(row.period)}
    listed = {row.class_id or "" for row in rows.values()} | {roll.by_slug[slug].class_id for slug in rows if slug}
    positions = tuple(
        _position(
            _Account(branch, charter, period, as_of), by_branch.get(branch.slug, ()), rows.get(branch.slug), listed
        )
        for found in charter.classes
        for branch in roll.of_class(found.id, period)
    )
    parked = tuple(_parked(payment, roll, near) for payment in here if payment.branch not in current)
    return Ledger(period, as_of, positions, parked, tuple(later), tuple(other))


def _parked(payment: PaymentRow, roll: Roll, near: Near) -> Parked:
    """Money of an unknown name, or of a branch that owes nothing then: of another class, gone, or not yet admitted."""
    if payment.branch is None:
        return Parked(payment, near(payment.shown_name))
    return Parked(payment, (roll.by_slug[payment.branch].name,), "not_current")


def _split(
    payments: Iterable[PaymentRow], roll: Roll, period: Period, as_of: date
) -> tuple[list[PaymentRow], list[PaymentRow], list[PaymentRow]]:
    """Counted now, received after the as-of date, and for an earlier period.

    An undated payment counts at the end of the period that it is for. Money for an earlier period that came in during
    this one pays arrears that the roll brings forward.
    """
    here, later, other = [], [], []
    for payment in payments:
        branch = roll.by_slug.get(payment.branch or "")
        pays_arrears = branch is not None and (branch.opening or 0) > 0 and payment.paid_on is not None
        if payment.for_period.end < period.start and not (
            pays_arrears and payment.paid_on and period.holds(payment.paid_on)
        ):
            other.append(payment)
        elif (payment.paid_on or min(payment.for_period.end, period.end)) > as_of:
            later.append(payment)
        else:
            here.append(payment)
    return here, later, other


@dataclass(frozen=True, slots=True)
class _Account:
    """A branch, what it owes by, and the day that it is looked at."""

    branch: Branch
    charter: Charter
    period: Period
    as_of: date

    @property
    def rate(self) -> Rate | None:
        return self.charter.rate(self.branch.class_id, self.period)

    def due_days(self, rate: Rate) -> list[date]:
        """The due days of the period, in order."""
        days = []
        year = self.charter.year_of(self.period.start)
        for month, day in rate.due:
            candidate = date(year.start.year, month, day)
            days.append(candidate if candidate >= year.start else date(year.start.year + 1, month, day))
        return sorted(days)


def _position(account: _Account, payments: Sequence[PaymentRow], row: DuesRow | None, listed: set[str]) -> Position:
    branch, rate = account.branch, account.rate
    due = shape(rate.basis).due(rate, branch) if rate else None
    paid = sum(payment.amount for payment in payments)
    ahead = sum(payment.amount for payment in payments if payment.for_period.start > account.period.end)
    opening = branch.opening or 0
    net = None if due is None else opening + due - (paid - ahead)
    advance = ahead + (-net if net is not None and net < 0 else 0)
    closing = None if net is None else max(net, 0)
    days = account.due_days(rate) if rate else []
    last = max((payment.paid_on for payment in payments if payment.paid_on), default=None)
    cells = tuple(payment.at for payment in payments) or ((row.paid_at or row.at,) if row else ())
    position = Position(
        branch, account.period, rate, branch.opening, due, paid, 0, advance, closing, "unknown", 0, last,
        any(payment.paid_on is None for payment in payments), None, days[-1] if days else None, tuple(payments), cells,
        row.at if row else branch.at,
    )  # fmt: skip
    absent = row is None and branch.class_id in listed and not payments
    elsewhere = [payment for payment in payments if row is None or (payment.table, payment.row) != (row.table, row.row)]
    if row is not None and (row.marked or row.unread) and not elsewhere:
        return replace(position, closing=None)
    return _judge(position, account, days, absent=absent)


def _judge(position: Position, account: _Account, days: list[date], *, absent: bool) -> Position:
    """The status on the as-of date, the units paid in full, the days overdue."""
    rate, closing, due = position.rate, position.closing, position.due
    if rate is None or closing is None or due is None:
        return position
    units = shape(rate.basis).paid_units(rate, position.branch, min(closing, due))
    passed = [day for day in days if day + timedelta(days=rate.grace) < account.as_of]
    owed = (position.opening or 0) + due * len(passed) // len(days) - (position.paid - position.advance)
    status = "paid"
    if position.advance and closing == 0:
        status = "ahead"
    elif closing > 0:
        status = "not_due" if owed <= 0 else "absent" if absent else "part" if position.paid else "unpaid"
    late = (account.as_of - passed[0]).days if passed and status in {"part", "unpaid", "absent"} else None
    return replace(position, status=status, paid_units=units, overdue_days=late)
