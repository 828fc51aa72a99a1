"""A figure found by the official words of the form (表三, 新收, 自然人), or by its cell in a workbook (表三!D4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from reportgen.core.text import Text
from reportgen.model.symbolic import steps
from reportgen.report.report import Report

_CELL = re.compile(r"(?P<sheet>.*[^\s!])[\s!]+\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9][0-9]*)")
_SIGNS = re.compile(r"[\W_]+")


def addresses_called(report: Report, words: Sequence[str]) -> list[str]:
    """Return the figures whose official names have all ``words``; of a row or block its total, where none is exact."""
    parts = [part for part in (_core(word) for word in words) if part]
    if not parts:
        return []
    found = [name for name in report.addresses if _has_all(report.addresses[name].label, parts)]
    totals = [name for name in found if name.endswith(".total") or name == "total"]
    shortest = min((len(_core(report.addresses[name].label.zh)) for name in totals), default=0)
    top = [name for name in totals if len(_core(report.addresses[name].label.zh)) == shortest]
    return top if len(found) > 1 and len(top) == 1 else found


def cell_named(name: str) -> str | None:
    """Return the cell that words name, as in ``表三!D4``, or None where they name none; ``表三 d4`` does too."""
    match = _CELL.fullmatch(unicodedata.normalize("NFKC", name).strip())
    return None if match is None else f"{match['sheet'].strip(chr(39))}!{match['column'].upper()}{match['row']}"


def address_in(report: Report, cell: str, cells: Mapping[str, str]) -> str | None:
    """Return the figure that stands in a workbook's cell, or None.

    ``cells`` has the cells of a new workbook by address, for reports that were read from another kind of file.
    """
    locate = report.locate
    places = {} if locate is None else {name: locate(steps(name)).place for name in report.addresses}
    if not any(place and "!" in place for place in places.values()):
        places = dict(cells)
    return next((name for name, place in places.items() if place == cell and name in report.values), None)


def _has_all(label: Text, parts: Sequence[str]) -> bool:
    words = _core(label.zh)
    return all(part in words for part in parts)


def _core(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))
