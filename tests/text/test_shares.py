"""Shares and percentages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reconcile.model.values import Interval
from reconcile.text.shares import read_percent, read_share


def between(lo: str | None, hi: str | None, *, lo_open: bool = False, hi_open: bool = False) -> Interval:
    low, high = (None if end is None else Fraction(end) for end in (lo, hi))
    return Interval(low, high, lo_open, hi_open)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("62/63", (62, 63)),
        ("62/63 đơn vị", (62, 63)),
        ("(62/63 đơn vị)", (62, 63)),
        ("62 / 63 đơn vị trong hệ thống TVCC", (62, 63)),
        ("đạt 62/63 đơn vị", (62, 63)),
        ("62/63 đơn vị (đạt tỷ lệ hơn 98 %)", (62, 63)),
        ("338/338", (338, 338)),
        ("64/63", (64, 63)),
        ("5/10 đơn vị", (5, 10)),
        ("0/12", (0, 12)),
        ("62/63 units", (62, 63)),
    ],
)
def test_a_share_has_two_numbers(text: str, share: tuple[int, int]) -> None:
    assert read_share(text) == share


@pytest.mark.parametrize(
    "text",
    ["15/3/2019", "3/2019", "02/2020", "15/3", "5/10", "5/10 CK", "21-22/6/2019", "2019/2020", "62/0", "62", "",
     "ngày 5/10", "42-CT/TW", "1/1900", "7/2100 đơn vị", "tháng 8/2019", "62/63/64"],
)  # fmt: skip
def test_a_date_is_never_a_share(text: str) -> None:
    assert read_share(text) is None


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("98,41 %", between("98.405", "98.415", hi_open=True)),
        ("98.41%", between("98.405", "98.415", hi_open=True)),
        ("98,4 %", between("98.35", "98.45", hi_open=True)),
        ("98,00 %", between("97.995", "98.005", hi_open=True)),
        ("100%", between("99.5", "100.5", hi_open=True)),
        ("100% đồng ý", between("99.5", "100.5", hi_open=True)),
        ("Tỷ lệ: 98 %", between("97.5", "98.5", hi_open=True)),
        ("-5,2 %", between("-5.25", "-5.15", hi_open=True)),
        ("hơn 98 %", between("98", "99", lo_open=True, hi_open=True)),
        ("(đạt tỷ lệ hơn 98 %)", between("98", "99", lo_open=True, hi_open=True)),
        ("trên 98 %", between("98", None, lo_open=True)),
        ("hơn 98,5 %", between("98.5", "98.6", lo_open=True, hi_open=True)),
        ("hơn 90 %", between("90", "100", lo_open=True, hi_open=True)),
        ("gần 98 %", between("97", "98", lo_open=True, hi_open=True)),
        ("dưới 50 %", between(None, "50", hi_open=True)),
        ("ít nhất 70 %", between("70", None)),
        ("tối đa 10%", between(None, "10")),
        ("khoảng 98 %", between("97.5", "98.5", hi_open=True)),
        ("over 98 %", between("98", "99", lo_open=True, hi_open=True)),
    ],
)
def test_a_percentage_is_the_interval_that_its_writing_means(text: str, percent: Interval) -> None:
    assert read_percent(text) == percent


@pytest.mark.parametrize("text", ["", "98,41", "hơn 98", "%", "tỷ lệ", "nhất trí 100% đồng ý", "95-98 %", "1.2.3 %"])
def test_no_percent_sign_no_percentage(text: str) -> None:
    assert read_percent(text) is None


def test_sixty_two_of_sixty_three_is_more_than_98_percent() -> None:
    stated = read_percent("(đạt tỷ lệ hơn 98 %)")
    assert isinstance(stated, Interval)
    assert Fraction(6200, 63) in stated
    assert Fraction(6200, 62) not in stated
