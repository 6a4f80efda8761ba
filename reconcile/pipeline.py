"""The whole run in one readable piece, and the public Python API.

    from reconcile.pipeline import run
    done = run(Path("sheets"), Path("rules.toml"), Path("output"))
    done.result.flags, done.result.figures["rate.unit.dues"]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reconcile.audit.identity import identify
from reconcile.audit.matters import flags_of, grade, too_weak
from reconcile.audit.relate.totals import relate
from reconcile.audit.verdict import judge
from reconcile.charter.classes import class_of
from reconcile.charter.names import NameBook
from reconcile.ledger.conservation import conserve
from reconcile.ledger.coverage import not_checked
from reconcile.ledger.defaults import as_of_date, period_of
from reconcile.ledger.figures import figures_of
from reconcile.ledger.lead import lead_of
from reconcile.ledger.positions import post
from reconcile.loaders.files import find, read_all
from reconcile.loaders.kinds.meaning import meaning_of
from reconcile.loaders.kinds.roll import roll_of
from reconcile.loaders.kinds.statements import state
from reconcile.loaders.kinds.typed import type_tables
from reconcile.loaders.layout.tables import Understood, understand
from reconcile.model.books import Book, Books, IncomeRow, PaymentRow
from reconcile.model.charter import Charter
from reconcile.model.claims import Claim, Outcome, Verdict
from reconcile.model.errors import ReconcileError
from reconcile.model.flags import Findings, Flag
from reconcile.model.ledger import Ledger
from reconcile.model.periods import Period
from reconcile.model.results import Check, Reconciliation, Statements, World
from reconcile.model.sources import FileRead, Trouble
from reconcile.model.values import Text
from reconcile.rules import all_rules, codes

Progress = Callable[[str, int, int, str], None]
"""Told of each stage (reading, checking, explaining, writing): how far, of how much, what is at hand."""

Assignments = Mapping[tuple[str, str], tuple[str, Period | None, str]]
"""(name as shown, period key) of undetermined money → branch, period and kind that a reviewer gave it."""


class Lost(AssertionError):
    """A row or a đồng was lost on the way: the program is wrong, and nothing may be written."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked for. period and as_of: None = as the sheets say (never the clock)."""

    sheets: Sequence[Path]
    charter: Charter
    period: Period | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What earlier runs and reviewers left: the id of each key, and where undetermined money was assigned."""

    keys: Mapping[str, str]
    assignments: Assignments


def reconcile(request: Request, past: Remembered, progress: Progress) -> Reconciliation:
    """Everything between the files and the writers. Flags have id, key and state; points come with history."""
    charter = request.charter
    read = read_all(find(request.sheets), progress=lambda *at: progress("reading", *at), limits=charter.limits)
    files = _once(read)
    understood = {
        (grid.source, grid.sheet): understand(grid, charter.sources)
        for file in files
        if file.source.state == "active"
        for grid in file.grids
    }
    if not understood:
        raise ReconcileError(*(trouble for file in files for trouble in file.troubles), Trouble("", "nothing_to_read"))
    world = _world(request, files, understood, past.assignments)
    progress("checking", 0, len(all_rules()), "")
    claims, findings, not_applied = ask(world)
    verdicts = judge(claims)
    blamed, _ = flags_of(verdicts, world, codes())
    verdicts = too_weak(verdicts, blamed)
    progress("explaining", len(blamed), len(blamed), "")
    found = [flag for finding in findings.values() for flag in finding.flags]
    flags = in_order(grade([*blamed, *found], charter.severities))
    flags = identify(flags, past.keys, {code.id: code.weighs for code in codes().values()})
    return _result(world, verdicts, in_order(flags), findings, not_applied, understood)


def _once(read: Sequence[FileRead]) -> tuple[FileRead, ...]:
    """The same bytes under two names count once, and that is said."""
    first: dict[str, str] = {}
    files = []
    for file in read:
        twin = first.setdefault(file.source.sha256, file.source.name) if file.status == "read" else file.source.name
        if twin == file.source.name:
            files.append(file)
            continue
        trouble = Trouble(file.source.name, "duplicate_file", {"other": Text(twin)}, fatal=False)
        source = replace(file.source, state="duplicate", by=twin)
        files.append(replace(file, source=source, troubles=(*file.troubles, trouble)))
    return tuple(files)


def _world(
    request: Request, files: tuple[FileRead, ...], understood: Mapping[tuple[str, str], Understood], assigned: Assignments
) -> World:
    """Tables typed, payments posted, statements read: all that a rule may look at."""
    charter = request.charter
    tables, relations = relate([table for found in understood.values() for table in found.tables])
    period = request.period or period_of(tables, charter)
    if period is None:
        raise ReconcileError.of("period_unknown")
    classes = class_of(charter)
    roll = roll_of(tables, classes)
    names = NameBook(roll, {})
    books = type_tables(tables, names.match, classes, period)
    as_of = request.as_of or as_of_date(tables, books, period)
    ledger = post(
        books, roll, charter, period, as_of, near=lambda name: names.match(name).near, assign=_assign(assigned, names)
    )
    later = tuple(row for row in books.income if row.paid_on and row.paid_on > as_of)
    meaning = meaning_of(tables, books, roll, charter, classes)
    return World(
        files,
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


def _assign(assigned: Assignments, names: NameBook) -> Callable[[PaymentRow], PaymentRow]:
    """Puts undetermined money where a reviewer said that it belongs."""

    def place(payment: PaymentRow) -> PaymentRow:
        branch, period, kind = assigned.get((payment.shown_name, payment.for_period.key), ("", None, ""))
        slug = names.match(branch).slug if branch else None
        if slug is None:
            return payment
        return payment._replace(branch=slug, match="assigned", for_period=period or payment.for_period, kind=kind or payment.kind)

    return place


def ask(world: World) -> tuple[list[Claim], dict[str, Findings], list[tuple[str, tuple[str, ...]]]]:
    """The only place where rules are called. A rule whose needs are not met is listed as not applied."""
    there = {"charter": world.charter, "roll": world.roll, "positions": world.ledger}
    claims: list[Claim] = []
    findings: dict[str, Findings] = {}
    not_applied = []
    for rule in all_rules():
        missing = tuple(sorted(need for need in rule.code.needs if there.get(need, True) is None))
        if missing:
            not_applied.append((rule.code.id, missing))
        elif rule.claims:
            claims += rule.claims(world)
        elif rule.findings:
            findings[rule.code.id] = rule.findings(world)
    return claims, findings, not_applied


def in_order(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """By severity, then by the money at stake, then by place."""
    return tuple(sorted(flags, key=lambda flag: (flag.severity, -flag.at_stake, flag.code, str(flag.at), flag.subject)))


def _result(
    world: World,
    verdicts: tuple[Verdict, ...],
    flags: tuple[Flag, ...],
    findings: Mapping[str, Findings],
    not_applied: Sequence[tuple[str, tuple[str, ...]]],
    understood: Mapping[tuple[str, str], Understood],
) -> Reconciliation:
    """Figures, schedule, counts; raises `Lost` where something read is not accounted for."""
    assert world.ledger and world.books and world.charter
    grids = [grid for file in world.files if file.source.state == "active" for grid in file.grids]
    loose = {sheet: found.loose for sheet, found in understood.items()}
    conservation = conserve(grids, world.tables, loose, world.books, world.ledger)
    if not conservation.complete:
        raise Lost(conservation)
    counted = replace(world, books=_counted(world.books, world.ledger))
    assert counted.books
    figures = figures_of(world.ledger, counted.books, world.charter)
    return Reconciliation(
        counted,
        verdicts,
        flags,
        checks(verdicts, findings),
        figures,
        lead_of(counted, figures, flags),
        conservation,
        not_checked(world),
        tuple(not_applied),
        tuple(trouble for file in world.files for trouble in file.troubles),
    )


def _counted(books: Books, ledger: Ledger) -> Books:
    """Other income without what came in after the as-of date."""
    return replace(books, income=Book.of(IncomeRow, [row for row in books.income if row not in ledger.later_income]))


def checks(verdicts: Sequence[Verdict], findings: Mapping[str, Findings]) -> tuple[Check, ...]:
    """How often each rule tested something and how it came out, in the order of the codes."""
    found = []
    for rule in all_rules():
        mine = [verdict.outcome for verdict in verdicts if verdict.claim.code == rule.code.id]
        held, broken = mine.count(Outcome.HOLDS), mine.count(Outcome.BREAKS)
        if finding := findings.get(rule.code.id):
            broken = min(len(finding.flags), finding.tested)
            held = finding.tested - broken
        undecidable = mine.count(Outcome.UNDECIDABLE)
        found.append(Check(rule.code.id, held + broken + undecidable, held, broken, undecidable))
    return tuple(found)
