"""The command line: one module per command. `main` alone maps what happened to words and an exit code."""

from __future__ import annotations

import os
import platform
import signal
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from tempfile import NamedTemporaryFile

import click

from reconcile import __version__
from reconcile.cli.app import app
from reconcile.cli.asked import language
from reconcile.cli.messages import of_usage, tell
from reconcile.cli.screen import Closed, write
from reconcile.i18n.words import Words
from reconcile.model.errors import ReconcileError

USER, DEFECT, INTERRUPTED, TERMINATED = 2, 70, 130, 143


def main() -> None:
    """Run the command that was typed and end with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A redirected stream of Windows has a code page without Vietnamese letters.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    sys.exit(status(sys.argv[1:]))


def status(args: Sequence[str]) -> int:
    """Run a command line; the exit code: 0, 1 (--fail-on), 2 (input or usage), 70 (a defect), 130 (Ctrl-C)."""
    words = Words(language(args, os.environ))
    try:
        return _run(args or ["--help"], words)
    except Closed:
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(args: Sequence[str], words: Words) -> int:
    try:
        return _invoke(args, words)
    except ReconcileError as error:
        tell(error.troubles, words)
        return USER
    except (Closed, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the program is wrong and must say so in one line
        write(sys.stderr, f"{words.say('terminal', 'defect', path=_log(args))}\n")
        return DEFECT


def _invoke(args: Sequence[str], words: Words) -> int:
    """What click's own `main` does, without its exit codes: it ends a closed pipe and Ctrl-C with 1."""
    group = app(words)
    try:
        with group.make_context("reconcile", list(args)) as context:
            code: int = group.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        raise of_usage(error) from None
    return code


def _log(args: Sequence[str]) -> str:
    """Write what a developer needs into a file of the temp folder; its path."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", errors="backslashreplace", prefix="reconcile-", suffix=".log", delete=False
    ) as log:
        log.write(f"reconcile {__version__}\nPython {sys.version}\n{platform.platform()}\n{list(args)}\n\n")
        log.write(traceback.format_exc())
    return log.name
