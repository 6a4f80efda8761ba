from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import reconcile
from reconcile.loaders.files import find, read_all, supervisor
from reconcile.loaders.files.frames import receive, send
from reconcile.model.errors import ReconcileError
from reconcile.model.sources import FileRead, Source, Trouble
from tests.loaders.files.odd_packages import book, row, sheet

GOOD = book(sheet(row(1, '<c r="A1"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c>')))
ROOT = Path(reconcile.__file__).parents[1]
STAND_IN = """
import sys; sys.path[:] = sys.argv[1:]
import os, time
from reconcile.loaders.files import worker
true_read = worker.read_file
def read_file(name, path, limits, password):
    print("noise on standard output", flush=True)
    if name.startswith("abort"): os.abort()
    if name.startswith("raise"): raise MemoryError
    if name.startswith("hang"): time.sleep(60)
    return true_read(name, path, limits, password)
worker.read_file = read_file
worker.main()
"""


def made(folder: Path, *names: str) -> list[tuple[str, Path]]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(GOOD)
    return [(name, folder / name) for name in names]


def codes(found: list[FileRead]) -> list[list[tuple[str, str, bool]]]:
    return [[(one.file, one.code, one.fatal) for one in file.troubles] for file in found]


def test_a_file_comes_back_with_its_name_its_hash_and_its_cells(tmp_path: Path) -> None:
    (found,) = read_all(made(tmp_path, "a.xlsx"))
    assert (found.status, found.source) == ("read", Source("a.xlsx", hashlib.sha256(GOOD).hexdigest()))
    assert [grid.source for grid in found.grids] == ["a.xlsx"]
    assert found.grids[0].value(1, 1) == 1


def test_every_file_has_one_outcome_in_the_order_given(tmp_path: Path) -> None:
    files = made(tmp_path, "b.xlsx", "~$b.xlsx", "Thumbs.db", ".gitignore", "README.md", "~$gone.xlsx", "a.XLS")
    (tmp_path / "c.xlsx").write_bytes(b"")
    files.append(("c.xlsx", tmp_path / "c.xlsx"))
    told: list[tuple[int, int, str]] = []
    found = read_all(files, progress=lambda *step: told.append(step))
    assert [one.source.name for one in found] == [name for name, _ in files]
    assert [one.status for one in found] == ["read", *["skipped"] * 5, "read", "refused"]
    assert codes(found) == [
        [],
        [("b.xlsx", "open_in_excel", False)],
        *[[]] * 4,
        [("a.XLS", "wrong_extension", False)],
        [("c.xlsx", "empty_file", True)],
    ]
    assert found[-1].source.state == "unreadable"
    assert told == [(6, 8, "b.xlsx"), (7, 8, "a.XLS"), (8, 8, "c.xlsx")]


def test_a_dying_hanging_or_noisy_reader_costs_its_own_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supervisor, "START", STAND_IN)
    files = made(tmp_path, "1.xlsx", "abort.xlsx", "2.xlsx", "raise.xlsx", "hang.xlsx", "3.xlsx")
    found = read_all(files, limits={"max_seconds": 1})
    assert [one.status for one in found] == ["read", "refused", "read", "refused", "refused", "read"]
    troubles = [trouble.code for one in found for trouble in one.troubles]
    assert troubles == ["reader_crashed", "reader_crashed", "reader_timeout"]
    assert all(one.source.sha256 for one in found)
    assert capfd.readouterr() == ("", "")


def test_a_worker_that_cannot_start_is_a_fault_of_the_program_and_not_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "START", "import no_such_module")
    with pytest.raises(RuntimeError, match="no_such_module"):
        read_all(made(tmp_path, "a.xlsx"))


def test_more_workers_give_the_same_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = made(tmp_path, *(f"{at}.xlsx" for at in range(9)))
    alone = read_all(files)
    monkeypatch.setattr(supervisor, "FEW", 0)
    assert read_all(files) == alone


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders")
def test_pipes_dead_links_and_links_to_folders_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "dead.xlsx").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.xlsx").symlink_to(tmp_path / "loop.xlsx")
    (tmp_path / "folder").symlink_to(tmp_path)
    found = read_all(find([tmp_path]))
    assert [one.source.name for one in found] == ["dead.xlsx", "folder", "loop.xlsx", "pipe.xlsx"]
    assert [trouble.code for one in found for trouble in one.troubles] == ["not_a_file"] * 4


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "big.xlsx").open("wb") as file:
        file.truncate(2 << 20)
    (found,) = read_all([("big.xlsx", tmp_path / "big.xlsx")], limits={"max_file_mb": 1})
    assert [(one.code, found.source.sha256) for one in found.troubles] == [("too_big", "")]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="may read everything")
def test_a_file_without_the_right_to_read_is_refused(tmp_path: Path) -> None:
    files = made(tmp_path, "a.xlsx")
    files[0][1].chmod(0)
    assert codes(read_all(files)) == [[("a.xlsx", "no_permission", True)]]


def test_inputs_stay_as_they_are(tmp_path: Path) -> None:
    files = made(tmp_path, "a.xlsx")
    before = files[0][1].stat()
    read_all(files)
    after = files[0][1].stat()
    assert (files[0][1].read_bytes(), before.st_mtime_ns) == (GOOD, after.st_mtime_ns)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx"]


def test_troubles_and_errors_cross_the_pipe(tmp_path: Path) -> None:
    message = FileRead(Source("a", ""), "refused", troubles=(Trouble("a", "empty_file"),))
    with (tmp_path / "pipe").open("w+b") as pipe:
        send(pipe, message)
        pipe.seek(0)
        assert receive(pipe) == message
        with pytest.raises(EOFError):
            receive(pipe)


def test_neither_the_parent_nor_a_worker_imports_what_is_slow() -> None:
    heavy = "{'pandas', 'openpyxl', 'xlsxwriter', 'click', 'multiprocessing', 'xlrd', 'msoffcrypto', 'cryptography'}"
    for module, more in (("files", "{'python_calamine'}"), ("files.worker", "set()")):
        code = f"import sys, reconcile.loaders.{module}; print(({heavy} | {more}) & set(sys.modules))"
        shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
        assert shown.stdout.strip() == "set()"


def test_nothing_to_read_starts_nothing() -> None:
    assert read_all([]) == []


def test_an_unknown_limit_is_an_error() -> None:
    with pytest.raises(TypeError):
        read_all([], limits={"max_flie_mb": 1})


def test_names_are_relative_with_forward_slashes_in_nfc_and_sorted(tmp_path: Path) -> None:
    made(tmp_path, "z.xlsx", "sub/a.xlsx", "sub/.hidden/x.xlsx", ".git/y.xlsx", "Bi\u0300nh.xlsx", ".gitignore")
    found = find([tmp_path])
    assert [name for name, _ in found] == [".gitignore", "B\u00ecnh.xlsx", "sub/a.xlsx", "z.xlsx"]
    assert all(path.is_file() for _, path in found)


def test_files_of_one_name_from_two_folders_keep_apart_and_one_given_twice_counts_once(tmp_path: Path) -> None:
    made(tmp_path, "x/a.xlsx", "y/a.xlsx")
    one, two = tmp_path / "x" / "a.xlsx", tmp_path / "y" / "a.xlsx"
    assert [name for name, _ in find([one, two])] == ["x/a.xlsx", "y/a.xlsx"]
    assert [name for name, _ in find([one, one])] == ["a.xlsx"]
    assert [name for name, _ in find([tmp_path / "x", one])] == ["a.xlsx"]


@pytest.mark.parametrize(("names", "code"), [((), "folder_empty"), ((".gitignore", "README.md"), "folder_empty")])
def test_a_folder_without_sheets_is_an_error(tmp_path: Path, names: tuple[str, ...], code: str) -> None:
    made(tmp_path, *names)
    with pytest.raises(ReconcileError) as raised:
        find([tmp_path])
    assert [trouble.code for trouble in raised.value.troubles] == [code]


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReconcileError) as raised:
        find([tmp_path, tmp_path / "gone"])
    assert [(one.code, one.file) for one in raised.value.troubles] == [("folder_missing", str(tmp_path / "gone"))]
