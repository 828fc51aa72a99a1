"""The figures of a report as a Dataset of schema.org, which stands in its web page for programs that read it."""

from __future__ import annotations

import functools
import json
from typing import Any, Final

from reportgen.model.addresses import AddressBook
from reportgen.report.outline import title
from reportgen.report.report import Report

_OUTSIDE_HTML: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""Signs that would end the script element that the text stands in, or begin a character reference."""


def dataset(report: Report) -> str:
    """Return the JSON-LD text of a report: every figure of its tables with address, label, value and unit."""
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title(report),
        "inLanguage": "zh-CN",
        "temporalCoverage": str(report.year),
        "creator": {"@type": "GovernmentOrganization", "name": report.organ},
    }
    if report.type.law:
        about["description"] = report.type.law
    if report.particulars.published is not None:
        about["datePublished"] = report.particulars.published.isoformat()
    values, kinds = report.values, report.addresses.kinds
    addresses = tuple(address for table in report.tables for row in table.rows for address in row.addresses)
    figures = []
    for address, known in zip(addresses, _known(report.addresses, addresses), strict=True):
        value = values[address]
        written = str(value) if type(value) is int else _safe(_json(kinds[address].plain(value)))
        figures.append(f"{known}{written}}}")
    return f'{_safe(_json(about)[:-1])},"variableMeasured":[{",".join(figures)}]}}'


@functools.lru_cache(maxsize=16)
def _known(book: AddressBook, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return for each figure its JSON as far as the value."""
    return tuple(_safe(_before_value(book, address)) for address in addresses)


def _before_value(book: AddressBook, address: str) -> str:
    entry = book[address]
    figure = {"@type": "PropertyValue", "propertyID": address, "name": entry.label.zh}
    if entry.figure.kind.unit is not None:
        figure["unitText"] = entry.figure.kind.unit.zh
    return f'{_json(figure)[:-1]},"value":'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _safe(text: str) -> str:
    for sign, written in _OUTSIDE_HTML.items():
        text = text.replace(sign, written)
    return text
