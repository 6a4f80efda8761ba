"""A run from the folder of sheets to the output set: decisions read first, the set swapped last."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reconcile import __version__
from reconcile.i18n.words import Words
from reconcile.ledger.lead import lead_of
from reconcile.model.periods import Period
from reconcile.model.results import Reconciliation
from reconcile.model.sources import Trouble
from reconcile.pipeline.charter import charter_of
from reconcile.pipeline.reading import Progress, read, silent
from reconcile.pipeline.whole import Request, known, reconcile
from reconcile.review.history import History, head
from reconcile.review.memory import Memory, recall, remember
from reconcile.writers.data import flags_json, rates_csv
from reconcile.writers.document import write_document
from reconcile.writers.stage import Basis, OutputSet, standing
from reconcile.writers.workbook import write_workbook


@dataclass(frozen=True)
class Done:
    """What a run leaves. written: names at the top of `output`; unchanged: the newest set was made from the same."""

    result: Reconciliation
    written: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    unchanged: bool = False


def run(
    sheets: Sequence[Path],
    charter_file: Path,
    output: Path,
    *,
    period: Period | None = None,
    as_of: date | None = None,
    lang: str = "",
    decisions: Sequence[Path] = (),
    password: str | None = None,
    progress: Progress = silent,
) -> Done:
    """Read, check, and write the output set; decisions are read back before anything can be overwritten.

    Raises ReconcileError when nothing can be done, `LostError` when the program itself is wrong.
    """
    charter = charter_of(charter_file)
    with OutputSet(output) as out:
        memory = remember(output, decisions, out.standing)
        result = reconcile(
            read(sheets, charter.limits, progress, password), Request(charter, period, as_of), memory, progress
        )
        name = out.next_run(span(result).key)
        result, history = with_past(result, memory, name)
        troubles = (*result.troubles, *memory.troubles, *out.healed)
        basis = _basis(result, lang or charter.language, memory.merged.digest)
        if out.unchanged(basis.fingerprint) and not memory.history.troubles:
            return Done(result, (), troubles, unchanged=True)
        progress("writing", 0, 1, "")
        files = compose(result, basis.language, history, folder=_seen_from(output, sheets))
        decided = replace(basis, decisions=history.digest)
        troubles += out.write(files, decided, memory.collected.files)
    progress("writing", len(files), len(files), "")
    return Done(result, tuple(files), troubles)


def analyse(
    sheets: Sequence[Path],
    charter_file: Path,
    output: Path,
    *,
    period: Period | None = None,
    as_of: date | None = None,
    decisions: Sequence[Path] = (),
    password: str | None = None,
    progress: Progress = silent,
) -> Reconciliation:
    """The same as `run` without writing anything: points and decisions are those of the output folder."""
    charter = charter_of(charter_file)
    memory = remember(output, decisions, standing(output))
    result = reconcile(
        read(sheets, charter.limits, progress, password), Request(charter, period, as_of), memory, progress
    )
    return with_past(result, memory, "")[0]


def span(result: Reconciliation) -> Period:
    """The period of a run."""
    return known(result.world.period)


def _basis(result: Reconciliation, lang: str, decided: str) -> Basis:
    """All that a set is made from."""
    world = result.world
    inputs = {file.source.name: file.source.sha256 for file in world.files}
    return Basis(
        __version__,
        span(result).key,
        known(world.as_of).isoformat(),
        lang,
        inputs,
        known(world.charter).sha256,
        decided,
        {file.source.name: f"{file.status} {file.source.state}" for file in world.files},
    )


def with_past(result: Reconciliation, memory: Memory, name: str) -> tuple[Reconciliation, History]:
    """The result with points, decisions and what was resolved, and history with this run's events."""
    past = recall(result.flags, result.world, memory, name)
    covered: dict[str, set[str]] = {}
    for flag in past.flags:
        for code in {flag.code, *flag.covers}:
            covered.setdefault(code, set()).add(flag.point)
    joined = replace(
        result,
        flags=past.flags,
        checks=tuple(replace(check, points=tuple(sorted(covered.get(check.code, ())))) for check in result.checks),
        lead=lead_of(result.world, result.figures, past.flags),
        decisions=past.decisions,
        resolved=past.resolved,
        history=head(past.history.written()),
    )
    return joined, past.history


def compose(result: Reconciliation, lang: str, history: History, *, folder: str) -> dict[str, bytes]:
    """The files of a set, by name."""
    words, period = Words(lang), span(result).key
    return {
        words.say("terminal", "file_workbook", period=period): write_workbook(result, lang, folder),
        words.say("terminal", "file_document", period=period): write_document(result, lang),
        "flags.json": flags_json(result, lang),
        "collection-rates.csv": rates_csv(result, lang),
        "history.jsonl": history.written(),
    }


def _seen_from(output: Path, sheets: Sequence[Path]) -> str:
    """The folder of the inputs as seen from the output, so that links survive when both move together."""
    folder = sheets[0] if len(sheets) == 1 and sheets[0].is_dir() else sheets[0].parent
    return Path(os.path.relpath(folder, output)).as_posix()
