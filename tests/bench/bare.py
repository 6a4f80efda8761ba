"""The best any reader could do: every value, one lean pass over the markup, a formatted row for 125 input rows.

`python bare.py SHEETS [FLAGS.xlsx]`; without the second only reading. It takes the shortcuts that the product must not.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

PIECE = 1 << 20
ROWS_A_FLAG = 125
FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f[^>]*>([^<]*)</f>(<v>)?')
HIDDEN = re.compile(rb'<row r="([0-9]+)"[^>]* hidden="1"')


def values(path: Path) -> int:
    """Read every cell of a workbook; its rows."""
    with CalamineWorkbook.from_path(str(path)) as book:
        return sum(len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)


def structure(path: Path) -> int:
    """Find formulas, missing results, hidden rows and merges; how many."""
    found = 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                for block in _blocks(archive, name):
                    found += len(FORMULA.findall(block)) if b"<f" in block else 0
                    found += len(HIDDEN.findall(block)) if b' hidden="1"' in block else 0
                    found += block.count(b"<mergeCell ")
    return found


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    carry = b""
    with archive.open(name) as part:
        while piece := part.read(PIECE):
            head, cut, carry = (carry + piece).rpartition(b"</row>")
            yield head + cut
    yield carry


def write(path: Path, rows: int) -> None:
    """As many formatted rows as a run with one fault in 125 rows has flags."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("D")
        plain, money = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0"})
        for row in range(1 + rows // ROWS_A_FLAG):
            for column in range(8):
                page.write_string(row, column, f"so-thu.xlsx C{row}", plain)
            page.write_number(row, 8, 150_000, money)


def main(sheets: str, flags: str = "") -> None:
    """Read a folder; write the flags where their place is given."""
    rows = 0
    for path in sorted(Path(sheets).rglob("*.xlsx")):
        rows += values(path)
        structure(path)
    if flags:
        write(Path(flags), rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
