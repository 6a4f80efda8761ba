"""The independent count of a binary workbook: one pass over the records of its parts."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reconcile.loaders.files.addresses import LAST_COLUMN, LAST_ROW
from reconcile.loaders.files.truth import Truth
from reconcile.model.errors import ReconcileError

ROW, BLANK, SMALL, ERROR, TEXT, SHARED_TEXT, FORMULA_TEXT, FORMULA_ERROR, LAST_CELL = 0, 1, 2, 3, 6, 7, 8, 11, 11
STRING, COLUMNS, DATA_BEGINS, DATA_ENDS, SHEET = 19, 60, 145, 146, 156
"""Kinds of records by their numbers in [MS-XLSB] 2.3.2."""
UNKNOWN_CELLS = frozenset({13, 14, 15, 16, 17, 18, 62})
"""Legal cells that the fast reader passes over: counted, so that they are missed."""
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
HIDDEN_ROW, HIDDEN_COLUMN = 0x10, 0x01
VALUE_AT = 8
"""Bytes of a cell before its value: column and style."""
WHOLE, KINDS_OF_SMALL = 2, 3
"""The two lowest bits of a small number: a whole one has them so."""
EXACT = 1 << 19
"""From here on a whole number has no second way to be written in the same place; no day of our time is so late."""


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn what a record of the wrong size causes into ReconcileError."""
    try:
        yield
    except (IndexError, UnicodeDecodeError, struct.error) as error:
        raise ReconcileError.of("damaged_workbook") from error


def records(part: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Kind and body of every record, and where it ends; raises IndexError where the part ends inside one."""
    at = 0
    while at < len(part):
        kind, at = part[at], at + 1
        if kind & 0x80:
            kind, at = kind & 0x7F | part[at] << 7, at + 1
        size = shift = 0
        more = 0x80
        while more & 0x80:
            more, at = part[at], at + 1
            size |= (more & 0x7F) << shift
            shift += 7
        if shift > 28 or at + size > len(part):
            raise IndexError
        at += size
        yield kind, part[at - size : at], at


def text_at(body: bytes, at: int) -> tuple[str, int]:
    """The text that begins at a place, and where it ends; raises struct.error or IndexError where it is cut."""
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    if end > len(body):
        raise IndexError
    return body[at + 4 : end].decode("utf-16-le"), end


def sheet_list(part: bytes) -> list[tuple[str, str, bool]]:
    """Relation, name and whether it is hidden of each sheet; raises ReconcileError where the part is damaged."""
    found = []
    with damage_told():
        for kind, body, _ in records(part):
            if kind == SHEET:
                relation, end = text_at(body, 8)
                found.append((relation, text_at(body, end)[0], body[0] != 0))
    return found


def filled_texts(part: bytes) -> list[bool]:
    """Whether each shared text shows something; raises ReconcileError where the part is damaged."""
    with damage_told():
        return [bool(text_at(body, 1)[0].strip()) for kind, body, _ in records(part) if kind == STRING]


def scan(part: bytes, filled: Sequence[bool]) -> Truth:
    """What stands in a sheet, given which shared texts show something; formulas always have a result here.

    Raises ReconcileError where the part is damaged.
    """
    truth = Truth()
    row = 0
    inside = False
    with damage_told():
        for kind, body, _ in records(part):
            if kind == COLUMNS:
                add_columns(body, truth)
            elif kind in {DATA_BEGINS, DATA_ENDS}:
                inside = kind == DATA_BEGINS
            elif inside and kind == ROW:
                row = row_of(body, truth)
            elif inside and BLANK < kind <= LAST_CELL:
                add_cell(kind, body, row, truth)
                truth.non_empty += shows(kind, body, filled)
            elif inside and kind in UNKNOWN_CELLS:
                truth.non_empty += 1
    return truth


def with_days(part: bytes) -> bytes:
    """The same sheet with small whole numbers written as broken ones: only so does the fast reader see a day in them.

    Raises ReconcileError where the part is damaged.
    """
    changed = bytearray(part)
    with damage_told():
        for kind, body, end in records(part):
            if kind == SMALL:
                (number,) = struct.unpack_from("<i", body, VALUE_AT)
                if number & KINDS_OF_SMALL == WHOLE and 0 <= number >> 2 < EXACT:
                    changed[end - 4 : end] = struct.pack("<d", number >> 2)[4:]
    return bytes(changed)


def add_columns(body: bytes, truth: Truth) -> None:
    """Note hidden columns."""
    first, last, flags = struct.unpack_from("<II8xH", body)
    if flags & HIDDEN_COLUMN:
        truth.hidden_columns += ((first + 1, last + 1),)


def row_of(body: bytes, truth: Truth) -> int:
    """The number of the row that begins, counted from 1."""
    row = int(struct.unpack_from("<I", body)[0]) + 1
    if body[11] & HIDDEN_ROW:
        truth.hidden_rows.add(row)
    return row


def shows(kind: int, body: bytes, filled: Sequence[bool]) -> bool:
    """Whether a cell shows something; raises IndexError for a shared text that does not exist."""
    if kind == SHARED_TEXT:
        (number,) = struct.unpack_from("<I", body, VALUE_AT)
        return filled[int(number)]
    return kind not in {TEXT, FORMULA_TEXT} or bool(text_at(body, VALUE_AT)[0].strip())


def add_cell(kind: int, body: bytes, row: int, truth: Truth) -> None:
    """Note the place of a cell, a blank text too, and an error; raises IndexError for a place that no sheet has."""
    column = int(struct.unpack_from("<I", body)[0]) + 1
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise IndexError
    truth.height, truth.width = max(truth.height, row), max(truth.width, column)
    if kind in {ERROR, FORMULA_ERROR}:
        truth.errors[row, column] = ERRORS.get(body[VALUE_AT], "#N/A")
