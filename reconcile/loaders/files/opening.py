"""Opening a file for reading and nothing else, and what is said of one that cannot be used."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import replace
from pathlib import Path

from reconcile.loaders.files.limits import MIB, Limits, megabytes
from reconcile.model.errors import ReconcileError
from reconcile.model.sources import FileRead, Source, Trouble
from reconcile.model.values import Count


def regular_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file; raises ReconcileError for anything else, without waiting for a pipe."""
    try:
        check_status(path.stat(), limits)
        # What was a file a moment ago may be a pipe now: open it without waiting and look again.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as file:
            check_status(os.fstat(handle), limits)
            return file.read(limits.max_file_mb * MIB)
    except PermissionError as error:
        raise ReconcileError.of("no_permission") from error
    except OSError as error:
        raise ReconcileError.of("not_a_file" if path.is_symlink() else "cannot_open") from error


def check_status(status: os.stat_result, limits: Limits) -> None:
    """Raise ReconcileError for what is no regular file, and for one over the limit."""
    if not stat.S_ISREG(status.st_mode):
        raise ReconcileError.of("not_a_file")
    if status.st_size > limits.max_file_mb * MIB:
        size, limit = megabytes(status.st_size), Count(limits.max_file_mb)
        raise ReconcileError.of("too_big", values={"size": size, "limit": limit})


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def fingerprint_at(path: Path, limits: Limits) -> str:
    """The SHA-256 of a file; empty where it cannot be opened."""
    try:
        return fingerprint(regular_bytes(path, limits))
    except ReconcileError:
        return ""


def refused(source: Source, trouble: Trouble) -> FileRead:
    """A file of which nothing is used, with its one reason."""
    reason = replace(trouble, file=source.name, fatal=True)
    return FileRead(replace(source, state="unreadable"), "refused", troubles=(reason,))
