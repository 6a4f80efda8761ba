from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from reconcile.cli import findings, status
from reconcile.cli.findings import lines, verdict
from reconcile.i18n.words import Words
from reconcile.model.flags import Severity
from reconcile.model.results import Check, Reconciliation
from reconcile.pipeline.examine import examine
from reconcile.pipeline.reading import read
from reconcile.writers import data
from tests.support import ROOT, SHEETS

SUMMARY, DUES, ADVERTS = (
    SHEETS / name for name in ("tong-hop-2019.xlsx", "hoi-phi-tvcc-2019.xlsx", "thu-khac-2019.xlsx")
)
SCHEMA = json.loads((Path(data.__file__).parent / "flags.schema.json").read_bytes())
VI, EN = Words("vi"), Words("en")


@cache
def checked(path: Path) -> Reconciliation:
    return examine(read([path])).result


def graded(*severities: Severity, tests: Sequence[Check] = (Check("A101", 9, 8, 1, 0),)) -> Reconciliation:
    """A result with flags of these severities."""
    (flag,) = checked(SUMMARY).flags
    flags = tuple(replace(flag, severity=severity) for severity in severities)
    return replace(checked(SUMMARY), flags=flags, checks=tuple(tests))


def written(path: Path, rows: Sequence[list[str | int]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_total_that_does_not_sum_is_told_with_its_cause_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["check", str(SUMMARY)]) == 1
    shown = capsys.readouterr()
    assert not shown.err
    told = shown.out.splitlines()
    assert told[:2] == ["reconcile 0.1 · kiểm số học 1 tệp", "≠ 1 số không khớp"]
    assert told[2].startswith("  tong-hop-2019.xlsx [Tổng hợp] D12: ghi 101.250.000, cộng lại 111.250.000, thiếu")
    assert "10.000.000" in told[3]
    assert told[-1].endswith("không kiểm mức thu, danh sách Hội: reconcile run")
    assert "point" not in shown.out
    assert "điểm 0" not in shown.out


def test_english_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["check", str(SUMMARY), "--lang", "en"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == ["reconcile 0.1 · arithmetic of 1 file", "≠ 1 figure does not tie"]
    assert "D12: shows 101,250,000, adds up to 111,250,000, short" in told[2]


def test_several_files_and_folders_are_one_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["check", str(SHEETS)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("reconcile 0.1 · kiểm số học 6 tệp\n≠ 2 số không khớp\n")
    assert status(["check", str(SUMMARY), str(DUES)]) == 1
    assert capsys.readouterr().out.startswith("reconcile 0.1 · kiểm số học 2 tệp\n≠ 2 số không khớp\n")


def test_figures_that_tie_end_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["check", str(ADVERTS)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "√ Các số đều khớp"


def test_where_nothing_claims_to_be_computed_there_is_nothing_to_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = written(tmp_path / "chu.xlsx", [["Biên bản họp"], ["Có mặt đủ"]])
    assert status(["check", str(plain)]) == 0
    assert capsys.readouterr().out.splitlines() == ["reconcile 0.1 · kiểm số học 1 tệp", "○ Không có gì để kiểm"]


@pytest.mark.parametrize(
    ("severities", "vi", "en"),
    [
        ((Severity.ERROR, Severity.NOTE), "≠ 1 số không khớp, 1 ghi nhận", "≠ 1 figure does not tie, 1 note"),
        ((Severity.ERROR, Severity.ERROR), "≠ 2 số không khớp", "≠ 2 figures do not tie"),
        ((Severity.BREACH,), "≠ 1 trái quy định", "≠ 1 breach"),
        ((Severity.EXPLAIN,), "? 1 cần giải trình", "? 1 to explain"),
        ((Severity.NOTE,), "√ Không có số nào phải làm rõ, 1 ghi nhận", "√ No figure needs clearing, 1 note"),
    ],
)
def test_the_verdict_counts_by_severity_behind_the_mark_of_the_gravest(
    severities: tuple[Severity, ...], vi: str, en: str
) -> None:
    assert (verdict(graded(*severities), VI), verdict(graded(*severities), EN)) == (vi, en)


@pytest.mark.parametrize(
    ("tests", "said"),
    [
        ([Check("A101", 9, 9, 0, 0)], "√ All figures tie"),
        ([Check("A101", 9, 8, 0, 1)], "√ All figures tie"),
        ([Check("A101", 3, 0, 0, 3)], "○ No test could be decided"),
        ([Check("L101", 9, 9, 0, 0)], "○ Nothing to check"),
        ([], "○ Nothing to check"),
    ],
)
def test_without_flags_the_verdict_is_what_the_tests_allow(tests: Sequence[Check], said: str) -> None:
    assert verdict(graded(tests=tests), EN) == said


def test_every_flag_is_shown_and_notes_are_only_counted() -> None:
    told = list(lines(graded(*[Severity.ERROR] * 40, *[Severity.NOTE] * 5), VI))
    assert sum("D12" in line for line in told if line.startswith("  tong-hop")) == 40
    few = list(findings.findings(graded(*[Severity.ERROR] * 40), VI, 10))
    assert sum(line.startswith("  tong-hop") for line in few) == 10
    assert "  còn 30 điểm nữa: reconcile check" in few


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_line_is_wider_than_the_terminal(lang: str) -> None:
    told = [*lines(checked(SUMMARY), Words(lang)), *lines(checked(DUES), Words(lang))]
    assert max(map(len, told)) <= 100


def test_json_is_valid_and_knows_nothing_of_a_charter(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert status(["check", str(SHEETS), "--format", "json"]) == 1
    document = json.loads(capfdbinary.readouterr().out)
    Draft202012Validator(SCHEMA).validate(document)
    assert [document[name] for name in ("association", "period", "as_of")] == [None] * 3
    assert {(flag["point"], flag["decision"]) for flag in document["flags"]} == {(None, None)}
    assert not document["figures"]
    assert not document["positions"]


def test_a_bad_file_is_told_and_the_others_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rong.xlsx").touch()
    assert status(["check", str(tmp_path / "rong.xlsx"), str(ADVERTS)]) == 0
    shown = capsys.readouterr()
    assert "kiểm số học 1 tệp" in shown.out
    assert shown.err.startswith("LỖI       rong.xlsx: tệp rỗng")


def test_where_nothing_can_be_read_it_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rong.xlsx").touch()
    assert status(["check", str(tmp_path / "rong.xlsx")]) == 2
    assert status(["check", str(tmp_path / "nowhere.xlsx")]) == 2
    assert status(["check"]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert shown.err.count("LỖI") >= 3


def test_a_charter_is_read_only_where_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["check", str(ADVERTS), "--rules", str(ROOT / "rules.toml")]) == 0
    assert status(["check", str(ADVERTS), "--rules", str(tmp_path / "nowhere.toml")]) == 2
    assert "nowhere.toml" in capsys.readouterr().err


def test_neither_pandas_nor_openpyxl_is_imported() -> None:
    calls = [["check", str(SUMMARY)], ["check", str(SUMMARY), "--format", "json"], ["inspect", str(SUMMARY)]]
    code = (
        "import sys; from reconcile.cli import status\n"
        f"for call in {calls}: status(call)\n"
        "print([name for name in ('pandas', 'openpyxl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.stdout.decode().splitlines()[-1] == "[]", done.stderr.decode()
