from __future__ import annotations

import errno
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile, ZipInfo

import pytest

from reconcile.model.errors import ReconcileError
from reconcile.model.sources import Trouble
from reconcile.writers import stage
from reconcile.writers.publish import RECORD
from reconcile.writers.stage import Basis, OutputSet, probe

BOOK = "ho-so-2019.xlsx"
CALLS = ("fsync", "replace", "rename", "mkdir", "unlink")


class Crash(BaseException):
    """The process dies here: nothing may catch it."""


def book(word: str) -> bytes:
    """Some zip container."""
    content = BytesIO()
    with ZipFile(content, "w") as package:
        package.writestr(ZipInfo("xl/workbook.xml"), word)  # without the time of writing: the same bytes each time
    return content.getvalue()


def files(word: str) -> dict[str, bytes]:
    return {BOOK: book(word), "flags.json": json.dumps({"word": word}).encode(), "history.jsonl": word.encode()}


def basis(word: str = "a") -> Basis:
    return Basis("0.1.0", "2019", "2020-01-31", "vi", {"a.xlsx": word})


def put(
    folder: Path, word: str, read: Mapping[str, str] | None = None, more: Mapping[str, bytes] | None = None
) -> tuple[Trouble, ...]:
    with OutputSet(folder) as out:
        return out.write({**files(word), **(more or {})}, basis(word), read)


def top(folder: Path) -> dict[str, bytes]:
    """What a treasurer sees."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != ".lock"}


def word_of(folder: Path) -> set[str]:
    """The words of the sets that the top level shows; more than one is a mix."""
    shown = top(folder)
    words = {word for word in ("old", "new") for name, content in files(word).items() if shown.get(name) == content}
    manifest = json.loads(shown["manifest.json"])
    assert {file["sha256"] for file in manifest["files"]} <= {sha256(content).hexdigest() for content in shown.values()}
    return words


def hash_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)


def test_a_set_stands_on_the_top_level_and_whole_in_the_archive(tmp_path: Path) -> None:
    assert put(tmp_path, "old") == ()
    archived = {path.name: path.read_bytes() for path in (tmp_path / "runs" / "2019-1").iterdir()}
    assert archived == top(tmp_path)
    manifest = json.loads(archived["manifest.json"])
    assert manifest["files"] == [
        {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in sorted(files("old").items())
    ]
    assert manifest["as_of"] == "2020-01-31"


def test_a_second_set_replaces_the_view_and_not_the_archive(tmp_path: Path) -> None:
    put(tmp_path, "old")
    put(tmp_path, "new")
    assert word_of(tmp_path) == {"new"}
    assert (tmp_path / "runs" / "2019-1" / BOOK).read_bytes() == book("old")
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == ["2019-1", "2019-2"]
    assert not list(tmp_path.glob(".staging-*"))


def test_the_same_set_is_recognised_and_a_missing_file_is_not_overlooked(tmp_path: Path) -> None:
    put(tmp_path, "old")
    with OutputSet(tmp_path) as out:
        assert out.unchanged(basis("old").fingerprint)
        assert not out.unchanged(basis("new").fingerprint)
        (tmp_path / "flags.json").unlink()
        assert not out.unchanged(basis("old").fingerprint)


def test_what_is_not_ours_stays_and_what_the_new_set_lacks_goes(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n")
    put(tmp_path, "old", more={"ho-so-2018.xlsx": book("x")})
    (tmp_path / "ban-sao-B.xlsx").write_bytes(b"copy")
    put(tmp_path, "new")
    assert not (tmp_path / "ho-so-2018.xlsx").exists()
    assert (tmp_path / "ban-sao-B.xlsx").read_bytes() == b"copy"
    assert (tmp_path / ".gitignore").read_text() == "*\n"


def test_a_workbook_saved_after_it_was_read_is_set_aside(tmp_path: Path) -> None:
    put(tmp_path, "old")
    read = {BOOK: hash_of(tmp_path / BOOK)}
    (tmp_path / BOOK).write_bytes(b"edited")
    (trouble,) = put(tmp_path, "new", read)
    assert (trouble.code, trouble.file) == ("output_set_aside", BOOK)
    assert (tmp_path / "ho-so-2019 (2).xlsx").read_bytes() == b"edited"
    assert word_of(tmp_path) == {"new"}


def test_a_workbook_whose_edits_were_read_is_replaced(tmp_path: Path) -> None:
    put(tmp_path, "old")
    (tmp_path / BOOK).write_bytes(b"edited")
    assert put(tmp_path, "new", {BOOK: hash_of(tmp_path / BOOK)}) == ()
    assert word_of(tmp_path) == {"new"}
    assert not (tmp_path / "ho-so-2019 (2).xlsx").exists()


def opened(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The file is open in Excel: it can be read, but neither replaced nor renamed."""
    real = os.replace

    def refuse(source: Path, target: Path) -> None:
        moved = Path(source).name == name and Path(source).parent == Path(target).parent
        if moved or Path(target).name == name:
            raise PermissionError(errno.EACCES, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)


def test_a_workbook_open_in_excel_gets_the_new_one_beside_it_and_later_its_place(tmp_path: Path) -> None:
    put(tmp_path, "old")
    with pytest.MonkeyPatch.context() as patch:
        opened(patch, BOOK)
        (trouble,) = put(tmp_path, "new")
        assert (trouble.code, trouble.file) == ("workbook_open", BOOK)
        assert (tmp_path / BOOK).read_bytes() == book("old")
        assert (tmp_path / "ho-so-2019 (2).xlsx").read_bytes() == book("new")
        with OutputSet(tmp_path) as out:
            assert BOOK not in set(out.standing)
            assert "flags.json" in set(out.standing)
            assert out.healed[0].code == "workbook_open"
        assert not (tmp_path / "ho-so-2019 (3).xlsx").exists()
    with OutputSet(tmp_path) as out:
        assert BOOK in set(out.standing)
    assert (tmp_path / BOOK).read_bytes() == book("new")
    assert not (tmp_path / "ho-so-2019 (2).xlsx").exists()


def test_edits_in_the_copy_beside_an_open_workbook_survive(tmp_path: Path) -> None:
    put(tmp_path, "old")
    with pytest.MonkeyPatch.context() as patch:
        opened(patch, BOOK)
        put(tmp_path, "new")
        (tmp_path / "ho-so-2019 (2).xlsx").write_bytes(b"edited")
        with OutputSet(tmp_path):
            pass
    with OutputSet(tmp_path):
        pass
    assert (tmp_path / "ho-so-2019 (2).xlsx").read_bytes() == b"edited"


def test_two_runs_cannot_write_at_once(tmp_path: Path) -> None:
    with OutputSet(tmp_path):
        with pytest.raises(ReconcileError) as caught, OutputSet(tmp_path):
            pass
        assert caught.value.troubles[0].code == "output_busy"
    with OutputSet(tmp_path) as out:
        assert out.next_run("2019") == "2019-1"


def test_a_left_over_lock_file_locks_nobody_out(tmp_path: Path) -> None:
    (tmp_path / ".lock").write_text("4711")
    put(tmp_path, "old")


def test_a_run_is_numbered_after_all_of_its_period(tmp_path: Path) -> None:
    for name in ("2019-1", "2019-9", "2019-10-4", "ghi-chu"):
        (tmp_path / "runs" / name).mkdir(parents=True)
    with OutputSet(tmp_path) as out:
        assert out.next_run("2019") == "2019-10"
        assert out.next_run("2019-10") == "2019-10-5"


def test_a_full_disk_is_noticed_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "old")
    before = top(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=9))
    with pytest.raises(ReconcileError) as caught:
        put(tmp_path, "new")
    assert caught.value.troubles[0].code == "disk_full"
    assert top(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_told_before_inputs_are_read(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    with pytest.raises(ReconcileError) as caught, OutputSet(tmp_path / "output"):
        pass
    assert caught.value.troubles[0].code == "output_unwritable"
    with pytest.raises(ReconcileError):
        probe(tmp_path / "nowhere")


def test_a_set_that_does_not_open_is_a_fault_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Expecting"), OutputSet(tmp_path) as out:
        out.write({"flags.json": b"{"}, basis())
    assert list((tmp_path / "runs").iterdir()) == []


def test_an_edit_between_a_crash_and_the_next_start_survives(tmp_path: Path) -> None:
    put(tmp_path, "old")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "publish", raising(Crash()))
        with suppress(Crash):
            put(tmp_path, "new")
    assert (tmp_path / "runs" / "2019-2" / RECORD).exists()
    (tmp_path / BOOK).write_bytes(b"edited")
    with OutputSet(tmp_path) as out:
        assert [trouble.code for trouble in out.healed] == ["output_set_aside"]
    assert word_of(tmp_path) == {"new"}
    assert (tmp_path / "ho-so-2019 (2).xlsx").read_bytes() == b"edited"


def raising(error: BaseException) -> Callable[..., None]:
    def call(*_: object, **__: object) -> None:
        raise error

    return call


def failing(patch: pytest.MonkeyPatch, number: int, error: BaseException) -> Iterator[int]:
    """Make the n-th call of the file system fail, and every one after it where the process died."""
    calls = iter(range(1, 10_000))

    def wrap(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **more: object) -> object:
            now = next(calls)
            if now == number or (now > number and isinstance(error, Crash)):
                raise error
            return real(*args, **more)

        return call

    for name in CALLS:
        patch.setattr(os, name, wrap(getattr(os, name)))
    return calls


def attempts(tmp_path: Path, error: BaseException) -> Iterator[tuple[Path, bool]]:
    """One folder for every call that can fail: whether the run got through is told with it."""
    for number in range(1, 200):
        folder = tmp_path / str(number)
        put(folder, "old")
        with pytest.MonkeyPatch.context() as patch:
            calls = failing(patch, number, error)
            try:
                put(folder, "new")
                through = True
            except (Crash, ReconcileError):
                through = False
            reached = next(calls) > number
        yield folder, through
        if not reached:
            assert number > 20
            return
    raise AssertionError("no end of calls")


def test_a_crash_at_any_call_leaves_old_or_new_and_the_next_start_heals(tmp_path: Path) -> None:
    seen = set()
    for folder, through in attempts(tmp_path, Crash()):
        with OutputSet(folder):
            pass
        words = word_of(folder)
        assert words in ({"old"}, {"new"})
        assert not through or words == {"new"}
        assert not list(folder.glob(".staging-*"))
        assert not list(folder.glob("runs/*/" + RECORD))
        assert {path.name for path in folder.glob("*.xlsx")} == {BOOK}
        put(folder, "new")
        seen |= words
    assert seen == {"old", "new"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_refusal_at_any_call_is_one_error_and_old_or_new_after_the_next_start(tmp_path: Path, number: int) -> None:
    for folder, _ in attempts(tmp_path, OSError(number, os.strerror(number))):
        with OutputSet(folder):
            pass
        assert word_of(folder) in ({"old"}, {"new"})
        assert not list(folder.glob(".staging-*"))
        assert {path.name for path in folder.glob("*.xlsx")} == {BOOK}
