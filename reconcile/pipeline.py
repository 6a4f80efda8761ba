"""The whole run in one readable piece, and the public Python API.

from reconcile.pipeline import run
done = run(Path("sheets"), Path("rules.toml"), Path("output"))
done.result.flags, done.result.figures["rate.unit.dues"]
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from reconcile import __version__
from reconcile.audit.identity import identify
from reconcile.audit.matters import flags_of, grade, too_weak
from reconcile.audit.relate.totals import relate
from reconcile.audit.verdict import judge
from reconcile.charter.classes import class_of
from reconcile.charter.names import NameBook
from reconcile.charter.reader import read_charter
from reconcile.i18n.words import Words
from reconcile.ledger.conservation import conserve
from reconcile.ledger.coverage import not_checked
from reconcile.ledger.defaults import as_of_date, period_of
from reconcile.ledger.figures import figures_of
from reconcile.ledger.lead import lead_of
from reconcile.ledger.positions import post
from reconcile.ledger.shapes import names as shapes
from reconcile.loaders.files import find, read_all
from reconcile.loaders.kinds.meaning import meaning_of
from reconcile.loaders.kinds.roll import roll_of
from reconcile.loaders.kinds.statements import state
from reconcile.loaders.kinds.typed import type_tables
from reconcile.loaders.layout.tables import Understood, understand
from reconcile.loaders.resent import supersede
from reconcile.model.books import Book, Books, IncomeRow, PaymentRow
from reconcile.model.charter import Charter
from reconcile.model.claims import Claim, Outcome, Verdict
from reconcile.model.errors import ReconcileError
from reconcile.model.flags import Findings, Flag
from reconcile.model.ledger import Ledger
from reconcile.model.periods import Period
from reconcile.model.results import Check, Reconciliation, Statements, World
from reconcile.model.sources import FileRead, Trouble
from reconcile.model.table import Table
from reconcile.model.values import Text
from reconcile.review.history import History, head
from reconcile.review.memory import Assignments, Memory, recall, remember
from reconcile.rules import all_rules, codes
from reconcile.writers.data import flags_json, rates_csv
from reconcile.writers.document import write_document
from reconcile.writers.stage import Basis, OutputSet
from reconcile.writers.workbook import write_workbook

Progress = Callable[[str, int, int, str], None]
"""Told of each stage (reading, checking, explaining, writing): how far, of how much, what is at hand."""


T = TypeVar("T")


class LostError(AssertionError):
    """A row or a đồng was lost on the way: the program is wrong, and nothing may be written."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked for. period and as_of: None = as the sheets say (never the clock)."""

    charter: Charter
    period: Period | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class Done:
    """What a run leaves. written: names at the top of `output`; unchanged: the newest set was made from the same."""

    result: Reconciliation
    written: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    unchanged: bool = False


def silent(_stage: str, _done: int, _total: int, _what: str) -> None:
    """No progress."""


def run(
    sheets: Sequence[Path],
    charter_file: Path,
    output: Path,
    *,
    period: Period | None = None,
    as_of: date | None = None,
    lang: str = "",
    decisions: Sequence[Path] = (),
    progress: Progress = silent,
) -> Done:
    """Read, check, and write the output set; decisions are read back before anything can be overwritten.

    Raises ReconcileError when nothing can be done, `LostError` when the program itself is wrong.
    """
    charter = read_charter(charter_file, shapes())
    with OutputSet(output) as out:
        memory = remember(output, decisions)
        result = reconcile(read(sheets, charter, progress), Request(charter, period, as_of), memory, progress)
        name = out.next_run(span(result).key)
        result, history = with_past(result, memory, name, out.current)
        troubles = (*result.troubles, *memory.troubles(out.current), *out.healed)
        basis = _basis(result, lang or charter.language, memory.merged(out.current).digest)
        if out.unchanged(basis.fingerprint):
            return Done(result, (), troubles, unchanged=True)
        progress("writing", 0, 1, "")
        files = compose(result, basis.language, history, folder=_seen_from(output, sheets))
        decided = replace(basis, decisions=history.digest)
        troubles += out.write(files, decided, memory.collected.files)
    progress("writing", len(files), len(files), "")
    return Done(result, tuple(files), troubles)


def analyse(
    sheets: Sequence[Path],
    charter_file: Path,
    output: Path,
    *,
    period: Period | None = None,
    as_of: date | None = None,
    decisions: Sequence[Path] = (),
    progress: Progress = silent,
) -> Reconciliation:
    """The same as `run` without writing anything: points and decisions are those of the output folder."""
    charter = read_charter(charter_file, shapes())
    memory = remember(output, decisions)
    result = reconcile(read(sheets, charter, progress), Request(charter, period, as_of), memory, progress)
    return with_past(result, memory, "")[0]


def known(part: T | None) -> T:
    """A part of the world that a whole run always has."""
    if part is None:
        raise ValueError(part)
    return part


def span(result: Reconciliation) -> Period:
    """The period of a run."""
    return known(result.world.period)


def _basis(result: Reconciliation, lang: str, decided: str) -> Basis:
    """All that a set is made from."""
    world = result.world
    inputs = {file.source.name: file.source.sha256 for file in world.files}
    return Basis(
        __version__,
        span(result).key,
        known(world.as_of).isoformat(),
        lang,
        inputs,
        known(world.charter).sha256,
        decided,
    )


def with_past(
    result: Reconciliation, memory: Memory, name: str, current: Collection[str] = ()
) -> tuple[Reconciliation, History]:
    """The result with points, decisions and what was resolved, and history with this run's events."""
    past = recall(result.flags, result.world, memory, name, current)
    covered: dict[str, set[str]] = {}
    for flag in past.flags:
        for code in {flag.code, *flag.covers}:
            covered.setdefault(code, set()).add(flag.point)
    joined = replace(
        result,
        flags=past.flags,
        checks=tuple(replace(check, points=tuple(sorted(covered.get(check.code, ())))) for check in result.checks),
        lead=lead_of(result.world, result.figures, past.flags),
        decisions=past.decisions,
        resolved=past.resolved,
        history=head(past.history.written()),
    )
    return joined, past.history


def compose(result: Reconciliation, lang: str, history: History, *, folder: str) -> dict[str, bytes]:
    """The files of a set, by name."""
    words, period = Words(lang), span(result).key
    return {
        words.say("terminal", "file_workbook", period=period): write_workbook(result, lang, folder),
        words.say("terminal", "file_document", period=period): write_document(result, lang),
        "flags.json": flags_json(result, lang),
        "collection-rates.csv": rates_csv(result, lang),
        "history.jsonl": history.written(),
    }


def _seen_from(output: Path, sheets: Sequence[Path]) -> str:
    """The folder of the inputs as seen from the output, so that links survive when both move together."""
    folder = sheets[0] if len(sheets) == 1 and sheets[0].is_dir() else sheets[0].parent
    return Path(os.path.relpath(folder, output)).as_posix()


def read(sheets: Sequence[Path], charter: Charter, progress: Progress = silent) -> tuple[FileRead, ...]:
    """Every file that was handed in, the same bytes under two names only once."""
    found = find(sheets)
    limits = {"max_file_mb": charter.limits["max_file_mb"]} if "max_file_mb" in charter.limits else {}
    return _once(read_all(found, progress=lambda *at: progress("reading", *at), limits=limits))


def reconcile(
    files: tuple[FileRead, ...], request: Request, memory: Memory, progress: Progress = silent
) -> Reconciliation:
    """Everything between the files and the writers. Flags have id, key and state; points come with the past."""
    found = {
        (grid.source, grid.sheet): understand(grid, request.charter.sources)
        for file in files
        if file.source.state == "active"
        for grid in file.grids
    }
    if not found:
        raise ReconcileError(*(trouble for file in files for trouble in file.troubles), Trouble("", "nothing_to_read"))
    files = supersede(files, _by_file(found))
    active = {file.source.name for file in files if file.source.state == "active"}
    understood = {sheet: tables for sheet, tables in found.items() if sheet[0] in active}
    world = _world(request, files, understood, memory.assignments)
    progress("checking", 0, len(all_rules()), "")
    claims, findings, not_applied = ask(world)
    verdicts = judge(claims)
    blamed, _ = flags_of(verdicts, world, codes())
    verdicts = too_weak(verdicts, blamed)
    progress("checking", len(verdicts), len(verdicts), "")
    raised = [flag for finding in findings.values() for flag in finding.flags]
    flags = in_order(grade([*blamed, *raised], request.charter.severities))
    flags = identify(flags, memory.keys, {code.id: code.weighs for code in codes().values()})
    progress("explaining", len(flags), len(flags), "")
    return _result(world, verdicts, in_order(flags), findings, not_applied, understood)


def _by_file(understood: Mapping[tuple[str, str], Understood]) -> dict[str, list[Table]]:
    """The tables of each file."""
    tables: dict[str, list[Table]] = {}
    for (file, _), found in understood.items():
        tables.setdefault(file, []).extend(found.tables)
    return tables


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
    request: Request,
    files: tuple[FileRead, ...],
    understood: Mapping[tuple[str, str], Understood],
    assigned: Assignments,
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
        branch, period, kind = assigned.get((payment.shown_name.casefold(), payment.for_period.key), ("", None, ""))
        slug = names.match(branch).slug if branch else None
        if slug is None:
            return payment
        return payment._replace(
            branch=slug, match="assigned", for_period=period or payment.for_period, kind=kind or payment.kind
        )

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
    """Figures, schedule, counts; raises `LostError` where something read is not accounted for."""
    ledger, books = known(world.ledger), known(world.books)
    grids = [grid for file in world.files if file.source.state == "active" for grid in file.grids]
    loose = {sheet: found.loose for sheet, found in understood.items()}
    conservation = conserve(grids, world.tables, loose, books, ledger)
    if not conservation.complete:
        raise LostError(conservation)
    counted_books = _counted(books, ledger)
    counted = replace(world, books=counted_books)
    figures = figures_of(ledger, counted_books, known(world.charter))
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
            broken = len(finding.flags) if finding.failed is None else finding.failed
            held = finding.tested - broken
        undecidable = mine.count(Outcome.UNDECIDABLE)
        found.append(Check(rule.code.id, held + broken + undecidable, held, broken, undecidable))
    return tuple(found)
