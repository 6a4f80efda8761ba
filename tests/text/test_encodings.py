"""What a csv says, whoever wrote it: exact where it can be known, asked or refused with its reason where not."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.text.encodings import Decoded, Doubt, decode
from tests.text.legacy_samples import (
    CODINGS,
    ENGLISH,
    FRENCH,
    GERMAN,
    REPORT,
    cp1258,
    dues_table,
    typed_tcvn3,
    typed_vni,
)

EIGHT_BITS = ("tcvn3", "vni", "cp1258")
TABLE = dues_table(5)


def doubts(data: bytes) -> list[str]:
    found = decode(data)
    assert found.text is None
    return [doubt.code for doubt in found.doubts]


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("lines", [1, 5, 100])
def test_a_dues_table_is_read_exactly(lines: int, coding: str) -> None:
    found = decode(CODINGS[coding](dues_table(lines)))
    assert found.text == dues_table(lines)
    assert found.coding == coding.removesuffix(" apart")
    assert found.doubts == ()


@pytest.mark.parametrize("coding", EIGHT_BITS)
def test_no_run_of_thirty_words_is_read_wrong(coding: str) -> None:
    words, chance = REPORT.split(), random.Random(7)
    starts = [chance.randrange(len(words) - 30) for _ in range(300)]
    texts = [" ".join(words[start : start + 30]) for start in starts]
    read = [decode(CODINGS[coding](text)).text for text in texts]
    assert [text for text, got in zip(texts, read, strict=True) if got not in {text, None}] == []
    assert read.count(None) <= 9


@given(words=st.lists(st.sampled_from(REPORT.split()), min_size=1, max_size=12), coding=st.sampled_from(EIGHT_BITS))
@settings(max_examples=60)
def test_words_in_any_order_are_read_right_or_asked(words: list[str], coding: str) -> None:
    text = " ".join(words)
    assert decode(CODINGS[coding](text)).text in {text, None}


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0?\ufeff\ufffd", exclude_categories=["Cs"])))
@settings(max_examples=60)
def test_any_utf8_is_read_as_it_stands(text: str) -> None:
    assert decode(text.encode()).text == unicodedata.normalize("NFC", text)


def test_the_choice_shows_its_score_and_the_words_that_made_it() -> None:
    found = decode(CODINGS["tcvn3"](TABLE))
    assert found.score == 1
    assert len(found.telling) == 3
    assert set(found.telling) <= set(TABLE.replace(";", " ").split())


def test_a_doubtful_file_shows_three_lines_of_each_reading() -> None:
    found = decode("TT;Tªn\r\n1;phÝ\r\n2;abc\r\n3;nî\r\n4;phÝ\r\n".encode("latin-1"))
    assert found.text is None
    assert found.doubts == (Doubt("undecided"),)
    assert {candidate.coding for candidate in found.candidates} == {"tcvn3", "vni", "cp1258", "cp1252"}
    shown = {candidate.coding: candidate.lines for candidate in found.candidates}
    assert shown["tcvn3"] == ("TT;Tên", "1;phí", "3;nợ")
    assert all(len(lines) == 3 for lines in shown.values())
    assert all(Fraction(0) <= candidate.score <= 1 for candidate in found.candidates)


@pytest.mark.parametrize("text", [FRENCH, GERMAN, ENGLISH])
def test_other_languages_are_untouched(text: str) -> None:
    assert decode(text.encode()) == Decoded(text, "utf-8")
    assert decode(text.encode("utf-16")).text == text
    assert decode(text.encode("cp1252")).text in {text, None}


def test_bytes_that_all_readings_agree_on_need_no_words() -> None:
    assert decode("“Dues” – 5 € a head".encode("cp1252")) == Decoded("“Dues” – 5 € a head", "cp1252")
    assert decode(b"") == Decoded("", "utf-8")


@pytest.mark.parametrize("typed", [typed_tcvn3, typed_vni])
def test_a_legacy_sheet_that_was_saved_as_utf8_is_read_too(typed: Callable[[str], str]) -> None:
    found = decode(typed(TABLE).encode("utf-8-sig"))
    assert found.text == TABLE
    assert found.coding in {"tcvn3", "vni"}


def test_a_tcvn3_file_without_soft_hyphens_is_mended_and_its_open_words_are_named() -> None:
    text = REPORT + "\nmười người mang thư\n"
    found = decode(typed_tcvn3(text).replace("\xad", "").encode("latin-1"))
    assert found.text is not None
    assert "Số dư đầu kỳ được chuyển từ sổ quỹ năm trước" in found.text
    assert [doubt.code for doubt in found.doubts] == ["horns_lost"]
    assert "mời" in found.doubts[0].words


def test_letters_lost_as_question_marks_are_refused_with_the_line() -> None:
    lost = TABLE.encode("cp1252", "replace")
    found = decode("Năm 2019\n".encode("cp1252", "replace") + lost)
    assert found.doubts[0] == Doubt("letters_lost", 1, words=("N?m", "H?i", "n?m"))
    assert doubts(lost) == ["letters_lost"]
    assert doubts(TABLE.encode("ascii", "replace")) == ["letters_lost"]
    assert doubts(TABLE.replace("Nẵng", "N\ufffdng").encode()) == ["letters_lost"]


def test_question_marks_that_ask_are_no_lost_letters() -> None:
    text = TABLE + "6;đã nộp chưa?;https://a.vn/x?id=5;ai thu? ai nộp?\r\n" * 20
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("read_as", ["latin-1", "cp1252 with controls"])
def test_utf8_that_was_read_as_latin_is_put_right_once(read_as: str) -> None:
    twisted = TABLE.encode().decode("latin-1")
    if read_as != "latin-1":
        twisted = "".join(sign.encode("latin-1").decode("cp1252", "ignore") or sign for sign in twisted)
    found = decode(twisted.encode())
    assert found.text == TABLE
    assert [doubt.code for doubt in found.doubts] == ["untwisted"]


def test_signs_of_no_vietnamese_word_are_not_put_right() -> None:
    twisted = GERMAN.encode().decode("latin-1")
    assert decode(twisted.encode()) == Decoded(twisted, "utf-8")


def test_utf8_that_was_read_as_cp1252_and_cut_is_refused() -> None:
    assert doubts(TABLE.encode().decode("cp1252", "ignore").encode()) == ["twice_coded"]


def test_bad_bytes_in_utf8_are_given_by_line_and_offset() -> None:
    good = TABLE.encode()
    at = good.index("Đơn".encode())
    assert decode(good[:at] + b"\xff" + good[at:]).doubts == (Doubt("bad_byte", 2, at),)
    assert decode(b"\xef\xbb\xbf" + good + b"\xe1\xbb").doubts == (Doubt("bad_byte", 8, 3 + len(good)),)
    many = decode(good + b"\xff\n" * 5 + good)
    assert [doubt.line for doubt in many.doubts] == [8, 9, 10]


def test_utf16_that_is_cut_is_refused_with_the_offset() -> None:
    data = b"\xff\xfe" + "Số\n1".encode("utf-16-le")
    assert decode(data[:-1]).doubts == (Doubt("bad_byte", 2, len(data) - 2),)


def test_a_second_signature_is_refused() -> None:
    mark, text = b"\xef\xbb\xbf", TABLE.encode()
    assert doubts(mark + mark + text) == ["second_bom"]
    joined = decode(mark + text + mark + text)
    assert joined.doubts == (Doubt("second_bom", 8),)
    assert doubts(mark + TABLE.encode("utf-16")) == ["bom_over_utf16"]
    assert doubts(mark + TABLE.encode("utf-16-le")) == ["bom_over_utf16"]
    assert doubts("\ufeff\ufeffSố".encode("utf-16-be")) == ["second_bom"]


def test_zero_bytes_are_no_text() -> None:
    assert doubts(b"TT;a;b\n1;\0;2\n2;3;4\n") == ["zero_bytes"]
    assert doubts("Số".encode("utf-32")) == ["zero_bytes"]


def test_a_byte_that_no_windows_page_has_is_named() -> None:
    assert decode(b"a\nb \x81 \xe9").doubts == (Doubt("bad_byte", 2, 4),)


def test_cp1258_is_read_with_its_marks_joined() -> None:
    found = decode(cp1258(REPORT))
    assert found.text == unicodedata.normalize("NFC", REPORT)
    assert found.coding == "cp1258"
