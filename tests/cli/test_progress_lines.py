from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from reconcile.cli.progress import telling
from reconcile.i18n.words import Words
from reconcile.model.errors import ReconcileError

VI = Words("vi")
STAGES = [
    ("reading", 1, 2, "a.xlsx"),
    ("reading", 2, 2, "b\n.xlsx"),
    ("checking", 0, 21, ""),
    ("checking", 124, 124, ""),
    ("explaining", 12, 12, ""),
    ("writing", 0, 1, ""),
    ("writing", 5, 5, ""),
]
ENDED = [
    "Đọc tệp      2/2   b\\n.xlsx",
    "Đối chiếu    124 số đã ghi",
    "Giải thích   12 điểm",
    "Ghi kết quả  5 tệp",
]


class Stream(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def ran(stream: Stream, *ticks: float, quiet: bool = False) -> str:
    """What stands on the stream after all stages; the clock shows each tick once, and the last one from then on."""

    def clock() -> Iterator[float]:
        yield from ticks
        while True:
            yield ticks[-1]

    with telling(VI, stream, quiet=quiet, clock=clock().__next__) as progress:
        for stage in STAGES:
            progress(*stage)
    return stream.getvalue()


def on_screen(written: str) -> list[str]:
    """What a terminal shows: a carriage return goes back to the start of the line."""
    lines = []
    for line in written.split("\n"):
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part) :]
        lines.append(shown.rstrip())
    return lines


def test_off_a_terminal_each_stage_is_one_line_when_it_ends() -> None:
    assert ran(Stream(terminal=False), 0, 2) == "".join(f"{line}\n" for line in ENDED)


def test_on_a_terminal_each_stage_is_one_line_rewritten_in_place() -> None:
    written = ran(Stream(terminal=True), 0, 2)
    assert on_screen(written) == [*ENDED, ""]
    assert "\rĐọc tệp      1/2   a.xlsx" in written


@pytest.mark.parametrize("terminal", [True, False])
def test_a_run_of_less_than_a_second_says_nothing(terminal: bool) -> None:
    assert not ran(Stream(terminal=terminal), 0, 0.9)


@pytest.mark.parametrize("terminal", [True, False])
def test_quiet_says_nothing_however_long_it_takes(terminal: bool) -> None:
    assert not ran(Stream(terminal=terminal), 0, 99, quiet=True)


@pytest.mark.parametrize("terminal", [True, False])
def test_a_run_that_becomes_slow_tells_the_stages_that_have_ended_too(terminal: bool) -> None:
    assert on_screen(ran(Stream(terminal=terminal), 0, 0, 0, 0, 0, 0, 3)) == [*ENDED, ""]


def test_an_error_begins_at_the_start_of_a_line() -> None:
    stream = Stream(terminal=True)

    def fails() -> None:
        with telling(VI, stream, quiet=False, clock=iter([0.0, *[5.0] * 9]).__next__) as progress:
            progress("reading", 1, 2, "a.xlsx")
            raise ReconcileError.of("nothing_to_read")

    with pytest.raises(ReconcileError):
        fails()
    assert stream.getvalue().endswith("a.xlsx\n")
