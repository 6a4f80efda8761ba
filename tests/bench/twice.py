"""How values and formulas are usually had: the workbook loaded twice with openpyxl, every cell looked at."""

from __future__ import annotations

import sys
from pathlib import Path

from openpyxl import load_workbook


def main(sheets: str) -> None:
    """Load each workbook of a folder for its values and again for its formulas."""
    for path in sorted(Path(sheets).rglob("*.xlsx")):
        shown, written = load_workbook(path, data_only=True), load_workbook(path)
        for page in written:
            for row, cached in zip(page.iter_rows(), shown[page.title].iter_rows(), strict=True):
                sum(cell.data_type == "f" and value.value is None for cell, value in zip(row, cached, strict=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
