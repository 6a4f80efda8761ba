"""The charter of a run: rules.toml read against the rate shapes and the rules that there are."""

from __future__ import annotations

from pathlib import Path

from reconcile.charter.reader import read_charter
from reconcile.charter.schema import Known
from reconcile.ledger.shapes import names
from reconcile.model.charter import Charter
from reconcile.rules import all_rules


def charter_of(path: Path) -> Charter:
    """The charter of a file; raises ReconcileError as `read_charter`."""
    rules = all_rules()
    return read_charter(
        path,
        Known(
            bases=tuple(sorted(names())),
            codes=tuple(rule.code.id for rule in rules),
            comparing=tuple(rule.code.id for rule in rules if rule.claims),
        ),
    )
