"""What many tests share: the charter of the example, an empty memory."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reconcile.model.charter import Charter
from reconcile.pipeline.charter import charter_of
from reconcile.review.memory import Memory, remember

ROOT = Path(__file__).parent.parent
SHEETS = ROOT / "sheets"
RULES = ROOT / "rules.toml"
NOWHERE = ROOT / "tests" / "no such folder"


@cache
def charter() -> Charter:
    """The charter of the example."""
    return charter_of(RULES)


@cache
def nothing_remembered() -> Memory:
    """No history and no workbook."""
    return remember(NOWHERE)
