"""Dates, periods and as-of days: every shape of the 2019 report and of the sheets."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.text.dates import read_as_of, read_date, read_period, years_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ngày 18 tháng 02 năm 2020", date(2020, 2, 18)),
        ("18 tháng 02 năm 2020", date(2020, 2, 18)),
        ("Hà Nội, ngày 18 tháng 02 năm 2020", date(2020, 2, 18)),
        ("Ha Noi, ngay 18 thang 2 nam 2020", date(2020, 2, 18)),
        ("21/11/2019", date(2019, 11, 21)),
        ("(21.4.2019)", date(2019, 4, 21)),
        ("21.4.2020", date(2020, 4, 21)),
        ("06-03-2019", date(2019, 3, 6)),
        ("06-03-2'024", date(2024, 3, 6)),
        ("1/2/19", date(2019, 2, 1)),
        ("01/07/2025", date(2025, 7, 1)),
        ("1 / 7 / 2025", date(2025, 7, 1)),
        ("ngày 15/3/2019", date(2019, 3, 15)),
        ("04/03/2019 10:15:22", date(2019, 3, 4)),
        ("2019-11-21", date(2019, 11, 21)),
        ("2019-11-21T00:00:00", date(2019, 11, 21)),
        ("18 February 2020", date(2020, 2, 18)),
        ("18 Feb 2020", date(2020, 2, 18)),
        ("February 18, 2020", date(2020, 2, 18)),
        ("Date: 18/02/2020", date(2020, 2, 18)),
        ("29/2/2020", date(2020, 2, 29)),
    ],
)
def test_a_date_is_read_day_first(text: str, day: date) -> None:
    assert read_date(text) == day
    assert read_date(text, year=1999) == day


@pytest.mark.parametrize("text", ["15/3", "15.3", "15/03", "ngày 15/3", "15 tháng 3", "(15/3)"])
def test_a_day_without_year_needs_the_year_of_its_sheet(text: str) -> None:
    assert read_date(text, year=2019) == date(2019, 3, 15)
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2019", "29/2/2019", "3/15/2019", "13/13/2019", "11/2019", "62/63", "tháng 3/2019", "2019", "4.0",
     "15-3", "21-22/6/2019", "1/2/2019 và 3/2/2019", "42-CT/TW", "1.000.000", "0/1/2019", "1/1/0019",
     "21/11-2019", "CK 15/3"],
)  # fmt: skip
def test_what_is_no_day_is_none_and_never_swapped(text: str) -> None:
    assert read_date(text, year=2019) is None


@settings(max_examples=60)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["/", ".", "-"]), st.booleans())
def test_every_day_is_read_back(day: date, mark: str, padded: bool) -> None:
    parts = (f"{day.day:02}", f"{day.month:02}") if padded else (str(day.day), str(day.month))
    assert read_date(mark.join((*parts, str(day.year)))) == day
    assert read_date(f"ngày {parts[0]} tháng {parts[1]} năm {day.year}") == day


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("năm 2019", "2019"),
        ("2019", "2019"),
        ("Hội phí 2019", "2019"),
        ("HP 2019", "2019"),
        ("HP nam 2019", "2019"),
        ("year 2019", "2019"),
        ("Năm 2019-2020", "2019-01-01..2020-12-31"),
        ("2019 - 2020", "2019-01-01..2020-12-31"),
        ("2019+2020", "2019-01-01..2020-12-31"),
        ("2019 + 2020", "2019-01-01..2020-12-31"),
        ("2 năm (2019+2020)", "2019-01-01..2020-12-31"),
        ("(2020-2025)", "2020-01-01..2025-12-31"),
        ("nhiệm kỳ 2016-2021", "2016-01-01..2021-12-31"),
        ("dự án năm 2019–2020", "2019-01-01..2020-12-31"),
        ("tháng 3/2019", "2019-03"),
        ("tháng 8 năm 2019", "2019-08"),
        ("T3/2019", "2019-03"),
        ("3/2019", "2019-03"),
        ("10/2019", "2019-10"),
        ("March 2019", "2019-03"),
        ("Quý I/2019", "2019-Q1"),
        ("Quý IV năm 2019", "2019-Q4"),
        ("Q1/2019", "2019-Q1"),
        ("Q1 2019", "2019-Q1"),
        ("6 tháng đầu năm 2019", "2019-01-01..2019-06-30"),
        ("6 tháng cuối năm 2019", "2019-07-01..2019-12-31"),
        ("từ 01/03/2019 đến 31/03/2019", "2019-03"),
        ("Từ ngày 01/03/2019 đến ngày 31/03/2019", "2019-03"),
        ("21-22/6/2019", "2019-06-21..2019-06-22"),
        ("25-30/8/2019", "2019-08-25..2019-08-30"),
        ("15/11 đến 17/11/2019", "2019-11-15..2019-11-17"),
        ("từ tháng 1 đến tháng 6/2019", "2019-01-01..2019-06-30"),
        ("T1-T3/2019", "2019-Q1"),
        ("BẢNG TỔNG HỢP THU HỘI PHÍ NĂM 2019 (Kèm theo Công văn số 12 ngày 05/01/2020)", "2019"),
        ("BẢNG TỔNG HỢP THU HỘI PHÍ NĂM 2019 (Tính đến ngày 31/01/2020)", "2019"),
        ("BÁO CÁO THU – CHI HỘI PHÍ QUÝ II NĂM 2019", "2019-Q2"),
    ],
)
def test_a_period_is_read(text: str, key: str) -> None:
    period = read_period(text)
    assert period is not None
    assert period.key == key


@pytest.mark.parametrize(
    "text",
    ["", "năm", "Năm", "21/11/2019", "(Tính đến ngày 31/12/2019)", "Công văn số 12/2019/QĐ", "tháng 13/2019", "62/63",
     "năm 2018, năm 2019", "4.0", "5 năm", "từ 31/03/2019 đến 01/03/2019", "2020-2019", "Quý V/2019", "1.000.000"],
)  # fmt: skip
def test_no_period_or_two_are_none(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("(Tính đến ngày 31/01/2020)", date(2020, 1, 31)),
        ("tính đến 31/01/2020", date(2020, 1, 31)),
        ("as of 31/01/2020", date(2020, 1, 31)),
        ("Số liệu tính đến hết ngày 31 tháng 12 năm 2019", date(2019, 12, 31)),
        ("DANH SÁCH NỘP HỘI PHÍ NĂM 2019 (tính đến 31.01.2020)", date(2020, 1, 31)),
        ("tính đến hết tháng 2/2020", date(2020, 2, 29)),
        ("tính đến hết năm 2019 (dự kiến)", date(2019, 12, 31)),
    ],
)
def test_an_as_of_day_is_read(text: str, day: date) -> None:
    assert read_as_of(text) == day


@pytest.mark.parametrize("text", ["", "31/01/2020", "tính đến nay", "tính đến 31/02/2020", "ngày 31/01/2020", "as of"])
def test_without_its_words_or_its_day_there_is_no_as_of(text: str) -> None:
    assert read_as_of(text) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("nhiệm kỳ 2016-2021", (2016, 2021)),
        ("2019+2020, 2019", (2019, 2020)),
        ("21/11/2019", (2019,)),
        ("tháng 8/2019", (2019,)),
        ("HP2019", (2019,)),
        ("2000 đồng", ()),
        ("2.000", ()),
        ("1900.000", ()),
        ("12019", ()),
        ("3019", ()),
        ("", ()),
    ],
)
def test_years_are_found_in_order(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years


@settings(max_examples=60)
@given(st.text(alphabet="0123456789/.-+ tnqđenăm", max_size=30))
def test_no_text_raises(text: str) -> None:
    read_date(text, year=2019)
    read_period(text)
    read_as_of(text)
    years_in(text)
