"""The README shows what the program really says, and its commands are those that CI runs."""

from __future__ import annotations

import pytest

from tests.readme import PARTS, README, filled
from tests.support import ROOT


@pytest.mark.parametrize("part", PARTS)
def test_the_readme_shows_what_the_program_says(part: str) -> None:
    text = README.read_text(encoding="utf-8")
    assert f"<!-- {part} -->" in text
    assert filled(text, [part]) == text, "run: python -m tests.readme"


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    command = next(
        line for line in README.read_text(encoding="utf-8").splitlines() if line.endswith(".venv/bin/pytest")
    )
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_output_holds_nothing_that_is_kept() -> None:
    assert (ROOT / "output" / ".gitignore").read_text(encoding="utf-8").splitlines()[-2:] == ["*", "!.gitignore"]
