from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reconcile import __version__, cli, pipeline
from reconcile.cli import status
from reconcile.cli.app import COMMANDS
from reconcile.i18n.words import LANGUAGES, catalog
from reconcile.model.errors import ReconcileError
from reconcile.model.flags import Decision
from reconcile.model.periods import Period
from reconcile.model.sources import Trouble
from tests.cli.told import told

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "openpyxl", "xlsxwriter", "docxtpl", "pydantic", "reconcile.pipeline")
WRITTEN = ("doi-chieu-2019.xlsx", "flags.json")
ENGLISH_OF_CLICK = ("Usage:", "Options", "Commands", "Show this message", "Error:", "Try ")


def child(*command: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=False, timeout=60, **more)


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(ROOT)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The pipeline answers with the sample; what it was asked for is kept."""
    asked: list[dict[str, Any]] = []

    def run(sheets: Sequence[Path], charter: Path, output: Path, **more: Any) -> pipeline.Done:
        asked.append({"sheets": sheets, "charter": charter, "output": output, **more})
        return pipeline.Done(told(), WRITTEN, (Trouble("a.xlsx", "empty_file"),))

    def analyse(*places: Any, **more: Any) -> Any:
        return run(*places, **more).result

    monkeypatch.setattr(pipeline, "run", run)
    monkeypatch.setattr(pipeline, "analyse", analyse)
    return asked


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["explain", "A101"], ["run", "--help"], ["runn"]])
def test_small_questions_are_answered_without_the_big_libraries(args: list[str]) -> None:
    code = (
        f"import sys; from reconcile.cli import status; status({args}); print([m for m in {HEAVY} if m in sys.modules])"
    )
    assert child("-c", code).stdout.decode().splitlines()[-1] == "[]"


def test_the_help_of_all_imports_no_command() -> None:
    code = "import sys; from reconcile.cli import status; status(['--help']); print('reconcile.cli.run' in sys.modules)"
    assert child("-c", code).stdout.decode().splitlines()[-1] == "False"


def test_the_version_is_told() -> None:
    assert child("-m", "reconcile", "--version").stdout.decode().strip() == f"reconcile {__version__}"


@pytest.mark.parametrize("args", [[], *([name] for name in COMMANDS)])
def test_help_is_in_vietnamese_unless_english_is_chosen(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert status([*args, "--help"]) == 0
    vietnamese = capsys.readouterr().out
    assert vietnamese.startswith("Cách dùng: reconcile")
    assert not any(word in vietnamese for word in ENGLISH_OF_CLICK)
    assert status([*args, "--lang", "en", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage: reconcile")


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert status([]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in COMMANDS)


def test_only_commands_that_exist_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["init"]) == 2
    assert "run, check, inspect, review, explain, rules" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "told_of"),
    [
        (["runn"], "“runn”"),
        (["run", "--foo"], "“--foo”"),
        (["run", "--period"], "--period"),
        (["run", "--period", "20x"], "“20x”"),
        (["run", "--as-of", "31/02/2020"], "“31/02/2020”"),
        (["run", "--format", "xml"], "text, json"),
        (["run", "--fail-on", "grave"], "error, breach, evidence, explain, note"),
        (["run", "--lang", "fr"], "vi, en"),
        (["run", "--decisions", "nowhere.xlsx"], "nowhere.xlsx"),
        (["explain"], "MÃ"),
        (["explain", "Z999"], "A101, A102"),
        (["rules", "thừa"], "reconcile rules --help"),
        (["rules", "--rules", "nowhere.toml"], "nowhere.toml"),
        (["--lang", "vi"], "reconcile --help"),
    ],
)
def test_what_was_typed_wrong_is_told_in_our_own_words_with_exit_2(
    args: list[str], told_of: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(args) == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert shown.err.startswith("LỖI       ")
    assert told_of in shown.err
    assert not any(word in shown.err for word in ENGLISH_OF_CLICK)


def test_a_run_shows_the_summary_and_its_troubles_apart(
    calls: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["run"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines()[2].startswith("≠ CHƯA NÊN CÔNG BỐ")
    assert "\x1b" not in shown.out
    assert shown.err.startswith("LỖI       a.xlsx: tệp rỗng")
    assert calls[0]["sheets"] == (Path("sheets"),)
    assert (calls[0]["period"], calls[0]["as_of"], calls[0]["lang"]) == (None, None, "vi")


def test_the_options_of_a_run_reach_the_pipeline(calls: list[dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "reviewed.xlsx").touch()
    extra = ["--decisions", str(tmp_path / "reviewed.xlsx"), "--output", str(tmp_path), "--lang", "en"]
    assert status(["run", "one.xlsx", "two.xlsx", "--period", "2026-10", "--as-of", "05/11/2026", *extra]) == 0
    asked = calls[0]
    assert asked["sheets"] == (Path("one.xlsx"), Path("two.xlsx"))
    assert asked["period"] == Period.month(2026, 10)
    assert asked["as_of"].isoformat() == "2026-11-05"
    assert asked["decisions"] == (tmp_path / "reviewed.xlsx",)
    assert (asked["output"], asked["lang"]) == (tmp_path, "en")


def test_json_is_the_whole_result_and_nothing_else(
    calls: list[dict[str, Any]], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert status(["run", "--format", "json", "--lang", "en"]) == 0
    document = json.loads(capfdbinary.readouterr().out)
    assert document["schema"] == "reconcile.flags/1"
    assert len(document["flags"]) == 12


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize(("severity", "code"), [("error", 1), ("breach", 1), ("note", 1)])
def test_an_open_point_of_the_severity_or_graver_fails_the_run(severity: str, code: int) -> None:
    assert status(["run", "--fail-on", severity]) == code


def test_points_that_are_concluded_or_less_grave_do_not_fail_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    accepted = tuple(
        replace(flag, decision=Decision(flag.id, "accepted", "x")) if flag.severity == 1 else flag
        for flag in told().flags
    )
    result = replace(told(), flags=accepted)
    monkeypatch.setattr(pipeline, "run", lambda *_, **__: pipeline.Done(result, (), (), unchanged=True))
    assert status(["run", "--fail-on", "error"]) == 0
    assert status(["run", "--fail-on", "breach"]) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [(KeyboardInterrupt(), 130), (RuntimeError("x"), 70), (AssertionError(), 70), (ReconcileError.of("empty_file"), 2)],
)
def test_each_end_has_its_exit_code(monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int) -> None:
    def fails(*_: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_invoke", fails)
    assert status(["run"]) == code


def test_a_defect_is_one_line_and_a_log_to_send(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(pipeline, "run", fails)
    assert status(["run", "Hội.xlsx"]) == 70
    shown = capsys.readouterr()
    assert not shown.out
    assert shown.err.count("\n") == 1
    log = Path(shown.err.rsplit(": ", 1)[1].strip())
    assert "RuntimeError: boom" in log.read_text(encoding="utf-8")
    assert "Hội.xlsx" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
def test_piped_output_is_utf_8_whatever_the_code_page(encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = child("-m", "reconcile", "rules", env=environment)
    assert done.stdout.decode("utf-8").startswith("Hội Thư viện Việt Nam · rules.toml")
    assert "không có lệnh" in child("-m", "reconcile", "x", env=environment).stderr.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX pipe")
def test_a_reader_that_goes_away_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "reconcile", "explain", "A101"],
        cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_the_run_with_its_code(sent: signal.Signals, code: int) -> None:
    waiting = (
        "import time, sys; from reconcile import cli; "
        "cli._invoke = lambda *_: (print('ready', flush=True), time.sleep(60)); sys.argv = ['reconcile']; cli.main()"
    )
    with subprocess.Popen([sys.executable, "-c", waiting], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == b"ready"
        process.send_signal(sent)
        assert process.wait(timeout=30) == code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_and_option_has_its_help(lang: str) -> None:
    words = catalog("terminal")[lang]
    assert all(f"help_{name}" in words and f"short_{name}" in words for name in COMMANDS)


def test_no_command_is_longer_than_a_screen() -> None:
    folder = Path(cli.__file__).parent
    lengths: dict[str, int] = {
        name: len((folder / f"{name}.py").read_text(encoding="utf-8").splitlines()) for name in COMMANDS
    }
    assert max(lengths.values()) < 80
