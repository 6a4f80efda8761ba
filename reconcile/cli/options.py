"""What the commands have in common: how they are built, their options, their help."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import click

from reconcile.cli.asked import CHARTER
from reconcile.cli.screen import write
from reconcile.i18n.words import LANGUAGES, Words
from reconcile.model.charter import SourceHint
from reconcile.model.errors import ReconcileError
from reconcile.model.values import Names, Text, Value


def one_of(choices: Collection[str]) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """A callback that takes these words and nothing else."""

    def check(_: click.Context, param: click.Parameter, found: str | None) -> str | None:
        if found is not None and found not in choices:
            values: dict[str, Value] = {
                "option": Text(param.opts[0]),
                "found": Text(found),
                "choices": Names(tuple(choices)),
            }
            raise ReconcileError.of("usage_choice", values=values)
        return found

    return check


def build(name: str, words: Words, run: Callable[..., int], params: Sequence[click.Parameter]) -> click.Command:
    """A command in the words of a language: its own parameters, --lang and --help."""
    return click.Command(
        name,
        callback=run,
        params=[*params, *shared(words)],
        help=words.say("terminal", f"help_{name}"),
        options_metavar=words.say("terminal", "usage_options"),
        add_help_option=False,
    )


def shared(words: Words) -> list[click.Parameter]:
    """--lang, which `language` has read already, and --help."""

    def show(context: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted:
            formatter = Help(words)
            context.command.format_help(context, formatter)
            write(sys.stdout, formatter.getvalue())
            context.exit()

    return [
        option("--lang", words, metavar="|".join(LANGUAGES), expose_value=False, callback=one_of(LANGUAGES)),
        option("--help", words, is_flag=True, is_eager=True, expose_value=False, callback=show),
    ]


class Help(click.HelpFormatter):
    """Help whose own few words are in our language too."""

    def __init__(self, words: Words) -> None:
        super().__init__(max_width=100)
        self.words = words

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows what to type."""
        super().write_usage(prog, args, prefix or self.words.say("terminal", "help_usage"))

    def write_heading(self, heading: str) -> None:
        """The heading of a list; click's own is that of the options."""
        super().write_heading(self.words.say("terminal", "help_options") if heading == "Options" else heading)


def option(name: str, words: Words, *, said: str = "", **more: Any) -> click.Option:
    """An option explained in the words of a language, by its name or by the key that is given."""
    return click.Option([name], help=words.say("terminal", f"option_{said or name[2:].replace('-', '_')}"), **more)


FORMATS = ("text", "json")


def examined(words: Words, *, json: str) -> list[click.Parameter]:
    """--format, --rules, --password where no charter is needed; `json`: the key of what --format json gives."""
    return [
        option("--format", words, said=json, metavar="|".join(FORMATS), default="text", callback=one_of(FORMATS)),
        option("--rules", words, said="hints", metavar=words.say("terminal", "usage_file")),
        option("--password", words, is_flag=True),
    ]


def hints(rules: str | None) -> Sequence[SourceHint]:
    """What a charter says about the columns of files, nothing without one; raises ReconcileError as `charter_of`."""
    if rules is None:
        return ()
    from reconcile.pipeline.charter import charter_of

    return charter_of(Path(rules)).sources


def inputs(words: Words) -> list[click.Parameter]:
    """What `asked` reads: the sheets, the charter, the output, the period, the day, the reviewed workbooks."""

    def metavar(key: str) -> str:
        return words.say("terminal", f"usage_{key}")

    return [
        click.Argument(["sheets"], nargs=-1, metavar=metavar("sheets")),
        option("--period", words, metavar=metavar("period")),
        option("--as-of", words, metavar=metavar("day")),
        option("--rules", words, metavar=metavar("file"), default=CHARTER),
        option("--output", words, metavar=metavar("folder"), default="output"),
        option("--decisions", words, metavar=metavar("file"), multiple=True),
        option("--password", words, is_flag=True),
    ]
