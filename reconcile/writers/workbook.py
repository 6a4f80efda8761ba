"""The reconciled workbook: eight sheets, one module each, laid out over addresses that are fixed beforehand."""

from __future__ import annotations

from importlib import import_module

from reconcile.i18n.words import Words
from reconcile.model.results import Reconciliation
from reconcile.writers.addresses import SHEETS, locate, parts
from reconcile.writers.render import Workbook


def write_workbook(result: Reconciliation, lang: str, folder: str = "../sheets") -> bytes:
    """The bytes of the workbook; the same result gives the same bytes.

    folder: the inputs' folder as seen from the workbook's. Raises ValueError for a result without charter or ledger.
    """
    words = Words(lang)
    charter, ledger, _ = parts(result)
    addresses = locate(result, words, folder)
    book = Workbook(words.say("workbook", "common_title"), charter.association, ledger.as_of)
    for key in SHEETS:
        import_module(f"reconcile.writers.sheets.{key}").lay_out(book, addresses, result, words)
    return book.bytes()
