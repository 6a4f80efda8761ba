"""`reconcile check FILES`: the arithmetic of any spreadsheets, without charter, roll and memory."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from reconcile.cli.messages import tell
from reconcile.cli.options import build, examined, hints, option
from reconcile.cli.progress import telling
from reconcile.cli.screen import colourful, show, write
from reconcile.i18n.words import Words
from reconcile.model.flags import Severity

FOUND = 1


def command(words: Words) -> click.Command:
    """The command in the words of a language."""

    def run(*, files: Sequence[str], format: str, rules: str | None, quiet: bool) -> int:  # noqa: A002 - the option's name
        from reconcile.cli.findings import lines
        from reconcile.cli.summary import coloured
        from reconcile.pipeline.examine import examine
        from reconcile.pipeline.reading import read

        told = hints(rules)
        with telling(words, sys.stderr, quiet=quiet) as progress:
            result = examine(read([Path(name) for name in files], progress=progress), told, progress).result
        tell(result.troubles, words)
        if format == "json":
            from reconcile.writers.data import flags_json

            write(sys.stdout, flags_json(result, words.lang))
        else:
            text = list(lines(result, words))
            show(coloured(text) if colourful(sys.stdout) else text)
        return FOUND if any(flag.severity <= Severity.BREACH for flag in result.flags) else 0

    named = click.Argument(["files"], nargs=-1, required=True, metavar=words.say("terminal", "usage_files"))
    quiet = option("--quiet", words, is_flag=True)
    return build("check", words, run, [named, *examined(words, json="check_format"), quiet])
