"""What stands in a Word form beside the report itself: marks that a reader knows again, and a table of other content.

The marks are visible words, because they alone survive every program that a clerk may save the file with. The table has
the columns and labels of the workbook's sheet for the same (:mod:`reportgen.report.workbook_layout`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report import workbook_layout as layout
from reportgen.report.particulars import CONTACT
from reportgen.report.report_type import ReportType

END: Final = "以下内容不印入报告"
"""The line behind which nothing belongs to the report."""
HINT: Final = "【填表提示】"
"""How a line begins that only tells how to fill in the form."""
COMPUTED: Final = "自动"
"""What stands in the cell of a total that nobody stated: short, so that a row of the form stays one line."""
COLUMNS: Final = layout.OTHER_COLUMNS
LABELS: Final[Mapping[str, str]] = {
    **layout.HEAD,
    "figures": "本机关数字",
    "checks": layout.CHECKS_COLUMN,
    **layout.OTHERS,
}
"""The labels of the table's first column by the keys of a data file; any other key stands for itself."""
TEXTS: Final = frozenset(
    (
        *("report", "organ", "checks", "scope", "title_lines", "contact", "published", "attachments", "remarks"),
        *("notes", "accepted"),
    )
)
"""The keys whose values are texts, whatever they look like."""
OFFERED: Final = ("published", "attachments")
"""The keys that have an empty row where a report has nothing under them."""
OPTIONAL: Final = frozenset(
    ("scope", "title_lines", "published", "attachments", "remarks", "notes", "accepted", "checks")
)
"""The keys that an empty row says nothing of."""
_LAST_YEAR: Final = re.compile(r"\s*〔上年 ?(-?[0-9]+(?:\.[0-9]+)?)〕\s*")
_COMPUTED: Final = re.compile(r"\s*".join(map(re.escape, COMPUTED)))
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_STRAIGHT: Final = str.maketrans("“”", '""')
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\(?:["\\n]|u[0-9a-f]{4}))*)"', re.DOTALL)
"""A text that was quoted: a backslash stands before a quotation mark, itself, ``n`` and the code of a character."""
_ESCAPE: Final = re.compile(r'\\(?:(["\\n])|u([0-9a-f]{4}))')


def last_year(value: Any) -> str:
    """Return how a cell shows last year's figure beside the place for this year's."""
    return f"〔上年{value}〕"


def without_hints(text: str) -> str:
    """Return what somebody wrote in a cell: its text without last year's figure and the words in a total's place."""
    return _COMPUTED.sub("", _LAST_YEAR.sub("", text)).strip()


def row_of(key: str, path: Sequence[str], value: Any) -> tuple[str, str, str]:
    """Return the row of the table that says ``value``: its label, its name, and the value in writing."""
    steps = list(path)
    if key == "contact" and len(steps) == 1 and steps[0] in CONTACT:
        steps = [CONTACT[steps[0]].zh]
    return LABELS.get(key, key), ("." if key == "figures" else "/").join(steps), written(value, text=key in TEXTS)


def entry_of(label: str, name: str, text: str) -> tuple[str, tuple[str, ...], Any]:
    """Return the key, the way below it, and the value that a row of the table says; the reverse of :func:`row_of`."""
    keys = {said: key for key, said in LABELS.items()}
    key = keys.get(label, label)
    if key == "contact":
        name = next((step for step, said in CONTACT.items() if said.zh == name), name)
    steps = tuple(name.split("." if key == "figures" else "/")) if name else ()
    return key, steps, value_of(text, text=key in TEXTS)


def written(value: Any, *, text: bool = False) -> str:
    """Return a value in writing; a text that could be taken for something else, or changed by saving, is quoted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if not isinstance(value, str):
        return str(value)
    return value if _is_plain(value) and value_of(value, text=text) == value else _quoted(value)


def value_of(written: str, *, text: bool = False) -> Any:
    """Return the value of a writing: a number, a truth value, ``None`` for nothing, else the text itself.

    ``text`` says that a number is a text here, too.
    """
    if not written:
        return None
    quoted = _QUOTED.fullmatch(written.translate(_STRAIGHT))
    if quoted is not None:
        return _ESCAPE.sub(_unescaped, quoted[1])
    if not text and _NUMBER.fullmatch(written):
        return Decimal(written) if "." in written else int(written)
    return {"true": True, "false": False}.get(written, written) if not text else written


def _is_plain(text: str) -> bool:
    """Whether a text comes back from a word processor as it is."""
    lines = text.split("\n")
    return all(line and line == line.strip() and "  " not in line for line in lines) and not any(map(_is_odd, text))


def _is_odd(letter: str) -> bool:
    return letter == "\u2011" or (
        unicodedata.category(letter) in {"Cc", "Cf", "Zs", "Zl", "Zp"} and letter not in " \n"
    )


def _quoted(text: str) -> str:
    """Return ``text`` in quotes, with everything escaped that a word processor might change."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    spaced = re.sub("^ | $|(?<= ) ", r"\\u0020", escaped)
    return '"' + "".join(_code(one) if _is_odd(one) or one in "“”" else one for one in spaced) + '"'


def _code(letter: str) -> str:
    """Return the code of a character; one beyond the first plane is left as it is."""
    return f"\\u{ord(letter):04x}" if ord(letter) <= 0xFFFF else letter


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[2], 16)) if found[2] else {"n": "\n"}.get(found[1], found[1])


def rows_of(
    report_type: ReportType, data: Mapping[str, Any], printed: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield every row of the table for a report's ``data``, a data file's content.

    ``printed`` are the addresses that stand in cells of the form's tables.
    """
    for key in layout.HEAD:
        yield row_of(key, (), data.get(key))
    official = {address.split(".")[0] for address in report_type.addresses.entered}
    others = {key: part for key, part in data.items() if key not in {*layout.HEAD, *official, "narrative"}}
    for key in LABELS:
        if key in others or key in OFFERED:
            yield from _rows(key, others.pop(key, None), printed)
    for key, part in others.items():
        yield from _rows(key, part, printed)
    for address in report_type.addresses.entered:
        if address not in printed:
            first, *rest = address.split(".")
            yield row_of(first, rest, _at(data, address))


def _rows(key: str, part: Any, printed: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    flat = [(path, value) for path, value in layout.flattened(part) if key != "stated" or path[0] not in printed]
    if not flat and key in OFFERED:
        flat = [((), None)]
    for path, value in flat:
        yield row_of(key, path, value)


def _at(data: Mapping[str, Any], address: str) -> Any:
    value: Any = data
    for step in address.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def refused_type(report_type: ReportType, name: str) -> Fault | None:
    """Return why a report of this type has no Word form, which messages call ``name``; None where it has one."""
    if not report_type.addresses.repeats:
        return None
    says = Text(
        f"{report_type.name} 的行数不固定，还不能用 Word 填写",
        f"a Word form cannot hold {report_type.name}, whose rows repeat",
    )
    return Fault("word-form-type", says, Origin(name))
