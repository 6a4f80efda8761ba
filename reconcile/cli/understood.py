"""How a file was understood, drawn for people: its sheets, their tables, what each column and row was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

from reconcile.cli.findings import INDENT, VERSION, findings
from reconcile.cli.point import cell_text
from reconcile.cli.screen import COLUMNS, clip, escaped, left, width, wrap
from reconcile.i18n.formats import whole
from reconcile.i18n.words import Words
from reconcile.model.grid import Area, Grid
from reconcile.model.places import column_letters
from reconcile.model.results import Reconciliation, SheetRows
from reconcile.model.table import TOTALS, Column, Line, Role, Table
from reconcile.writers.inspection import a1, covered, format_of

UNITS = {1: "unit_dong", 10**3: "unit_thousand", 10**6: "unit_million", 10**9: "unit_billion"}
SILENT = frozenset({Role.TITLE, Role.HEADER, Role.INDEX})
"""Rows whose words stand elsewhere in the drawing."""
SUMMARISED = SILENT | {Role.UNIT, Role.WORDS, Role.NOTE, Role.SIGNATURE}
"""Rows of which only the first of each run is shown."""
FEW = 3
"""Rows of one role that are all shown; of more the first and the last."""
HEADING = 44
"""Columns of the terminal that a heading takes at most."""
TITLE = 280
"""Columns, three lines of the terminal, that the words above a table take at most."""
FLAGS = 10
"""Flags that are shown; `check` shows them all."""
RANGES = 8
"""Ranges of one total, or of the rows outside of tables, that are named."""


def lines(result: Reconciliation, words: Words) -> Iterator[str]:
    """Everything that `inspect` shows of a result of exactly one file, without colours."""
    (file,) = result.world.files
    name, kind = escaped(file.source.name), format_of(file)
    if kind is None:
        yield words.say("terminal", "inspect_skipped", version=VERSION, file=name)
        return
    yield words.say("terminal", "inspect_head", version=VERSION, file=name, format=kind)
    kept = {rows.sheet: rows for rows in result.conservation.sheets}
    for grid in file.grids:
        yield ""
        yield from sheet(grid, result.world.by_sheet.get((grid.source, grid.sheet), ()), kept.get(grid.sheet), words)
    yield ""
    yield from findings(result, words, FLAGS)


def sheet(grid: Grid, tables: Sequence[Table], kept: SheetRows | None, words: Words) -> Iterator[str]:
    """One worksheet: what was counted, its tables, the rows outside of them, what could not be checked."""
    hidden = kept.hidden_rows if kept else 0
    counted = {"cells": grid.scan.non_empty, "errors": grid.scan.errors, "not_calculated": grid.scan.not_calculated}
    key = "inspect_sheet_hidden" if grid.hidden else "inspect_sheet"
    yield from wrap(words.say("terminal", key, counted, sheet=escaped(grid.sheet), hidden=hidden), rest=INDENT)
    if kept:
        rows = {"read": kept.read, "detail": kept.detail, "structure": kept.structure, "excluded": len(kept.excluded)}
        yield from wrap(words.say("terminal", "rows_complete", rows), INDENT, 2 * INDENT)
        yield from _outside(kept, words)
    for table in tables:
        yield ""
        yield from _table(table, words)
    for reason in grid.not_checked:
        yield from wrap(words.say("terminal", f"unchecked_{reason}"), INDENT, 2 * INDENT)


def _outside(kept: SheetRows, words: Words) -> Iterator[str]:
    """The rows that enter no sum because no table, or no table of a known kind, holds them."""
    strange = sum(reason == "not_understood" for _, reason, _, _ in kept.excluded)
    if strange:
        yield from wrap(words.say("terminal", "inspect_not_understood", count=strange), INDENT, 2 * INDENT)
    loose = [(at.row, label) for at, reason, _, label in kept.excluded if reason == "no_table"]
    if loose:
        rows, label = spans(row for row, _ in loose), clip(escaped(loose[0][1]), HEADING)
        named = ", ".join(rows if len(rows) <= RANGES else [*rows[:RANGES], "…"])
        told = words.say("terminal", "inspect_outside", count=len(loose), rows=named, label=label)
        yield from wrap(told, INDENT, 2 * INDENT)


def _table(table: Table, words: Words) -> Iterator[str]:
    """What it is and what its title says; its columns; its rows."""
    named = {
        "range": a1(table.area),
        "kind": words.say("terminal", f"kind_{table.kind}"),
        "unit": unit(table.scale, words),
    }
    if table.period:
        yield INDENT + words.say("terminal", "inspect_table", named, period=table.period)
    else:
        yield INDENT + words.say("terminal", "inspect_table_without_period", named)
    if table.title:
        yield from wrap(clip(escaped(table.title), TITLE), 2 * INDENT)
    yield ""
    yield from _columns(table, words)
    yield ""
    yield from _rows(table, words)


def unit(scale: int, words: Words) -> str:
    """The name of a unit of so many đồng."""
    return words.say("terminal", UNITS.get(scale, "unit_other"), amount=whole(scale, words.lang))


def _columns(table: Table, words: Words) -> Iterator[str]:
    """Letter, heading and role of each column below each other."""
    headings = [clip(escaped(column.heading), HEADING) for column in table.columns]
    room = max(map(width, headings), default=0)
    for column, heading in zip(table.columns, headings, strict=True):
        told = f"{column_letters(column.index):<3} {left(heading, room)}  {_role(column, table, words)}"
        yield clip(2 * INDENT + told.rstrip())


def _role(column: Column, table: Table, words: Words) -> str:
    """What a column was taken for, with its unit where that is not the table's, and whether it is hidden."""
    told = words.say("terminal", f"role_{column.role}" if column.role else "role_none")
    if column.period:
        told = words.say("terminal", "inspect_role_period", role=told, period=column.period)
    if column.scale not in {1, table.scale}:
        told = words.say("terminal", "inspect_role_unit", role=told, unit=unit(column.scale, words))
    if column.index in table.grid.hidden_columns:
        told = words.say("terminal", "inspect_role_hidden", role=told)
    return told


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line of the drawing of rows. name: of their role; numbers: shown as far as there is room."""

    rows: str
    name: str
    text: str
    numbers: tuple[str, ...] = ()


def _rows(table: Table, words: Words) -> Iterator[str]:
    """The rows in runs of one role: long runs by their first and last, totals each with what they cover."""
    runs = (list(run) for _, run in groupby(table.lines, key=lambda line: line.role))
    drawn = [one for run in runs for one in _run(run, table, words)]
    columns = max((width(one.rows) for one in drawn), default=0), max((width(one.name) for one in drawn), default=0)
    for one in drawn:
        start = f"{2 * INDENT}{left(one.rows, columns[0])}  {left(one.name, columns[1])}  "
        text = one.text
        for number in one.numbers:
            if width(start) + width(text) + width(number) + len(INDENT) > COLUMNS:
                break
            text = f"{text}{INDENT}{number}"
        yield from (line.rstrip() for line in wrap(text, start, left("", width(start))))


def _run(run: Sequence[Line], table: Table, words: Words) -> Iterator[Drawn]:
    role = run[0].role
    name = words.say("terminal", f"row_{role.value}")
    if role in SUMMARISED:
        label = "" if role in SILENT else clip(escaped(run[0].label), HEADING)
        yield Drawn(", ".join(spans(line.row for line in run)), name, label)
        return
    shown = run if len(run) <= FEW or role in TOTALS else (run[0], run[-1])
    for line in shown:
        if line is run[-1] and len(shown) < len(run):
            yield Drawn("…", "", words.say("terminal", "inspect_more", count=len(run) - 2))
        label = clip(escaped(line.label), HEADING)
        if role in TOTALS:
            yield Drawn(str(line.row), name, covers(line, table, label, words))
        else:
            yield Drawn(str(line.row), name, label, tuple(_numbers(line, table, words)))


def _numbers(line: Line, table: Table, words: Words) -> Iterator[str]:
    """The numbers of a row, in đồng or as counts, behind the letters of their columns."""
    for column in table.columns:
        number = table.numbers.get((line.row, column.index))
        if isinstance(number, int | Fraction):
            yield f"{column_letters(column.index)} {cell_text(number, words)}"


def covers(line: Line, table: Table, label: str, words: Words) -> str:
    """A total with the ranges that it adds up."""
    columns, rows = covered(table, line.row)
    ranges = [
        a1(Area(top, first, bottom, last)) for first, last in _pairs(columns) for top, bottom in _pairs(sorted(rows))
    ]
    if not ranges:
        return words.say("terminal", "inspect_covers_nothing", label=label)
    if len(ranges) > RANGES:
        named = ", ".join(ranges[:RANGES])
        return words.say("terminal", "inspect_covers_many", label=label, ranges=named, count=len(rows))
    return words.say("terminal", "inspect_covers", label=label, ranges=", ".join(ranges))


def spans(numbers: Iterable[int]) -> list[str]:
    """Rows as they are spoken of: 1, 2, 3, 7 → "1-3", "7"."""
    return [str(first) if first == last else f"{first}-{last}" for first, last in _pairs(list(numbers))]


def _pairs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each unbroken run of ascending numbers."""
    if not numbers:
        return []
    breaks = [(one, other) for one, other in pairwise(numbers) if other != one + 1]
    firsts = [numbers[0], *(other for _, other in breaks)]
    return list(zip(firsts, [*(one for one, _ in breaks), numbers[-1]], strict=True))
