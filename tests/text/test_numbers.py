"""The money grammar: every row of the tables, and what must never become money."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.model.values import Interval, Number, Unknown
from reconcile.text.numbers import read_number
from reconcile.text.read import Read

TEXT = Unknown("text")
VAGUE = ("approximate",)


def between(lo: int | None, hi: int | None, *, lo_open: bool = False, hi_open: bool = False) -> Interval:
    low, high = (None if end is None else Fraction(end) for end in (lo, hi))
    return Interval(low, high, lo_open, hi_open)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("63 triệu đồng", 63_000_000),
        ("38 triệu 250 ngàn đồng", 38_250_000),
        ("101 triệu 250 ngàn đồng.", 101_250_000),
        ("10.000.000 đồng", 10_000_000),
        ("10.000.000đ", 10_000_000),
        ("10,000,000 VND", 10_000_000),
        ("10 000 000 đồng", 10_000_000),
        ("10\u00a0000\u00a0000 đ", 10_000_000),
        ("10\u202f000\u202f000₫", 10_000_000),
        ("10'000'000 VNĐ", 10_000_000),
        ("₫120,000", 120_000),
        ("VND 1.000.000", 1_000_000),
        ("55 triệu đồng", 55_000_000),
        ("111 triệu đồng chẵn", 111_000_000),
        ("111 triệu đồng chẵn.", 111_000_000),
        ("111 triệu đồng chẵn./.", 111_000_000),
        ("111,25 triệu", 111_250_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1.5 tỷ", 1_500_000_000),
        ("1,5 tỉ đồng", 1_500_000_000),
        ("1,250 triệu", 1_250_000),
        ("0.125 tỷ", 125_000_000),
        ("0,5 triệu", 500_000),
        ("4tr8", 4_800_000),
        ("5tr873", 5_873_000),
        ("2tr05", 2_050_000),
        ("2tr500k", 2_500_000),
        ("750k", 750_000),
        ("750K", 750_000),
        ("1tr", 1_000_000),
        ("1 trđ", 1_000_000),
        ("1 tr.đ", 1_000_000),
        ("250 ng.đ", 250_000),
        ("250 ngđ", 250_000),
        ("2 nghìn tỷ", 2_000_000_000_000),
        ("5 trăm nghìn", 500_000),
        ("34 vạn", 340_000),
        ("1 tỷ 5 triệu", 1_005_000_000),
        ("38 triệu 250.000", 38_250_000),
        ("38 triệu 250 000 đồng", 38_250_000),
        ("1 triệu rưỡi", 1_500_000),
        ("-5 triệu", -5_000_000),
        ("âm 5 triệu", -5_000_000),
        ("(5.000.000 đồng)", -5_000_000),
        ("(5.000.000)đ", -5_000_000),
        ("hai nghìn tỷ", 2_000_000_000_000),
        ("Một trăm năm mươi ngàn đồng chẵn", 150_000),
        ("âm năm triệu", -5_000_000),
        ("không đồng", 0),
        ("0 đồng", 0),
        ("2.5 million", 2_500_000),
        ("0\u0111", 0),
        ("１０.０００ Ðồng", 10_000),
    ],
)
def test_an_amount_that_names_its_unit(text: str, value: int) -> None:
    for scale, bare in ((1, True), (1000, True), (1, False)):
        assert read_number(text, scale=scale, bare=bare) == Read(value, own_scale=True)


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("10 000 000", 1, 10_000_000),
        ("115000.00000", 1, 115_000),
        ("1500000,0000", 1, 1_500_000),
        ("63.000", 1, 63_000),
        ("1000000", 1, 1_000_000),
        ("0", 1, 0),
        ("05", 1, 5),
        ("+500.000", 1, 500_000),
        ("38,25", 10**6, 38_250_000),
        ("38.250", 1000, 38_250_000),
        ("1.000.000,00", 1, 1_000_000),
        ("10 000 000,50", 1000, 10_000_000_500),
        ("(1.000.000)", 1, -1_000_000),
        ("(40,000,000)", 1, -40_000_000),
        ("1.000.000-", 1, -1_000_000),
        ("−1.000.000", 1, -1_000_000),
        ("– 1.000.000", 1, -1_000_000),
        ("1.000.000./.", 1, 1_000_000),
        ("1.000.000 y", 1, 1_000_000),
        ("4.0", 1, 4),
    ],
)
def test_a_bare_number_takes_the_unit_of_its_column(text: str, scale: int, value: int) -> None:
    assert read_number(text, scale=scale) == Read(value)
    assert read_number(text, scale=scale, bare=False) == Read(TEXT)


@pytest.mark.parametrize(
    ("text", "scale", "value", "rival"),
    [
        ("1.250 triệu", 1, 1_250_000_000, 1_250_000),
        ("25,000", 1, 25_000, 25),
        ("3,500", 1000, 3_500_000, 3_500),
        ("38,250", 10**6, 38_250_000_000, 38_250_000),
        ("1t2", 1, 1_200_000_000, 1_200_000),
        ("một triệu hai", 1, 1_200_000, 1_000_002),
    ],
)
def test_an_ambiguous_text_keeps_both_readings(text: str, scale: int, value: int, rival: int) -> None:
    read = read_number(text, scale=scale)
    assert (read.value, read.rival, read.doubts) == (value, rival, ("ambiguous",))


@pytest.mark.parametrize(
    ("text", "value", "doubts"),
    [
        ("1 triệu 2", 1_200_000, ("colloquial",)),
        ("38 triệu 250", 38_250_000, ("colloquial",)),
        ("1.234.567,89", Fraction(123_456_789, 100), ("fraction_of_dong",)),
        ("1,234,567.89", Fraction(123_456_789, 100), ("fraction_of_dong",)),
        ("38,25", Fraction(153, 4), ("fraction_of_dong",)),
        ("mười năm triệu", 15_000_000, ("variant",)),
        ("mười nhăm triệu", 15_000_000, ("variant",)),
        ("500+500", 1_000, ("sum",)),
        ("500k + 200k", 700_000, ("sum",)),
        ("(2)", -2, ("ambiguous",)),
        ("0912345678", 912_345_678, ("leading_zero",)),
    ],
)
def test_a_doubtful_text_says_its_doubt(text: str, value: Number, doubts: tuple[str, ...]) -> None:
    read = read_number(text)
    assert (read.value, read.doubts) == (value, doubts)


@pytest.mark.parametrize(
    ("text", "value", "note", "doubts"),
    [
        ("1.000.000 (CK 15/3)", 1_000_000, "CK 15/3", ()),
        ("1.000.000(CK)", 1_000_000, "CK", ()),
        ("1tr - nợ 2018", 1_000_000, "nợ 2018", ()),
        ("1tr 15/3", 1_000_000, "15/3", ()),
        ("1.000.000 - 15/3/2019", 1_000_000, "15/3/2019", ()),
        ("1.000.000; CK", 1_000_000, "CK", ()),
        ("1.000.000\nCK Đông Á", 1_000_000, "CK Đông Á", ()),
        ("1.000.000 đồng tiền mặt", 1_000_000, "tiền mặt", ()),
        ("1.000.000*", 1_000_000, "*", ()),
        ("1.000.000²", 1_000_000, "²", ()),
        ("1.000.000 (1)", 1_000_000, "1", ()),
        ("(1)     419.278.223", 419_278_223, "(1)", ()),
        ("150.000đ/tháng/đơn vị", 150_000, "/tháng/đơn vị", ("rate",)),
        ("1.000.000 đồng/năm", 1_000_000, "/năm", ("rate",)),
        ("89 hội viên", 89, "hội viên", ("counted",)),
        ("5 năm", 5, "năm", ("counted",)),
        ("5.892 người", 5_892, "người", ()),
        ("01 đồng chí", 1, "đồng chí", ("counted",)),
        ("01 đ/c", 1, "đ/c", ("counted",)),
    ],
)
def test_the_rest_of_the_cell_is_its_note(text: str, value: int, note: str, doubts: tuple[str, ...]) -> None:
    read = read_number(text)
    assert (read.value, read.note, read.doubts) == (value, note, doubts)


@pytest.mark.parametrize(
    ("text", "value", "doubts"),
    [
        ("gần 180", between(None, 180, hi_open=True), ()),
        ("trên 25", between(25, None, lo_open=True), ()),
        ("hơn 200 hội viên", between(200, None, lo_open=True), ("counted",)),
        ("từ 100-150", between(100, 150), ()),
        ("từ 100-150 hội viên mới", between(100, 150), ("counted",)),
        ("từ 2 đến 3 Chi hội", between(2, 3), ("counted",)),
        ("100 – 150", between(100, 150), ()),
        ("10-12 triệu", between(10_000_000, 12_000_000), ()),
        ("500 nghìn đến 1 triệu", between(500_000, 1_000_000), ()),
        ("hơn 20 triệu đồng", between(20_000_000, None, lo_open=True), ()),
        ("dưới 5 triệu", between(None, 5_000_000, hi_open=True), ()),
        ("chưa đến 5 triệu", between(None, 5_000_000, hi_open=True), ()),
        ("tối thiểu 1,2 triệu", between(1_200_000, None), ()),
        ("ít nhất 1 triệu", between(1_000_000, None), ()),
        ("tối đa 10 triệu", between(None, 10_000_000), ()),
        ("không quá 10 triệu", between(None, 10_000_000), ()),
        ("1 triệu trở lên", between(1_000_000, None), ()),
        ("khoảng 20 triệu", between(15_000_000, 25_000_000, hi_open=True), VAGUE),
        ("xấp xỉ 150 nghìn", between(145_000, 155_000, hi_open=True), VAGUE),
        ("~ 98", Interval(Fraction("97.5"), Fraction("98.5"), hi_open=True), VAGUE),
        ("hơn một triệu đồng", between(1_000_000, None, lo_open=True), ()),
    ],
)
def test_an_approximation_is_an_interval(text: str, value: Interval, doubts: tuple[str, ...]) -> None:
    read = read_number(text)
    assert (read.value, read.doubts) == (value, doubts)


def test_the_unit_of_the_column_scales_both_ends_of_an_interval() -> None:
    assert read_number("từ 100-150", scale=1000).value == between(100_000, 150_000)


@pytest.mark.parametrize("text", ["10.00.000", "1.0000", "12.34.56", "1 000.000", "012.345",
                                  "1,234.567.890", "5 nghìn 2 triệu", "1 tỷ 5000 triệu", "1 tỷ triệu"])  # fmt: skip
def test_wrong_grouping_is_an_error_and_never_coerced(text: str) -> None:
    assert read_number(text) == Read(TEXT, doubts=("bad_grouping",))


@pytest.mark.parametrize(
    "text",
    ["62/63", "62/63 đơn vị", "15/3", "15/3/2019", "3/2019", "06-03-2019", "21.4.2019a", "2016-2021", "2019 - 2020",
     "2019+2020", "98,41 %", "100% đồng ý", "lần thứ 7", "Lâm Đồng", "tỷ lệ", "năm", "ba nước", "v", "√", "P",
     "#REF!", "Nguyễn Văn A", "42-CT/TW", "33-NQ/TW", "1. Hà Nội", "1) Hà Nội", "5a", "500.000; 300.000",
     "1.000.000 500.000", "500 - 300", "hàng chục ngàn, hàng triệu độc giả", "hơn", "từ", "()", "+", "T3/2019",
     "1.000.000,-", "VIII", "năm 2019", "100.000 x 5", "5 x 100.000", "1 triệu 2 lần", "1e6",
     "quà 500.000", "-5-", "(-5)"],
)  # fmt: skip
def test_what_is_no_number_is_unknown(text: str) -> None:
    read = read_number(text)
    assert read.value == TEXT
    assert not read.own_scale


@pytest.mark.parametrize("text", ["100 USD", "100$", "5,000 EUR", "500 đô la", "500 đô"])
def test_another_currency_is_not_read_as_dong(text: str) -> None:
    assert read_number(text) == Read(TEXT, doubts=("foreign",))


@pytest.mark.parametrize(
    "text",
    ["lần thứ 7", "5 năm", "4.0", "Lâm Đồng", "tỷ lệ", "1 số địa phương", "62/63", "01 đồng chí", "01 đ/c", "2 trường",
     "5 tỷ lệ", "10 năm", "65 năm", "02 Lớp", "mười năm", "CONSAL XVIII", "3 đông", "2 đóng góp", "5 trang", "7 tư"],
)  # fmt: skip
def test_numbers_inside_words_are_never_money(text: str) -> None:
    assert read_number(text, bare=False) == Read(TEXT)


@pytest.mark.parametrize("text", ["-", "–", "—", " - ", "--"])
def test_a_dash_is_nil(text: str) -> None:
    assert read_number(text, scale=1000) == Read(0, nil=True)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\n"])
def test_a_blank_is_unknown(text: str) -> None:
    assert read_number(text) == Read(Unknown("blank"))


@pytest.mark.parametrize("text", ["x", "X", " x "])
def test_an_x_marks_a_cell_that_does_not_add(text: str) -> None:
    assert read_number(text) == Read(Unknown("not_additive"))


@settings(max_examples=60)
@given(st.integers(-(10**13), 10**13), st.sampled_from([".", ",", " ", "'", "\u00a0"]), st.sampled_from([1, 1000]))
def test_every_grouping_of_an_amount_is_read_back(amount: int, mark: str, scale: int) -> None:
    written = f"{amount:,}".replace(",", mark)
    assert read_number(written, scale=scale).value == amount * scale
    assert read_number(written + " đồng", scale=scale).value == amount


@settings(max_examples=60)
@given(st.text(alphabet="0123456789.,-+()/ đktrxy%triệuhơn'", max_size=24))
def test_no_text_raises_and_no_value_is_a_float(text: str) -> None:
    for bare in (True, False):
        assert isinstance(read_number(text, bare=bare).value, int | Fraction | Interval | Unknown)


def test_a_long_cell_is_read_in_one_pass() -> None:
    assert read_number("1.000.000;" * 3000).value == TEXT
    assert read_number("1) " * 10_000 + "5").value == TEXT
    assert read_number("tỷ " * 10_000).value == TEXT
