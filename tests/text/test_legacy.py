"""Texts of the fonts .Vn… and VNI-…: every letter, the case, the lost ư, and what is never taken for one."""

from __future__ import annotations

import random
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.text.legacy import by_font, horns_lost, legacy_of, tcvn3, vni
from reconcile.text.syllables import Weighed, possible, winner
from tests.text.legacy_samples import (
    ENGLISH,
    FRENCH,
    GERMAN,
    PLACES,
    REPORT,
    TCVN3,
    VNI,
    VNI_CAPITALS,
    dues_table,
    typed_tcvn3,
    typed_vni,
)

WORDS = sorted(
    {word.strip(".,:;()") for word in REPORT.split()}
    | {word for place in PLACES for word in place.split() if word != "-"}
)
TYPED = {"tcvn3": (typed_tcvn3, tcvn3), "vni": (typed_vni, vni)}


def test_the_table_of_tcvn3_has_all_letters() -> None:
    assert len(TCVN3) == 67 + 7
    assert len(VNI) == 67


@pytest.mark.parametrize(("letter", "typed"), TCVN3.items())
def test_every_letter_of_tcvn3_is_read(letter: str, typed: str) -> None:
    assert tcvn3(f"t{typed}") == f"t{letter}"
    assert tcvn3(typed, capitals=True) == letter.upper()


@pytest.mark.parametrize(("letter", "typed"), (VNI | VNI_CAPITALS).items())
def test_every_letter_of_vni_is_read(letter: str, typed: str) -> None:
    assert vni(typed) == letter
    assert vni(typed[0].upper() + typed[1:].lower()) == letter.upper()


@pytest.mark.parametrize(
    ("in_tcvn3", "in_vni", "read"),
    [
        ("Héi phÝ", "Hoäi phí", "Hội phí"),
        ("§¬n vÞ tÝnh: ®ång", "Ñôn vò tính: ñoàng", "Đơn vị tính: đồng"),
        ("Tæng céng", "Toång coäng", "Tổng cộng"),
        ("Sè ®· nép", "Soá ñaõ noäp", "Số đã nộp"),
        ("1.250.000 ®, 50 %", "1.250.000 ñ, 50 %", "1.250.000 đ, 50 %"),
        ("Q§-BNV, “h\xadëng”", "QÑ-BNV, “höôûng”", "QĐ-BNV, “hưởng”"),
    ],
)
def test_one_text_in_both_codings(in_tcvn3: str, in_vni: str, read: str) -> None:
    assert tcvn3(in_tcvn3) == read
    assert vni(in_vni) == read


def test_vni_takes_the_case_of_both_letters() -> None:
    assert vni("QUY CHEÁ QUAÛN TRÒ TAØI CHÍNH") == "QUY CHẾ QUẢN TRỊ TÀI CHÍNH"
    assert vni("AÁp Baéc, Aên uoáng, Öu tieân") == "Ấp Bắc, Ăn uống, Ưu tiên"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("TæNG CéNG", "TỔNG CỘNG"), ("TµI CHÝNH", "TÀI CHÍNH"), ("Hµ Néi", "Hà Nội"), ("VN®", "VNđ"), ("A µ", "A à")],
)
def test_tcvn3_makes_a_toned_letter_capital_only_inside_a_capital_word(typed: str, read: str) -> None:
    assert tcvn3(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("®îc", "được"), ("híng", "hướng"), ("níc", "nước"), ("trêng, phêng", "trường, phường"),
        ("B×nh D¬ng", "Bình Dương"), ("Hng Yªn", "Hưng Yên"), ("nhng", "nhưng"), ("ngêi", "người"),
        ("hai m¬i", "hai mươi"), ("díi", "dưới"), ("Th viÖn tØnh", "Thư viện tỉnh"), ("Cha nép", "Chưa nộp"),
        ("Sè d ®Çu kú", "Số dư đầu kỳ"), ("®Çu t", "đầu tư"),
    ],
)  # fmt: skip
def test_a_lost_horn_is_put_back_where_nothing_else_can_be_meant(typed: str, read: str) -> None:
    assert tcvn3(typed) == read


@pytest.mark.parametrize("typed", ["mêi", "cha mÑ", "®a ph\xad¬ng", "hîp ®ång", "LNG", "Sè D", "l\xadu tr÷, cha nép"])
def test_a_text_that_can_be_meant_is_left(typed: str) -> None:
    read = typed
    for letter, code in TCVN3.items():
        read = read.replace(code, letter)
    assert tcvn3(typed) == read


def test_words_that_may_lack_a_horn_are_named_only_beside_a_loss() -> None:
    assert horns_lost("mêi ngêi ®îc t, Cha T") == ("mời", "t", "Cha")
    assert horns_lost("mêi cha t") == ()
    assert horns_lost("mêi h\xadíng") == ()


@pytest.mark.parametrize(
    ("text", "font", "read"),
    [
        ("Héi phÝ", ".VnTime", "Hội phí"),
        ("Héi phÝ", ".VnTimeH", "HỘI PHÍ"),
        ("Héi phÝ", " .VNARIALH", "HỘI PHÍ"),
        ("Hoäi phí", "VNI-Times", "Hội phí"),
        ("1.000", "VNI-Helve", "1.000"),
        ("Hội phí", "Times New Roman", None),
        ("Héi phÝ", "", None),
        ("Héi phÝ", "VNtimes new roman", None),
        ("Hội phí", ".VnTime", None),
        ("Ho\u0323\u0302i phí", ".VnTime", None),
        ("Cà Mau", ".VnTime", None),
        ("Cà Mau", "VNI-Times", None),
    ],
)
def test_the_font_of_a_cell_decides_unless_its_text_was_typed_for_another(
    text: str, font: str, read: str | None
) -> None:
    assert by_font(text, font) == read


@pytest.mark.parametrize("coding", TYPED)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
@settings(max_examples=60)
def test_reading_what_was_typed_gives_the_words(coding: str, words: list[str]) -> None:
    typed, read = TYPED[coding]
    text = " ".join(["thư", *words])
    assert read(typed(text)) == text


@pytest.mark.parametrize("coding", TYPED)
def test_a_column_is_known_by_its_words(coding: str) -> None:
    typed, _ = TYPED[coding]
    assert legacy_of(typed(REPORT).split("\n")) == coding
    assert legacy_of([typed(cell) for cell in dues_table(1).split(";")]) == coding


@pytest.mark.parametrize("coding", TYPED)
def test_no_run_of_thirty_words_is_taken_for_the_other_coding(coding: str) -> None:
    typed, _ = TYPED[coding]
    words, chance = REPORT.split(), random.Random(3)
    starts = [chance.randrange(len(words) - 30) for _ in range(100)]
    found = [legacy_of([typed(word) for word in words[start : start + 30]]) for start in starts]
    assert set(found) <= {coding, None}
    assert found.count(coding) >= 97


@pytest.mark.parametrize("text", [REPORT, FRENCH, GERMAN, ENGLISH, dues_table(50), "|".join(PLACES)])
def test_clean_text_is_never_taken_for_legacy(text: str) -> None:
    words = text.split()
    assert legacy_of([text]) is None
    assert legacy_of([unicodedata.normalize("NFD", text)]) is None
    for length in (1, 2, 3, 5, 8, 13, 30):
        runs = [words[start : start + length] for start in range(len(words))]
        assert [run for run in runs if legacy_of(run)] == []


@pytest.mark.parametrize(
    "cells",
    [
        ["né", "où", "thé", "dé", "blé"] * 20,
        ["daß", "Maß", "naß", "Paß", "muß", "tät"],
        ["où"] * 100,
        ["Lê", "Lý", "Quý", "Hà", "Tú", "Cúc", "Bích"] * 10,
        ["£5", "©", "§ 3", "½", "20 °C", "·", "®"] * 20,
        [],
        ["", "100", "abc"],
    ],
)
def test_short_words_of_other_languages_prove_nothing(cells: list[str]) -> None:
    assert legacy_of(cells) is None


def test_few_words_must_all_agree_and_two_codings_are_never_one() -> None:
    headings = ["Sè ®· nép", "Tæng céng", "§¬n vÞ", "Cßn thiÕu"]
    assert legacy_of(headings) == "tcvn3"
    assert legacy_of([*headings, "société"]) is None
    assert legacy_of(headings[:1]) is None
    assert legacy_of([typed_tcvn3(REPORT), typed_vni(REPORT)]) is None
    assert legacy_of([typed_tcvn3(REPORT), REPORT]) is None


@pytest.mark.parametrize(
    ("best", "second", "words", "telling", "wins"),
    [
        (90, 85, 30, 3, True),
        (89, 10, 1000, 3, False),
        (95, 91, 1000, 3, False),
        (99, 10, 29, 3, False),
        (100, 95, 29, 3, True),
        (100, 10, 1000, 2, False),
    ],
)
def test_a_reading_must_explain_nine_words_of_ten_and_be_ahead(
    best: int, second: int, words: int, telling: int, wins: bool
) -> None:
    told = ("phí", "nộp", "quỹ")[:telling]
    first = Weighed("tcvn3", Fraction(best, 100), told)
    found = winner((first, Weighed("vni", Fraction(second, 100), ())), words, 3)
    assert found == (first if wins else None)


@pytest.mark.parametrize(
    "word", sorted({*WORDS, "hoà", "hòa", "thuý", "thúy", "quý", "gì", "giếng", "khuỷu", "QĐ", "đ"})
)
def test_words_of_the_language_are_possible(word: str) -> None:
    assert possible(word)
    assert possible(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["đợc", "tôí", "daò", "cat", "hộI", "ngắ́", "wà", "khônǵ", "tm", "biêủ"])
def test_what_nobody_writes_is_impossible(word: str) -> None:
    assert not possible(word)
