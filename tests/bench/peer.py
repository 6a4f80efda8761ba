"""What a good analyst would write: pandas over openpyxl, vectorised checks, the flags as a workbook.

`python peer.py SHEETS FLAGS.xlsx`. It knows the headings of these corpora, no charter, no cause, no cell addresses.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

NAMES = ("Tên đơn vị", "Họ tên/Đơn vị", "Đơn vị")
AMOUNTS = ("Số tiền", "Đã nộp", "Số đã nộp", "Thực thu")


def tables(folder: Path) -> pd.DataFrame:
    """All lists below their headings, one under the other."""
    found = []
    for path in sorted(folder.rglob("*.xlsx")):
        for sheet, raw in pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl").items():
            top = next((row for row in range(min(20, len(raw))) if any(raw.iloc[row].isin(NAMES))), None)
            if top is not None:
                table = raw.iloc[top + 1 :].set_axis(raw.iloc[top].astype(str).str.strip(), axis=1)
                found.append(_plain(table).assign(file=path.name, sheet=sheet))
    return pd.concat(found, ignore_index=True)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    name = next(heading for heading in NAMES if heading in table)
    amount = next((heading for heading in AMOUNTS if heading in table), None)
    months = [heading for heading in table if heading in {f"T{month}" for month in range(1, 13)}]
    paid = _numbers(table[amount]) if amount else table[months].apply(_numbers).sum(axis=1) if months else pd.NA
    blank = pd.Series(pd.NA, index=table.index)
    due = _numbers(table["Phải nộp"]) if "Phải nộp" in table else pd.NA
    return pd.DataFrame(
        {"name": table[name], "paid": paid, "due": due, "receipt": table.get("Số phiếu thu", blank)}
    ).assign(day=table.get("Ngày nộp", blank), total=table[name].isin(("Cộng", "Tổng cộng")))


def _numbers(column: pd.Series) -> pd.Series:
    texts = column.map(lambda value: isinstance(value, str))
    bare = column.where(~texts, column.astype(str).str.replace(r"[^\d-]", "", regex=True))
    return pd.to_numeric(bare, errors="coerce").astype("Int64")


def faults(rows: pd.DataFrame) -> pd.DataFrame:
    """Totals that do not sum, receipts twice or missing, dues unpaid."""
    detail = rows[~rows.total & rows.name.notna() & (rows.paid.notna() | rows.due.notna())]
    sums = detail.groupby(["file", "sheet"], dropna=False)[["paid", "due"]].sum().reset_index()
    totals = rows[rows.total].merge(sums, on=["file", "sheet"], suffixes=("", "_sum"), validate="many_to_one")
    twice = detail[detail.receipt.notna() & detail.duplicated(["file", "receipt"])]
    missing = detail[detail.day.notna() & detail.receipt.isna()]
    parts = {
        "total": totals[(totals.paid != totals.paid_sum).fillna(True)],
        "receipt twice": twice,
        "receipt missing": missing,
        "unpaid": detail[(detail.paid.fillna(0) < detail.due).fillna(False)],
    }
    return pd.concat([part.assign(fault=fault) for fault, part in parts.items()], ignore_index=True)


def main(sheets: str, flags: str) -> None:
    """Check a folder, write what does not add up and the sums by name."""
    rows = tables(Path(sheets))
    with pd.ExcelWriter(flags, engine="openpyxl") as book:
        faults(rows).to_excel(book, sheet_name="flags", index=False)
        rows[~rows.total].groupby("name")[["due", "paid"]].sum().to_excel(book, sheet_name="by name")


if __name__ == "__main__":
    main(*sys.argv[1:])
