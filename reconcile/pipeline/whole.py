"""One run from files to result: tables typed, payments posted, rules asked, figures computed, nothing lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from reconcile.audit.relate.totals import relate
from reconcile.charter.classes import class_of
from reconcile.charter.names import NameBook
from reconcile.ledger.conservation import conserve
from reconcile.ledger.coverage import not_checked
from reconcile.ledger.defaults import as_of_date, period_of
from reconcile.ledger.figures import figures_of
from reconcile.ledger.lead import lead_of
from reconcile.ledger.positions import post
from reconcile.loaders.kinds.meaning import meaning_of
from reconcile.loaders.kinds.roll import roll_of
from reconcile.loaders.kinds.statements import state
from reconcile.loaders.kinds.typed import type_tables
from reconcile.model.books import Book, Books, IncomeRow, PaymentRow
from reconcile.model.charter import Charter
from reconcile.model.errors import ReconcileError
from reconcile.model.ledger import Ledger
from reconcile.model.periods import Period
from reconcile.model.results import Reconciliation, Statements, World
from reconcile.model.sources import FileRead
from reconcile.model.table import Table
from reconcile.pipeline.judging import Judged, judged
from reconcile.pipeline.reading import Progress, Sheets, silent, understand_all
from reconcile.review.memory import Assignments, Memory

T = TypeVar("T")


class LostError(AssertionError):
    """A row or a đồng was lost on the way: the program is wrong, and nothing may be written."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked for. period and as_of: None = as the sheets say (never the clock)."""

    charter: Charter
    period: Period | None = None
    as_of: date | None = None


def known(part: T | None) -> T:
    """A part of the world that a whole run always has."""
    if part is None:
        raise ValueError(part)
    return part


def reconcile(
    files: Sequence[FileRead], request: Request, memory: Memory, progress: Progress = silent
) -> Reconciliation:
    """Everything between the files and the writers. Flags have id, key and state; points come with the past."""
    sheets = understand_all(files, request.charter.sources)
    world = _world(request, sheets, memory.assignments)
    return _result(world, sheets, judged(world, request.charter.severities, memory.keys, progress))


def _world(request: Request, sheets: Sheets, assigned: Assignments) -> World:
    """Tables typed, payments posted, statements read: all that a rule may look at."""
    charter = request.charter
    tables, relations = relate([_in_fiscal_year(table, charter) for table in sheets.tables])
    period = request.period or period_of(tables, charter)
    if period is None:
        raise ReconcileError.of("period_unknown")
    classes = class_of(charter)
    roll = roll_of(tables, classes)
    names = NameBook(roll, {})
    books = _assigned(type_tables(tables, names.match, classes, period), assigned, names)
    as_of = request.as_of or as_of_date(tables, books, period)
    ledger = post(books, roll, charter, period, as_of, near=lambda name: names.match(name).near)
    later = tuple(row for row in books.income if row.paid_on and row.paid_on > as_of)
    meaning = meaning_of(tables, books, roll, charter, classes)
    return World(
        sheets.files,
        tables,
        relations,
        Statements(state(tables, meaning, period)),
        period,
        as_of,
        books,
        roll,
        charter,
        replace(ledger, later_income=later),
    )


def _in_fiscal_year(table: Table, charter: Charter) -> Table:
    """A table of "năm 2019" is of the fiscal year that starts in 2019, whatever the month."""
    period = table.period
    if period is None or len(period.key) != 4:
        return table
    return replace(table, period=charter.fiscal_year(period.start.year))


def _assigned(books: Books, assigned: Assignments, names: NameBook) -> Books:
    """The books with undetermined money where a reviewer said that it belongs."""

    def place(payment: PaymentRow) -> PaymentRow:
        branch, period, kind = assigned.get((payment.shown_name.casefold(), payment.for_period.key), ("", None, ""))
        slug = names.match(branch).slug if branch else None
        if payment.branch is not None or slug is None:
            return payment
        return payment._replace(
            branch=slug, match="assigned", for_period=period or payment.for_period, kind=kind or payment.kind
        )

    if not assigned:
        return books
    return replace(books, payments=Book.of(PaymentRow, [place(payment) for payment in books.payments]))


def _result(world: World, sheets: Sheets, found: Judged) -> Reconciliation:
    """Figures, schedule, counts; raises `LostError` where something read is not accounted for."""
    ledger, books = known(world.ledger), known(world.books)
    conservation = conserve(sheets.grids, world.tables, sheets.loose, books, ledger)
    if not conservation.complete:
        raise LostError(conservation)
    counted_books = _counted(books, ledger)
    counted = replace(world, books=counted_books)
    figures = figures_of(ledger, counted_books, known(world.charter))
    return Reconciliation(
        counted,
        found.verdicts,
        found.flags,
        found.checks,
        figures,
        lead_of(counted, figures, found.flags),
        conservation,
        not_checked(world),
        found.not_applied,
        tuple(trouble for file in world.files for trouble in file.troubles),
    )


def _counted(books: Books, ledger: Ledger) -> Books:
    """Other income without what came in after the as-of date."""
    return replace(books, income=Book.of(IncomeRow, [row for row in books.income if row not in ledger.later_income]))
