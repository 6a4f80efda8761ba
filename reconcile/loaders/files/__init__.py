"""From a path to grids: sniffed, guarded, read in a worker process, counted twice."""

from __future__ import annotations

from reconcile.loaders.files.find import find
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.run import read_all

__all__ = ["Limits", "find", "read_all"]
