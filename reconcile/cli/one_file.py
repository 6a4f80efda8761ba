"""One file and nothing else: what it is understood as, or its trouble in one line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from reconcile.cli.messages import lines_of
from reconcile.i18n.words import Words
from reconcile.loaders.files import read_all
from reconcile.loaders.files.find import absolute, relative
from reconcile.model.charter import SourceHint
from reconcile.model.errors import ReconcileError
from reconcile.model.results import Conservation, Lead, Reconciliation, Statements, World
from reconcile.model.sources import FileRead, Trouble
from reconcile.pipeline.examine import examine

LONGEST = 400
"""Characters of the one line that a program gets where a file cannot be used."""


def inspected(path: Path, hints: Sequence[SourceHint], password: str | None = None) -> Reconciliation:
    """What one file is understood as; password: of a locked one. Raises ReconcileError where it cannot be used."""
    if not os.path.lexists(path):
        raise ReconcileError.of("folder_missing", path.as_posix())
    name = relative(absolute(path), absolute(path).parent)
    (file,) = read_all([(name, path)], password=password)
    if file.status == "skipped":
        return _nothing_in(file)
    if not file.grids:
        raise ReconcileError(*file.troubles, Trouble(name, "nothing_to_read"))
    return examine([file], hints).result


def _nothing_in(file: FileRead) -> Reconciliation:
    """The result of a file that is not ours to read."""
    world = World((file,), (), (), Statements(()))
    nothing = Conservation((), 0, 0, 0, 0, 0)
    return Reconciliation(world, (), (), (), {}, Lead(()), nothing, (), troubles=file.troubles)


def one_line(error: ReconcileError, words: Words) -> str:
    """The gravest trouble with what to do, in one line of at most `LONGEST` characters."""
    gravest = max(error.troubles, key=lambda trouble: trouble.fatal)
    line = " ".join(" ".join(lines_of(gravest, words)).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
