"""LibreOffice, for tests that need a second opinion on a workbook; they are skipped where it is not installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
VALUE_OF_FORMULA = re.compile(rb"(</f>)<v>[^<]*</v>")


def converted(paths: Iterable[Path], out: Path, ending: str = "xlsx", *, settings: str = "") -> Path:
    """The folder `out` with the files as LibreOffice saves them; settings: a registrymodifications.xcu.

    Raises FileNotFoundError where LibreOffice is absent.
    """
    profile = out / "profile"
    (profile / "user").mkdir(parents=True)
    if settings:
        (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    command = [SOFFICE or "soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", ending, "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    shutil.rmtree(profile)
    return out


def without_values(workbook: bytes) -> bytes:
    """The workbook with the values of its formulas removed, so that a reader has to calculate."""
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, VALUE_OF_FORMULA.sub(rb"\1", part) if name.startswith("xl/worksheets/") else part)
    return out.getvalue()


def recalculated(workbook: bytes, folder: Path) -> bytes:
    """The workbook with every formula worked out by LibreOffice; `folder` is for its files."""
    (folder / "bare.xlsx").write_bytes(without_values(workbook))
    return (converted([folder / "bare.xlsx"], folder / "out") / "bare.xlsx").read_bytes()


def differences(ours: bytes, theirs: bytes) -> Iterator[tuple[str, str, object, object]]:
    """Cells that two workbooks hold otherwise: sheet, address, both values; a blank is never 0."""
    written, calculated = (load_workbook(BytesIO(content), data_only=True) for content in (ours, theirs))
    for sheet in written:
        for row in sheet.iter_rows():
            for cell in row:
                found, value = calculated[sheet.title][cell.coordinate].value, cell.value
                same = found == pytest.approx(value) if isinstance(value, int | float) else found == (value or None)
                if not same:
                    yield sheet.title, cell.coordinate, value, found
