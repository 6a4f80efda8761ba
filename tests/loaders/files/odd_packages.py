"""Workbooks made by hand, part by part, so that a test can make exactly one thing odd."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from reconcile.loaders.files.contents import Contents
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.read import contents
from reconcile.model.errors import ReconcileError
from reconcile.model.grid import Grid

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
Parts = Mapping[str, str | bytes]


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet part around its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row(number: int, cells: str) -> str:
    """A row as Excel writes it."""
    return f'<row r="{number}">{cells}</row>'


def parts(*sheets: str | bytes, strings: str | None = None, more: Parts | None = None) -> dict[str, str | bytes]:
    """The parts of a workbook with sheets S1, S2, …"""
    kinds = [("worksheet", f"worksheets/sheet{at}.xml") for at, _ in enumerate(sheets, 1)]
    kinds += [("sharedStrings", "sharedStrings.xml")] if strings is not None else []
    links = "".join(
        f'<Relationship Id="r{at}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(kinds, 1)
    )
    listed = "".join(f'<sheet name="S{at}" sheetId="{at}" r:id="r{at}"/>' for at, _ in enumerate(sheets, 1))
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }
    made |= {f"xl/worksheets/sheet{at}.xml": text for at, text in enumerate(sheets, 1)}
    if strings is not None:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return made | dict(more or {})


def zipped(content: Parts) -> bytes:
    """A zip file of the parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return target.getvalue()


def book(*sheets: str | bytes, strings: str | None = None, more: Parts | None = None) -> bytes:
    """A workbook with sheets S1, S2, …"""
    return zipped(parts(*sheets, strings=strings, more=more))


def read(data: bytes, limits: Limits = Limits()) -> Contents:  # noqa: B008 - frozen
    """What is in a file."""
    return contents(data, limits)[1]


def only_grid(data: bytes) -> Grid:
    """The one sheet of a file that is read without a trouble."""
    found = read(data)
    assert not found.troubles
    (grid,) = found.grids
    return grid


def refusal(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    """The code of the one trouble for which a file is refused."""
    try:
        contents(data, limits)
    except ReconcileError as error:
        (trouble,) = error.troubles
        return trouble.code
    raise AssertionError("the file was read")
