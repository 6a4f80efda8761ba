"""Blame: the smallest set of quantities whose correction makes every claim hold (design 6).

A quantity is all statements of one topic. Corrections are tried at the result and, in a sum, at each term of every
broken claim; a claim that held and now breaks moves its own result, free of charge: that one follows. Row spans,
charter constants and percentages are never corrected.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reconcile.audit.verdict import Value, stated, verdict_of
from reconcile.model.claims import Claim, Outcome, Verdict
from reconcile.model.topics import Operand, Statement
from reconcile.model.values import Interval, Number

Quantity = Hashable
Amount = int | Fraction
MOST_CORRECTIONS = 3
MOST_STEPS = 2000


@dataclass(frozen=True, slots=True)
class Repair:
    """Corrections (quantity → right number) and what follows from them (quantity → new number)."""

    corrections: Mapping[Quantity, Amount]
    followers: Mapping[Quantity, Amount]

    @property
    def values(self) -> Mapping[Quantity, Amount]:
        """All new numbers."""
        return {**self.followers, **self.corrections}


@dataclass(frozen=True, slots=True)
class Blamed:
    """One quantity to be flagged: the broken verdict that accuses it first, all that its correction mends."""

    quantity: Quantity
    verdict: Verdict
    mended: tuple[Verdict, ...]
    right: Amount
    followers: tuple[Quantity, ...]
    rivals: int = 0
    bound_reached: bool = False


@dataclass(frozen=True)
class Settled:
    """All that is blamed, and every number as it stands after all corrections."""

    blamed: tuple[Blamed, ...]
    values: Mapping[Quantity, Amount] = field(default_factory=dict)

    def value(self, operand: Operand) -> Number:
        """The number of an operand after all corrections."""
        return _under(self.values)(operand)


def settle(verdicts: Sequence[Verdict]) -> Settled:
    """One repair for each connected group of broken claims."""
    broken = [verdict for verdict in verdicts if verdict.outcome is Outcome.BREAKS]
    held = _by_quantity(verdicts)
    blamed: list[Blamed] = []
    values: dict[Quantity, Amount] = {}
    for group in _groups(broken):
        search = _Search([verdict.claim for verdict in group], held)
        repair, rivals, bounded = search.smallest()
        if repair is None:
            blamed += [_alone(verdict, bounded) for verdict in group]
            continue
        values |= repair.values
        blamed += list(_blame(group, repair, rivals, search))
    return Settled(tuple(blamed), values)


def _by_quantity(verdicts: Sequence[Verdict]) -> Mapping[Quantity, Sequence[Claim]]:
    """The claims that hold to the đồng and may follow a correction, by each quantity in them."""
    found: dict[Quantity, list[Claim]] = {}
    for verdict in verdicts:
        if verdict.outcome is Outcome.HOLDS and not verdict.residual and _movable(verdict.claim):
            for quantity in dict.fromkeys(quantities(verdict.claim)):
                found.setdefault(quantity, []).append(verdict.claim)
    return found


def quantities(claim: Claim) -> Iterator[Quantity]:
    """The result's quantity, then those of the terms that somebody stated."""
    yield claim.result.quantity
    for reading in claim.readings:
        for term in reading.terms:
            if isinstance(term, Statement):
                yield term.quantity


def _movable(claim: Claim) -> bool:
    return not isinstance(claim.result.value, Interval)


def _groups(broken: Sequence[Verdict]) -> list[list[Verdict]]:
    """Broken claims that share a quantity, directly or over others."""
    groups: list[tuple[set[Quantity], list[Verdict]]] = []
    for verdict in broken:
        mine = set(quantities(verdict.claim))
        near = [group for group in groups if group[0] & mine]
        members = [member for group in near for member in group[1]]
        groups = [group for group in groups if group not in near]
        groups.append((mine.union(*(group[0] for group in near)), [*members, verdict]))
    return [members for _, members in groups]


def _under(values: Mapping[Quantity, Amount]) -> Value:
    """Reads operands with some quantities corrected."""

    def value(operand: Operand) -> Number:
        if isinstance(operand, Statement) and operand.quantity in values:
            return values[operand.quantity]
        return stated(operand)

    return value


class _Search:
    """A depth-first search over corrections of one group, bounded in depth and in steps."""

    def __init__(self, broken: Sequence[Claim], held: Mapping[Quantity, Sequence[Claim]]) -> None:
        self.broken, self.by_quantity = broken, held
        self.steps = 0
        self.tried: set[frozenset[tuple[Quantity, Amount]]] = set()

    def smallest(self) -> tuple[Repair | None, int, bool]:
        """The best repair of the smallest size, how many others of that size there are, whether a bound was reached."""
        for size in range(1, MOST_CORRECTIONS + 1):
            self.tried.clear()
            found = {frozenset(repair.corrections.items()): repair for repair in self._search({}, size)}
            if found:
                ranked = sorted(found.values(), key=self._rank)
                return ranked[0], len(ranked) - 1, self.steps > MOST_STEPS
        return None, 0, self.steps > MOST_STEPS

    def _rank(self, repair: Repair) -> tuple[int, int]:
        """Fewest followers, then corrections at the results of broken claims before corrections at their terms."""
        results = {claim.result.quantity for claim in self.broken}
        return len(repair.followers), sum(quantity not in results for quantity in repair.corrections)

    def _search(self, corrections: Mapping[Quantity, Amount], left: int) -> Iterator[Repair]:
        self.steps += 1
        followers = self.follow(corrections)
        if followers is None or self.steps > MOST_STEPS:
            return
        value = _under({**followers, **corrections})
        open_claims = [c for c in self.broken if verdict_of(c, value).outcome is not Outcome.HOLDS]
        if not open_claims:
            yield Repair(corrections, followers)
        for claim in open_claims if left else ():
            for quantity, amount in self._options(claim, value):
                further = {**corrections, quantity: amount}
                key = frozenset(further.items())
                if quantity not in corrections and quantity not in followers and key not in self.tried:
                    self.tried.add(key)
                    yield from self._search(further, left - 1)

    def _options(self, claim: Claim, value: Value) -> Iterator[tuple[Quantity, Amount]]:
        """Corrections that make one claim hold: its result, or one term of a sum or of a repeat."""
        verdict = verdict_of(claim, value)
        result = value(claim.result)
        if isinstance(result, Interval) or not isinstance(verdict.expected, int | Fraction):
            return
        yield claim.result.quantity, verdict.expected
        reading = verdict.reading
        if reading is None or reading.op not in {"sum", "same"} or not isinstance(verdict.residual, int | Fraction):
            return
        signs = reading.signs or (1,) * len(reading.terms)
        for term, sign in zip(reading.terms, signs, strict=True):
            number = value(term)
            if isinstance(term, Statement) and isinstance(number, int | Fraction):
                yield term.quantity, number + sign * verdict.residual

    def follow(self, corrections: Mapping[Quantity, Amount]) -> dict[Quantity, Amount] | None:
        """What moves with the corrections; None where a claim that held cannot be kept."""
        followers: dict[Quantity, Amount] = {}
        queue = list(corrections)
        while queue:
            for claim in self.by_quantity.get(queue.pop(), ()):
                verdict = verdict_of(claim, _under({**followers, **corrections}))
                if verdict.outcome is not Outcome.BREAKS:
                    continue
                moved = claim.result.quantity
                if moved in corrections or moved in followers or not isinstance(verdict.expected, int | Fraction):
                    return None
                followers[moved] = verdict.expected
                queue.append(moved)
        return followers


def _alone(verdict: Verdict, bounded: bool) -> Blamed:
    """No repair was found: the broken result is flagged as claimed."""
    right = verdict.expected if isinstance(verdict.expected, int | Fraction) else 0
    return Blamed(verdict.claim.result.quantity, verdict, (verdict,), right, (), bound_reached=bounded)


def _blame(group: Sequence[Verdict], repair: Repair, rivals: int, search: _Search) -> Iterator[Blamed]:
    """One entry for each corrected quantity, with the broken claims that it is part of and what follows from it."""
    left = list(group)
    for quantity, right in sorted(repair.corrections.items(), key=lambda item: _order(item[0], group)):
        touched = [verdict for verdict in group if quantity in set(quantities(verdict.claim))]
        accusing = [verdict for verdict in touched if verdict.claim.result.quantity == quantity] or touched
        mended = [verdict for verdict in accusing if verdict in left] or accusing[:1]
        left = [verdict for verdict in left if verdict not in mended]
        alone = search.follow({quantity: right}) or {}
        followers = tuple(moved for moved in repair.followers if moved in alone)
        yield Blamed(quantity, accusing[0], tuple(mended), right, followers, rivals)


def _order(quantity: Quantity, group: Sequence[Verdict]) -> int:
    results = [verdict.claim.result.quantity for verdict in group]
    return results.index(quantity) if quantity in results else len(results)
