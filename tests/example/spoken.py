"""The totals of the example in words, as an accountant writes them under a table."""

from __future__ import annotations

from collections.abc import Mapping

_LEAD: Mapping[str, str] = {"vi": "Bằng chữ: {}./.", "en": "In words: {}."}

_WORDS: Mapping[str, Mapping[int, str]] = {
    "vi": {
        63_000_000: "Sáu mươi ba triệu đồng chẵn",
        62_000_000: "Sáu mươi hai triệu đồng chẵn",
        38_250_000: "Ba mươi tám triệu hai trăm năm mươi nghìn đồng chẵn",
        10_000_000: "Mười triệu đồng chẵn",
        10_500_000: "Mười triệu năm trăm nghìn đồng chẵn",
        111_000_000: "Một trăm mười một triệu đồng chẵn",
    },
    "en": {
        63_000_000: "sixty-three million đồng",
        38_250_000: "thirty-eight million two hundred and fifty thousand đồng",
        10_000_000: "ten million đồng",
        111_000_000: "one hundred and eleven million đồng",
    },
}


def spoken(amount: int, language: str) -> str:
    """The line under a total; raises KeyError for an amount that no table of the example shows."""
    return _LEAD[language].format(_WORDS[language][amount])
