"""Every formula of the real workbook, recalculated by LibreOffice, gives what was written."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from reconcile.model.results import Reconciliation
from reconcile.writers.workbook import write_workbook
from tests.office import differences, needs_office, recalculated


@needs_office
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_recalculated_equals_written(example: Reconciliation, tmp_path: Path, lang: str) -> None:
    data = write_workbook(example, lang)
    sheets = openpyxl.load_workbook(BytesIO(data)).worksheets
    assert sum(cell.data_type == "f" for sheet in sheets for row in sheet.iter_rows() for cell in row) > 300
    assert list(differences(data, recalculated(data, tmp_path))) == []
