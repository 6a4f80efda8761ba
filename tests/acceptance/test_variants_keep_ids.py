"""Identity and generality: the same matters keep their ids in every variant, and no other point appears."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reconcile import pipeline
from reconcile.model.charter import Charter
from reconcile.model.flags import Flag
from reconcile.model.places import CellRef
from reconcile.model.results import Reconciliation
from reconcile.pipeline.charter import charter_of
from tests.example import VARIANTS, build, cells
from tests.support import RULES, nothing_remembered

GRAND = "figure|collected summary/dues+other/grand|2019|"
TVCC = "figure|collected dues/tvcc|2019|"
GONE = {"grand_corrected": {GRAND}, "corrected": {GRAND, TVCC}}
"""Matters that a variant puts right."""


@cache
def bilingual_charter(folder: Path) -> Charter:
    """The charter of the example with the English names of its classes."""
    text = RULES.read_text(encoding="utf-8")
    text = text.replace('"Thư viện công cộng"]', '"Thư viện công cộng", "Public libraries"]')
    text = text.replace('"Chuyên ngành"]', '"Chuyên ngành", "Specialised branches"]')
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return charter_of(path)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reconciliation]:
    home = tmp_path_factory.mktemp("variants")
    charter = bilingual_charter(home)
    found = {}
    for variant in VARIANTS:
        build(home / variant, variant)
        files = pipeline.read([home / variant])
        found[variant] = pipeline.reconcile(files, pipeline.Request(charter), nothing_remembered())
    return found


def by_key(result: Reconciliation) -> dict[str, Flag]:
    return {flag.key: flag for flag in result.flags}


@pytest.mark.parametrize("variant", VARIANTS)
def test_same_matters_same_ids_and_nothing_besides(results: dict[str, Reconciliation], variant: str) -> None:
    published = {key: flag.id for key, flag in by_key(results["published"]).items()}
    expected = {key: name for key, name in published.items() if key not in GONE.get(variant, set())}
    assert {key: flag.id for key, flag in by_key(results[variant]).items()} == expected


@pytest.mark.parametrize("variant", [name for name in VARIANTS if name not in GONE])
def test_the_two_wrong_totals_are_found_at_their_cells(results: dict[str, Reconciliation], variant: str) -> None:
    flags, where = by_key(results[variant]), cells(variant)
    grand, total = flags[GRAND].at, flags[TVCC].at
    assert isinstance(grand, CellRef)
    assert isinstance(total, CellRef)
    assert (grand.source, grand.sheet, grand.a1) == where["summary_grand"]
    wrong = "summary_tvcc" if variant == "summary_only" else "tvcc_total_paid"
    assert (total.source, total.sheet, total.a1) == where[wrong]


def test_two_different_wrong_figures_are_one_matter(results: dict[str, Reconciliation]) -> None:
    flag = by_key(results["two_wrong"])[TVCC]
    where = cells("two_wrong")
    also = {(place.source, place.a1) for place in flag.also if isinstance(place, CellRef)}
    assert {(where[name][0], where[name][2]) for name in ("summary_tvcc", "summary_dues_total")} <= also
    assert flag.covers == ("A101", "A102")


def test_a_figure_that_follows_is_told_with_its_cause(results: dict[str, Reconciliation]) -> None:
    """The grand total, corrected by the footing of the wrong figures, follows from the list's wrong total."""
    flag = by_key(results["grand_corrected"])[TVCC]
    grand = cells("grand_corrected")["summary_grand"]
    assert grand[2] in {place.a1 for place in flag.also if isinstance(place, CellRef)}


def test_a_corrected_folder_has_no_arithmetic_point(results: dict[str, Reconciliation]) -> None:
    assert not [flag for flag in results["corrected"].flags if flag.matter == "figure"]
    assert all(check.broken == 0 for check in results["corrected"].checks if check.code.startswith("A"))


def test_each_variant_accounts_for_every_row(results: dict[str, Reconciliation]) -> None:
    assert all(result.conservation.complete for result in results.values())
