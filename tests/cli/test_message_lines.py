from __future__ import annotations

import pytest

from reconcile.cli.messages import lines_of, place
from reconcile.cli.screen import COLUMNS, width
from reconcile.i18n.words import LANGUAGES, Words, catalog
from reconcile.model.places import CellRef, LineRef
from reconcile.model.sources import Trouble
from reconcile.model.values import Count, Text

VI, EN = Words("vi"), Words("en")
KEY = {"key": Text("rate[2].amout"), "nearest": Text("amount")}


def test_an_error_says_where_what_and_below_what_to_do() -> None:
    assert list(lines_of(Trouble("hoi-phi-quy-4.xlsx", "password"), VI)) == [
        "LỖI       hoi-phi-quy-4.xlsx: tệp có mật khẩu nên chưa đọc được.",
        "          Chạy lại với --password, hoặc mở bằng Excel rồi lưu lại không mật khẩu.",
    ]


def test_a_file_that_is_used_all_the_same_is_a_warning() -> None:
    first, *_ = lines_of(
        Trouble("a.xls", "wrong_extension", {"extension": Text(".xls"), "right": Text(".xlsx")}, fatal=False), EN
    )
    assert first.startswith('WARNING   a.xls: is a .xlsx spreadsheet although its name ends in ".xls"')


def test_a_line_of_the_charter_stands_before_its_message_as_file_and_line() -> None:
    trouble = Trouble("rules.toml", "charter_unknown_key", KEY, LineRef("rules.toml", 24))
    assert list(lines_of(trouble, VI)) == [
        "LỖI       rules.toml:24  rate[2].amout: không có mục này; có phải “amount”?"
    ]


def test_a_trouble_without_a_file_begins_with_what_is_wrong() -> None:
    first, *_ = lines_of(Trouble("", "usage_period", {"found": Text("20x")}), VI)
    assert first.startswith("LỖI       --period: ghi “20x”")


def test_a_file_name_cannot_break_its_line_or_steer_the_terminal() -> None:
    trouble = Trouble("a\n\x1b[2Jb.xlsx", "sheet_unreadable", {"sheet": Text("T\nổng\u202e")})
    first, *rest = lines_of(trouble, VI)
    assert first.startswith("LỖI       a\\n\\x1b[2Jb.xlsx: không đọc được trang tính “T\\nổng⟨U+202E⟩”")
    assert all(line.isprintable() for line in (first, *rest))


def test_long_messages_are_wrapped_behind_their_label() -> None:
    values = {"size": Count(700), "limit": Count(512)}
    lines = list(lines_of(Trouble(f"{'thu vien ' * 12}.xlsx", "too_big_unpacked", values), VI))
    assert len(lines) > 2
    assert all(width(line) <= COLUMNS and line.startswith(("LỖI", " " * 10)) for line in lines)


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (CellRef("thu.xlsx", "Quý 4", 12, 28), "thu.xlsx [Quý 4] AB12"),
        (LineRef("rules.toml", 3), "rules.toml:3"),
        (CellRef("", "", 1, 1), ""),
    ],
)
def test_a_place_is_named_as_people_look_it_up(at: CellRef | LineRef, shown: str) -> None:
    assert place(at) == shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_usage_trouble_is_without_words(lang: str) -> None:
    assert {key for key in catalog("troubles")[lang] if key.startswith("usage_")} == {
        "usage_choice", "usage_day", "usage_no_argument", "usage_no_command", "usage_no_option", "usage_no_point",
        "usage_no_rule", "usage_no_value", "usage_not_understood", "usage_period",
    }  # fmt: skip
