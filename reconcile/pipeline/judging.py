"""Rules asked, claims judged, blame settled: the flags of a world, whatever parts of it are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reconcile.audit.identity import identify
from reconcile.audit.matters import CAPPED, flags_of, grade, too_weak
from reconcile.audit.verdict import judge
from reconcile.model.claims import Claim, Outcome, Verdict
from reconcile.model.flags import Findings, Flag
from reconcile.model.places import CellRef
from reconcile.model.results import Check, World
from reconcile.pipeline.reading import Progress, silent
from reconcile.rules import all_rules, codes


@dataclass(frozen=True)
class Judged:
    """Flags with id, key and state in the order of severity; verdicts; what each rule tested or lacked."""

    flags: tuple[Flag, ...]
    verdicts: tuple[Verdict, ...]
    checks: tuple[Check, ...]
    not_applied: tuple[tuple[str, tuple[str, ...]], ...]


def judged(
    world: World, severities: Mapping[str, str], known_keys: Mapping[str, str], progress: Progress = silent
) -> Judged:
    """Everything that the rules have to say about a world; what its charter tolerates is no fault."""
    claims, findings, not_applied = ask(world)
    verdicts = judge(claims, world.charter)
    blamed, _ = flags_of(verdicts, world, codes())
    verdicts = too_weak(verdicts, blamed)
    progress("checking", len(verdicts), len(verdicts), "")
    raised = [flag for finding in findings.values() for flag in finding.flags]
    flags = in_order(grade(tuple(_one_voice([*blamed, *raised])), severities))
    flags = in_order(identify(flags, known_keys, {code.id: code.weighs for code in codes().values()}))
    progress("explaining", len(flags), len(flags), "")
    return Judged(flags, verdicts, checks(verdicts, findings), tuple(not_applied))


def _one_voice(flags: Sequence[Flag]) -> Iterator[Flag]:
    """Where a sum of a table and the footing of its sheet speak of one cell, the one with more evidence speaks."""
    best: dict[object, float] = {}
    for flag in flags:
        if flag.ground in CAPPED:
            best[flag.at] = max(best.get(flag.at, 0.0), flag.strength)
    return (flag for flag in flags if flag.ground not in CAPPED or flag.strength >= best[flag.at])


def ask(world: World) -> tuple[list[Claim], dict[str, Findings], list[tuple[str, tuple[str, ...]]]]:
    """The only place where rules are called. A rule whose needs are not met is listed as not applied."""
    there = {"charter": world.charter, "roll": world.roll, "positions": world.ledger, "footing": world.footed}
    claims: list[Claim] = []
    findings: dict[str, Findings] = {}
    not_applied = []
    for rule in all_rules():
        missing = tuple(sorted(need for need in rule.code.needs if there.get(need, True) is None))
        if missing:
            not_applied.append((rule.code.id, missing))
        elif rule.claims:
            claims += rule.claims(world)
        elif rule.findings:
            findings[rule.code.id] = rule.findings(world)
    return claims, findings, not_applied


def in_order(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """By severity, then by the money at stake, then by place."""
    return tuple(sorted(flags, key=lambda flag: (flag.severity, -flag.at_stake, flag.code, _place(flag), flag.subject)))


def _place(flag: Flag) -> tuple[str, str, int, int]:
    at = flag.at
    return (at.source, at.sheet, at.row, at.column) if isinstance(at, CellRef) else (at.file, "", at.line, 0)


def checks(verdicts: Sequence[Verdict], findings: Mapping[str, Findings]) -> tuple[Check, ...]:
    """How often each rule tested something and how it came out, in the order of the codes."""
    found = []
    for rule in all_rules():
        mine = [verdict.outcome for verdict in verdicts if verdict.claim.code == rule.code.id]
        held, broken = mine.count(Outcome.HOLDS), mine.count(Outcome.BREAKS)
        if finding := findings.get(rule.code.id):
            broken = len(finding.flags) if finding.failed is None else finding.failed
            held = finding.tested - broken
        undecidable = mine.count(Outcome.UNDECIDABLE)
        found.append(Check(rule.code.id, held + broken + undecidable, held, broken, undecidable))
    return tuple(found)
