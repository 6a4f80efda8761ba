"""Folding: what must compare equal, what must stay apart."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.text.fold import clean, fold, slug, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hà\u00a0Nội", "Hà Nội"),
        ("  Hội \t phí\u202f2019 ", "Hội phí 2019"),
        ("Số\r\nhiệu", "Số hiệu"),
        ("\ufeffTh\u00adư vi\u200bện", "Thư viện"),
        (unicodedata.normalize("NFD", "Đắk Lắk"), "Đắk Lắk"),
        ("a\u200b\u0301", "á"),
        ("1.000\x00", "1.000"),
        ("", ""),
        (" \u00a0\n", ""),
    ],
)
def test_clean_keeps_marks_and_drops_what_cannot_be_seen(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hoà Bình", "hoa binh"),
        ("Hòa Bình", "hoa binh"),
        ("Quỹ", "quy"),
        ("Qũy", "quy"),
        ("Luỹ kế", "luy ke"),
        ("Lũy kế", "luy ke"),
        ("Thuý", "thuy"),
        ("Đồng Nai", "dong nai"),
        ("Ðồng Nai", "dong nai"),
        ("Ɖồng Nai", "dong nai"),
        ("ðồng", "dong"),
        ("150.000₫", "150.000d"),
        ("ĐẮK LẮK", "dak lak"),
        ("Đăk Lăk", "dak lak"),
        ("１２３", "123"),
        ("Bà Rịa – Vũng Tàu", "ba ria - vung tau"),
        ("Thừa Thiên — Huế", "thua thien - hue"),
        ("“Tạ Quang Bửu”", '"ta quang buu"'),
        ("2019−2020", "2019-2020"),
        ("2'024", "2'024"),
        ("2’024", "2'024"),
    ],
)
def test_fold_unifies_spellings(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert fold(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize(
    "group",
    [
        ["Thừa Thiên Huế", "Thừa Thiên - Huế", "Thừa Thiên–Huế", "THỪA THIÊN HUẾ"],
        ["Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "Bà Rịa – Vũng Tàu", "BÀ RỊA VŨNG TÀU"],
        ["Đắk Lắk", "Đăk Lăk", "ĐẮK LẮK", "Ðắk Lắk", "Dak Lak"],
        ["Đắk Nông", "Đăk Nông"],
        ["Hòa Bình", "Hoà Bình"],
        ["Khánh Hòa", "Khánh Hoà"],
        ["Thanh Hóa", "Thanh Hoá"],
        ["TP. Hồ Chí Minh", "TP Hồ Chí Minh", "Tp Hồ Chí Minh"],
        ["BR-VT", "BR - VT"],
        ["TP.HCM", "TP HCM", "Tp. HCM"],
        ["TT Huế", "TT-Huế"],
        ["Viện Hán-Nôm", "Viện Hán Nôm"],
    ],
)
def test_spellings_of_one_name_have_one_slug(group: list[str]) -> None:
    assert len({slug(name) for name in group}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bình Thuận", "Ninh Thuận"),
        ("Hà Giang", "Hậu Giang"),
        ("Khánh Hòa", "Thanh Hóa"),
        ("Kiên Giang", "Tiền Giang"),
        ("Quảng Bình", "Quảng Ninh"),
        ("Bắc Kạn", "Bắc Cạn"),
    ],
)
def test_neighbouring_names_stay_apart(one: str, other: str) -> None:
    assert slug(one) != slug(other)


@pytest.mark.parametrize(
    "words",
    [
        ("thu", "thư", "thứ", "thủ"),
        ("chi", "chỉ", "Chí"),
        ("số", "sổ", "sở"),
        ("tỉnh", "tính", "Tĩnh"),
        ("cộng", "công"),
        ("đồng", "đóng", "Đông", "động"),
        ("năm", "Nam"),
        ("tỷ", "ty"),
        ("tư", "từ", "tự"),
        ("quỹ", "quý"),
        ("kỳ", "ký"),
        ("miễn", "miền"),
        ("còn", "con"),
        ("tồn", "tôn"),
        ("đã", "đa"),
        ("nợ", "nở"),
        ("hạn", "Hán"),
        ("tiền", "Tiền"),
    ],
)
def test_folding_makes_these_words_collide_so_callers_match_whole_cells(words: tuple[str, ...]) -> None:
    assert len({fold(word) for word in words}) == 1
    assert len({clean(word) for word in words}) == len(words)


def test_tokens_are_letters_and_digits_only() -> None:
    assert tokens("Chi hội/Liên chi hội (TVCC) - số_1") == ("chi", "hoi", "lien", "chi", "hoi", "tvcc", "so", "1")
    assert tokens("--- . ---") == ()


def test_slug_joins_tokens() -> None:
    assert slug("Thư viện tỉnh Bà Rịa – Vũng Tàu") == "thu-vien-tinh-ba-ria-vung-tau"
    assert not slug("…")


@settings(max_examples=60)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)


@settings(max_examples=60)
@given(st.text(alphabet="aăâeêiouươyđĐÂỨỗ \u0300\u0301\u0303\u0309\u0323\u00a0"))
def test_normal_forms_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
