"""`python -m tests.bench [--quick] [--write] [--rounds N] [CORPUS…]`: the table of ratios beside their goals."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reconcile.cli.app import COMMANDS
from tests.bench.corpora import QUICK, SIZES
from tests.bench.goals import ROWS, Row
from tests.bench.measure import Command, Cost, interleaved
from tests.bench.report import Measured, report, written

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LONGEST = 600.0
"""Seconds of wall clock after which a process is ended."""


def main() -> None:
    """Make the corpora, measure the rows that were asked for, print the table; with --write also into the README."""
    asked = arguments()
    sizes = QUICK if asked.quick else SIZES
    os.environ["PYTHONPATH"] = str(ROOT)
    with tempfile.TemporaryDirectory(prefix="reconcile-bench-") as folder:
        costs = {name: costs_on(name, Path(folder), sizes, asked.rounds) for name in asked.corpora}
    table = "\n".join(report(Measured(costs, sizes, asked.rounds)))
    print(table)  # noqa: T201 - the result of the command
    if asked.write:
        readme = HERE / "README.md"
        readme.write_text(written(readme.read_text("utf-8"), table), "utf-8")


def arguments() -> argparse.Namespace:
    """What was asked for."""
    corpora = list(dict.fromkeys(row.corpus for row in ROWS))
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("corpora", nargs="*", default=corpora, metavar="CORPUS", help=", ".join(corpora))
    parser.add_argument("--quick", action="store_true", help="small sizes: does the bench work?")
    parser.add_argument("--write", action="store_true", help="the table into tests/bench/README.md")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each process (L: one)")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.corpora) - set(corpora)):
        parser.error(f"no such corpus: {', '.join(unknown)}")
    return asked


def costs_on(corpus: str, folder: Path, sizes: Mapping[str, int], rounds: int) -> dict[str, Cost]:
    """The costs of our commands and of their rivals on one corpus, which is made and taken away."""
    place = folder / corpus
    if corpus in sizes:
        maker = [sys.executable, "-m", "tests.bench.corpora", str(place), corpus, str(sizes[corpus])]
        subprocess.run(maker, check=True, cwd=ROOT)
    try:
        commands = dict(commands_of([row for row in ROWS if row.corpus == corpus], place))
        return interleaved(commands, 1 if corpus == "L" else rounds, LONGEST, place / "output")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def commands_of(rows: Sequence[Row], place: Path) -> Iterator[tuple[str, Command]]:
    """Every process of these rows by name, the rivals once."""
    sheets, flags = str(place / "sheets"), str(place / "flags.xlsx")
    rivals = {
        "python": ["-c", "pass"],
        "bare": [str(HERE / "bare.py"), sheets, flags],
        "read": [str(HERE / "bare.py"), sheets],
        "peer": [str(HERE / "peer.py"), sheets, flags],
        "openpyxl": [str(HERE / "twice.py"), sheets],
    }
    for row in rows:
        if row.ours in COMMANDS or row.ours.startswith("-"):
            yield row.ours, [sys.executable, "-m", "reconcile", *ours(row.ours, place)]
    for name in dict.fromkeys(name for row in rows for name in row.goals):
        yield name, [sys.executable, *rivals[name]]


def ours(command: str, place: Path) -> list[str]:
    """The arguments of a command of ours; `inspect` takes one file, the largest."""
    sheets = place / "sheets"
    if command.startswith("-"):
        return [command]
    if command == "inspect":
        return [command, str(max(sheets.iterdir(), key=lambda path: path.stat().st_size))]
    if command == "check":
        return [command, str(sheets)]
    return [command, str(sheets), "--rules", str(place / "rules.toml"), "--output", str(place / "output"), "--quiet"]


if __name__ == "__main__":
    main()
