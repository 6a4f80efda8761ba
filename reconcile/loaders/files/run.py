"""All files of a run: those that are not ours are skipped, the others go to the workers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.names import is_housekeeping, locked_workbook
from reconcile.loaders.files.opening import fingerprint_at
from reconcile.loaders.files.supervisor import Job, read_jobs
from reconcile.model.sources import FileRead, Source, Trouble

DEFAULTS: Mapping[str, int] = MappingProxyType({})


def read_all(
    files: Sequence[tuple[str, Path]],
    *,
    progress: Callable[[int, int, str], None] | None = None,
    limits: Mapping[str, int] = DEFAULTS,
    password: str | None = None,
) -> list[FileRead]:
    """What every file gives, in the order given; nothing that is wrong with a file raises.

    progress: told (files finished, files in all, name of the last one). limits: fields of `Limits` by name.
    password: tried on every file that has one; it goes to the workers through their pipes and nowhere else.
    """
    allowed, names = Limits(**limits), [name for name, _ in files]
    results = {name: skipped(name, path, names, allowed) for name, path in files if is_housekeeping(name)}
    jobs = [Job(name, path, size(path)) for name, path in files if name not in results]
    finished = len(results)

    def done(name: str) -> None:
        nonlocal finished
        finished += 1
        if progress:
            progress(finished, len(files), name)

    results |= {one.source.name: one for one in read_jobs(jobs, allowed, done, password)}
    return [results[name] for name in names]


def skipped(name: str, path: Path, names: Collection[str], limits: Limits) -> FileRead:
    """A file that is not ours to read; a lock file tells of the workbook beside it."""
    workbook = locked_workbook(name)
    notes = [Trouble(workbook, "open_in_excel", {}, fatal=False)] if workbook and workbook in names else []
    return FileRead(Source(name, fingerprint_at(path, limits)), "skipped", troubles=tuple(notes))


def size(path: Path) -> int:
    """Bytes of a file; 0 where it cannot be asked."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
