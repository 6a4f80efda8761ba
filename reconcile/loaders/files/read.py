"""One file from its path to a `FileRead`, inside a worker: sniffed, then given to the reader of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from reconcile.loaders.files import ods, text_table, xls, xlsb, xlsx
from reconcile.loaders.files.contents import Contents
from reconcile.loaders.files.legacy import in_unicode
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.locked import unlocked
from reconcile.loaders.files.opening import fingerprint, refused, regular_bytes
from reconcile.loaders.files.sniff import sniff
from reconcile.model.errors import ReconcileError
from reconcile.model.sources import FileRead, Source, Trouble
from reconcile.model.values import Text

Reader = Callable[[bytes, Limits], Contents]
"""What reads one format; raises ReconcileError where nothing of the file can be used."""

READERS: Mapping[str, Reader] = {
    "xlsx": xlsx.read,
    "xls": xls.read,
    "xlsb": xlsb.read,
    "ods": ods.read,
    "csv": text_table.read,
}
"""By the kind that `sniff` tells; a further format is one more module and one more line."""
SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xls": (".xls", ".xlt"),
    "xlsb": (".xlsb",),
    "ods": (".ods", ".ots"),
    "csv": (".csv", ".tsv", ".tab", ".txt"),
}
"""How the name of a file of that kind ends, the usual end first."""


def read_file(name: str, path: Path, limits: Limits, password: str | None = None) -> FileRead:
    """What one file gives; a file that cannot be used gives one fatal trouble and no exception."""
    source = Source(name, "")
    try:
        data = regular_bytes(path, limits)
        source = replace(source, sha256=fingerprint(data))
        kind, found = opened(data, limits, password)
        return file_read(source, kind, found)
    except ReconcileError as error:
        return refused(source, error.troubles[0])


def opened(data: bytes, limits: Limits, password: str | None) -> tuple[str, Contents]:
    """Kind and contents of a file, unlocked where that is needed; raises ReconcileError where it cannot be read."""
    try:
        return contents(data, limits)
    except ReconcileError as error:
        if error.troubles[0].code != "password":
            raise
    return contents(unlocked(data, password), limits)


def contents(data: bytes, limits: Limits) -> tuple[str, Contents]:
    """Kind and contents of a file; raises ReconcileError where it is no spreadsheet that can be read."""
    if not data:
        raise ReconcileError.of("empty_file")
    kind = sniff(data, limits)
    if kind == "not_a_spreadsheet":
        raise ReconcileError.of("not_a_spreadsheet", values={"start": Text(data[:8].hex(" "))})
    if kind not in READERS:
        raise ReconcileError.of(kind)
    return kind, in_unicode(READERS[kind](data, limits))


def file_read(source: Source, kind: str, found: Contents) -> FileRead:
    """The contents under the name of their file, which is also the name of a sheet that has none."""
    source = replace(source, modified=found.modified)
    if found.own_output:
        return FileRead(source, "skipped", troubles=(Trouble(source.name, "own_output", {}, fatal=False),))
    stem = PurePosixPath(source.name).stem
    grids = tuple(replace(grid, source=source.name, sheet=grid.sheet or stem) for grid in found.grids)
    notes = (*wrong_name(source.name, kind), *(replace(trouble, file=source.name) for trouble in found.troubles))
    return FileRead(source, "read", grids, notes)


def wrong_name(name: str, kind: str) -> Iterator[Trouble]:
    """A note where the name says another kind of file than the content."""
    suffix = PurePosixPath(name).suffix
    if suffix.lower() not in SUFFIXES[kind]:
        usual = Text(SUFFIXES[kind][0])
        yield Trouble(name, "wrong_extension", {"extension": Text(suffix), "right": usual}, fatal=False)
