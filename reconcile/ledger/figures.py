"""Every number outside the detail rows, as a recipe that Python evaluates once and the workbook's formulas once more.

Names are `<measure>.<scope>`: scope is a class id, `dues` (all classes and the parked money), `other` or
`other/<slug>`, `grants` or `grant/<slug>`, `income` (dues + other), `all`. They are the placeholders of the Word
template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from reconcile.model.books import Books, GrantRow, IncomeRow
from reconcile.model.charter import Charter
from reconcile.model.ledger import Add, Divide, Figure, Given, Ledger, Position, Recipe, Sum


def members_paid(position: Position) -> int | None:
    """Members of a payer with nothing outstanding; a payer in part counts 0: who is covered is not known."""
    if position.closing is None:
        return None
    return position.branch.members if position.settled else 0


FIELDS: Mapping[str, tuple[str, Callable[[Position], int | None]]] = {
    "branches": ("branches", lambda _: 1),
    "units": ("units", lambda position: position.branch.units),
    "units_paid": ("paid_units", lambda position: position.paid_units if position.due is not None else None),
    "members": ("members", lambda position: position.branch.members),
    "members_paid": ("members_paid", members_paid),
    "opening": ("opening", lambda position: position.opening),
    "due": ("due", lambda position: position.due),
    "collected": ("paid", lambda position: position.paid),
    "advance": ("advance", lambda position: position.advance),
    "outstanding": ("closing", lambda position: position.closing),
}
"""Measure → field of a position, and its value; None = unknown."""


def figures_of(ledger: Ledger, books: Books, charter: Charter) -> Mapping[str, Figure]:
    """All figures of a run, each evaluated."""
    found: dict[str, Figure] = {}
    classes = [rate_class.id for rate_class in charter.classes]
    for figure in (
        *(figure for class_id in classes for figure in _class(ledger, class_id)),
        _summed("collected.parked", "parked", [parked.payment.amount for parked in ledger.parked]),
    ):
        found[figure.name] = figure
    for measure in FIELDS:
        parts = [f"{measure}.{class_id}" for class_id in classes]
        parts += ["collected.parked"] if measure == "collected" else []
        found[f"{measure}.dues"] = _added(f"{measure}.dues", parts, found)
    for figure in (*_income(books.income), *_grants(books.grants)):
        found[figure.name] = figure
    for name, parts in (
        ("collected.income", ["collected.dues", "collected.other"]),
        ("collected.all", ["collected.income", "collected.grants"]),
    ):
        found[name] = _added(name, parts, found)
    for scope in (*classes, "dues"):
        found[f"applied.{scope}"] = _less(f"applied.{scope}", f"collected.{scope}", f"advance.{scope}", found)
    for figure in _admitted(ledger):
        found[figure.name] = figure
    for scope in (*classes, "dues"):
        for figure in _rates(scope, found):
            found[figure.name] = figure
    return found


def total(values: Iterable[int | None]) -> int | None:
    """Σ; unknown as soon as one addend is unknown."""
    numbers = list(values)
    return (
        None if any(number is None for number in numbers) else sum(number for number in numbers if number is not None)
    )


def _class(ledger: Ledger, class_id: str) -> Iterator[Figure]:
    positions = ledger.of_class(class_id)
    for measure, (field, read) in FIELDS.items():
        value = total(read(position) for position in positions)
        yield Figure(f"{measure}.{class_id}", Sum("positions", field, class_id), value)


def _summed(name: str, book: str, values: Iterable[int | None], field: str = "amount") -> Figure:
    return Figure(name, Sum(book, field), total(values))


def _added(name: str, parts: Iterable[str], found: Mapping[str, Figure]) -> Figure:
    names = tuple(parts)
    recipe: Recipe = Add(names, (1,) * len(names)) if names else Given(0)
    return Figure(name, recipe, total(found[part].value for part in names))


def _less(name: str, whole: str, part: str, found: Mapping[str, Figure]) -> Figure:
    """What was collected for this period: money paid in advance never counts in its rate."""
    value, less = found[whole].value, found[part].value
    known = value is not None and less is not None
    return Figure(name, Add((whole, part), (1, -1)), (value or 0) - (less or 0) if known else None)


def _income(rows: Iterable[IncomeRow]) -> Iterator[Figure]:
    listed = list(rows)
    yield _summed("collected.other", "income", [row.amount for row in listed])
    for atom in dict.fromkeys(row.atom for row in listed):
        amounts = [row.amount for row in listed if row.atom == atom]
        yield Figure(f"collected.{atom}", Given(total(amounts)), total(amounts))


def _grants(rows: Iterable[GrantRow]) -> Iterator[Figure]:
    grants = list(rows)
    yield _summed("collected.grants", "grants", [grant.received for grant in grants], "received")
    yield _summed("approved.grants", "grants", [grant.approved for grant in grants], "approved")
    yield _summed("spent.grants", "grants", [grant.spent for grant in grants], "spent")
    yield _summed("remaining.grants", "grants", [remaining(grant) for grant in grants], "remaining")
    for year in sorted({year for grant in grants for year in shares(grant)}):
        values = [shares(grant).get(year, 0) if grant.received is not None else None for grant in grants]
        yield _summed(f"share.{year}.grants", "grants", values, f"share.{year}")
    for atom in dict.fromkeys(grant.atom for grant in grants):
        mine = [grant for grant in grants if grant.atom == atom]
        value = total(grant.received for grant in mine)
        yield Figure(f"collected.{atom}", Given(value), value, cells=tuple(grant.at for grant in mine))


def remaining(grant: GrantRow) -> int | None:
    """Received and not spent; unknown where either is."""
    money = grant.received
    return None if money is None or grant.spent is None else money - grant.spent


def shares(grant: GrantRow) -> Mapping[int, int]:
    """An even split over the calendar years that a grant spans, in đồng; what does not divide goes to the first.

    It informs and never corrects: how a grant is booked is for its agreement to say.
    """
    money = grant.received
    years = (grant.covers or grant.booked).years
    if money is None:
        return {}
    each, rest = divmod(money, len(years))
    return {year: each + (rest if index == 0 else 0) for index, year in enumerate(years)}


def _admitted(ledger: Ledger) -> Iterator[Figure]:
    """Units and members of branches whose membership begins in the period; unknown where the roll has no dates."""
    branches = [position.branch for position in ledger.positions]
    dated = all(branch.valid_from for branch in branches)
    new = [branch for branch in branches if branch.valid_from and ledger.period.holds(branch.valid_from)]
    for measure, numbers in (("new_units", [b.units for b in new]), ("new_members", [b.members for b in new])):
        value = total(numbers) if dated else None
        yield Figure(f"{measure}.dues", Given(value), value)


def _rates(scope: str, found: Mapping[str, Figure]) -> Iterator[Figure]:
    """The three rates of a scope, each with its base."""
    for base, top, bottom in (
        ("unit", "units_paid", "units"),
        ("money", "applied", "due"),
        ("member", "members_paid", "members"),
    ):
        numerator, denominator = found[f"{top}.{scope}"].value, found[f"{bottom}.{scope}"].value
        recipe = Divide(f"{top}.{scope}", f"{bottom}.{scope}")
        yield Figure(f"rate.{base}.{scope}", recipe, None, base, numerator, denominator)


def ratio(figure: Figure) -> Fraction | None:
    """A rate as a fraction; None where it cannot be computed."""
    return (
        Fraction(figure.numerator, figure.denominator) if figure.numerator is not None and figure.denominator else None
    )
