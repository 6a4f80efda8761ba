"""The two streams and what may stand on them: a line stays a line, nothing steers the terminal or runs over."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TextIO

import click

COLUMNS = 100


class Closed(Exception):  # noqa: N818 - the reader has gone away, which is no error
    """Whoever read our output has closed the pipe."""


def write(stream: TextIO, content: str | bytes) -> None:
    """Write and flush; colours are dropped where the stream is no terminal. Raises `Closed`."""
    try:
        click.echo(content, file=stream, nl=False)
    except OSError as error:
        # Windows tells of a closed pipe with EINVAL.
        if error.errno not in {errno.EPIPE, errno.EINVAL}:
            raise
        # What is left in the buffer would fail once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise Closed from None


def show(lines: Iterable[str]) -> None:
    """Lines to stdout."""
    write(sys.stdout, "".join(f"{line}\n" for line in lines))


def colourful(stream: TextIO) -> bool:
    """Whether colours are wanted: on a terminal, and NO_COLOR does not forbid them."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def escaped(text: str) -> str:
    """The text with everything visible that a terminal would obey or hide: `\\n`, `\\x1b`, ⟨U+202E⟩."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(sign: str) -> str:
    if sign.isprintable():
        return sign
    match unicodedata.category(sign):
        case "Cc":
            return sign.encode("unicode_escape").decode()
        case "Zs":
            return " "
        case _:
            return f"⟨U+{ord(sign):04X}⟩"


def width(text: str) -> int:
    """How many columns the text takes: combining marks none, wide letters two."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def clip(text: str, room: int = COLUMNS) -> str:
    """The text in so many columns; "…" stands for what does not fit."""
    ends = list(accumulate(map(_columns, text), initial=0))
    if ends[-1] <= room:
        return text
    return f"{text[: bisect_left(ends, room) - 1].rstrip()}…"


def right(text: str, columns: int) -> str:
    """The text at the right edge of so many columns."""
    return " " * (columns - width(text)) + text


def left(text: str, columns: int) -> str:
    """The text at the left edge of so many columns."""
    return text + " " * (columns - width(text))


def wrap(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    """The text in lines of at most `COLUMNS`, broken at blanks; `first` and `rest` stand before the lines."""
    line, empty = first, True
    for word in text.split(" "):
        if not empty and width(line) + 1 + width(word) > COLUMNS:
            yield line
            line, empty = first if rest is None else rest, True
        line, empty = line + word if empty else f"{line} {word}", False
    yield line
