"""A figure found by the official words of the form: 表三, 新收, 自然人."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reportgen.core.text import Text
from reportgen.report.report import Report

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


def _has_all(label: Text, parts: Sequence[str]) -> bool:
    words = _core(label.zh)
    return all(part in words for part in parts)


def _core(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))
