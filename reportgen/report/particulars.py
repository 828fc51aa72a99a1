"""What a report prints beside its figures and its prose, each part of it only where the data file gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.prose.rendering import unbroken

if TYPE_CHECKING:
    import datetime as dt

CONTACT: Final[Mapping[str, Text]] = {
    "office": Text("联系单位", "office"),
    "address": Text("地址", "address"),
    "postcode": Text("邮编", "postcode"),
    "phone": Text("电话", "phone"),
    "email": Text("电子邮箱", "email address"),
}
"""The parts of the contact line, in the order in which offices print them."""
SITE: Final[Mapping[str, tuple[str, Text]]] = {
    "name": ("SiteName", Text("网站名称", "name of the site")),
    "domain": ("SiteDomain", Text("网站域名", "domain of the site")),
    "id_code": ("SiteIDCode", Text("网站标识码", "identification code of the site")),
    "column": ("ColumnName", Text("栏目名称", "name of the column")),
    "column_type": ("ColumnType", Text("栏目类别", "kind of the column")),
    "source": ("ContentSource", Text("内容来源", "source of the content")),
}
"""What a web page says of the site that it is published on: key, name of the page's ``meta`` element, label.

The names are those of 国办发〔2017〕47号 for pages of government sites.
"""
NAMES: Final = ("title_lines", "contact", "published", "attachments", "remarks", "last_year", "site")
"""The keys of a data file that hold particulars."""
PRINTED: Final = ("contact_lines", "comparison", "charts")
"""Names that a template knows besides."""
CHART_MARK: Final = "\ue0c7"
"""What a template prints on both sides of a chart's name, in whose place the chart is put: a private-use character."""
CHART_NAME: Final = "图表 "
"""How the name of a chart's drawing in a Word document begins."""
_NONE: Final[Mapping[str, Any]] = {}


@attrs.frozen(eq=False, repr=False)
class Particulars(Value):
    """The particulars of a report: of ``contact``, a part without text is ``None``; ``remarks`` are by table.

    ``title_lines`` are the lines of the title where somebody divided it, ``attachments`` the titles of what is added.
    """

    title_lines: tuple[str, ...] = ()
    contact: Mapping[str, str | None] = _NONE
    published: dt.date | None = None
    attachments: tuple[str, ...] = ()
    remarks: Mapping[str, str] = _NONE
    last_year: Mapping[str, Any] = _NONE
    """Last year's figures by address, for the table that compares both years; ``None`` where one is not known."""
    site: Mapping[str, str] = _NONE
    """What a web page says of its site, by the keys of ``SITE``."""


NOTHING: Final = Particulars()


class ChartMarks(dict[str, str]):
    """The mark of any chart by its name; whether there is such a chart is asked where the mark is found."""

    def __missing__(self, name: str) -> str:
        """Return the mark."""
        return f"{CHART_MARK}{name}{CHART_MARK}"

    def __contains__(self, name: object) -> bool:
        """Return that any name has a mark."""
        return isinstance(name, str)


CHART_MARKS: Final = ChartMarks()


def shown(particulars: Particulars, tables: tuple[str, ...], told: bool) -> dict[str, Any]:
    """Return what a template sees of ``particulars``: an absent text is empty, an absent list has no items.

    ``tables`` are the names under which a report's tables may have remarks. ``told`` says that the prose prints the
    contact already, so that it needs no lines of its own.
    """
    if particulars is NOTHING:
        return {
            "contact": dict.fromkeys(CONTACT, ""),
            "contact_lines": [],
            "published": "",
            "attachments": [],
            "remarks": dict.fromkeys(tables, ""),
        }
    contact = {name: unbroken(particulars.contact.get(name) or "") for name in CONTACT}
    lines = [] if told else [f"{label.zh}：{contact[name]}" for name, label in CONTACT.items() if contact[name]]
    numbered = len(particulars.attachments) > 1
    return {
        "contact": contact,
        "contact_lines": lines,
        "published": _day(particulars.published),
        "attachments": [
            f"{number}.{title}" if numbered else title for number, title in enumerate(particulars.attachments, start=1)
        ],
        "remarks": {name: particulars.remarks.get(name, "") for name in tables},
    }


def _day(day: dt.date | None) -> str:
    if day is None:
        return ""
    from reportgen.model.kinds.day import Day  # noqa: PLC0415 — most reports give no day

    return Day().shown(day)
