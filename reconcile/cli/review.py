"""`reconcile review`: the open points with their history, and the questions to send."""

from __future__ import annotations

import sys

import click

from reconcile.cli.asked import asked
from reconcile.cli.options import build, inputs, option
from reconcile.cli.progress import telling
from reconcile.cli.screen import show
from reconcile.i18n.words import Words


def command(words: Words) -> click.Command:
    """The command in the words of a language."""

    def run(*, quiet: bool, **given: object) -> int:
        from reconcile import pipeline
        from reconcile.cli.messages import tell
        from reconcile.cli.open_points import lines
        from reconcile.review.history import read_history

        ask = asked(given)
        with telling(words, sys.stderr, quiet=quiet) as progress:
            result = pipeline.analyse(
                ask.sheets,
                ask.charter_file,
                ask.output,
                period=ask.period,
                as_of=ask.as_of,
                decisions=ask.decisions,
                password=ask.password,
                progress=progress,
            )
        tell(result.troubles, words)
        show(lines(result, read_history(ask.output / "history.jsonl").events, words))
        return 0

    return build("review", words, run, [*inputs(words), option("--quiet", words, is_flag=True)])
