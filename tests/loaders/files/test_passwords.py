from __future__ import annotations

import builtins
import hashlib
import importlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from reconcile.loaders.files import locked, locked_ods, read_all
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.read import opened
from reconcile.model.errors import ReconcileError
from reconcile.model.grid import CellError, Grid
from tests.loaders.files.odd_packages import book, row, sheet
from tests.loaders.files.same_workbook import DATA

PASSWORD = "mật khẩu 1"
ODS = (DATA / "locked.ods").read_bytes()
"""Saved by LibreOffice with PASSWORD."""
XLS = (DATA / "locked.xls").read_bytes()
"""Saved by LibreOffice with "secret 1"."""
NOISE = "".join(hashlib.sha256(bytes([at])).hexdigest() for at in range(200))
"""The library that encrypts for these tests damages files of less than 4 KiB."""
PLAIN = book(sheet(row(1, '<c r="A1"><v>1500000</v></c>')), more={"noise.xml": f"<a>{NOISE}</a>"})
needs_extra = pytest.mark.skipif(importlib.util.find_spec("msoffcrypto") is None, reason="needs the extra `locked`")


def encrypted(password: str) -> bytes:
    """A workbook as Excel protects it."""
    module: Any = importlib.import_module("msoffcrypto")
    target = io.BytesIO()
    module.OfficeFile(io.BytesIO(PLAIN)).encrypt(password, target)
    return target.getvalue()


def first(data: bytes, password: str | None) -> Grid:
    return opened(data, Limits(), password)[1].grids[0]


def code(data: bytes, password: str | None) -> str:
    with pytest.raises(ReconcileError) as raised:
        opened(data, Limits(), password)
    return raised.value.troubles[0].code


@needs_extra
def test_the_right_password_opens_every_kind_of_file() -> None:
    assert first(encrypted(PASSWORD), PASSWORD).cells == ((1_500_000,),)
    for data, password in ((ODS, PASSWORD), (XLS, "secret 1")):
        grid = first(data, password)
        assert grid.cells == (("Đơn vị", "Số tiền"), ("An Giang", 1_500_000), ("Bà Rịa", CellError("#DIV/0!")))
        assert set(grid.hidden_rows) == {2}


@needs_extra
@pytest.mark.parametrize(("password", "expected"), [(None, "password"), ("", "password"), ("wrong", "password_wrong")])
def test_a_missing_and_a_wrong_password_are_told_apart(password: str | None, expected: str) -> None:
    assert [code(data, password) for data in (encrypted(PASSWORD), ODS, XLS)] == [expected] * 3


@needs_extra
def test_a_workbook_that_is_only_protected_against_changes_needs_no_password() -> None:
    data = encrypted(locked.WRITE_PROTECTED)
    assert first(data, None).cells == first(data, "another").cells == ((1_500_000,),)


def test_without_the_extra_the_trouble_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def without(name: str, more: Mapping[str, Any] | None = None, *rest: Any) -> Any:
        if name == "msoffcrypto":
            raise ImportError(name)
        return true_import(name, more, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.delitem(sys.modules, "msoffcrypto", raising=False)
    assert (code(ODS, PASSWORD), code(ODS, None)) == ("password_extra", "password")


@needs_extra
def test_a_damaged_protected_file_is_refused() -> None:
    data = encrypted(PASSWORD)
    assert code(data[:3000], PASSWORD) in {"damaged_workbook", "password_kind"}
    assert code(XLS[:3000], "secret 1") == "not_a_spreadsheet"


@needs_extra
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"aes256-cbc", b"aes256-gcm", "password_kind"),
        (b"PBKDF2", b"argon2", "password_kind"),
        (b'iteration-count="100000"', b'iteration-count="1e5"', "password_kind"),
        (b'iteration-count="100000"', b'iteration-count="999999999"', "damaged_workbook"),
        (b'key-size="32" manifest:iter', b'key-size="16" manifest:iter', "damaged_workbook"),
    ],
)
def test_a_lock_that_is_not_the_usual_one_is_refused(old: bytes, new: bytes, expected: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ODS)) as archive, zipfile.ZipFile(target, "w") as changed:
        for name in archive.namelist():
            body = archive.read(name)
            changed.writestr(name, body.replace(old, new) if name.endswith("manifest.xml") else body)
    assert code(target.getvalue(), PASSWORD) == expected


@needs_extra
def test_a_locked_part_that_unpacks_to_more_than_the_limit_is_refused() -> None:
    with pytest.raises(ReconcileError):
        locked_ods.unpacked(zipped_zeros(), Limits(max_part_mb=1))


def zipped_zeros() -> bytes:
    """Two MiB of zeros in the packing of zip files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(2 << 20))
    return target.getvalue()[31:]


@needs_extra
def test_the_password_reaches_the_worker_by_its_pipe_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Sequence[str]] = []
    true_start = subprocess.Popen

    def start(command: Sequence[str], **options: Any) -> Any:
        started.append([*command, *map(str, options)])
        assert "env" not in options
        return true_start(command, **options)

    monkeypatch.setattr(subprocess, "Popen", start)
    data = encrypted(PASSWORD)
    (tmp_path / "a.xlsx").write_bytes(data)
    (tmp_path / "b.xlsx").write_bytes(PLAIN)
    files = [(name, tmp_path / name) for name in ("a.xlsx", "b.xlsx")]
    found = read_all(files, password=PASSWORD)
    assert [(one.status, one.source.sha256) for one in found] == [
        ("read", hashlib.sha256(data).hexdigest()),
        ("read", hashlib.sha256(PLAIN).hexdigest()),
    ]
    assert found[0].grids[0].cells == found[1].grids[0].cells
    assert started
    assert PASSWORD not in str(started)
    assert PASSWORD not in repr(found)
    assert [one.troubles[0].code for one in read_all(files[:1])] == ["password"]
