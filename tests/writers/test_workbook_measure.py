"""Room that text takes, and where pages end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.writers.measure import (
    PAGE_POINTS,
    SAFE_HEIGHT,
    line_count,
    page_breaks,
    pixels,
    print_scale,
    row_height,
    text_pixels,
)
from reconcile.writers.sheets.dues import WIDTHS
from reconcile.writers.styles import PLAIN

WORDS = st.text("abcdeghiklmnơưđạ-  \n", max_size=80)
LAW = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [("0000000000", 5_000), ("Hội", 722 + 500 + 278), ("đ", 500), ("Đ", 722), ("≠ √", 549 + 250 + 549), ("ư", 545)],
)
def test_text_is_as_wide_as_its_letters(text: str, thousandths: int) -> None:
    assert text_pixels(text, PLAIN) == pytest.approx(thousandths * 11 * 96 / 72 / 1000)


def test_bold_is_wider() -> None:
    assert text_pixels("Thư viện", PLAIN.but(bold=True)) > text_pixels("Thư viện", PLAIN)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("Thư viện", 20, 1),
        ("một\nhai", 20, 2),
        ("Tuyên truyền quyền lao động và công đoàn (03 hội nghị)", 36, 2),
        ("hoi-phi-chuyen-nganh-2019.xlsx", 12, 4),
        ("m" * 40, 10, 7),
    ],
)
def test_text_breaks_at_blanks_and_hyphens_and_inside_what_is_too_long(text: str, width: float, lines: int) -> None:
    assert line_count(text, PLAIN, width) == lines


@given(WORDS, st.integers(5, 40), st.integers(0, 40))
@LAW
def test_a_wider_column_never_needs_more_lines(text: str, width: int, more: int) -> None:
    assert line_count(text, PLAIN, width + more) <= line_count(text, PLAIN, width)


def test_a_row_of_single_lines_keeps_the_least_height() -> None:
    assert row_height([("Thư viện", PLAIN, 20)], 14.25) == 14.25
    assert row_height([], 14.25) == 14.25


def test_sheet_b_fills_the_page_at_77_percent() -> None:
    assert print_scale(WIDTHS) == 77
    assert pixels(45) == 320


def test_a_short_list_needs_no_break() -> None:
    assert page_breaks([15.0] * 20, [7, 12], 15, 77, 48) == ()


def test_the_2019_list_breaks_before_its_second_group() -> None:
    heights = [16.5, 21, 16.5, 16.5, 33, *[14.25] * 95]
    assert page_breaks(heights, [7, 71, 93], 94, 77, 47.25) == (43, 70)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=8), st.integers(40, 100))
@LAW
def test_pages_hold_what_they_must_and_keep_together_what_belongs_together(sizes: list[int], scale: int) -> None:
    heads = [7 + sum(sizes[:index]) + index for index in range(len(sizes))]
    total = heads[-1] + sizes[-1] + 1
    heights = [15.0] * (total + 6)
    breaks = page_breaks(heights, heads, total, scale, 45)
    room = PAGE_POINTS * SAFE_HEIGHT * 100 / scale
    starts = [0, *breaks]
    for index, (start, end) in enumerate(zip(starts, [*breaks, len(heights)], strict=True)):
        assert sum(heights[start:end]) + (45 if index else 0) <= room
    assert not set(breaks) & set(heads)
    assert all(end < total - 5 for end in breaks)
