"""The period and the as-of date of a run when nobody says them: out of the sheets, never off the clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reconcile.model.books import Books
from reconcile.model.charter import Charter
from reconcile.model.periods import Period
from reconcile.model.table import Table

TELLING = frozenset({"dues", "summary"})
"""Kinds of tables that say which year a run is about."""


def period_of(tables: Iterable[Table], charter: Charter) -> Period | None:
    """The latest fiscal year that a dues list or a summary names, else any table; None where none names one."""
    listed = [table for table in tables if table.period]
    named = [t.period for t in listed if t.kind in TELLING and t.period] or [t.period for t in listed if t.period]
    years = [charter.year_of(period.start) for period in named]
    return max(years, default=None)


def as_of_date(tables: Iterable[Table], books: Books, period: Period) -> date:
    """The latest "tính đến ngày" of those tables, else the later of the period's end and the last payment."""
    said = [table.as_of for table in tables if table.as_of and table.kind in TELLING]
    if said:
        return max(said)
    return max([period.end, *(payment.paid_on for payment in books.payments if payment.paid_on)])
