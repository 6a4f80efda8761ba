"""Numbers in words, written and read."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.model.values import Unknown
from reconcile.text.words import in_words, read_words

AMOUNTS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.integers(0, 1200),
    st.builds(lambda high, low: high * 1000 + low, st.integers(0, 10**6), st.integers(0, 120)),
    st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(0, 999), st.integers(0, 12)),
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "Không"),
        (1, "Một"),
        (10, "Mười"),
        (11, "Mười một"),
        (14, "Mười bốn"),
        (15, "Mười lăm"),
        (20, "Hai mươi"),
        (21, "Hai mươi mốt"),
        (24, "Hai mươi tư"),
        (25, "Hai mươi lăm"),
        (100, "Một trăm"),
        (105, "Một trăm linh năm"),
        (110, "Một trăm mười"),
        (115, "Một trăm mười lăm"),
        (1_005, "Một nghìn không trăm linh năm"),
        (105_000, "Một trăm linh năm nghìn"),
        (504_021, "Năm trăm linh bốn nghìn không trăm hai mươi mốt"),
        (10**6 + 2, "Một triệu không trăm linh hai"),
        (1_050_000, "Một triệu không trăm năm mươi nghìn"),
        (10_000_000, "Mười triệu"),
        (38_250_000, "Ba mươi tám triệu hai trăm năm mươi nghìn"),
        (63_000_000, "Sáu mươi ba triệu"),
        (101_250_000, "Một trăm linh một triệu hai trăm năm mươi nghìn"),
        (110_250_000, "Một trăm mười triệu hai trăm năm mươi nghìn"),
        (1_500_000_000, "Một tỷ năm trăm triệu"),
        (1_005_000_000, "Một tỷ không trăm linh năm triệu"),
        (10**9 + 5, "Một tỷ không trăm linh năm"),
        (2 * 10**12, "Hai nghìn tỷ"),
        (10**15, "Một triệu tỷ"),
        (-5_000_000, "Âm năm triệu"),
    ],
)
def test_vietnamese_words(number: int, words: str) -> None:
    assert in_words(number) == words
    assert read_words(words).value == number


def test_region_words_are_a_choice() -> None:
    assert in_words(1_005, zero="lẻ", thousand="ngàn") == "Một ngàn không trăm lẻ năm"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "Zero"),
        (15, "Fifteen"),
        (21, "Twenty-one"),
        (100, "One hundred"),
        (1_005, "One thousand five"),
        (10**6 + 2, "One million two"),
        (10**9 + 5, "One billion five"),
        (110_250_000, "One hundred ten million two hundred fifty thousand"),
        (10**15, "One quadrillion"),
        (-5_000_000, "Minus five million"),
    ],
)
def test_english_words(number: int, words: str) -> None:
    assert in_words(number, "en") == words


def test_a_number_too_large_for_words_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        in_words(10**18)


@pytest.mark.parametrize(
    ("text", "number", "doubts"),
    [
        ("một trăm lẻ năm nghìn", 105_000, ()),
        ("một trăm linh năm ngàn", 105_000, ()),
        ("mười lăm triệu", 15_000_000, ()),
        ("mười năm triệu", 15_000_000, ("variant",)),
        ("mười nhăm triệu", 15_000_000, ("variant",)),
        ("hai mươi mốt", 21, ()),
        ("hai mươi tư", 24, ()),
        ("hai mươi bốn", 24, ()),
        ("hai mươi lăm", 25, ()),
        ("hai mươi nhăm", 25, ()),
        ("hai mốt", 21, ()),
        ("hai lăm", 25, ()),
        ("hai chục triệu", 20_000_000, ()),
        ("linh tư", 4, ()),
        ("một trăm linh tư", 104, ()),
        ("bẩy mươi bẩy", 77, ()),
        ("năm trăm linh bốn nghìn không trăm hai mươi mốt", 504_021, ()),
        ("một triệu không trăm năm mươi nghìn", 1_050_000, ()),
        ("một triệu năm mươi nghìn", 1_050_000, ()),
        ("một triệu rưỡi", 1_500_000, ()),
        ("hai trăm rưỡi", 250, ()),
        ("hai trăm rưỡi nghìn", 250_000, ()),
        ("nửa triệu", 500_000, ()),
        ("hai nghìn tỷ", 2_000_000_000_000, ()),
        ("hai tỉ", 2_000_000_000, ()),
        ("ba mươi tư vạn", 340_000, ()),
        ("hai vạn ba nghìn", 23_000, ()),
        ("một phẩy năm tỷ", 1_500_000_000, ()),
        ("một phẩy hai mươi lăm triệu", 1_250_000, ()),
        ("một phẩy không năm triệu", 1_050_000, ()),
        ("một triệu không nghìn hai trăm", 1_000_200, ()),
        ("một tỷ không trăm triệu không trăm nghìn không trăm linh hai", 1_000_000_002, ()),
        ("không đồng", 0, ()),
        ("âm năm triệu", -5_000_000, ()),
        ("Bằng chữ: Một trăm năm mươi ngàn đồng chẵn", 150_000, ()),
        ("Bằng chữ: Một trăm năm mươi ngàn đồng chẵn./.", 150_000, ()),
        ("(Bằng chữ: Sáu mươi ba triệu đồng./.)", 63_000_000, ()),
        ("Tổng số tiền (viết bằng chữ): Mười triệu đồng y", 10_000_000, ()),
        ("Một trăm mười triệu, hai trăm năm mươi nghìn đồng", 110_250_000, ()),
        ("Bảy triệu đồng Việt Nam", 7_000_000, ()),
        ("mot tram muoi trieu hai tram nam muoi nghin dong", 110_250_000, ()),
    ],
)
def test_words_as_people_write_them(text: str, number: int, doubts: tuple[str, ...]) -> None:
    read = read_words(text)
    assert (read.value, read.doubts, read.rival) == (number, doubts, None)


@pytest.mark.parametrize(
    ("text", "number", "rival"),
    [
        ("một triệu hai", 1_200_000, 1_000_002),
        ("một nghìn năm", 1_500, 1_005),
        ("một trăm hai", 120, 102),
        ("một triệu hai trăm", 1_000_200, 1_200_000),
        ("âm một triệu hai", -1_200_000, -1_000_002),
    ],
)
def test_a_short_tail_has_two_readings(text: str, number: int, rival: int) -> None:
    read = read_words(text)
    assert (read.value, read.rival, read.doubts) == (number, rival, ("ambiguous",))


def test_a_fraction_in_words_stays_exact() -> None:
    assert read_words("nửa").value == Unknown("text")
    assert read_words("một phẩy năm").value == Fraction(3, 2)


@pytest.mark.parametrize(
    "text",
    ["", "đồng", "Hà Nội", "ba nước", "lần thứ nhất", "Nam", "hàng triệu độc giả", "triệu", "hai hai hai",
     "một nghìn hai triệu", "một triệu một tỷ triệu", "nghìn nghìn", "mười mươi", "Bằng chữ:", "- năm triệu", "linh",
     "một phẩy", "tỷ lệ", "một trăm không", "hai mươi không", "một trăm mười triệu tổng cộng"],
)  # fmt: skip
def test_what_is_no_number_in_words_is_unknown(text: str) -> None:
    assert read_words(text).value == Unknown("text")


@settings(max_examples=60)
@given(AMOUNTS, st.sampled_from(["linh", "lẻ"]), st.sampled_from(["nghìn", "ngàn"]))
def test_what_is_written_is_read_back(number: int, linh: str, nghin: str) -> None:
    words = in_words(number, zero=linh, thousand=nghin)
    assert read_words(words).value == number
    assert read_words(f"Bằng chữ: {words} đồng chẵn./.").value == number


@settings(max_examples=60)
@given(AMOUNTS)
def test_different_numbers_have_different_words(number: int) -> None:
    assert in_words(number) != in_words(number + 1)
    assert in_words(number, "en") != in_words(number + 1, "en")
