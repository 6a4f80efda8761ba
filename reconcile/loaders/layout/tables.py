"""From a grid to its tables: headings, unit, period, the role of each row, what each total may cover."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reconcile.loaders.layout.covers import covered
from reconcile.loaders.layout.headers import Header, find_headers, side_by_side
from reconcile.loaders.layout.roles import Choice, choose
from reconcile.loaders.layout.rows import NOT_NUMBERS, PLACE_AND_DATE, Body, body_lines, title_lines, title_start
from reconcile.loaders.layout.values import habit_of, number_of
from reconcile.loaders.vocabulary import part_of_year
from reconcile.model.charter import SourceHint
from reconcile.model.grid import Area, Grid
from reconcile.model.periods import Period
from reconcile.model.table import Column, Line, Role, Table
from reconcile.model.values import Number, Unknown
from reconcile.text.dates import read_as_of, read_period, without_as_of, years_in
from reconcile.text.fold import clean, fold
from reconcile.text.units import unit_in_heading, unit_line

COUNTS = frozenset({"units", "members", "count", "percent"})
"""Roles whose numbers are not money: a unit of measure does not scale them."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sheet was understood as. loose: rows that belong to no table, with what they show."""

    tables: tuple[Table, ...]
    loose: tuple[Line, ...]
    doubts: tuple[Choice, ...] = ()


def understand(grid: Grid, hints: Sequence[SourceHint] = ()) -> Understood:
    """All tables of a sheet; every non-empty row is in a table's lines or in `loose`."""
    headers = find_headers(grid)
    if not headers:
        rows = (row for row in range(1, grid.height + 1) if any(True for _ in grid.filled(row)))
        return Understood((), tuple(Line(row, Role.NOTE, _show(grid, row)) for row in rows))
    kept = _distinct(headers)
    repeats = {row for header in headers if header not in kept for row in range(header.top, header.bottom + 1)}
    begins_at = [1, *(title_start(grid, kept[i - 1].bottom, kept[i].top) for i in range(1, len(kept)))]
    tables, doubts = [], []
    for index, header in enumerate(kept):
        last = begins_at[index + 1] - 1 if index + 1 < len(kept) else grid.height
        parts = side_by_side(header)
        for part in parts:
            view = grid if len(parts) == 1 else _columns_only(grid, part)
            table, choice = _table(view, part, (begins_at[index], last), hints, repeats)
            tables.append(table)
            doubts.append(choice)
    return Understood(tuple(tables), (), tuple(choice for choice in doubts if choice.asks))


def _distinct(headers: Sequence[Header]) -> list[Header]:
    """Headers without those that repeat the one before: a page header."""
    kept: list[Header] = []
    for header in headers:
        if not kept or header.signature != kept[-1].signature:
            kept.append(header)
    return kept


def _columns_only(grid: Grid, header: Header) -> Grid:
    """The sheet as one of several tables side by side sees it: other tables' cells are blank, places stay.

    What stands above the headings speaks for all of them.
    """
    left, right = min(header.paths), max(header.paths)
    cells = tuple(
        line
        if row < header.top
        else tuple(value if left <= column <= right else None for column, value in enumerate(line, 1))
        for row, line in enumerate(grid.cells, 1)
    )
    return replace(grid, cells=cells)


def _show(grid: Grid, row: int) -> str:
    return " | ".join(clean(str(value)) for _, value in grid.filled(row))


def _table(
    grid: Grid, header: Header, rows: tuple[int, int], hints: Sequence[SourceHint], repeats: Collection[int]
) -> tuple[Table, Choice]:
    """The table of one header between its first and last row; repeats: rows of page headers inside it."""
    first, last = rows
    above = {row: [clean(v) for _, v in grid.filled(row) if isinstance(v, str)] for row in range(first, header.top)}
    units = {row: scale for row, texts in above.items() for text in texts if (scale := unit_line(text))}
    scale = next(iter(units.values()), 1)
    titles = [text for row, texts in above.items() if row not in units for text in texts if text]
    title = " ".join(titles)
    choice = choose(grid, header, title, last, hints)
    period = _period(titles, header, grid)
    columns = tuple(
        Column(index, " / ".join(path), role, _scale(path, role, scale), _instalment(path, role, period))
        for index, path in header.paths.items()
        for role in [choice.roles.get(index)]
    )
    body = Body(grid, columns, period)
    lines = (
        *title_lines(grid, first, header.top - 1, unit=units),
        *(Line(row, Role.HEADER, _show(grid, row)) for row in range(header.top, header.bottom + 1) if _show(grid, row)),
        *body_lines(body, header.bottom + 1, last, repeats),
    )
    return Table(
        grid=grid,
        kind=choice.kind,
        area=Area(header.top, min(header.paths), last, max(header.paths)),
        title=title,
        columns=columns,
        lines=lines,
        numbers=_numbers(grid, columns, lines),
        covers=covered(lines, by_section=choice.kind == "summary"),
        period=period,
        as_of=next((day for text in titles if (day := read_as_of(text))), None),
        scale=scale,
    ), choice


def _scale(path: tuple[str, ...], role: str | None, sheet: int) -> int:
    """The unit of a column: its own heading before the sheet's unit line; counts have none."""
    if role in COUNTS or role in NOT_NUMBERS:
        return 1
    own = next((unit for heading in path if (unit := unit_in_heading(heading))), None)
    return own or sheet


def _instalment(path: tuple[str, ...], role: str | None, year: Period | None) -> Period | None:
    """The month or quarter that the heading of an instalment names, in the year of the table."""
    part = part_of_year(path[-1]) if role == "instalment" else None
    return _months(part, year) if part and year else None


def _months(part: tuple[int, int], year: Period) -> Period:
    first, last = part
    calendar = year.start.year if first >= year.start.month else year.start.year + 1
    return Period(Period.month(calendar, first).start, Period.month(calendar, last).end)


def _period(titles: Sequence[str], header: Header, grid: Grid) -> Period | None:
    """The period that the titles name, else the headings, else the names of sheet and file.

    A sheet called "T3" or "Quý I" in a book of a year is that month or quarter.
    """
    texts = [without_as_of(text) for text in titles if not PLACE_AND_DATE.match(fold(text))]
    headings = [heading for path in header.paths.values() for heading in path]
    for group in (texts, headings, [grid.sheet], [grid.source.rsplit(".", 1)[0]]):
        found = [period for text in group if (period := read_period(text))] or list(_bare_years(group))
        if found:
            part = part_of_year(grid.sheet)
            return _months(part, found[0]) if part and len(found[0].key) == 4 else found[0]
    return None


def _bare_years(texts: Sequence[str]) -> Iterator[Period]:
    """The year of texts that hold just one, as "DUES LIST 2019"."""
    for text in texts:
        years = set(years_in(text))
        if len(years) == 1:
            yield Period.year(years.pop())


def _inside_merge(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell is spanned by an amount merged over several rows: how it divides is not said."""
    area = grid.merge_at(row, column) if grid.merges else None
    return area is not None and area.top < row and isinstance(grid.value(area.top, area.left), int | Fraction)


def _numbers(grid: Grid, columns: Sequence[Column], lines: Sequence[Line]) -> Mapping[tuple[int, int], Number]:
    """Every number of the body, read once: (row, column) → đồng or count. Cells that hold none are `Unknown`."""
    found: dict[tuple[int, int], Number] = {}
    habit = habit_of(grid)
    for line in lines:
        if line.role in {Role.TITLE, Role.UNIT, Role.HEADER, Role.INDEX, Role.SIGNATURE}:
            continue
        for column in columns:
            if column.role in NOT_NUMBERS:
                continue
            value = grid.value(line.row, column.index)
            if value is None and _inside_merge(grid, line.row, column.index):
                found[line.row, column.index] = Unknown("merged")
            if value is not None:
                found[line.row, column.index] = number_of(value, column.scale, habit)
    return found
