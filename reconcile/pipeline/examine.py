"""Any spreadsheets on their own, without charter, roll and memory: how they were understood and whether they add up.

The same rooms as a whole run; nothing is typed or posted, so pandas stays out. Classes and names are not known:
branches are atoms of their own, and rules whose needs are not met are listed as not applied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reconcile.audit.footing.untied import footed
from reconcile.audit.relate.totals import relate
from reconcile.ledger.conservation import rows_kept
from reconcile.loaders.kinds.meaning import bare_meaning
from reconcile.loaders.kinds.statements import state
from reconcile.model.charter import SourceHint
from reconcile.model.results import Conservation, Lead, Reconciliation, Statements, World
from reconcile.model.sources import FileRead
from reconcile.pipeline.judging import judged
from reconcile.pipeline.reading import Progress, Sheets, silent, understand_all
from reconcile.pipeline.whole import LostError


@dataclass(frozen=True)
class Examined:
    """How the sheets were understood (tables as the audit settled them), and what the rules say."""

    sheets: Sheets
    result: Reconciliation


def examine(files: Sequence[FileRead], hints: Sequence[SourceHint] = (), progress: Progress = silent) -> Examined:
    """Understand, relate, judge; raises ReconcileError where no file can be read."""
    sheets = understand_all(files, hints)
    tables, relations = relate(sheets.tables)
    statements = Statements(state(tables, bare_meaning(tables), None))
    world = World(sheets.files, tables, relations, statements, footed=footed(sheets.grids))
    found = judged(world, {}, {}, progress)
    conservation = Conservation(rows_kept(sheets.grids, tables, sheets.loose), 0, 0, 0, 0, 0)
    if not conservation.complete:
        raise LostError(conservation)
    troubles = tuple(trouble for file in sheets.files for trouble in file.troubles)
    flags = tuple(replace(flag, point="") for flag in found.flags)
    result = Reconciliation(
        world, found.verdicts, flags, found.checks, {}, Lead(()), conservation, (), found.not_applied, troubles
    )
    return Examined(sheets, result)
