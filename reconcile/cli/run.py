"""`reconcile run`: read, check, write the output set, say what came of it."""

from __future__ import annotations

import sys

import click

from reconcile.cli.asked import asked
from reconcile.cli.messages import tell
from reconcile.cli.options import FORMATS, build, inputs, one_of, option
from reconcile.cli.progress import telling
from reconcile.cli.screen import colourful, show, write
from reconcile.i18n.words import Words
from reconcile.model.flags import Severity
from reconcile.model.results import Reconciliation

SEVERITIES = tuple(severity.name.lower() for severity in Severity)
REACHED = 1


def command(words: Words) -> click.Command:
    """The command in the words of a language."""

    def run(*, format: str, quiet: bool, fail_on: str | None, **given: object) -> int:  # noqa: A002 - the option's name
        from reconcile import pipeline
        from reconcile.cli.summary import Written, coloured, summary

        ask = asked(given)
        with telling(words, sys.stderr, quiet=quiet) as progress:
            done = pipeline.run(
                ask.sheets,
                ask.charter_file,
                ask.output,
                period=ask.period,
                as_of=ask.as_of,
                lang=words.lang,
                decisions=ask.decisions,
                password=ask.password,
                progress=progress,
            )
        tell(done.troubles, words)
        if format == "json":
            from reconcile.writers.data import flags_json

            write(sys.stdout, flags_json(done.result, words.lang))
        else:
            lines = summary(done.result, Written(ask.output, done.written, done.unchanged), words)
            show(coloured(lines) if colourful(sys.stdout) else lines)
        return REACHED if fail_on and reaches(done.result, fail_on) else 0

    return build(
        "run",
        words,
        run,
        [
            *inputs(words),
            option("--fail-on", words, metavar=words.say("terminal", "usage_severity"), callback=one_of(SEVERITIES)),
            option("--format", words, metavar="|".join(FORMATS), default="text", callback=one_of(FORMATS)),
            option("--quiet", words, is_flag=True),
        ],
    )


def reaches(result: Reconciliation, severity: str) -> bool:
    """Whether a point of this severity or graver is open."""
    return any(flag.is_open and flag.severity <= Severity[severity.upper()] for flag in result.flags)
