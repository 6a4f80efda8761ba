"""`reconcile inspect FILE`: how one file was understood, for people or for programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reconcile.cli.asked import password as told_password
from reconcile.cli.messages import tell
from reconcile.cli.options import build, examined, hints
from reconcile.cli.screen import colourful, show, write
from reconcile.i18n.words import Words
from reconcile.model.errors import ReconcileError

REFUSED = 2


def command(words: Words) -> click.Command:
    """The command in the words of a language."""

    def run(file: str, *, format: str, rules: str | None, password: bool) -> int:  # noqa: A002 - the option's name
        show_to = _for_programs if format == "json" else _for_people
        return show_to(Path(file), rules, told_password(password), words)

    named = click.Argument(["file"], metavar=words.say("terminal", "usage_file"))
    return build("inspect", words, run, [named, *examined(words, json="inspect_format")])


def _for_people(path: Path, rules: str | None, password: str | None, words: Words) -> int:
    """A drawing on stdout, troubles on stderr; raises ReconcileError where the file cannot be used."""
    from reconcile.cli.one_file import inspected
    from reconcile.cli.summary import coloured
    from reconcile.cli.understood import lines

    result = inspected(path, hints(rules), password)
    tell(result.troubles, words)
    text = list(lines(result, words))
    show(coloured(text) if colourful(sys.stdout) else text)
    return 0


def _for_programs(path: Path, rules: str | None, password: str | None, words: Words) -> int:
    """One JSON document on stdout, or one line on stderr."""
    from reconcile.cli.one_file import inspected, one_line
    from reconcile.writers.inspection import inspection_json

    try:
        result = inspected(path, hints(rules), password)
    except ReconcileError as error:
        write(sys.stderr, f"{one_line(error, words)}\n")
        return REFUSED
    write(sys.stdout, inspection_json(result, words.lang))
    return 0
