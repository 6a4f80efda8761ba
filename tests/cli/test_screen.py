from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.cli.screen import COLUMNS, clip, colourful, escaped, left, right, width, wrap, write


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Thu 2019.xlsx", "Thu 2019.xlsx"),
        ("a\nb", "a\\nb"),
        ("a\x1b]8;;http://x\x07b", "a\\x1b]8;;http://x\\x07b"),
        ("a\x9bb", "a\\x9bb"),
        ("\u202etxt.xlsx", "⟨U+202E⟩txt.xlsx"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("a\u00a0b", "a b"),
        ("Hội\ud800", "Hội⟨U+D800⟩"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_shown(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize(
    ("text", "columns"), [("Hội", 3), (unicodedata.normalize("NFD", "Hội"), 3), ("本", 2), ("√ ≠ ◊ ○", 7)]
)
def test_width_counts_columns_and_not_letters(text: str, columns: int) -> None:
    assert width(text) == columns
    assert width(right(text, 10)) == width(left(text, 10)) == 10


@settings(max_examples=60)
@given(st.text(), st.integers(2, 30))
def test_a_clipped_text_fits(text: str, room: int) -> None:
    assert width(clip(text, room)) <= room
    assert clip(text, room) == text or clip(text, room).endswith("…")


@settings(max_examples=60)
@given(st.text())
def test_an_escaped_text_is_one_printable_line(text: str) -> None:
    assert escaped(text).isprintable()
    assert escaped(escaped(text)) == escaped(text)


@settings(max_examples=60)
@given(st.lists(st.text("abcđ", min_size=1, max_size=90), min_size=1, max_size=40))
def test_wrapped_lines_fit_and_lose_no_word(words: list[str]) -> None:
    lines = list(wrap(" ".join(words), "  - ", "    "))
    assert all(width(line) <= COLUMNS for line in lines)
    assert " ".join(line[4:] for line in lines) == " ".join(words)


def test_colours_only_on_a_terminal_and_never_against_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert colourful(Terminal())
    assert not colourful(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colourful(Terminal())


def test_an_error_that_is_no_closed_pipe_is_not_swallowed() -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write(Full(), "x")
