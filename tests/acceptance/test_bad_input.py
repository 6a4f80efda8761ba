"""Bad input: one clear line each, the rest of the run goes on, never a traceback, inputs untouched."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from reconcile.cli import status
from tests.support import RULES, SHEETS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example that may be spoilt."""
    shutil.copytree(SHEETS, tmp_path / "sheets")
    shutil.copy(RULES, tmp_path / "rules.toml")
    return tmp_path


def run(folder: Path, *more: str) -> int:
    return status(
        [
            "run",
            str(folder / "sheets"),
            "--rules",
            str(folder / "rules.toml"),
            "--output",
            str(folder / "output"),
            *more,
        ]
    )


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def spoil(folder: Path, file: str, cell: str, value: str) -> None:
    book = openpyxl.load_workbook(folder / "sheets" / file, data_only=True)
    book.worksheets[0][cell] = value
    book.save(folder / "sheets" / file)


def damaged(folder: Path) -> None:
    path = folder / "sheets" / "hoi-phi-quy-4.xlsx"
    path.write_bytes((folder / "sheets" / "tai-tro-2019.xlsx").read_bytes()[:3000])


def encrypted(folder: Path) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    (folder / "sheets" / "khoa.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + name + bytes(3000))


def picture(folder: Path) -> None:
    (folder / "sheets" / "anh-phieu-thu.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))


def empty(folder: Path) -> None:
    (folder / "sheets" / "rong.xlsx").write_bytes(b"")


def archive(folder: Path) -> None:
    with ZipFile(folder / "sheets" / "goi.xlsx", "w") as zipped:
        zipped.writestr("a.txt", "a")


BAD_FILES = {
    "hoi-phi-quy-4.xlsx": damaged,
    "khoa.xlsx": encrypted,
    "anh-phieu-thu.jpg": picture,
    "rong.xlsx": empty,
    "goi.xlsx": archive,
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_costs_one_line_and_the_run_goes_on(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    BAD_FILES[name](folder)
    before = hashes(folder / "sheets")
    assert run(folder) == 0
    out, err = capsys.readouterr()
    assert err.count(name) == 1
    assert "Traceback" not in out + err
    assert "100.250.000" in out
    assert (folder / "output" / "doi-chieu-2019.xlsx").exists()
    assert hashes(folder / "sheets") == before


def test_a_missing_folder_and_an_empty_one_end_with_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(folder / "sheets")
    assert run(folder) == 2
    (folder / "sheets").mkdir()
    assert run(folder) == 2
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert err.count("sheets") >= 2
    assert not (folder / "output" / "doi-chieu-2019.xlsx").exists()


def test_a_broken_charter_names_every_fault_at_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        RULES.read_text(encoding="utf-8")
        .replace("amount = 1_000_000", "amout = 1_000_000")
        .replace('"12-31"', '"13-31"')
    )
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    assert run(folder) == 2
    err = capsys.readouterr().err
    assert "rules.toml:15" in err
    assert "amount" in err
    assert err.count("13-31") >= 2


def test_an_output_that_cannot_be_written_ends_with_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "output").write_text("a file, not a folder", encoding="utf-8")
    assert run(folder) == 2
    assert "output" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "cell", "value", "code", "at"),
    [
        ("hoi-phi-tvcc-2019.xlsx", "E31", "xem phiếu", "L101", "E31"),
        ("hoi-phi-tvcc-2019.xlsx", "E31", "#REF!", "L102", "E31"),
        ("hoi-phi-tvcc-2019.xlsx", "B38", "Thư viện tỉnh Hồng Lam", "C102", "E38"),
    ],
)
def test_doubtful_cells_become_points(
    folder: Path, file: str, cell: str, value: str, code: str, at: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from reconcile import pipeline

    spoil(folder, file, cell, value)
    assert run(folder) == 0
    assert "Traceback" not in capsys.readouterr().err
    result = pipeline.analyse([folder / "sheets"], folder / "rules.toml", folder / "output")
    assert [flag.at.a1 for flag in result.flags if flag.code == code] == [at]  # type: ignore[union-attr]
    assert result.conservation.complete


def test_money_without_a_known_payer_is_parked_and_nowhere_else(folder: Path) -> None:
    from reconcile import pipeline

    spoil(folder, "hoi-phi-tvcc-2019.xlsx", "B38", "Thư viện tỉnh Hồng Lam")
    result = pipeline.analyse([folder / "sheets"], folder / "rules.toml", folder / "output")
    assert result.figures["collected.parked"].value == 1_000_000
    assert result.figures["collected.tvcc"].value == 61_000_000
    assert result.figures["collected.dues"].value == 100_250_000


def test_an_unknown_table_is_told_and_its_rows_are_accounted_for(folder: Path) -> None:
    from reconcile import pipeline

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[str | int]] = [["STT", "Số tháng", "Email"], [1, 12, "a@b"], [2, 12, "c@d"]]
    for row in rows:
        sheet.append(row)
    book.save(folder / "sheets" / "la.xlsx")
    result = pipeline.analyse([folder / "sheets"], folder / "rules.toml", folder / "output")
    assert [flag.code for flag in result.flags if flag.matter == "table"] == ["L103"]
    assert result.conservation.complete


def test_the_same_file_under_two_names_counts_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(folder / "sheets" / "hoi-phi-tvcc-2019.xlsx", folder / "sheets" / "ban-sao.xlsx")
    assert run(folder) == 0
    out, err = capsys.readouterr()
    assert "100.250.000" in out
    assert "hoi-phi-tvcc-2019.xlsx" in err


def test_fail_on_turns_points_into_exit_code_1(folder: Path) -> None:
    assert run(folder, "--fail-on", "error") == 1
    assert run(folder, "--fail-on", "note") == 1
