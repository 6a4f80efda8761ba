"""Every formula of the real workbook, recalculated by LibreOffice, gives what was written."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from reconcile.model.results import Reconciliation
from reconcile.writers.workbook import write_workbook

SOFFICE = shutil.which("soffice")


def without_values(data: bytes, target: Path) -> None:
    """The workbook without the values of its formulas, so that nothing old can be read back."""
    source = target.with_suffix(".full")
    source.write_bytes(data)
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_recalculated_equals_written(example: Reconciliation, tmp_path: Path, lang: str) -> None:
    data = write_workbook(example, lang)
    bare = tmp_path / "bare.xlsx"
    without_values(data, bare)
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
         "--outdir", tmp_path / "out", bare],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (tmp_path / "written.xlsx").write_bytes(data)
    written = openpyxl.load_workbook(tmp_path / "written.xlsx", data_only=True)
    formulas = openpyxl.load_workbook(tmp_path / "written.xlsx")
    recalculated = openpyxl.load_workbook(tmp_path / "out" / "bare.xlsx", data_only=True)
    compared = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    before = written[sheet.title][cell.coordinate].value
                    after = recalculated[sheet.title][cell.coordinate].value
                    if isinstance(before, float):
                        assert after == pytest.approx(before, abs=1e-12), (sheet.title, cell.coordinate)
                    else:
                        assert (after or 0) == (before or 0), (sheet.title, cell.coordinate)
                    compared += 1
    assert compared > 300
