from __future__ import annotations

from collections.abc import Sequence

import pytest

from reconcile.cli import status
from tests.loaders.files.same_workbook import DATA
from tests.loaders.files.test_passwords import PASSWORD, needs_extra

LOCKED = str(DATA / "locked.ods")
COMMANDS = (["check", "--quiet", LOCKED], ["inspect", LOCKED], ["inspect", "--format", "json", LOCKED])


@needs_extra
@pytest.mark.parametrize("command", COMMANDS)
def test_a_locked_file_opens_with_the_password_of_the_environment(
    command: Sequence[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECONCILE_PASSWORD", PASSWORD)
    status(command)
    assert "--password" not in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_without_its_password_it_is_told_what_to_do(
    command: Sequence[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("RECONCILE_PASSWORD", raising=False)
    assert status(command) == 2
    assert "--password" in capsys.readouterr().err
