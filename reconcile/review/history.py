"""History: one append-only text file of events, one canonical JSON object a line; the current state is their fold.

    {"as_of":"2020-01-31","kind":"run","period":"2019","run":"2019-1","seq":1,"year":"2019"}
    {"id":"A-GP7SF-NJ2YT","key":"figure|…","kind":"seen","point":"01","run":"2019-1","seq":2,"state":"…","year":"2019"}

Nothing is ever changed or taken out. A line that does not parse is not copied into the next file; the damaged file is
kept whole beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from reconcile.model.errors import ReconcileError
from reconcile.model.flags import Decision, Flag, Resolved
from reconcile.model.sources import Trouble
from reconcile.model.values import Count, Names
from reconcile.review.decisions import Said
from reconcile.review.merge import Merged, digest_of
from reconcile.review.rejoin import Matter, Past, opened, why_reopened

KINDS = ("run", "moved", "seen", "changed", "resolved", "decision", "reopened")
"""The order of the events of a run."""

WORDS = ("status", "reason", "who", "when", "found_in", "assign_branch", "assign_period", "assign_kind")
"""The fields of a decision that an event holds beside the id."""

Event = Mapping[str, str | int | bool]


@dataclass(frozen=True)
class History:
    """All events in order, and the file as it was where some line of it is damaged (else b"")."""

    events: tuple[Event, ...] = ()
    damaged: bytes = b""
    troubles: tuple[Trouble, ...] = ()

    @cached_property
    def matters(self) -> Mapping[str, Matter]:
        """What is known of each id."""
        matters: dict[str, Matter] = {}
        for event in self.events:
            if event["kind"] != "run":
                name = str(event["id"])
                matters[name] = _after(matters.get(name, Matter(name)), event)
        return matters

    @property
    def keys(self) -> Mapping[str, str]:
        """The id of each key."""
        return {matter.key: matter.id for matter in self.matters.values() if matter.key}

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """The decision in force on each id that has one."""
        return {name: matter.decision for name, matter in self.matters.items() if matter.decision}

    @property
    def digest(self) -> str:
        """A hash of the decisions in force: a run whose workbooks say the same (`Merged.digest`) adds nothing."""
        return digest_of(self.decisions)

    def followed_by(self, events: Iterable[Event]) -> History:
        """History with the events of a run appended and numbered."""
        last = max((int(event["seq"]) for event in self.events), default=0)
        more = tuple({**event, "seq": seq} for seq, event in enumerate(events, last + 1))
        return History(self.events + more)

    def written(self) -> bytes:
        """The file: an event a line, keys sorted, no blanks, UTF-8."""
        return "".join(map(_line, self.events)).encode(errors="backslashreplace")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run says of itself in history. name: "2019-1"; period, year: period keys."""

    name: str
    period: str
    year: str
    as_of: date


def head(history: bytes) -> str:
    """The hash of the whole file, in hex, as the cover prints it and the manifest holds it."""
    return sha256(history).hexdigest()


def read_history(path: Path, expected: str = "") -> History:
    """The history of an output folder; `expected` is its hash in the manifest, "" where there is none.

    Raises ReconcileError `history_missing` where archived sets stand beside no history: the file was lost.
    """
    content = path.read_bytes() if path.exists() else b""
    archive = path.parent / "runs"
    if not content.strip() and archive.is_dir() and any(archive.iterdir()):
        raise ReconcileError.of("history_missing", path.name)
    lines = [(number, line) for number, line in enumerate(content.split(b"\n"), 1) if line.strip()]
    parsed = [(number, _event(line)) for number, line in lines]
    bad = tuple(str(number) for number, event in parsed if event is None)
    if bad:
        trouble = Trouble(path.name, "history_damaged", {"count": Count(len(bad)), "lines": Names(bad)}, fatal=False)
    else:
        trouble = Trouble(path.name, "history_edited", fatal=False)
    edited = bool(expected) and head(content) != expected
    good = tuple(event for _, event in parsed if event is not None)
    return History(good, content if bad or edited else b"", (trouble,) if bad or edited else ())


def events_of(
    run: Run, past: Past, flags: Sequence[Flag], merged: Merged, gone: Sequence[Resolved] = ()
) -> tuple[Event, ...]:
    """The events of one run: what changed, not every sighting; in the order of kind and id, not yet numbered.

    flags: after `rejoin`; gone: all resolved points, of which those of this run are told.
    """
    events: list[Event] = [{"kind": "run", "period": run.period, "year": run.year, "as_of": run.as_of.isoformat()}]
    for flag in flags:
        events += _of_flag(flag, past, merged.decisions.get(flag.id))
    events += [_decided(row) for row in merged.said]
    day = run.as_of.isoformat()
    events += [{"kind": "resolved", "id": one.id, "as_of": day} for one in gone if one.run == run.name]
    return tuple({**event, "run": run.name} for event in sorted(events, key=_order))


def _order(event: Event) -> tuple[int, str, str]:
    """The total order of the events of one run."""
    return KINDS.index(str(event["kind"])), str(event.get("id", "")), _line(event)


def _of_flag(flag: Flag, past: Past, decision: Decision | None) -> Iterator[Event]:
    """What is new about a flag."""
    matter = past.matters.get(flag.id, Matter(flag.id))
    if matter.key and matter.key != flag.key:
        yield {"kind": "moved", "id": flag.id, "key": flag.key}
    if not matter.key or matter.gone or past.year not in matter.points:
        seen = {"key": flag.key, "state": flag.state, "point": flag.point, "year": past.year}
        yield {"kind": "seen", "id": flag.id, **seen}
    elif flag.state != matter.state:
        yield {"kind": "changed", "id": flag.id, "state": flag.state}
    if flag.life == "reopened":
        yield {"kind": "reopened", "id": flag.id, "why": why_reopened(flag, past, decision)}


def _decided(row: Said) -> Event:
    """A row of a workbook as an event."""
    means = row.means or row.decision
    words = {name: text for name in WORDS if (text := str(getattr(means, name)))}
    origin: Event = {"as_written": row.word, "was": row.was, "said": row.content, "taken": row.taken}
    return {"kind": "decision", "id": means.flag, **words, **origin}


def _after(matter: Matter, event: Event) -> Matter:
    """What is known of an id after one more event."""
    text = {name: str(value) for name, value in event.items()}
    match event["kind"]:
        case "seen":
            points = {**matter.points, text["year"]: text["point"]}
            return replace(matter, key=text["key"], state=text["state"], points=points, gone="", gone_on=None)
        case "moved":
            return replace(matter, key=text["key"])
        case "changed":
            return replace(matter, state=text["state"])
        case "resolved":
            return replace(matter, gone=text["run"], gone_on=date.fromisoformat(text["as_of"]))
        case "reopened":
            return replace(matter, gone="", gone_on=None, decision=opened(matter.decision))
        case _:
            return _told(matter, event)


def _told(matter: Matter, event: Event) -> Matter:
    """What is known of an id after a row of a workbook: taken, or one side of a dispute."""
    decision = Decision(matter.id, **{name: str(event.get(name, "")) for name in WORDS})
    said = matter.said | {(str(event["was"]), str(event["said"]))}
    if event["taken"]:
        return replace(matter, said=said, decision=decision, disputed=())
    return replace(matter, said=said, disputed=(*matter.disputed, decision))


def _line(event: Event) -> str:
    """An event as canonical JSON."""
    return json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"


def _event(line: bytes) -> Event | None:
    """The event of a line; None where it is torn or is no event of ours."""
    try:
        event = json.loads(line)
        known = event["kind"] in KINDS and isinstance(event["seq"], int)
        _ = event["run"] if event["kind"] == "run" else _after(Matter(event["id"]), event)
    except (ValueError, KeyError, TypeError):
        return None
    return event if known else None
