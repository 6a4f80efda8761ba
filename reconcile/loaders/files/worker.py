"""The process in which files are parsed: one job in, one `FileRead` out, until its input ends.

A parser that crashes takes only this process with it; a limit of memory keeps the machine alive.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import IO

from reconcile.loaders.files.frames import READY, receive, send
from reconcile.loaders.files.limits import MIB
from reconcile.loaders.files.read import read_file

MEMORY = 1024 * MIB


def main() -> None:
    """Serve the pipe on standard input and output."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # A parser that prints must not disturb the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit_resources()
    # Cells make no cycles, and looking for some among millions of them takes as long as reading them.
    gc.disable()
    serve(sys.stdin.buffer, answers)


def serve(jobs: IO[bytes], answers: IO[bytes]) -> None:
    """Say that the process has started, then answer job after job."""
    send(answers, READY)
    while True:
        try:
            name, path, limits, password = receive(jobs)
        except EOFError:
            return
        send(answers, read_file(name, path, limits, password))


def limit_resources() -> None:
    """Cap the memory and leave no core file, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
