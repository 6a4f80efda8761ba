"""The top level of `output/` as a view of the newest set: refreshed file by file from a record that survives a crash.

Nothing that a person saved is ever overwritten: a file whose content is not one that may be replaced is set aside
under a free name, and one that is open in Excel stays as it is, the new one beside it.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from reconcile.model.sources import Trouble
from reconcile.model.values import Text

MANIFEST = "manifest.json"
RECORD = ".publish.json"
PAUSES = (0.1, 0.2, 0.4, 0.6, 0.7)
"""Seconds between attempts to replace a file that another program holds: virus scanners let go, Excel does not."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is still to be published of a set, kept inside it.

    files: to be copied, the manifest last; gone: to be removed; known: hashes of the versions that may be replaced;
    beside: name → free name under which the file stands while the old one is open.
    """

    files: tuple[str, ...]
    gone: tuple[str, ...] = ()
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)


def record_of(content: Mapping[str, bytes], before: Mapping[str, str], read: Mapping[str, str]) -> Record:
    """What has to be published of a new set, after the set `before`."""
    gone = tuple(sorted(set(before) - set(content)))
    known = {name: tuple(one[name] for one in (before, read) if name in one) for name in (*content, *gone)}
    return Record((*sorted(set(content) - {MANIFEST}), MANIFEST), gone, known)


def publish(archived: Path, record: Record, top: Path) -> tuple[Trouble, ...]:
    """Refresh the top level from the copies in `top`; a file that is open stays in the record for the next start."""
    folder = archived.parent.parent
    for name in record.gone:
        with suppress(PermissionError):
            if (folder / name).exists() and digest((folder / name).read_bytes()) in record.known[name]:
                (folder / name).unlink()
    troubles: list[Trouble] = []
    beside: dict[str, str] = {}
    for name in record.files:
        fresh = digest((top / name).read_bytes())
        try:
            troubles += _set_aside(folder / name, {fresh, *record.known.get(name, ())})
            _replace(top / name, folder / name)
            _drop(folder / record.beside.get(name, ""), fresh)
        except PermissionError:
            beside[name] = record.beside.get(name) or _free(folder / name).name
            if not (folder / beside[name]).exists():
                os.replace(top / name, folder / beside[name])
            troubles.append(Trouble(name, "workbook_open", {"copy": Text(beside[name])}, fatal=False))
    sync(folder)
    _close(archived / RECORD, replace(record, files=tuple(beside), gone=(), beside=beside))
    shutil.rmtree(top)
    return tuple(troubles)


def _set_aside(target: Path, known: set[str]) -> Iterator[Trouble]:
    """Keep what somebody saved since its decisions were read; the next run reads them from the free name."""
    if target.name != MANIFEST and target.exists() and digest(target.read_bytes()) not in known:
        free = _free(target)
        _replace(target, free)
        yield Trouble(target.name, "output_set_aside", {"copy": Text(free.name)}, fatal=False)


def _replace(source: Path, target: Path) -> None:
    """Put a file in the place of another, again and again for two seconds while some program holds that one."""
    for pause in PAUSES:
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(source, target)


def _drop(beside: Path, fresh: str) -> None:
    """Remove the copy that stood beside an open file, unless somebody has edited it."""
    if beside.is_file() and digest(beside.read_bytes()) == fresh:
        beside.unlink()


def _close(path: Path, record: Record) -> None:
    """Remove a publish record with nothing left to do, or keep what is left."""
    if not record.files:
        path.unlink()
        return
    write(path.with_suffix(".new"), canonical(asdict(record)))
    path.with_suffix(".new").replace(path)


def _free(target: Path) -> Path:
    """ "Hồ sơ (2).xlsx": the first such name that no file has."""
    number = 2
    while (free := target.with_name(f"{target.stem} ({number}){target.suffix}")).exists():
        number += 1
    return free


def placed(files: Mapping[str, bytes], folder: Path) -> Path:
    """A new folder with these files, all of it flushed to the disk."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        write(folder / name, content)
    sync(folder)
    return folder


def write(path: Path, content: bytes) -> None:
    """Write a file and flush it to the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Flush the entries of a folder to the disk; Windows does so by itself and refuses the call."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def canonical(facts: object) -> bytes:
    """Canonical JSON."""
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, indent=1).encode() + b"\n"


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(content).hexdigest()
