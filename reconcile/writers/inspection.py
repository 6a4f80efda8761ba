"""How one file was understood, as JSON (schema `reconcile.inspect/1`, shipped as inspect.schema.json).

A cell of the file itself is its address in the sheet, "D12"; a unit is how many đồng one of it is (1, 1000, …), or null
where a column holds no money. Flags, messages and excluded rows are those of `flags.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from reconcile.audit.relate.totals import NOT_ADDITIVE
from reconcile.loaders.files.read import SUFFIXES
from reconcile.loaders.layout.rows import NOT_NUMBERS
from reconcile.loaders.layout.tables import COUNTS
from reconcile.model.grid import Area, Grid
from reconcile.model.places import column_letters
from reconcile.model.results import Reconciliation
from reconcile.model.sources import FileRead
from reconcile.model.table import Column, Line, Role, Table
from reconcile.model.values import Text, Unknown
from reconcile.writers.data import flags_json

SCHEMA = "reconcile.inspect/1"
NO_RESULT = frozenset({"cell_error", "not_calculated"})
"""Why a total that sums cells may show no number."""

Json = Mapping[str, object]


def inspection_json(result: Reconciliation, lang: str) -> bytes:
    """The document of a result of exactly one file, which was read or skipped."""
    (file,) = result.world.files
    told = json.loads(flags_json(result, lang))
    (known,) = told["inputs"]
    sheets = (_sheet(grid, sheet, result) for grid, sheet in zip(file.grids, known["sheets"], strict=True))
    document = {
        "schema": SCHEMA,
        "file": known["file"],
        "sha256": known["sha256"],
        "format": format_of(file),
        "status": known["status"],
        "message": known["message"],
        "flags": told["flags"],
        "sheets": list(sheets),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode(errors="backslashreplace") + b"\n"


def format_of(file: FileRead) -> str | None:
    """The format that was read: what the name says, unless its trouble says otherwise; None of a skipped file."""
    if file.status != "read":
        return None
    other = (trouble.values["right"] for trouble in file.troubles if trouble.code == "wrong_extension")
    suffix = next((value.text for value in other if isinstance(value, Text)), PurePosixPath(file.source.name).suffix)
    return next((kind for kind, suffixes in SUFFIXES.items() if suffix.lower() in suffixes), None)


def covered(table: Table, row: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The columns in which a total row is a sum, known or not, and the rows that it sums."""
    rows = table.covers.get(row, ())
    columns = (column.index for column in table.columns if column.role not in NOT_ADDITIVE)
    return tuple(column for column in columns if _is_sum(table, row, rows, column)), tuple(rows)


def _is_sum(table: Table, row: int, rows: tuple[int, ...], column: int) -> bool:
    total = table.numbers.get((row, column), Unknown("blank"))
    known = not isinstance(total, Unknown) or total.reason in NO_RESULT
    return known and any((part, column) in table.numbers for part in rows)


def a1(area: Area) -> str:
    """A rectangle as Excel shows it: "D8:F12", one cell "D8"."""
    first, last = f"{column_letters(area.left)}{area.top}", f"{column_letters(area.right)}{area.bottom}"
    return first if first == last else f"{first}:{last}"


def _sheet(grid: Grid, known: Json, result: Reconciliation) -> Json:
    """One worksheet: what the second pass counted, its tables, the rows that enter no sum."""
    kept = {(rows.source, rows.sheet): rows for rows in result.conservation.sheets}.get((grid.source, grid.sheet))
    return {
        "name": grid.sheet,
        "hidden": grid.hidden,
        "non_empty_cells": grid.scan.non_empty,
        "error_cells": grid.scan.errors,
        "not_calculated": grid.scan.not_calculated,
        "hidden_rows": kept.hidden_rows if kept else 0,
        "cells_accounted": known["cells_accounted"],
        "tables": [_table(table) for table in result.world.by_sheet.get((grid.source, grid.sheet), ())],
        "excluded": known["rows_excluded"],
        "not_checked": list(grid.not_checked),
    }


def _table(table: Table) -> Json:
    """One table: where and what it is, its columns, every row of it."""
    return {
        "range": a1(table.area),
        "kind": table.kind,
        "title": table.title,
        "period": table.period.key if table.period else None,
        "unit": table.scale,
        "header_rows": [line.row for line in table.of(Role.HEADER)],
        "columns": [_column(column) for column in table.columns],
        "rows": [_row(line, table) for line in table.lines],
    }


def _column(column: Column) -> Json:
    money = column.role not in COUNTS | NOT_NUMBERS
    return {
        "column": column_letters(column.index),
        "heading": column.heading,
        "role": column.role,
        "unit": column.scale if money else None,
    }


def _row(line: Line, table: Table) -> Json:
    cells = list(_cells(table, line.row)) if line.row in table.covers else []
    return {"row": line.row, "role": line.role.value, "label": line.label, "covers": cells}


def _cells(table: Table, row: int) -> Iterator[str]:
    columns, rows = covered(table, row)
    for column in map(column_letters, columns):
        yield from (f"{column}{part}" for part in rows)
