"""A made workbook as grids without any file, and as the bytes of a file of each format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.read import contents
from reconcile.model.grid import Cell, Grid, NotCalculated, Scan
from tests.generated.encodings import ENCODERS
from tests.generated.shape import Made, Spot, Worksheet
from tests.office import converted

TEXT_FORMATS = ("csv", *(f"csv-{name}" for name in ENCODERS))
OFFICE_FORMATS = ("xls", "ods")


def grids(made: Made) -> list[Grid]:
    """Its worksheets as a perfect reader would hand them over."""
    return [_grid(made, sheet) for sheet in made.sheets]


def _grid(made: Made, sheet: Worksheet) -> Grid:
    shown = {place: _cell(spot) for place, spot in sheet.cells.items()}
    height = max(row for row, _ in shown)
    rows = []
    for row in range(1, height + 1):
        width = max((column for at, column in shown if at == row and shown[at, column] is not None), default=0)
        rows.append(tuple(shown.get((row, column)) for column in range(1, width + 1)))
    return Grid(
        f"{made.style}-{made.seed}.xlsx",
        sheet.name,
        tuple(rows),
        merges=sheet.merges,
        hidden_rows=sheet.hidden_rows,
        formulas={place: spot.formula for place, spot in sheet.cells.items() if spot.formula},
        scan=Scan(sum(value is not None for value in shown.values())),
    )


def _cell(spot: Spot) -> Cell:
    if spot.formula and spot.value is None:
        return NotCalculated(spot.formula)
    return spot.value


def read_back(books: Sequence[Made], format_: str) -> list[list[Grid]]:
    """The worksheets of each as the program reads them from files; raises ReconcileError where it cannot."""
    files = convert(books, format_) if format_ in OFFICE_FORMATS else [write(made, format_) for made in books]
    return [list(contents(data, Limits())[1].grids) for data in files]


def write(made: Made, format_: str) -> bytes:
    """The file: xlsx, csv (UTF-8 with mark, semicolons), csv-cp1258, csv-tcvn3, csv-vni (first sheet only), xls, ods.

    Raises FileNotFoundError for xls and ods where soffice is absent.
    """
    if format_ == "xlsx":
        return _xlsx(made)
    if format_ in OFFICE_FORMATS:
        return convert([made], format_)[0]
    text = _csv(made.sheets[0])
    if format_ == "csv":
        return b"\xef\xbb\xbf" + text.encode()
    return ENCODERS[format_.removeprefix("csv-")](text)


def convert(books: Sequence[Made], format_: str) -> list[bytes]:
    """Many workbooks as xls or ods through one run of LibreOffice, in order."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"book-{number}.xlsx" for number in range(len(books))]
        for path, made in zip(paths, books, strict=True):
            path.write_bytes(_xlsx(made))
        out = converted(paths, folder / "out", format_)
        return [(out / path.name).with_suffix(f".{format_}").read_bytes() for path in paths]


def _xlsx(made: Made) -> bytes:
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    formats: dict[tuple[str, bool], object] = {}
    for sheet in made.sheets:
        page = book.add_worksheet(sheet.name)
        for area in sheet.merges:
            page.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, "")
        for (row, column), spot in sheet.cells.items():
            shape = "dd/mm/yyyy" if isinstance(spot.value, date) else spot.format
            if (shape, spot.bold) not in formats:
                formats[shape, spot.bold] = book.add_format({"num_format": shape or "General", "bold": spot.bold})
            _write_cell(page, (row - 1, column - 1), spot, formats[shape, spot.bold])
        for row in sheet.hidden_rows:
            page.set_row(row - 1, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def _write_cell(page: object, place: tuple[int, int], spot: Spot, style: object) -> None:
    value = float(spot.value) if isinstance(spot.value, Fraction) else spot.value
    writer: Mapping[type, str] = {str: "write_string", int: "write_number", float: "write_number"}
    if spot.formula:
        page.write_formula(*place, "=" + spot.formula, style, "" if value is None else value)  # type: ignore[attr-defined]
    elif isinstance(value, date):
        page.write_datetime(*place, value, style)  # type: ignore[attr-defined]
    elif value is not None:
        write_one: Callable[..., object] = getattr(page, writer[type(value)])
        write_one(*place, value, style)


def _csv(sheet: Worksheet) -> str:
    """The sheet as a Vietnamese Excel saves it: semicolons, decimal commas, formatted thousands, no merges.

    A line break inside a cell becomes a blank: the reader numbers rows by lines of the file, the truth by rows of the
    sheet, and a shifted row would be scored as misread.
    """
    import csv

    height, width = (max(place[n] for place in sheet.cells) for n in (0, 1))
    out = StringIO()
    rows = csv.writer(out, delimiter=";")
    for row in range(1, height + 1):
        rows.writerow([_shown(sheet.cells.get((row, column))) for column in range(1, width + 1)])
    return out.getvalue()


def _shown(spot: Spot | None) -> str:
    if spot is None or spot.value is None:
        return ""
    if isinstance(spot.value, date):
        return f"{spot.value.day:02}/{spot.value.month:02}/{spot.value.year}"
    if isinstance(spot.value, str):
        return spot.value.replace("\n", " ")
    if isinstance(spot.value, Fraction):
        return f"{float(spot.value):.6f}".rstrip("0").replace(".", ",")
    return f"{spot.value:,}".replace(",", ".") if "#" in spot.format else str(spot.value)
