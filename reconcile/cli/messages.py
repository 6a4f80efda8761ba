"""Troubles as lines on stderr: WHERE, what it shows, what was expected; below, what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping

import click

from reconcile.cli.screen import escaped, left, wrap, write
from reconcile.i18n.words import Field, Words
from reconcile.model.errors import ReconcileError
from reconcile.model.places import CellRef, LineRef, Place
from reconcile.model.sources import Trouble
from reconcile.model.values import Count, Text, Value

LABEL = 10
"""Columns of ERROR and WARNING with the blanks behind them."""


def tell(troubles: Iterable[Trouble], words: Words) -> None:
    """Each trouble on stderr, each once."""
    lines = [line for trouble in troubles for line in lines_of(trouble, words)]
    if lines:
        write(sys.stderr, "".join(f"{line}\n" for line in lines))


def lines_of(trouble: Trouble, words: Words) -> Iterator[str]:
    """What is wrong, and below it what to do."""
    label = words.say("terminal", "error" if trouble.fatal else "warning")
    what, *todo = words.say("troubles", trouble.code, _fields(trouble, words)).split("\n")
    margin = " " * LABEL
    yield from wrap(_placed(trouble, what, words), left(label, LABEL), margin)
    for line in todo:
        yield from wrap(line, margin)


def _placed(trouble: Trouble, what: str, words: Words) -> str:
    where = place(trouble.at) if trouble.at else escaped(trouble.file)
    if not where:
        return what
    return words.say("terminal", "told_of_line" if isinstance(trouble.at, LineRef) else "told", where=where, text=what)


def _fields(trouble: Trouble, words: Words) -> Mapping[str, Field]:
    """The values of a trouble as text that cannot break its line; a count stays one, for English asks how many."""
    values: dict[str, Value | str] = {
        "file": trouble.file,
        **trouble.values,
        **({"at": trouble.at} if trouble.at else {}),
    }
    return {name: value if isinstance(value, Count) else escaped(words.show(value)) for name, value in values.items()}


def place(at: Place) -> str:
    """ "tong-hop-2019.xlsx [Tổng hợp] D12", or "rules.toml:24"; "" where a flag has no place."""
    if isinstance(at, CellRef):
        return escaped(f"{at.source} [{at.sheet}] {at.a1}") if at.source else ""
    return escaped(f"{at.file}:{at.line}")


def of_usage(error: click.UsageError) -> ReconcileError:
    """What click found wrong with the command line, as a trouble in our own words."""
    command = error.ctx.command_path if error.ctx else "reconcile"
    values: dict[str, Value] = {"command": Text(command)}
    match error:
        case click.NoSuchOption():
            return ReconcileError.of("usage_no_option", values=values | {"found": Text(error.option_name)})
        case click.BadOptionUsage():
            return ReconcileError.of("usage_no_value", values=values | {"option": Text(error.option_name)})
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return ReconcileError.of("usage_no_argument", values=values | {"name": Text(name)})
        case _:
            return ReconcileError.of("usage_not_understood", values=values)
