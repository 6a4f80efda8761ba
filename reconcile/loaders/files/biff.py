"""The one door to the second reader of old Excel files: what it counts in each sheet, independent of the fast one.

Only `xls` imports this module, when there is such a file: the library takes longer to start than to read.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import xlrd  # type: ignore[import-untyped]
from xlrd.compdoc import CompDocError  # type: ignore[import-untyped]
from xlrd.formula import (  # type: ignore[import-untyped]
    FMLA_TYPE_ARRAY,
    FMLA_TYPE_CELL,
    FMLA_TYPE_SHARED,
    decompile_formula,
)

from reconcile.loaders.files.contents import Fonts
from reconcile.loaders.files.grids import Counted
from reconcile.loaders.files.legacy import coding_of
from reconcile.loaders.files.truth import Place, Truth
from reconcile.model.errors import ReconcileError

HARM = (
    xlrd.XLRDError,
    CompDocError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
    struct.error,
)
"""What the library raises on damaged files; it checks little."""
LOCKED = "Workbook is encrypted"
BOF, EOF, FORMULA, SHARED, ARRAY = 0x0809, 0x000A, 0x0006, 0x04BC, 0x0221
TEXT_AT = {SHARED: (8, FMLA_TYPE_SHARED), ARRAY: (12, FMLA_TYPE_ARRAY)}
"""Where the length of a formula lies that belongs to several cells, and its type for the library."""
POINTER = 0x01
"""The first token of a formula whose text is that of another cell."""
WHOLE = re.compile(r"""("[^"]*"|'[^']*')|(?<![\w.])([0-9]+)\.0(?![0-9])""")
"""A quoted text, or a whole number as the library writes it."""


@contextmanager
def harm_told() -> Iterator[None]:
    """Turn what the library raises on a damaged or protected file into ReconcileError."""
    try:
        yield
    except HARM as error:
        raise ReconcileError.of("password" if LOCKED in str(error) else "damaged_workbook") from error


def sheets(data: bytes) -> tuple[list[Counted], Fonts]:
    """The worksheets in order and their legacy fonts; raises ReconcileError where the file is damaged or protected."""
    with harm_told():
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        )
        found = [old_sheet(book, index) for index in range(book.nsheets)]
    return [sheet for sheet, _ in found], {sheet.name: fonts for sheet, fonts in found}


def old_sheet(book: Any, index: int) -> tuple[Counted, Mapping[Place, str]]:
    """One sheet and the legacy fonts of its texts; it is let go of afterwards."""
    sheet = book.sheet_by_index(index)
    truth = Truth(
        hidden_rows={row + 1 for row, at in sheet.rowinfo_map.items() if at.hidden},
        hidden_columns=tuple((column + 1, column + 1) for column, at in sheet.colinfo_map.items() if at.hidden),
    )
    count(sheet, truth)
    # Only files of Excel 95 and later have their sheets one behind the other.
    if book.biff_version >= 50:
        find_formulas(book, book._sh_abs_posn[index], truth)  # noqa: SLF001 - pinned below 2.1, tested
    counted = Counted(sheet.name, sheet.visibility != 0, truth, ("formulas",) if truth.shared else ())
    fonts = dict(legacy_fonts(book, sheet))
    book.unload_sheet(index)
    return counted, fonts


def count(sheet: Any, truth: Truth) -> None:
    """Count the cells that show something, and find the errors and the borders, blank texts within."""
    for row in range(sheet.nrows):
        values = sheet.row_values(row)
        for column, kind in enumerate(sheet.row_types(row)):
            if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                continue
            truth.height, truth.width = row + 1, max(truth.width, column + 1)
            if kind == xlrd.XL_CELL_TEXT and not values[column].strip():
                continue
            if kind == xlrd.XL_CELL_ERROR:
                truth.errors[row + 1, column + 1] = xlrd.error_text_from_code.get(values[column], "#N/A")
            truth.non_empty += 1


def legacy_fonts(book: Any, sheet: Any) -> Iterator[tuple[Place, str]]:
    """The fonts that were drawn for a legacy coding, of every text that wears one."""
    names = [font.name for font in book.font_list]
    forms = {at: names[form.font_index] for at, form in enumerate(book.xf_list) if coding_of(names[form.font_index])}
    for row in range(sheet.nrows if forms else 0):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_TEXT and (font := forms.get(sheet.cell_xf_index(row, column))):
                yield (row + 1, column + 1), font


def records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Code and body of the records of one sheet; those of a chart inside it are left out."""
    depth = 0
    while start + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, start)
        depth += (code == BOF) - (code == EOF)
        if depth == 1:
            yield code, stream[start + 4 : start + 4 + length]
        if depth <= 0:
            return
        start += 4 + length


def find_formulas(book: Any, start: int, truth: Truth) -> None:
    """Add the formula texts; `shared` counts those that cannot be told."""
    pointers: dict[Place, Place] = {}
    common: dict[Place, tuple[int, bytes]] = {}
    at = (0, 0)
    for code, body in records(book.mem, start):
        if code in TEXT_AT:
            common[at] = code, body
        elif code == FORMULA:
            row, column = struct.unpack_from("<HH", body)
            at = row, column
            (size,) = struct.unpack_from("<H", body, 20)
            if body[22] == POINTER:
                pointers[at] = struct.unpack_from("<HH", body, 23)
            else:
                keep(truth, at, text(book, body[22:], size, FMLA_TYPE_CELL, at))
    for at, base in pointers.items():
        keep(truth, at, common_text(book, *common[base], at) if base in common else "")


def common_text(book: Any, code: int, body: bytes, at: Place) -> str:
    """The text of a formula that several cells have, as it is in the cell `at`."""
    place, kind = TEXT_AT[code]
    (size,) = struct.unpack_from("<H", body, place)
    return text(book, body[place + 2 :], size, kind, at)


def text(book: Any, tokens: bytes, size: int, kind: int, at: Place) -> str:
    """A formula as people write it; empty where the library does not know one of its parts."""
    try:
        found = decompile_formula(book, tokens, size, kind, browx=at[0], bcolx=at[1])
    except HARM:
        return ""
    return WHOLE.sub(lambda one: one[1] or one[2], found) if isinstance(found, str) else ""


def keep(truth: Truth, at: Place, formula: str) -> None:
    """Note a formula; rows and columns count from 0 here."""
    if formula:
        truth.formulas[at[0] + 1, at[1] + 1] = formula
    else:
        truth.shared += 1
