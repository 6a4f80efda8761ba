"""How far a run has come, on stderr: on a terminal one line a stage, rewritten in place; else a line when it ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

from reconcile.cli.screen import clip, escaped, left, width, write
from reconcile.i18n.words import Words

Progress = Callable[[str, int, int, str], None]
QUICK = 1.0
"""Seconds that nobody minds waiting: a run that is over by then says nothing."""
NARROW = 79
"""A line that is rewritten must not wrap on a common terminal."""


@dataclass
class Teller:
    """The stages so far. ended: lines still to be written; there: columns of the line that stands on the terminal."""

    words: Words
    stream: TextIO
    clock: Callable[[], float]
    begun: float
    stage: str = ""
    line: str = ""
    there: int = 0
    ended: list[str] = field(default_factory=list)

    def __call__(self, stage: str, done: int, total: int, what: str) -> None:
        """The state of a stage; another stage ends the one before."""
        if stage != self.stage:
            self.end()
        self.stage = stage
        self.line = self.words.say("terminal", f"progress_{stage}", done=done, total=total, what=escaped(what)).rstrip()
        if self._slow():
            self._settle()
            if self.stream.isatty():
                self._rewrite()

    def end(self) -> None:
        """End the stage at hand."""
        if self.stage:
            self.ended.append(self.line)
            self.stage = ""
        if self._slow():
            self._settle()

    def _slow(self) -> bool:
        return self.clock() - self.begun >= QUICK

    def _settle(self) -> None:
        """Write the stages that have ended."""
        for line in self.ended:
            start = f"\r{left('', self.there)}\r" if self.there else ""
            write(self.stream, f"{start}{line}\n")
            self.there = 0
        self.ended.clear()

    def _rewrite(self) -> None:
        line = clip(self.line, NARROW)
        write(self.stream, f"\r{left(line, max(self.there, width(line)))}")
        self.there = width(line)


@contextmanager
def telling(
    words: Words, stream: TextIO, *, quiet: bool, clock: Callable[[], float] = time.monotonic
) -> Iterator[Progress]:
    """A progress that writes to `stream`, and leaves it at the start of a line whatever happens."""
    if quiet:
        yield lambda *_: None
        return
    teller = Teller(words, stream, clock, clock())
    try:
        yield teller
    finally:
        teller.end()
