"""Long-lived workers with one file in flight each: a crash or a hang of a parser costs that one file."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO

import reconcile
from reconcile.loaders.files.frames import READY, receive, send
from reconcile.loaders.files.limits import MIB, Limits
from reconcile.loaders.files.opening import fingerprint_at, refused
from reconcile.model.sources import FileRead, Source, Trouble
from reconcile.model.values import Count

FEW = 20 * MIB
"""Bytes below which a second worker costs more to start than it saves."""
MOST = 4
START = "import sys; sys.path[:] = sys.argv[1:]; from reconcile.loaders.files.worker import main; main()"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read. size in bytes, 0 where it is not known."""

    name: str
    path: Path
    size: int


class Worker:
    """A worker process, replaced by a fresh one whenever it dies."""

    def __init__(self) -> None:
        self.errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the worker
        self.process, self.ready = start(self.errors), False

    def read(self, job: Job, limits: Limits, password: str | None) -> FileRead:
        """What the file gives; a death or a missed deadline is the refusal of this file."""
        late = threading.Event()
        timer = threading.Timer(limits.deadline(job.size), self.stop, [late])
        timer.start()
        try:
            answer = self.answer(job, limits, password)
        finally:
            timer.cancel()
            timer.join()
        if answer is None or late.is_set():
            self.replace()
        return answer or refused(Source(job.name, fingerprint_at(job.path, limits)), failure(job, limits, late))

    def answer(self, job: Job, limits: Limits, password: str | None) -> FileRead | None:
        """The worker's answer; None where it died."""
        jobs, answers = self.process.stdin, self.process.stdout
        if jobs is None or answers is None:
            return None
        if not self.ready:
            self.ready = self.greeted(answers)
        try:
            send(jobs, (job.name, job.path, limits, password))
            found = receive(answers)
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        return found if isinstance(found, FileRead) else None

    def greeted(self, answers: IO[bytes]) -> bool:
        """Wait until the process has started; raises RuntimeError where it cannot, which is no fault of a file."""
        try:
            return bool(receive(answers) == READY)
        except EOFError as error:
            raise RuntimeError(f"the reading process does not start: {self.last_words()}") from error

    def last_words(self) -> str:
        """The end of what the process wrote on standard error."""
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")[-500:]

    def stop(self, late: threading.Event) -> None:
        """End the process at its deadline."""
        late.set()
        self.process.kill()

    def replace(self) -> None:
        """Start a fresh process in place of one that died; its last words go to the log only."""
        self.end()
        log.debug("a worker ended: %s", self.last_words())
        self.errors.seek(0)
        self.errors.truncate()
        self.process, self.ready = start(self.errors), False

    def end(self) -> None:
        """End the process; it holds nothing that could be lost."""
        with suppress(OSError), self.process:
            self.process.kill()

    def close(self) -> None:
        """End the process for good."""
        self.end()
        self.errors.close()


def start(errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """A fresh interpreter that sees the same modules, without the time that site packages take to start."""
    here = str(Path(reconcile.__file__).resolve().parents[1])
    command = [sys.executable, "-I", "-S", "-c", START, here, *(entry for entry in sys.path if entry)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
    )


def failure(job: Job, limits: Limits, late: threading.Event) -> Trouble:
    """Why a worker gave no answer."""
    if late.is_set():
        return Trouble(job.name, "reader_timeout", {"seconds": Count(int(limits.deadline(job.size)))})
    return Trouble(job.name, "reader_crashed")


def read_jobs(
    jobs: Sequence[Job], limits: Limits, done: Callable[[str], None], password: str | None = None
) -> list[FileRead]:
    """What the files give, in their order; `done` is told each file when it is finished."""
    if not jobs:
        return []
    workers = [Worker() for _ in range(worker_count(jobs))]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def read(job: Job) -> FileRead:
        worker = idle.get()
        try:
            return worker.read(job, limits, password)
        finally:
            idle.put(worker)

    pool = ThreadPoolExecutor(len(workers))
    try:
        futures = {pool.submit(read, job): job for job in jobs}
        for future in as_completed(futures):
            done(futures[future].name)
        return [future.result() for future in futures]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.close()


def worker_count(jobs: Sequence[Job]) -> int:
    """One worker for little work, else one for each processor."""
    if sum(job.size for job in jobs) < FEW:
        return 1
    return min(os.cpu_count() or 1, MOST, len(jobs))
