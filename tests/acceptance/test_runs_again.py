"""The second run into one folder: what has changed is never taken for unchanged."""

from __future__ import annotations

import importlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from reconcile.pipeline import Done, analyse, run
from tests.loaders.files.test_passwords import needs_extra
from tests.support import RULES, SHEETS


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHEETS, tmp_path / "sheets"))


def again(sheets: Path, password: str | None = None) -> Done:
    return run([sheets], RULES, sheets.parent / "output", password=password)


def test_the_same_input_is_unchanged(sheets: Path) -> None:
    assert not again(sheets).unchanged
    assert again(sheets).unchanged


@needs_extra
def test_a_file_that_opens_now_is_no_unchanged_input(sheets: Path) -> None:
    """The bytes are the same; with the password they can be read."""
    module: Any = importlib.import_module("msoffcrypto")
    adverts = sheets / "thu-khac-2019.xlsx"
    locked = io.BytesIO()
    module.OfficeFile(io.BytesIO(adverts.read_bytes())).encrypt("mật khẩu", locked)
    adverts.write_bytes(locked.getvalue())
    assert again(sheets).result.figures["collected.dues"].value == 100_250_000
    opened = again(sheets, "mật khẩu")
    assert not opened.unchanged
    written = json.loads((sheets.parent / "output" / "flags.json").read_bytes())
    assert written["figures"]["collected.other"]["value"] == 10_000_000


def test_a_history_that_somebody_edited_is_told_and_written_anew(sheets: Path) -> None:
    again(sheets)
    history = sheets.parent / "output" / "history.jsonl"
    lines = history.read_bytes().splitlines(keepends=True)
    history.write_bytes(b"".join(line for line in lines if b'"point":"01"' not in line))
    assert "history_edited" in [trouble.code for trouble in again(sheets).troubles]
    assert again(sheets).unchanged
    result = analyse([sheets], RULES, sheets.parent / "output")
    written = json.loads((sheets.parent / "output" / "flags.json").read_bytes())
    assert {flag.id: flag.point for flag in result.flags} == {flag["id"]: flag["point"] for flag in written["flags"]}
