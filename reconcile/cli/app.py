"""The command `reconcile`: a command's module is imported when the command is called, and not before."""

from __future__ import annotations

from importlib import import_module

import click

from reconcile import __version__
from reconcile.cli.options import option, shared
from reconcile.cli.screen import show
from reconcile.i18n.words import Words
from reconcile.model.errors import ReconcileError
from reconcile.model.values import Names, Text

COMMANDS = ("run", "check", "inspect", "review", "explain", "rules")


class Commands(click.Group):
    """The commands by name, in the words of a language."""

    words: Words

    def list_commands(self, _: click.Context) -> list[str]:
        """Every command, the one that is needed most first."""
        return list(COMMANDS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command:
        """The command of that name; raises ReconcileError where there is none."""
        if cmd_name not in COMMANDS:
            raise ReconcileError.of("usage_no_command", values={"found": Text(cmd_name), "choices": Names(COMMANDS)})
        command: click.Command = import_module(f"reconcile.cli.{cmd_name}").command(self.words)
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, without importing any."""
        with formatter.section(self.words.say("terminal", "help_commands")):
            formatter.write_dl([(name, self.words.say("terminal", f"short_{name}")) for name in COMMANDS])


def app(words: Words) -> click.Group:
    """The whole command line. Called without a command it shows its help."""

    def version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted:
            show([f"reconcile {__version__}"])
            context.exit()

    group = Commands(
        "reconcile",
        help=words.say("terminal", "app"),
        params=[
            option("--version", words, is_flag=True, is_eager=True, expose_value=False, callback=version),
            *shared(words),
        ],
        options_metavar=words.say("terminal", "usage_options"),
        subcommand_metavar=words.say("terminal", "usage_command"),
        add_help_option=False,
        no_args_is_help=False,
    )
    group.words = words
    return group
