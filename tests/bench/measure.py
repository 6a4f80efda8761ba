"""What a whole process costs, its children included: processor time and peak memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Command = Sequence[str]
FOUND = 1


@dataclass(frozen=True, slots=True)
class Cost:
    """cpu: seconds of user and system; peak: MiB of the largest process; failed: why there are no figures."""

    cpu: float
    peak: float
    failed: str = ""


def interleaved(commands: Mapping[str, Command], rounds: int, seconds: float, fresh: Path) -> dict[str, Cost]:
    """The median cost of each command, by name; run in turn, so that a busy machine is busy for all of them.

    One that fails or takes longer than `seconds` is not run again. fresh: a folder that is taken away before each run.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            if not any(cost.failed for cost in costs[name]):
                shutil.rmtree(fresh, ignore_errors=True)
                costs[name].append(cost_of(command, seconds))
    return {name: middle(found) for name, found in costs.items()}


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of several runs; a failure is one for all of them."""
    failed = next((cost.failed for cost in costs if cost.failed), "")
    return Cost(median(cost.cpu for cost in costs), median(cost.peak for cost in costs), failed)


def cost_of(command: Command, seconds: float) -> Cost:
    """Run one command to its end, or for at most `seconds` of wall clock."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        late = threading.Event()
        timer = threading.Timer(seconds, end, [process, late])
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        timer.cancel()
        # wait4 has taken the process away from under Popen, which would go on looking for it.
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    failed = f"over {seconds:g} s" if late.is_set() else failure(process.returncode, said)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, failed)


def end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    """End a process that takes too long."""
    late.set()
    process.kill()


def failure(code: int, said: str) -> str:
    """The last line that a process wrote on standard error where it failed; 1 alone means that it found something."""
    if code in {0, FOUND} and "Traceback" not in said:
        return ""
    return " ".join(said.strip().splitlines()[-1:]) or f"exit code {code}"
