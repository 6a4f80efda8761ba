"""L104: a spreadsheet among the inputs could not be read; whatever stands in it is missing from every figure."""

from __future__ import annotations

from reconcile.model.flags import Code, Findings, Flag, Severity
from reconcile.model.places import LineRef
from reconcile.model.results import World
from reconcile.model.sources import FileRead
from reconcile.model.values import Text

CODE = Code(
    "L104",
    matter="file",
    severity=Severity.EVIDENCE,
    says={"file": Text},
    weighs=(),
    job="mend_file",
)

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
"""What a file that is meant to be read is called; a picture or a letter in the folder is told, and is no point."""


def findings(world: World) -> Findings:
    """Every file that was handed in as a spreadsheet."""
    meant = [
        file for file in world.files if file.source.name.lower().endswith(SPREADSHEETS) and file.status != "skipped"
    ]
    return Findings(len(meant), tuple(_flag(file, world) for file in meant if file.status == "refused"))


def _flag(file: FileRead, world: World) -> Flag:
    name = file.source.name
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        name,
        world.period,
        LineRef(name, 1),
        values={"file": Text(name)},
        job=CODE.job,
    )
