from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from reconcile.cli.asked import asked, association, day_of, language, period_of
from reconcile.model.errors import ReconcileError
from reconcile.model.periods import Period

JULY = {"fiscal_year_starts": "07-01"}
PLAIN = {"sheets": (), "rules": "rules.toml", "output": "output", "period": None, "as_of": None, "decisions": ()}


@pytest.mark.parametrize(
    ("text", "table", "period"),
    [
        ("2019", {}, Period.year(2019)),
        ("2019", {"fiscal_year_starts": "01-01"}, Period.year(2019)),
        ("2019", JULY, Period(date(2019, 7, 1), date(2020, 6, 30))),
        ("2026-10", JULY, Period.month(2026, 10)),
        (" 2026-02 ", {}, Period.month(2026, 2)),
    ],
)
def test_a_year_is_the_fiscal_year_that_starts_in_it(text: str, table: Mapping[str, object], period: Period) -> None:
    assert period_of(text, table) == period


@pytest.mark.parametrize("text", ["", "19", "2019-13", "10/2026", "2019-2020", "0000", "năm 2019", "2019-1"])
def test_no_other_period_is_guessed(text: str) -> None:
    with pytest.raises(ReconcileError) as error:
        period_of(text, {})
    assert error.value.troubles[0].code == "usage_period"


@pytest.mark.parametrize("text", ["31/01/2020", "2020-01-31", "31-1-2020"])
def test_a_day_is_read_as_iso_or_day_before_month(text: str) -> None:
    assert day_of(text) == date(2020, 1, 31)


@pytest.mark.parametrize("text", ["31/02/2020", "2020", "hôm nay", "01/13/2020"])
def test_a_day_that_is_none_is_an_error(text: str) -> None:
    with pytest.raises(ReconcileError) as error:
        day_of(text)
    assert error.value.troubles[0].code == "usage_day"


def test_without_a_word_the_folder_sheets_is_read() -> None:
    ask = asked(PLAIN)
    assert ask.sheets == (Path("sheets"),)
    assert (ask.period, ask.as_of) == (None, None)


def test_a_workbook_of_decisions_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ReconcileError) as error:
        asked({**PLAIN, "decisions": ("nowhere.xlsx",)})
    assert error.value.troubles[0].file == "nowhere.xlsx"


@pytest.mark.parametrize(
    ("args", "environment", "charter", "lang"),
    [
        ([], {}, "", "vi"),
        ([], {}, "en", "en"),
        ([], {"RECONCILE_LANG": "vi"}, "en", "vi"),
        (["run", "--lang", "en"], {"RECONCILE_LANG": "vi"}, "", "en"),
        (["--lang=en", "--help"], {}, "", "en"),
        (["run", "--lang", "fr"], {}, "en", "en"),
        (["run", "--lang"], {"RECONCILE_LANG": "de"}, "", "vi"),
    ],
)
def test_the_language_is_that_of_the_option_then_the_environment_then_the_charter(
    args: Sequence[str], environment: Mapping[str, str], charter: str, lang: str, tmp_path: Path
) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(f'[association]\nlanguage = "{charter}"\n', encoding="utf-8")
    assert language([*args[:1], "--rules", str(file), *args[1:]], environment) == lang


@pytest.mark.parametrize("content", [b"association = 3", b"[association", b"\xff\xfe", b""])
def test_a_charter_that_cannot_be_read_has_no_say_yet(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_bytes(content)
    assert association(file) == {}
    assert association(tmp_path / "none.toml") == {}
