"""The installed command on the shipped example, as a treasurer types it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from tests.acceptance.test_example_flags import POINTS
from tests.support import ROOT

COMMAND = Path(sys.executable).with_name("reconcile.exe" if os.name == "nt" else "reconcile")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("output")
    done = subprocess.run(
        [COMMAND, "run", "--output", folder], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return folder, done


def test_it_ends_with_0_and_says_what_to_do_next(output: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = output
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[2].startswith("≠ CHƯA NÊN CÔNG BỐ: còn 2 số không khớp chưa xử lý (điểm 01, 02)")
    assert lines[-1].startswith("Việc tiếp theo: mở ")
    assert len(lines) <= 25
    assert max(map(len, lines)) <= 100


def test_flags_json_holds_the_twelve_points_cell_by_cell(output: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    document = json.loads((output[0] / "flags.json").read_text(encoding="utf-8"))
    assert document["schema"] == "reconcile.flags/1"
    found = [
        (flag["point"], flag["code"], flag["at"].get("cell") or str(flag["at"]["line"])) for flag in document["flags"]
    ]
    assert found == [(point[0], point[1], point[4]) for point in POINTS]
    assert document["conservation"]["money"] == {
        "read": 221250000,
        "allocated": 221250000,
        "parked": 0,
        "claimed_only": 0,
    }


def test_the_rates_stand_in_the_csv_with_their_base(output: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    text = (output[0] / "collection-rates.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    money = next(row for row in rows if row["class"] == "tvcc" and row["base"] == "unit")
    assert (money["numerator"], money["denominator"]) == ("62", "63")
    assert len(rows) == 9


def test_the_workbook_has_the_eight_sheets(output: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    book = openpyxl.load_workbook(output[0] / "doi-chieu-2019.xlsx")
    assert book.sheetnames == [
        "Bìa", "A Tổng hợp", "A1 Tỷ lệ thu", "B Hội phí", "C Thu khác, tài trợ", "D Điểm cần làm rõ", "Z1 Nguồn",
        "Z2 Mức thu, phép kiểm",
    ]  # fmt: skip


def test_the_same_input_gives_the_same_bytes(
    output: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}
    subprocess.run([COMMAND, "run", "--output", tmp_path], cwd=ROOT, capture_output=True, env=environment, check=True)
    names = [
        "doi-chieu-2019.xlsx",
        "bao-cao-tai-chinh-2019.docx",
        "flags.json",
        "collection-rates.csv",
        "history.jsonl",
    ]
    first = {name: (output[0] / name).read_bytes() for name in names}
    assert {name: (tmp_path / name).read_bytes() for name in names} == first


def test_a_second_run_writes_nothing(output: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in output[0].iterdir() if path.is_file()}
    subprocess.run([COMMAND, "run", "--output", output[0]], cwd=ROOT, capture_output=True, check=True)
    after = {path.name: path.stat().st_mtime_ns for path in output[0].iterdir() if path.is_file()}
    assert {name: when for name, when in after.items() if name != ".lock"} == {
        name: when for name, when in before.items() if name != ".lock"
    }
