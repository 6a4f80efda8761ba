"""One file from its path to a `FileRead`, inside a worker: sniffed, then given to the reader of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from reconcile.loaders.files import xlsx
from reconcile.loaders.files.contents import Contents
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.opening import fingerprint, refused, regular_bytes
from reconcile.loaders.files.sniff import sniff
from reconcile.model.errors import ReconcileError
from reconcile.model.sources import FileRead, Source, Trouble
from reconcile.model.values import Text

Reader = Callable[[bytes, Limits], Contents]
"""What reads one format; raises ReconcileError where nothing of the file can be used."""

READERS: Mapping[str, Reader] = {"xlsx": xlsx.read}
"""By the kind that `sniff` tells; a further format is one more module and one more line."""
UNREAD = {"xls": "old_excel", "xlsb": "binary_excel", "ods": "open_document", "csv": "text_table"}
"""Kinds of spreadsheet that have no reader yet, and the trouble that says how to convert them."""
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})


def read_file(name: str, path: Path, limits: Limits) -> FileRead:
    """What one file gives; a file that cannot be used gives one fatal trouble and no exception."""
    source = Source(name, "")
    try:
        data = regular_bytes(path, limits)
        source = replace(source, sha256=fingerprint(data))
        return file_read(source, contents(data, limits))
    except ReconcileError as error:
        return refused(source, error.troubles[0])


def contents(data: bytes, limits: Limits) -> Contents:
    """What is in a file; raises ReconcileError where it is no spreadsheet that can be read."""
    if not data:
        raise ReconcileError.of("empty_file")
    kind = sniff(data, limits)
    if kind == "not_a_spreadsheet":
        raise ReconcileError.of("not_a_spreadsheet", values={"start": Text(data[:8].hex(" "))})
    if kind not in READERS:
        raise ReconcileError.of(UNREAD.get(kind, kind))
    return READERS[kind](data, limits)


def file_read(source: Source, found: Contents) -> FileRead:
    """The contents under the name of their file."""
    source = replace(source, modified=found.modified)
    if found.own_output:
        return FileRead(source, "skipped", troubles=(Trouble(source.name, "own_output", {}, fatal=False),))
    grids = tuple(replace(grid, source=source.name) for grid in found.grids)
    notes = (*wrong_name(source.name), *(replace(trouble, file=source.name) for trouble in found.troubles))
    return FileRead(source, "read", grids, notes)


def wrong_name(name: str) -> Iterator[Trouble]:
    """A note where the name says another kind of file than the content."""
    suffix = PurePosixPath(name).suffix
    if suffix.lower() not in SUFFIXES:
        yield Trouble(name, "wrong_extension", {"extension": Text(suffix)}, fatal=False)
