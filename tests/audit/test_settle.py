"""Blame: the smallest repair finds the figure that was changed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.audit.settle import settle
from reconcile.audit.verdict import judge
from reconcile.model.claims import Claim, Ground, Outcome, Reading
from reconcile.model.places import CellRef
from reconcile.model.topics import Section, Span, Statement, Topic

PLACE = Section("summary", frozenset({"dues"}))


def figure(name: str, value: int, row: int = 1, source: str = "a.xlsx") -> Statement:
    topic = Topic("collected", frozenset({f"dues/{name}"}), None)
    return Statement(topic, value, (CellRef(source, "S", row, 1),), "total", name, PLACE)


def total(result: Statement, *terms: Statement) -> Claim:
    return Claim("A101", result, (Reading("rows", "sum", terms),), Ground.MEANING)


def repeat(result: Statement, source: Statement) -> Claim:
    return Claim("A102", result, (Reading("same", "same", (source,)),), Ground.MEANING)


def rows(result: Statement, amount: int) -> Claim:
    return Claim("A101", result, (Reading("rows", "sum", (Span(result.topic, "paid", (), amount),)),), Ground.MEANING)


def blamed(*claims: Claim) -> dict[str, int]:
    settled = settle(judge(claims))
    return {next(iter(b.quantity.scope)).removeprefix("dues/"): int(b.right) for b in settled.blamed}  # type: ignore[attr-defined]


def test_figures_that_tie_are_never_blamed() -> None:
    a, b, both = figure("a", 1), figure("b", 2, 2), figure("c", 3, 3)
    assert blamed(total(both, a, b), rows(a, 1), rows(b, 2)) == {}


def test_a_wrong_list_total_that_a_grand_total_adds_up_is_blamed_alone() -> None:
    """63 million paid, 62 in the rows, 101.25 in the dues total: one matter, and the dues total follows."""
    tvcc, rest, dues = figure("tvcc", 63_000_000), figure("rest", 38_250_000, 2), figure("dues", 101_250_000, 3)
    settled = settle(judge([rows(tvcc, 62_000_000), rows(rest, 38_250_000), total(dues, tvcc, rest)]))
    (only,) = settled.blamed
    assert (only.quantity, only.right, only.followers) == (tvcc.topic, 62_000_000, (dues.topic,))


def test_repeats_that_differ_are_one_quantity() -> None:
    listed, said = figure("tvcc", 62), figure("tvcc", 63, 9, "b.xlsx")
    assert blamed(rows(listed, 62), repeat(said, listed)) == {"tvcc": 62}


def test_two_different_wrong_figures_of_one_quantity_are_one_matter() -> None:
    listed, said = figure("tvcc", 63), figure("tvcc", 64, 9, "b.xlsx")
    assert blamed(rows(listed, 62), repeat(said, listed)) == {"tvcc": 62}


def test_a_total_broken_alone_is_blamed_itself() -> None:
    a, b, both = figure("a", 10), figure("b", 20, 2), figure("both", 25, 3)
    assert blamed(total(both, a, b)) == {"both": 30}


def test_what_is_expected_after_the_others_are_corrected() -> None:
    tvcc, adverts, grand = figure("tvcc", 63), figure("adverts", 10, 2), figure("grand", 63, 3)
    settled = settle(judge([rows(tvcc, 62), rows(adverts, 10), total(grand, tvcc, adverts)]))
    assert {b.verdict.expected for b in settled.blamed} == {62, 73}
    assert settled.values[grand.topic] == 72


def crossed(values: list[list[int]]) -> dict[str, int]:
    """Leaves, row totals, column totals and grand total of a table."""
    cells = {f"{r}-{c}": v for r, line in enumerate(values) for c, v in enumerate(line)}
    cells |= {f"{r}-t": sum(line) for r, line in enumerate(values)}
    cells |= {f"t-{c}": sum(line[c] for line in values) for c in range(len(values[0]))}
    return cells | {"t-t": sum(map(sum, values))}


def claims_of(cells: dict[str, int], height: int, width: int) -> Iterator[Claim]:
    made = {name: figure(name, value, place + 1) for place, (name, value) in enumerate(cells.items())}
    for r in [*map(str, range(height)), "t"]:
        yield total(made[f"{r}-t"], *(made[f"{r}-{c}"] for c in range(width)))
    for c in [*map(str, range(width)), "t"]:
        yield total(made[f"t-{c}"], *(made[f"{r}-{c}"] for r in range(height)))


tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(1, 10**8), min_size=width, max_size=width), min_size=2, max_size=5)
)


@settings(max_examples=60, deadline=None)
@given(tables, st.data())
def test_one_wrong_figure_of_a_crossed_table_is_found(values: list[list[int]], data: st.DataObject) -> None:
    """A leaf, a row total, a column total or the grand total, whichever was changed."""
    cells = crossed(values)
    name = data.draw(st.sampled_from(sorted(cells)))
    wrong = {**cells, name: cells[name] + data.draw(st.integers(1, 10**8))}
    assert blamed(*claims_of(wrong, len(values), len(values[0]))) == {name: cells[name]}


@settings(max_examples=30, deadline=None)
@given(tables)
def test_crossed_tables_that_tie_are_silent(values: list[list[int]]) -> None:
    assert all(v.outcome is Outcome.HOLDS for v in judge(claims_of(crossed(values), len(values), len(values[0]))))
    assert blamed(*claims_of(crossed(values), len(values), len(values[0]))) == {}
