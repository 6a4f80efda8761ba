"""`reconcile rules`: the charter read back in sentences, and the list of checks."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.cli.asked import CHARTER
from reconcile.cli.options import build, option
from reconcile.cli.screen import show
from reconcile.i18n.words import Words


def command(words: Words) -> click.Command:
    """The command in the words of a language."""

    def run(*, rules: str) -> int:
        from reconcile.cli.charter import checks, sentences
        from reconcile.pipeline.charter import charter_of

        charter = charter_of(Path(rules))
        show([*sentences(charter, words), "", *checks(charter, words)])
        return 0

    file = words.say("terminal", "usage_file")
    return build("rules", words, run, [option("--rules", words, metavar=file, default=CHARTER)])
