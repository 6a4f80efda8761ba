"""The rows below the headings: groups, leaves, totals on several levels, rows that enter no sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from reconcile.model.table import Role
from tests.generated.facts import Facts

NOTHING: Facts = {}


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of the rows in one language. `sub` names the total of a group: {0} its ordinal, {1} its label."""

    totals: Sequence[str]
    sub: Sequence[str]
    running: Sequence[str]
    page_end: Sequence[str]
    page_start: Sequence[str]
    opening: Sequence[str]
    closing: Sequence[str]
    of_which: Sequence[str]
    ways: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; None as its role is a blank row.

    sums: the leaves (positions in the list) that it adds; times: how often, as a running total holds earlier periods.
    """

    role: Role | None
    label: str = ""
    ordinal: str | int | None = None
    facts: Facts = field(default_factory=lambda: NOTHING)
    sums: tuple[int, ...] = ()
    times: int = 1
    wide: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows are arranged. subtotal: on, below, none; total: top, bottom, none."""

    groups: tuple[str, ...]
    subtotal: str
    total: str
    running: bool = False
    page: bool = False
    of_which: str = ""
    opening: bool = False
    closing: bool = False
    restart: bool = False
    ordinal: str = "int"
    marks: str = "I"
    glued: bool = False
    blanks: bool = False
    hide: bool = False
    wide: bool = False


def shape(rng: Random, kind: str, groups: Sequence[Sequence[str]]) -> Shape:
    """An arrangement drawn for a kind."""
    grouped = rng.random() < (0.6 if kind == "summary" else 0.35) and kind not in {"receipts", "cash_book"}
    return Shape(
        groups=tuple(rng.choice(groups)) if grouped else (),
        subtotal=rng.choice(("on", "below", "below", "none")),
        total=rng.choices(("bottom", "top", "none"), (80, 12, 8))[0],
        running=rng.random() < 0.15,
        page=kind in {"dues", "receipts", "cash_book"} and not grouped and rng.random() < 0.15,
        of_which=rng.choice(("", "", "", "", "one", "list")) if kind in {"dues", "income", "receipts", "roll"} else "",
        opening=kind == "cash_book" or (kind == "receipts" and rng.random() < 0.1),
        closing=kind == "cash_book",
        restart=rng.random() < 0.5,
        ordinal=rng.choices(("int", "text", "dot", "zero", "none"), (70, 8, 8, 7, 7))[0],
        marks=rng.choice(("I", "I", "A")),
        glued=rng.random() < 0.2,
        blanks=rng.random() < 0.15,
        hide=rng.random() < 0.15,
        wide=rng.random() < 0.5,
    )


def entries(rng: Random, form: Shape, leaves: Sequence[Facts], speech: Speech, name_key: str) -> list[Entry]:
    """All rows, top to bottom."""
    found: list[Entry] = []
    if form.opening:
        found.append(Entry(Role.BALANCE, rng.choice(speech.opening), times=2))
    head = len(found)
    if form.total == "top":
        found.append(Entry(Role.TOTAL, rng.choice(speech.totals), wide=form.wide))
    for number, (label, part) in enumerate(_parts(rng, form.groups, leaves)):
        _block(rng, form, found, (number, label), part, speech, name_key)
    all_leaves = tuple(place for place, entry in enumerate(found) if entry.role is Role.LEAF)
    if form.total == "top":
        found[head] = Entry(Role.TOTAL, found[head].label, sums=all_leaves, wide=form.wide)
    elif form.total == "bottom":
        found.append(Entry(Role.TOTAL, rng.choice(speech.totals), sums=all_leaves, wide=form.wide))
    found.extend(_after(rng, form, all_leaves, speech))
    return _hide(rng, found) if form.hide else found


def _parts(rng: Random, groups: Sequence[str], leaves: Sequence[Facts]) -> Iterator[tuple[str, Sequence[Facts]]]:
    if not groups:
        yield "", leaves
        return
    size = max(1, len(leaves) // len(groups))
    for number, label in enumerate(groups):
        end = None if number == len(groups) - 1 else (number + 1) * size
        yield label, leaves[number * size : end]


def _block(
    rng: Random,
    form: Shape,
    found: list[Entry],
    group: tuple[int, str],
    leaves: Sequence[Facts],
    speech: Speech,
    key: str,
) -> None:
    """One group, or all leaves where there are no groups."""
    number, label = group
    mark = (("I", "II", "III") if form.marks == "I" else ("A", "B", "C"))[number]
    before = sum(entry.role is Role.LEAF for entry in found)
    head = len(found)
    if label:
        found.append(Entry(Role.GROUP))
    turn = len(leaves) // 2
    for order, facts in enumerate(leaves, 1):
        if form.page and order - 1 == turn > 1:
            found.extend(_page(rng, found, speech))
        ordinal = _ordinal(form.ordinal, order + (0 if form.restart else before))
        found.append(Entry(Role.LEAF, str(facts[key]), ordinal, facts))
        if form.blanks and rng.random() < 0.1:
            found.append(Entry(None))
    rows = (
        tuple(place for place, entry in enumerate(found) if entry.role is Role.LEAF and place > head) if label else ()
    )
    if label:
        found[head] = _group(form, mark, label, rows)
        if form.subtotal == "below":
            found.append(Entry(Role.SUBTOTAL, rng.choice(speech.sub).format(mark, label), sums=rows))


def _group(form: Shape, mark: str, label: str, rows: tuple[int, ...]) -> Entry:
    sums = rows if form.subtotal == "on" else ()
    return Entry(Role.GROUP, f"{mark}. {label}" if form.glued else label, None if form.glued else mark, sums=sums)


def _ordinal(style: str, order: int) -> str | int | None:
    styles: Mapping[str, str | int | None] = {
        "int": order,
        "text": str(order),
        "dot": f"{order}.",
        "zero": f"{order:02}",
        "none": None,
    }
    return styles[style]


def _page(rng: Random, found: Sequence[Entry], speech: Speech) -> Iterator[Entry]:
    """The end of a page and the start of the next: both repeat what was added so far."""
    so_far = tuple(place for place, entry in enumerate(found) if entry.role is Role.LEAF)
    yield Entry(Role.CARRY, rng.choice(speech.page_end), sums=so_far)
    yield Entry(Role.CARRY, rng.choice(speech.page_start), sums=so_far)


def _after(rng: Random, form: Shape, leaves: tuple[int, ...], speech: Speech) -> Iterator[Entry]:
    """Rows below the total that enter no sum."""
    if form.of_which == "one":
        word = rng.choice(speech.of_which)
        yield Entry(Role.OF_WHICH, f"{word}: {rng.choice(speech.ways)}", sums=leaves[: len(leaves) // 2 or 1])
    elif form.of_which == "list":
        yield Entry(Role.OF_WHICH, f"{rng.choice(speech.of_which)}:")
        yield Entry(Role.OF_WHICH, f"- {speech.ways[0]}", sums=leaves[: len(leaves) // 2 or 1])
        yield Entry(Role.OF_WHICH, f"- {speech.ways[1]}", sums=leaves[len(leaves) // 2 or 1 :])
    if form.running:
        yield Entry(Role.RUNNING, rng.choice(speech.running), sums=leaves, times=2)
    if form.closing:
        yield Entry(Role.BALANCE, rng.choice(speech.closing), times=3)


def _hide(rng: Random, found: list[Entry]) -> list[Entry]:
    """The same rows, one of the leaves hidden."""
    places = [place for place, entry in enumerate(found) if entry.role is Role.LEAF]
    place = rng.choice(places)
    old = found[place]
    found[place] = Entry(old.role, old.label, old.ordinal, old.facts, hidden=True)
    return found
