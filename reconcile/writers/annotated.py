"""A copy of a workbook with its flagged cells coloured and commented; the workbook itself is never written to."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reconcile.i18n import flags as said
from reconcile.i18n.words import Words
from reconcile.model.flags import Flag, Severity
from reconcile.model.places import CellRef

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS = (".xlsx", ".xlsm")
COLOURS: Mapping[Severity, str] = {
    Severity.ERROR: "FFC7CE",
    Severity.BREACH: "FFD8B1",
    Severity.EVIDENCE: "FFE699",
    Severity.EXPLAIN: "FFF2CC",
    Severity.NOTE: "DDEBF7",
}
LOST: Mapping[str, re.Pattern[str]] = {
    "chart": re.compile(r"xl/charts/"),
    "picture": re.compile(r"xl/media/"),
    "pivot": re.compile(r"xl/pivot"),
    "slicer": re.compile(r"xl/(?:slicer|timeline)"),
    "control": re.compile(r"xl/(?:ctrlProps|activeX)/"),
    "link": re.compile(r"xl/externalLinks/"),
}
"""Parts that the copy may lose or change, by a key of `terms.toml`."""

MODIFIED = re.compile(rb"<dcterms:modified[^>]*>[^<]*</dcterms:modified>")
EPOCH = (1980, 1, 1, 0, 0, 0)
COMMENT_WIDTH, LINE_HEIGHT, LETTERS_A_LINE = 420, 20, 60


def lost(workbook: bytes) -> tuple[str, ...]:
    """What of this workbook the copy may lose; raises BadZipFile where it is no package."""
    with ZipFile(BytesIO(workbook)) as package:
        names = package.namelist()
    return tuple(key for key, part in LOST.items() if any(map(part.match, names)))


def annotated(workbook: bytes, flags: Sequence[Flag], words: Words, *, macros: bool = False) -> bytes:
    """The copy: each flagged cell in the colour of its gravest point, with what is wrong, why, and what to do.

    flags: those of this workbook. Formulas stay and are worked out anew when Excel opens the copy.
    """
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every extension that it does not keep; that is told before
        book = load_workbook(BytesIO(workbook), keep_vba=macros)
    by_cell: dict[CellRef, list[Flag]] = {}
    for flag in flags:
        if isinstance(flag.at, CellRef) and flag.at.sheet in book.sheetnames:
            by_cell.setdefault(flag.at, []).append(flag)
    for at, told in by_cell.items():
        _mark(book[at.sheet], at, told, words)
    out = BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _mark(sheet: Worksheet, at: CellRef, told: Sequence[Flag], words: Words) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet[_corner(sheet, at)]
    cell.fill = PatternFill("solid", fgColor=COLOURS[min(flag.severity for flag in told)])
    before = [cell.comment.text] if cell.comment else []
    text = "\n\n".join([*before, *("\n".join(_lines(flag, words)) for flag in told)])
    lines = sum(1 + len(line) // LETTERS_A_LINE for line in text.split("\n"))
    cell.comment = Comment(text, "reconcile", width=COMMENT_WIDTH, height=LINE_HEIGHT * (lines + 1))


def _corner(sheet: Worksheet, at: CellRef) -> str:
    """The cell, or the first one of the merged area that it lies in: no other takes a comment."""
    for area in sheet.merged_cells.ranges:
        if area.min_row <= at.row <= area.max_row and area.min_col <= at.column <= area.max_col:
            return CellRef(at.source, at.sheet, area.min_row, area.min_col).a1
    return at.a1


def _lines(flag: Flag, words: Words) -> Iterator[str]:
    """Code and severity, what is wrong, why it may be so, what to do."""
    yield f"{flag.code} · {words.term(f'severity_{flag.severity.name.lower()}')}"
    yield said.what(flag, words)
    yield from said.causes(flag, words)
    yield said.remedy(flag, words)


def _timeless(package: bytes) -> bytes:
    """The package without the moment of its making: same input, same bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = MODIFIED.sub(b"", part)
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, part)
    return out.getvalue()
