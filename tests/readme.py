"""The parts of the README that the program itself says. `python -m tests.readme` writes them anew; a test compares."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from reconcile.i18n.words import Words
from reconcile.rules import all_rules
from tests.support import ROOT, RULES, SHEETS

README = ROOT / "README.md"


def said(*args: str) -> str:
    """What the command prints, run in a folder that holds the example and nothing else."""
    with TemporaryDirectory() as name:
        home = Path(name)
        shutil.copytree(SHEETS, home / "sheets")
        shutil.copy(RULES, home)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "reconcile", *args], cwd=home, env=environment, capture_output=True, check=False
        )
    assert done.returncode in (0, 1), done.stderr.decode()  # 1: check found a fault, as it should
    return done.stdout.decode()


def block(text: str) -> str:
    """A text as a fenced block."""
    return f"```\n{text.rstrip()}\n```"


def helps() -> str:
    """The help of the program and of its main command, in English."""
    return "\n\n".join(block(said("--lang", "en", *command)) for command in (["--help"], ["run", "--help"]))


def rules() -> str:
    """One line for each rule."""
    vi, en = Words("vi"), Words("en")
    lines = ["| code | rule | severity | phép kiểm |", "|---|---|---|---|"]
    for rule in all_rules():
        stem = rule.module.rsplit(".", 1)[1]
        severity = en.term(f"severity_{rule.code.severity.name.lower()}")
        title = en.say(rule.code.id, "title")
        lines.append(
            f"| [{rule.code.id}](tests/rules/{stem}.md) | {title}: {en.say(rule.code.id, 'why')} "
            f"| {severity.lower()} | {vi.say(rule.code.id, 'title')} |"
        )
    return "\n".join(lines)


PARTS: Mapping[str, Callable[[], str]] = {
    "summary": lambda: block(said("run")),
    "help": helps,
    "check": lambda: block(said("check", "sheets/tong-hop-2019.xlsx")),
    "inspect": lambda: block(said("inspect", "sheets/thu-khac-2019.xlsx")),
    "rules": rules,
}
"""Marker in the README → what stands there."""


def filled(text: str, names: Iterable[str] = PARTS) -> str:
    """The README with these parts as the program says them now."""
    for name in names:
        text = re.sub(
            rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)",
            lambda found, part=PARTS[name]: f"{found[1]}{part()}\n{found[2]}",  # type: ignore[misc]
            text,
            flags=re.DOTALL,
        )
    return text


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
