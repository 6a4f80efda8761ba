from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from reconcile import loaders
from reconcile.cli import status
from reconcile.cli.one_file import LONGEST, inspected, one_line
from reconcile.cli.screen import COLUMNS, width
from reconcile.cli.understood import lines, spans, unit
from reconcile.i18n.words import LANGUAGES, Words, catalog
from reconcile.loaders.vocabulary import kinds
from reconcile.model.errors import ReconcileError
from reconcile.model.results import Reconciliation
from reconcile.model.sources import FileRead
from reconcile.model.table import Role
from reconcile.pipeline.examine import examine
from reconcile.pipeline.reading import read
from tests.support import RULES, SHEETS

DUES = SHEETS / "hoi-phi-tvcc-2019.xlsx"
BROKEN = {
    "rong.xlsx": b"",
    "chu.xlsx": b"\x00\x01\x02 nothing that is known \xff" * 9,
    "cut.xlsx": DUES.read_bytes()[:3000],
    "anh.jpg": b"\xff\xd8\xff\xe0" + bytes(200),
    "a\nb\x1b[31m.xlsx": b"",
    f"{'dài' * 60}.xlsx": b"",
}
VI = Words("vi")


@cache
def examples_read() -> Mapping[str, FileRead]:
    return {file.source.name: file for file in read([SHEETS])}


@cache
def understood(path: Path) -> Reconciliation:
    return examine([examples_read()[path.name]]).result if path.parent == SHEETS else inspected(path, ())


def drawing(path: Path, lang: str = "vi") -> list[str]:
    return list(lines(understood(path), Words(lang)))


def test_the_drawing_says_what_the_sheet_the_table_and_its_columns_are() -> None:
    told = drawing(DUES)
    assert told[0] == "reconcile 0.1 · cách hiểu tệp hoi-phi-tvcc-2019.xlsx (xlsx)"
    assert told[2].startswith("Trang [TVCC 2019]: 481 ô có nội dung, 0 ô lỗi")
    assert "1 dòng ẩn" in told[2]
    assert told[3] == "  √ Đủ dòng: đọc 77 = 63 chi tiết + 13 tiêu đề, cộng, ký + 1 loại ra có lý do"
    assert "  A7:H80  Bảng kê hội phí, kỳ 2019, đơn vị tính: đồng" in told
    assert "    E   Hội phí năm 2019 / Đã nộp    đã thu" in told


def test_long_runs_of_rows_are_elided_and_totals_name_what_they_add_up() -> None:
    rows = [" ".join(line.split()) for line in drawing(DUES)]
    assert "10 chi tiết Thư viện tỉnh An Giang C 24 D 1.000.000 E 1.000.000" in rows
    assert "… còn 61 dòng như vậy" in rows
    assert "73 dòng cộng TỔNG CỘNG = cộng C10:E72" in rows
    assert "76 lũy kế, loại ra Lũy kế từ đầu năm E 63.000.000" in rows
    assert "78-80 ký tên Hà Nội, ngày 31 tháng 01 năm 2020" in rows
    assert len(rows) < 50


def test_flags_stand_at_the_end() -> None:
    told = drawing(SHEETS / "tong-hop-2019.xlsx", "en")
    assert told.index("≠ 1 figure does not tie") > max(i for i, line in enumerate(told) if "sum of" in line)
    assert any("12" in line and "sum of D8:D9, D11" in line for line in told)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", sorted(SHEETS.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_line_fits_and_steers_no_terminal(path: Path, lang: str) -> None:
    told = drawing(path, lang)
    assert max(map(width, told)) <= COLUMNS
    assert all(line.isprintable() and line == line.rstrip() for line in told)


def test_hidden_things_errors_and_odd_sheets_are_told(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(DUES, data_only=True)
    sheet = book.worksheets[0]
    (unit_cell,) = (cell for cell in sheet[6] if cell.value)
    unit_cell.value = "Đơn vị tính: nghìn đồng"
    sheet["E31"] = "#REF!"
    sheet["E32"] = "=1+1"
    sheet.row_dimensions[33].hidden = True
    sheet.column_dimensions["D"].hidden = True
    hidden = book.create_sheet("Nháp")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "xem sau"
    book.save(tmp_path / "la.xlsx")
    told = drawing(tmp_path / "la.xlsx")
    assert "1 ô lỗi, 1 công thức chưa có kết quả, 2 dòng ẩn" in told[2]
    assert any("đơn vị tính: nghìn đồng" in line for line in told)
    assert any("(cột ẩn)" in line for line in told)
    assert any(line.startswith("Trang ẩn [Nháp]: 1 ô có nội dung") for line in told)
    assert "  1 dòng không thuộc bảng nào: 1; dòng đầu: “xem sau”" in told


def test_a_text_file_says_that_it_was_counted_once(tmp_path: Path) -> None:
    rows = ["STT;Người nộp;Nội dung;Số tiền", "1;A;Quảng cáo;5000000", "2;B;Quảng cáo;5000000", ";Cộng;;10000000"]
    (tmp_path / "thu.csv").write_text("\n".join(rows), encoding="utf-8-sig")
    told = drawing(tmp_path / "thu.csv")
    assert told[0].endswith("thu.csv (csv)")
    assert "  " + VI.say("terminal", "unchecked_second_reader") in told


def test_a_table_of_no_known_kind_says_that_its_rows_enter_no_sum(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    for row in (["STT", "Số tháng", "Email"], [1, 12, "a@b"], [2, 12, "c@d"]):
        book.active.append(row)
    book.save(tmp_path / "la.xlsx")
    told = drawing(tmp_path / "la.xlsx")
    assert any("2 dòng chi tiết thuộc bảng chưa nhận ra loại" in line for line in told)


def test_a_file_that_is_not_ours_is_skipped_with_0(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    lock = tmp_path / "~$x.xlsx"
    lock.write_bytes(b"\x05Admin")
    assert status(["inspect", str(lock), "--format", "json"]) == 0
    shown = capfdbinary.readouterr()
    document = json.loads(shown.out)
    assert (document["status"], document["format"], document["sheets"]) == ("skipped", None, [])
    assert not shown.err
    assert status(["inspect", str(lock)]) == 0
    assert "bỏ qua tệp ~$x.xlsx" in capfdbinary.readouterr().out.decode()


def test_json_is_one_document_and_stderr_stays_silent(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert status(["inspect", str(DUES), "--format", "json"]) == 0
    shown = capfdbinary.readouterr()
    assert json.loads(shown.out)["schema"] == "reconcile.inspect/1"
    assert not shown.err


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_used_costs_one_line_that_names_it(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(BROKEN[name])
    assert status(["inspect", str(tmp_path / name), "--format", "json"]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert shown.err.count("\n") == 1
    line = shown.err.removesuffix("\n")
    assert line.isprintable()
    assert len(line) <= LONGEST
    assert name.split("\n", maxsplit=1)[0][:100] in line


@pytest.mark.parametrize("what", ["nowhere.xlsx", "."])
def test_what_is_no_file_is_told_in_one_line_too(tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["inspect", str(tmp_path / what), "--format", "json"]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)


@given(st.text(max_size=600))
@examples(max_examples=40)
def test_the_one_line_is_one_printable_line_whatever_the_name(name: str) -> None:
    line = one_line(ReconcileError.of("empty_file", name), VI)
    assert len(line) <= LONGEST
    assert line.isprintable()


def test_hints_of_a_charter_change_what_a_column_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hint = '\n[[source]]\nfile = "thu-khac*.xlsx"\ncolumns = { "Ghi chú" = "method" }\n'
    charter = tmp_path / "rules.toml"
    charter.write_text(RULES.read_text(encoding="utf-8") + hint, encoding="utf-8")
    path = str(SHEETS / "thu-khac-2019.xlsx")
    assert status(["inspect", path]) == 0
    assert "hình thức nộp" not in capsys.readouterr().out
    assert status(["inspect", path, "--rules", str(charter)]) == 0
    assert "hình thức nộp" in capsys.readouterr().out


@given(st.sets(st.integers(1, 60)))
@examples(max_examples=60)
def test_spans_name_every_row_once(rows: set[int]) -> None:
    named: list[int] = []
    for span in spans(sorted(rows)):
        first, _, last = span.partition("-")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(rows)


@pytest.mark.parametrize(("scale", "said"), [(1, "đồng"), (10**6, "triệu đồng"), (100, "100 đồng")])
def test_a_unit_has_its_name(scale: int, said: str) -> None:
    assert unit(scale, VI) == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_role_kind_and_gap_that_can_occur_has_its_word(lang: str) -> None:
    words = catalog("terminal")[lang]
    roles = {role for kind in kinds() for role in kind.roles} | {"none"}
    found = {f"role_{role}" for role in roles} | {f"row_{role.value}" for role in Role}
    found |= {f"kind_{kind.name}" for kind in kinds()} | {"kind_unknown"}
    sources = (Path(loaders.__file__).parent / "files").glob("*.py")
    gaps = [text for path in sources for text in re.findall(r"not_checked=\(([^)]*)\)", path.read_text("utf-8"))]
    found |= {f"unchecked_{reason}" for gap in gaps for reason in re.findall(r'"(\w+)"', gap)}
    assert found <= set(words)
