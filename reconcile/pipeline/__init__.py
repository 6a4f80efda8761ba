"""The whole run, and the public Python API.

    from reconcile.pipeline import run
    done = run([Path("sheets")], Path("rules.toml"), Path("output"))
    done.result.flags, done.result.figures["rate.unit.dues"]

`runs` goes from a folder to an output set, `whole` from files to a result, `reading` from paths to tables, `judging`
from a world to its flags.
"""

from __future__ import annotations

from reconcile.pipeline.reading import Progress, read, silent
from reconcile.pipeline.runs import Done, analyse, run
from reconcile.pipeline.whole import LostError, Request, reconcile

__all__ = ["Done", "LostError", "Progress", "Request", "analyse", "read", "reconcile", "run", "silent"]
