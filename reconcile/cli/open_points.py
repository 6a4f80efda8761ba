"""The open points of a result with what history says of each, and the questions to send, by branch or by file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from reconcile.cli.checks import severity
from reconcile.cli.messages import place
from reconcile.cli.screen import escaped, wrap
from reconcile.cli.summary import open_points
from reconcile.i18n import flags as said
from reconcile.i18n.formats import day
from reconcile.i18n.words import Words
from reconcile.model.flags import Decision, Flag
from reconcile.model.results import Reconciliation
from reconcile.review.history import Event

MARGIN = "    "
REVIEWED = ("reason", "who", "when")


def lines(result: Reconciliation, events: Sequence[Event], words: Words) -> Iterator[str]:
    """Every open point, then the questions."""
    opened = open_points(result)
    if not opened:
        yield words.say("terminal", "review_none")
        return
    yield words.say("terminal", "review_count", count=len(opened))
    days = {str(event["run"]): str(event["as_of"]) for event in events if event["kind"] == "run"}
    for flag in opened:
        yield ""
        names = {"point": flag.point, "severity": severity(flag.severity, words), "id": flag.id}
        yield from wrap(words.say("terminal", "review_point", names, where=place(flag.at)), rest=MARGIN)
        yield from wrap(escaped(said.what(flag, words)), MARGIN)
        for told in history(flag, [event for event in events if event.get("id") == flag.id], days, words):
            yield from wrap(told, MARGIN)
    yield from ("", words.say("terminal", "questions"))
    yield from questions(opened, result, words)


def history(flag: Flag, events: Sequence[Event], days: Mapping[str, str], words: Words) -> Iterator[str]:
    """What happened to a point, a sentence an event; last what a reviewer wrote since the last run."""
    if not events:
        yield words.say("terminal", "never_written")
    seen = False
    for event in events:
        run = str(event["run"])
        at = {"run": escaped(run), "day": day(date.fromisoformat(days[run])) if run in days else ""}
        reviewed = _reviewed(event, words) if event["kind"] == "decision" else {}
        yield words.say("terminal", f"event_{_key(event, seen=seen)}", {**at, **reviewed})
        seen = seen or event["kind"] == "seen"
    decision = flag.decision
    if decision and not any(_same(event, decision) for event in events):
        yield words.say("terminal", "event_since", _reviewed(asdict(decision), words), file=escaped(decision.found_in))


def _same(event: Event, decision: Decision) -> bool:
    """Whether the event holds these words of the reviewer; a reopened flag keeps them under another status."""
    return event["kind"] == "decision" and all(event.get(name, "") == getattr(decision, name) for name in REVIEWED)


def _key(event: Event, *, seen: bool) -> str:
    match event["kind"]:
        case "seen":
            return "again" if seen else "seen"
        case "reopened":
            return f"reopened_{event['why']}"
        case "decision":
            return "decision" if event["taken"] else "disputed"
        case kind:
            return str(kind)


def _reviewed(written: Mapping[str, object], words: Words) -> Mapping[str, str]:
    """What a reviewer wrote; a word that is no status stands as it was written."""
    none = words.say("terminal", "not_stated")
    status = written.get("status")
    shown = {name: escaped(str(written.get(name) or "")) or none for name in REVIEWED}
    return {**shown, "status": words.term(f"status_{status}") if status else escaped(str(written["as_written"]))}


def questions(opened: Sequence[Flag], result: Reconciliation, words: Words) -> Iterator[str]:
    """What to ask, by branch where the point is about one, else by the file that it stands in."""
    branches = result.world.roll.by_slug if result.world.roll else {}
    asked: dict[str, list[Flag]] = {}
    for flag in opened:
        branch = branches.get(flag.subject)
        asked.setdefault(branch.name if branch else said.where(flag).split(" [")[0], []).append(flag)
    for receiver, flags in asked.items():
        yield f"  {escaped(receiver)}"
        for flag in flags:
            texts = {"what": escaped(said.what(flag, words)), "remedy": escaped(said.remedy(flag, words))}
            yield from wrap(words.say("terminal", "question", texts, point=flag.point), MARGIN, f"{MARGIN}    ")
