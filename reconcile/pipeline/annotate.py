"""Annotated copies of the workbooks that were checked, into a folder of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile

from reconcile.i18n.words import Words
from reconcile.loaders.files import find
from reconcile.model.errors import ReconcileError
from reconcile.model.flags import Flag
from reconcile.model.places import CellRef
from reconcile.model.results import Reconciliation
from reconcile.model.sources import Trouble
from reconcile.model.values import Names, Term, Text
from reconcile.writers.annotated import FORMATS, annotated, lost

ENDING = ".checked"
"""In the name of a copy, before the ending of its format: "thu-2019.checked.xlsx"."""

NOT_KEPT = (BadZipFile, KeyError, ValueError, TypeError, AttributeError)
"""What openpyxl raises on a workbook that it cannot carry over."""


def annotate(handed: Sequence[Path], result: Reconciliation, folder: Path, words: Words) -> Iterator[Trouble | Path]:
    """Write a copy of each workbook with flags; yields what a copy cannot keep (before it is written), then its path.

    Raises ReconcileError (`annotate_unwritable`) where the folder cannot be written to.
    """
    paths = dict(find(handed))
    by_file: dict[str, list[Flag]] = {}
    for flag in result.flags:
        if isinstance(flag.at, CellRef):
            by_file.setdefault(flag.at.source, []).append(flag)
    for name, flags in sorted(by_file.items()):
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in FORMATS:
            yield Trouble(name, "annotate_format", {"formats": Names(FORMATS)}, fatal=False)
            continue
        data = paths[name].read_bytes()
        try:
            if parts := lost(data):
                kinds = ", ".join(map(words.show, (Term(f"part_{part}") for part in parts)))
                yield Trouble(name, "annotate_loses", {"parts": Text(kinds)}, fatal=False)
            copy = annotated(data, flags, words, macros=suffix == ".xlsm")
        except NOT_KEPT:
            yield Trouble(name, "annotate_failed", fatal=False)
            continue
        yield _written(folder, name, suffix, copy)


def _written(folder: Path, name: str, suffix: str, copy: bytes) -> Path:
    """The copy in its place; a file of a sub-folder bears the name of both."""
    stem = name[: -len(suffix)].replace("/", "-")
    target = folder / f"{stem}{ENDING}{suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.part")
        draft.write_bytes(copy)
        os.replace(draft, target)
    except OSError as error:
        raise ReconcileError.of(
            "annotate_unwritable", str(target), {"reason": Text(error.strerror or str(error))}
        ) from None
    return target
