"""`reconcile check --annotate FOLDER`: copies with the flagged cells coloured and commented, originals untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from reconcile.cli import status

ROWS = (
    ("DỰ TOÁN THU, CHI CÁC TỈNH",),
    (),
    ("STT", "Tỉnh", "Thu", "Chi", "Bổ sung"),
    (None, "TỔNG SỐ", 13_143, 17_313, 6_103),
    (1, "Quảng Ninh", 3_569, 1_084, 552),
    (2, "Hà Giang", 1_360, 7_257, 2_467),
    (3, "Lào Cai", 8_241, 8_972, 3_084),
)


def workbook(path: Path, *, chart: bool = False) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Thu chi")
    for row in ROWS:
        sheet.append(row)
    sheet["C4"].comment = Comment("xem phiếu thu", "thủ quỹ")
    sheet["E7"].number_format = "#,##0"
    if chart:
        drawn = BarChart()
        drawn.add_data(Reference(sheet, min_col=3, min_row=4, max_row=7))
        sheet.add_chart(drawn, "H2")
    book.save(path)
    return path


def check(path: Path, folder: Path, *more: str) -> int:
    return status(["check", str(path), "--annotate", str(folder), "--quiet", *more])


@pytest.mark.parametrize(("lang", "words"), [("vi", "Cộng dọc"), ("en", "comes out as")])
def test_the_copy_says_at_the_cell_what_is_wrong_and_what_to_do(tmp_path: Path, lang: str, words: str) -> None:
    path = workbook(tmp_path / "thu.xlsx")
    before = path.read_bytes()
    assert check(path, tmp_path / "out", "--lang", lang) in {0, 1}
    assert path.read_bytes() == before
    copy = load_workbook(tmp_path / "out" / "thu.checked.xlsx")["Thu chi"]
    noted = {
        cell.coordinate: cell.comment.text
        for row in copy.iter_rows()
        for cell in row
        if cell.comment and "A108" in cell.comment.text
    }
    ((at, text),) = noted.items()
    assert copy[at].fill.fgColor.rgb.endswith(("FFC7CE", "FFF2CC", "DDEBF7"))
    assert lang == "vi" or words in text
    assert copy["E7"].number_format == "#,##0"
    assert "xem phiếu thu" in copy["C4"].comment.text


def test_the_same_workbook_gives_the_same_bytes(tmp_path: Path) -> None:
    path = workbook(tmp_path / "thu.xlsx")
    for folder in ("a", "b"):
        check(path, tmp_path / folder)
    assert (tmp_path / "a/thu.checked.xlsx").read_bytes() == (tmp_path / "b/thu.checked.xlsx").read_bytes()


def test_what_the_copy_may_lose_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(workbook(tmp_path / "thu.xlsx", chart=True), tmp_path / "out", "--lang", "en")
    assert "the marked copy may lack: charts" in capsys.readouterr().err


def test_other_formats_get_no_copy_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "thu.csv"
    path.write_text("\n".join(";".join("" if v is None else str(v) for v in row) for row in ROWS), encoding="utf-8")
    check(path, tmp_path / "out", "--lang", "en")
    assert "no marked copy is made of it" in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file")
    assert check(workbook(tmp_path / "thu.xlsx"), tmp_path / "out", "--lang", "en") == 2
    assert "cannot be written" in " ".join(capsys.readouterr().err.split())


def test_without_points_nothing_is_written(tmp_path: Path) -> None:
    assert check(Path("sheets/hoi-phi-chuyen-nganh-2019.xlsx"), tmp_path / "out") == 0
    assert not (tmp_path / "out").exists()
