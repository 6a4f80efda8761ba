"""Everything that is written: both languages say the same, figures look as people write them, words have one home."""

from __future__ import annotations

import ast
from datetime import date
from fractions import Fraction
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

import reconcile
from reconcile.i18n.formats import half_up, percent, whole
from reconcile.i18n.words import LANGUAGES, Field, Template, Words, catalog
from reconcile.model.periods import Period
from reconcile.model.places import CellRef, LineRef
from reconcile.model.values import (
    Cells,
    Count,
    Day,
    Fractional,
    Interval,
    Money,
    Names,
    Ratio,
    Term,
    Text,
    Value,
    Written,
)

PACKAGE = Path(reconcile.__file__).parent
I18N = PACKAGE / "i18n"
AREAS = sorted(path.relative_to(I18N).with_suffix("").as_posix() for path in I18N.rglob("*.toml"))
D8, D9 = (CellRef("thu.xlsx", "Thu", row, 4) for row in (8, 9))

each_area = pytest.mark.parametrize("area", AREAS)


def forms(template: Template) -> list[str]:
    """A template's one form, or its two."""
    return [template] if isinstance(template, str) else list(template.values())


def placeholders(template: Template) -> set[str]:
    """The names in braces; raises ValueError where braces do not match."""
    return {name for form in forms(template) for _, name, _, _ in Formatter().parse(form) if name is not None}


@each_area
def test_both_languages_have_the_same_sentences(area: str) -> None:
    words = catalog(area)
    assert set(words) == set(LANGUAGES)
    assert set(words["vi"]) == set(words["en"])


@each_area
def test_both_languages_name_the_same_fields(area: str) -> None:
    words = catalog(area)
    found = {key: (placeholders(words["vi"][key]), placeholders(words["en"][key])) for key in words["vi"]}
    assert {key: pair for key, pair in found.items() if pair[0] != pair[1]} == {}


@each_area
def test_only_english_has_a_singular_and_then_it_counts_something(area: str) -> None:
    words = catalog(area)
    assert all(isinstance(template, str) for template in words["vi"].values())
    for key, template in words["en"].items():
        if not isinstance(template, str):
            assert set(template) == {"one", "other"}, key
            assert "count" in placeholders(words["vi"][key]), key


@each_area
def test_a_field_has_a_plain_name_and_no_format(area: str) -> None:
    for language in LANGUAGES:
        for key, template in catalog(area)[language].items():
            for form in forms(template):
                for _, name, spec, conversion in Formatter().parse(form):
                    assert name is None or (name.isidentifier() and not spec and not conversion), key


@each_area
def test_no_sentence_is_blank(area: str) -> None:
    for language in LANGUAGES:
        for key, template in catalog(area)[language].items():
            assert all(form.strip() for form in forms(template)), key


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (Money(0), "0", "0"),
        (Money(999), "999", "999"),
        (Money(1_000), "1.000", "1,000"),
        (Money(101_250_000), "101.250.000", "101,250,000"),
        (Money(-10_000_000), "-10.000.000", "-10,000,000"),
        (Count(5_892), "5.892", "5,892"),
        (Ratio(62, 63), "98,41%", "98.41%"),
        (Fractional(62, 63), "62/63", "62/63"),
        (Day(date(2020, 1, 14)), "14/01/2020", "14/01/2020"),
        (Period.year(2019), "2019", "2019"),
        (Period.month(2019, 3), "03/2019", "03/2019"),
        (Period(date(2019, 1, 1), date(2020, 12, 31)), "2019-2020", "2019-2020"),
        (Period.year(2019, (7, 1)), "01/07/2019 - 30/06/2020", "01/07/2019 - 30/06/2020"),
        (Period(date(2019, 1, 1), date(2019, 3, 31)), "01/01/2019 - 31/03/2019", "01/01/2019 - 31/03/2019"),
        (Written("hơn 98 %", Interval(Fraction(98), Fraction(99))), "hơn 98 %", "hơn 98 %"),
        (Text("Cộng hội phí"), "Cộng hội phí", "Cộng hội phí"),
        (Names(("An Phú", "Củ Chi")), "An Phú, Củ Chi", "An Phú, Củ Chi"),
        (Term("short"), "thiếu", "short by"),
        (D8, "D8", "D8"),
        (Cells((D8, D9)), "D8, D9", "D8, D9"),
        (LineRef("rules.toml", 24), "24", "24"),
    ],
    ids=repr,
)
def test_a_value_looks_as_people_write_it(value: Value, vi: str, en: str) -> None:
    assert (Words("vi").show(value), Words("en").show(value)) == (vi, en)


@pytest.mark.parametrize(
    ("numerator", "denominator", "vi", "en"),
    [
        (62, 63, "98,41%", "98.41%"),
        (63, 64, "98,44%", "98.44%"),
        (1, 1, "100,00%", "100.00%"),
        (0, 63, "0,00%", "0.00%"),
        (1, 800, "0,13%", "0.13%"),
        (1, 80_000, "0,00%", "0.00%"),
        (1, 20_000, "0,01%", "0.01%"),
        (3, 20_000, "0,02%", "0.02%"),
        (-1, 800, "-0,13%", "-0.13%"),
        (25, 2, "1.250,00%", "1,250.00%"),
        (5, 0, "–", "–"),
    ],
)
def test_a_percentage_has_two_places_rounded_half_up(numerator: int, denominator: int, vi: str, en: str) -> None:
    assert (percent(numerator, denominator, "vi"), percent(numerator, denominator, "en")) == (vi, en)


@pytest.mark.parametrize(("places", "shown"), [(0, "98%"), (1, "98,4%"), (2, "98,41%"), (3, "98,413%")])
def test_a_percentage_has_as_many_places_as_asked(places: int, shown: str) -> None:
    assert percent(62, 63, "vi", places) == shown


@given(st.integers(-(10**15), 10**15), st.sampled_from(LANGUAGES))
@examples(max_examples=50)
def test_a_whole_number_loses_no_digit(number: int, lang: str) -> None:
    assert int(whole(number, lang).replace(".", "").replace(",", "")) == number


@given(st.fractions(), st.integers(0, 4))
@examples(max_examples=50)
def test_rounding_goes_to_the_nearest_and_away_from_zero_in_the_middle(number: Fraction, places: int) -> None:
    rounded, step = half_up(number, places), Fraction(1, 10**places)
    assert (rounded / step).denominator == 1
    assert abs(rounded - number) <= step / 2
    assert half_up(-number, places) == -rounded
    if abs(rounded - number) == step / 2:
        assert abs(rounded) > abs(number)


@pytest.mark.parametrize(
    ("lang", "fields", "said"),
    [
        ("en", {"count": Count(1)}, "One rate"),
        ("en", {"count": Count(2)}, "2 rates"),
        ("en", {"count": 1}, "One rate"),
        ("vi", {"count": Count(1)}, "1 mức thu"),
    ],
)
def test_the_count_chooses_the_form(lang: str, fields: dict[str, Field], said: str) -> None:
    due, year = Money(1_600_000), Period.year(2019)
    assert Words(lang).say("C101", "what", fields, due=due, period=year).startswith(said)


def test_there_is_no_third_language_and_no_fallback() -> None:
    with pytest.raises(ValueError, match="fr"):
        Words("fr")
    with pytest.raises(KeyError):
        Words("en").say("C101", "no such sentence")
    with pytest.raises(FileNotFoundError):
        Words("en").say("Z999", "what")


def test_a_field_that_is_not_given_is_an_error_and_no_blank() -> None:
    with pytest.raises(KeyError, match="gap"):
        Words("vi").say("A101", "line", stated=Money(1), expected=Money(2), direction=Term("short"))


def foreign_literals(path: Path) -> list[tuple[int, str]]:
    """Line and text of the string literals with letters outside ASCII; texts that stand alone are documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
        if any(char.isalpha() and not char.isascii() for char in node.value)
    ]


BROKEN = {
    "writers/measure.py": "the width of one letter",
}
"""Files that still hold such letters, and which; each fails until it is mended, and then its line must go."""


def test_vietnamese_words_stand_in_i18n_text_and_vocabulary_only() -> None:
    files = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
    found = {
        name: foreign_literals(path)
        for name, path in files.items()
        if name.split("/")[0] not in {"i18n", "text"} and name not in BROKEN
    }
    assert {name: literals for name, literals in found.items() if literals} == {}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.xfail(reason=why, strict=True)) for name, why in BROKEN.items()],
)
def test_the_last_files_hold_none_either(name: str) -> None:
    assert foreign_literals(PACKAGE / name) == []


def test_a_vietnamese_literal_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text('"""Hội phí."""\nTOTAL = "Cộng"  # Tổng\n"""Một ghi chú."""\n', encoding="utf-8")
    assert foreign_literals(path) == [(2, "Cộng")]
