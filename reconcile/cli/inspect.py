"""`reconcile inspect FILE`: how one file was understood, for people or for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from reconcile.cli.messages import lines_of, tell
from reconcile.cli.options import build, examined, hints
from reconcile.cli.screen import colourful, show, write
from reconcile.i18n.words import Words
from reconcile.model.charter import SourceHint
from reconcile.model.errors import ReconcileError
from reconcile.model.results import Conservation, Lead, Reconciliation, Statements, World
from reconcile.model.sources import FileRead, Trouble

REFUSED = 2
LONGEST = 400
"""Characters of the one line that a program gets where a file cannot be used."""


def command(words: Words) -> click.Command:
    """The command in the words of a language."""

    def run(file: str, *, format: str, rules: str | None) -> int:  # noqa: A002 - the option's name
        if format == "json":
            return _for_programs(Path(file), rules, words)
        from reconcile.cli.summary import coloured
        from reconcile.cli.understood import lines

        result = inspected(Path(file), hints(rules))
        tell(result.troubles, words)
        text = list(lines(result, words))
        show(coloured(text) if colourful(sys.stdout) else text)
        return 0

    named = click.Argument(["file"], metavar=words.say("terminal", "usage_file"))
    return build("inspect", words, run, [named, *examined(words, json="inspect_format")])


def _for_programs(path: Path, rules: str | None, words: Words) -> int:
    """One JSON document on stdout, or one line on stderr."""
    from reconcile.writers.inspection import inspection_json

    try:
        result = inspected(path, hints(rules))
    except ReconcileError as error:
        gravest = max(error.troubles, key=lambda trouble: trouble.fatal)
        write(sys.stderr, f"{one_line(gravest, words)}\n")
        return REFUSED
    write(sys.stdout, inspection_json(result, words.lang))
    return 0


def inspected(path: Path, hinted: Sequence[SourceHint]) -> Reconciliation:
    """What one file, and nothing else, is understood as; raises ReconcileError where it cannot be used."""
    from reconcile.loaders.files import read_all
    from reconcile.loaders.files.find import absolute, relative
    from reconcile.pipeline.examine import examine

    if not os.path.lexists(path):
        raise ReconcileError.of("folder_missing", path.as_posix())
    name = relative(absolute(path), absolute(path).parent)
    (file,) = read_all([(name, path)])
    if file.status == "skipped":
        return _nothing_in(file)
    if not file.grids:
        raise ReconcileError(*file.troubles, Trouble(name, "nothing_to_read"))
    return examine([file], hinted).result


def _nothing_in(file: FileRead) -> Reconciliation:
    """The result of a file that is not ours to read."""
    world = World((file,), (), (), Statements(()))
    nothing = Conservation((), 0, 0, 0, 0, 0)
    return Reconciliation(world, (), (), (), {}, Lead(()), nothing, (), troubles=file.troubles)


def one_line(trouble: Trouble, words: Words) -> str:
    """A trouble with what to do, in one line of at most `LONGEST` characters."""
    line = " ".join(" ".join(lines_of(trouble, words)).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
