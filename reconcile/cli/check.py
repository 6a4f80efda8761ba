"""`reconcile check FILES`: the arithmetic of any spreadsheets, without charter, roll and memory."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from reconcile.cli.asked import password as told_password
from reconcile.cli.messages import tell
from reconcile.cli.options import build, examined, hints, option
from reconcile.cli.progress import telling
from reconcile.cli.screen import colourful, show, write
from reconcile.i18n.words import Words
from reconcile.model.flags import Severity
from reconcile.model.results import Reconciliation

FOUND = 1


def command(words: Words) -> click.Command:
    """The command in the words of a language."""

    def run(
        *,
        files: Sequence[str],
        format: str,  # noqa: A002
        rules: str | None,
        password: bool,
        annotate: str | None,
        quiet: bool,
    ) -> int:
        from reconcile.cli.findings import lines
        from reconcile.cli.summary import coloured
        from reconcile.pipeline.examine import examine
        from reconcile.pipeline.reading import read

        told, key = hints(rules), told_password(password)
        with telling(words, sys.stderr, quiet=quiet) as progress:
            paths = [Path(name) for name in files]
            handed = read(paths, progress=progress, password=key)
            result = examine(handed, told, progress).result
        tell(result.troubles, words)
        if format == "json":
            from reconcile.writers.data import flags_json

            write(sys.stdout, flags_json(result, words.lang))
        else:
            text = list(lines(result, words))
            show(coloured(text) if colourful(sys.stdout) else text)
        if annotate is not None:
            mark(paths, result, Path(annotate), words)
        return FOUND if any(flag.severity <= Severity.BREACH for flag in result.flags) else 0

    named = click.Argument(["files"], nargs=-1, required=True, metavar=words.say("terminal", "usage_files"))
    quiet = option("--quiet", words, is_flag=True)
    copies = option("--annotate", words, metavar=words.say("terminal", "usage_folder"))
    return build("check", words, run, [named, *examined(words, json="check_format"), copies, quiet])


def mark(paths: Sequence[Path], result: Reconciliation, folder: Path, words: Words) -> None:
    """Write the marked copies; what each cannot keep is told before it is written, its path on stderr after."""
    from reconcile.pipeline.annotate import annotate

    for told in annotate(paths, result, folder, words):
        if isinstance(told, Path):
            write(sys.stderr, words.say("terminal", "check_annotated", path=str(told)) + "\n")
        else:
            tell([told], words)
