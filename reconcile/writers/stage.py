"""The output set, written wholly or not at all.

    output/runs/2019-3/   the archive: each set whole, never overwritten; renamed into place in one step
    output/*              a view of the newest set, refreshed file by file; the next start finishes what a crash left

Until the view is complete the new set holds a publish record. Files of `output/` that are not ours are never touched;
one of ours that somebody saved since its decisions were read is set aside under a free name, never overwritten.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from types import TracebackType
from zipfile import BadZipFile, ZipFile

from filelock import FileLock, Timeout

from reconcile.model.errors import ReconcileError
from reconcile.model.sources import Trouble
from reconcile.model.values import Count, Text
from reconcile.writers.publish import MANIFEST, RECORD, Record, canonical, digest, placed, publish, record_of, sync

STAGING = ".staging-"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a set is made from. inputs: file → SHA-256; charter, decisions: hashes; as_of: ISO day.

    outcomes: file → what became of it: the same bytes may be refused today and read tomorrow, with a password.
    """

    version: str
    period: str
    as_of: str
    language: str
    inputs: Mapping[str, str]
    charter: str = ""
    decisions: str = ""
    outcomes: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """A hash: equal for runs that would write the same set."""
        return digest(canonical(asdict(self)))


class OutputSet:
    """The output folder, locked for one run from before its inputs are read until its set is in place.

        with OutputSet(folder) as out:              heals what a crash left, removes stale staging, probes
            out.standing                            the files of the newest set on the top level, with their hashes
            out.next_run("2019")                    "2019-3", the name that this run's set will have
            out.unchanged(basis.fingerprint)        whether the newest set was made from the same
            out.write(files, basis, read)           stage, verify, swap

    Raises ReconcileError `output_busy`, `output_unwritable`, `disk_full`; before the swap the old set is untouched.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runs = folder / "runs"
        self.healed: tuple[Trouble, ...] = ()
        self.lock = FileLock(folder / ".lock", timeout=0)

    def __enter__(self) -> OutputSet:
        with _writing(self.folder):
            self.runs.mkdir(parents=True, exist_ok=True)
            try:
                self.lock.acquire()
            except Timeout:
                raise ReconcileError.of("output_busy", self.folder.name) from None
            try:
                self._recover()
            except BaseException:
                self.lock.release()
                raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.lock.release()

    def _recover(self) -> None:
        """Finish the newest set's publication, remove stale staging, and see that the folder can be written."""
        newest = self._newest()
        if newest and (newest / RECORD).exists():
            record = Record(**json.loads((newest / RECORD).read_bytes()))
            files = {name: (newest / name).read_bytes() for name in record.files}
            self.healed = publish(newest, record, placed(files, self.folder / f"{STAGING}heal"))
        for stale in self.folder.glob(f"{STAGING}*"):
            shutil.rmtree(stale)
        probe(self.folder)

    def _newest(self) -> Path | None:
        return _newest(self.runs)

    @property
    def standing(self) -> Mapping[str, str]:
        """As `standing` of the folder."""
        return standing(self.folder)

    def next_run(self, period: str) -> str:
        """The name of the next set of a period (its key)."""
        names = (path.name.rpartition("-") for path in self.runs.iterdir())
        numbers = [int(number) for of, _, number in names if of == period and number.isdigit()]
        return f"{period}-{max(numbers, default=0) + 1}"

    def unchanged(self, fingerprint: str) -> bool:
        """Whether the newest set was made from the same and every file of it still stands on the top level."""
        newest = self._newest()
        if newest is None or _manifest(newest)["fingerprint"] != fingerprint:
            return False
        return all((self.folder / name).exists() for name in _files(newest))

    def write(
        self, files: Mapping[str, bytes], basis: Basis, read: Mapping[str, str] | None = None
    ) -> tuple[Trouble, ...]:
        """Put a set in place; read: name → SHA-256 of the workbooks whose decisions are in it.

        A file that is open in Excel is written beside it, one saved since it was read is set aside: troubles, no error.
        """
        older, run = self._newest(), self.next_run(basis.period)
        order = 1 + (_order(older) if older else 0)
        content = {**files, MANIFEST: _manifest_of(files, basis, run, order)}
        record = record_of(content, _files(older) if older else {}, read or {})
        staging, top = self.folder / f"{STAGING}{run}", self.folder / f"{STAGING}{run}.top"
        with _writing(self.folder):
            try:
                self._prepare(content, record, staging, top)
                staging.rename(self.runs / run)
            except OSError:
                for folder in (staging, top):
                    shutil.rmtree(folder, ignore_errors=True)
                raise
            sync(self.runs)
            return publish(self.runs / run, record, top)

    def _prepare(self, content: Mapping[str, bytes], record: Record, staging: Path, top: Path) -> None:
        """Write the set and the copies for the top level, and verify: all that can fail before the one rename."""
        needed = 3 * sum(map(len, content.values()))
        if shutil.disk_usage(self.folder).free < needed:
            raise ReconcileError.of("disk_full", self.folder.name, {"bytes": Count(needed)})
        placed({**content, RECORD: canonical(asdict(record))}, staging)
        placed(content, top)
        _verify(staging, content)


def probe(folder: Path) -> None:
    """Write and remove a file in the folder, so that a run need not learn at its end that it cannot.

    Raises ReconcileError `output_unwritable` or `disk_full`.
    """
    with _writing(folder):
        shutil.rmtree(placed({"probe": b"probe"}, folder / f"{STAGING}probe"))


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """What the operating system refuses, as the error of a user."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise ReconcileError.of("disk_full", folder.name) from error
        raise ReconcileError.of("output_unwritable", folder.name, {"reason": Text(error.strerror or "")}) from error


def _verify(folder: Path, content: Mapping[str, bytes]) -> None:
    """Read every file back: a difference is a fault of the disk, a file that does not open one of the program."""
    for name, written in content.items():
        stored = (folder / name).read_bytes()
        if stored != written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if name.endswith((".xlsx", ".docx")):
            with ZipFile(BytesIO(stored)) as package:
                if broken := package.testzip():
                    raise BadZipFile(broken)
        elif name.endswith(".json"):
            json.loads(stored)


def _manifest_of(files: Mapping[str, bytes], basis: Basis, run: str, order: int) -> bytes:
    """The list of a set's files with what it was made from; order counts the sets of the folder."""
    listed = [{"name": name, "size": len(files[name]), "sha256": digest(files[name])} for name in sorted(files)]
    facts = {"schema": "reconcile.manifest/1", "run": run, "order": order, "fingerprint": basis.fingerprint}
    return canonical({**facts, **asdict(basis), "files": listed})


def standing(folder: Path) -> Mapping[str, str]:
    """The top-level files of an output folder that the newest run put there, with the SHA-256 that it gave them.

    Somebody may have edited them since; what waits for Excel to let go of the older one is not there yet.
    """
    newest = _newest(folder / "runs") if (folder / "runs").is_dir() else None
    if newest is None:
        return {}
    waiting = json.loads((newest / RECORD).read_bytes())["files"] if (newest / RECORD).exists() else ()
    return {name: sha256 for name, sha256 in _files(newest).items() if name not in waiting}


def _newest(runs: Path) -> Path | None:
    """The set archived last; None where there is none."""
    sets = {path: _order(path) for path in runs.iterdir()}
    return max((path for path in sets if sets[path]), key=lambda path: sets[path], default=None)


def _manifest(archived: Path) -> Mapping[str, object]:
    """The manifest of an archived set."""
    manifest: Mapping[str, object] = json.loads((archived / MANIFEST).read_bytes())
    return manifest


def _order(archived: Path) -> int:
    """The place of an archived set among all of the folder, from 1; 0 where no manifest can be read."""
    try:
        return int(str(_manifest(archived)["order"]))
    except (OSError, ValueError, KeyError):
        return 0


def _files(archived: Path) -> dict[str, str]:
    """Name → SHA-256 of the files of an archived set, without its manifest."""
    files = json.loads((archived / MANIFEST).read_bytes())["files"]
    return {file["name"]: file["sha256"] for file in files}
