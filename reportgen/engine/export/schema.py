"""The data file's JSON Schema, made from the model: labels, units and law where an editor shows them."""

from __future__ import annotations

import re
from typing import Any

import attrs

from reportgen.model.figures import Figure, declared
from reportgen.model.kinds.day import Day
from reportgen.model.symbolic import columns, hints, join, row_of
from reportgen.report.particulars import CONTACT, SITE
from reportgen.report.report_type import ReportType

ANY_ROW = "[]"
"""What stands in an address of a report type for the name of a row: ``accounts[].posts``."""
ROW_NAMES = {"pattern": r"^[^\s\[\]{}|]([^\[\]{}|]{0,98}[^\s\[\]{}|])?$"}

_SIGNS = r"\s!-/:-@\[-^`{-~\u2000-\u206f\u3000-\u303f\uff00-\uffef"
_OWN_NAME = f"^[^0-9{_SIGNS}][^{_SIGNS}]*$"
"""Names of own figures in any script, in the part of regular expressions that every validator understands."""


def data_file_schema(report_type: ReportType) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a data file of ``report_type``."""
    properties: dict[str, Any] = {
        "report": {"const": report_type.name, "description": report_type.title.zh},
        "organ": {"type": "string", "minLength": 1, "description": "机关全称 the organ's full name"},
        "year": {"type": "integer", "minimum": 2000, "maximum": 2100, "description": "报告年份 the year"},
    }
    rules = _rules(report_type)
    statistics = _class(report_type.statistics, "", rules)
    properties |= statistics["properties"]
    stated = {
        name: entry.figure.kind.schema() | {"description": entry.label.zh} | _held(rules.get(name))
        for name, entry in report_type.addresses.derived.items()
        if ANY_ROW not in name
    }
    properties["stated"] = _closed(
        stated, "已公布的总计，只核对，不采用 totals that somebody published; checked, never used"
    )
    book = report_type.addresses
    printed = {name: {"type": "string"} for name in book if book[name].printed and ANY_ROW not in name}
    properties["notes"] = _closed(printed, "随数字印出的说明 a note printed with a figure")
    rows = {"stated": [*book.derived], "notes": [name for name in book if book[name].printed]}
    for section, names in rows.items():
        patterns: dict[str, Any] = {_any_row(name): {} for name in names if ANY_ROW in name}
        if patterns:
            properties[section]["patternProperties"] = patterns
    properties["figures"] = {"$ref": "#/$defs/own", "description": "本机关自己的数字 the office's own figures"}
    properties["checks"] = {
        "type": "array",
        "items": {"type": "string", "pattern": "=="},
        "description": "必须成立的等式 equations that must hold",
    }
    prose = {
        field.name: {
            "type": "string" if field.required else ["string", "null"],
            "description": f"{field.label.zh} {field.label.en}",
        }
        for field in report_type.narrative
    }
    required = [field.name for field in report_type.narrative if field.required]
    properties["narrative"] = _closed(prose, "文字部分 the prose") | {"required": required}
    limits = {field.name: {"type": "integer", "minimum": 1} for field in report_type.narrative}
    properties["limits"] = _closed(limits, "各部分的字数上限 the most characters of a piece of prose")
    properties |= _particulars(report_type)
    properties["scope"] = {"const": "unchanged", "description": "统计范围与上年相同 same scope as last year"}
    properties["scope"]["description"] += "：上年结转与上一年报告对不上就算错误 (then XY-CARRY is an error)"
    words = {name: {"type": "string", "minLength": 1} for name in ("finding", "reason", "who")}
    properties["accepted"] = {
        "type": "array",
        "items": _closed(words, "一处确认：提醒的编号、理由、由谁确认 a warning's number, the reason, who says so")
        | {"required": list(words)},
        "description": "核对过、可以照发的提醒 warnings that were looked into and stand",
    }
    required = ["report", "organ", "year", *statistics["required"], "narrative"]
    for name in properties.keys() - {*required}:
        properties[name] = _or_blank(properties[name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": report_type.title.zh,
        "description": report_type.law,
        "$defs": {"own": _own()},
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def _particulars(report_type: ReportType) -> dict[str, Any]:
    text = {"type": "string", "pattern": r"\S"}
    contact = {
        name: {"type": ["string", "null"], "pattern": r"\S", "description": f"{label.zh} {label.en}"}
        for name, label in CONTACT.items()
    }
    remarks = {
        name: {"type": ["string", "null"], "pattern": r"\S", "description": f"{table.name.zh} {table.name.en}"}
        for name, table in report_type.remarked.items()
    }
    site = {
        name: {"type": ["string", "null"], "pattern": r"\S", "description": f"{label.zh} {label.en} ({meta})"}
        for name, (meta, label) in SITE.items()
    }
    book = report_type.addresses
    numeric = [name for name in book if book[name].figure.kind.numeric]
    figures = {name: book[name].figure.kind.schema() for name in numeric if ANY_ROW not in name}
    last_year = _closed(figures, "上年的数字，印成对比表 last year's figures, to be compared in a table")
    if any(ANY_ROW in name for name in numeric):
        last_year["patternProperties"] = {_any_row(name): {} for name in numeric if ANY_ROW in name}
    lines = {"type": ["array", "null"], "items": text}
    return {
        "contact": _closed(contact, "联系方式 whom to ask"),
        "published": Day().schema() | {"description": "发布日期 the day of publishing"},
        "attachments": lines | {"description": "附件名称 titles of what is attached"},
        "last_year": last_year,
        "remarks": _closed(remarks, "表下的注 a remark below a table"),
        "site": _closed(site, "网页上写明的网站和栏目 site and column, as the web page names them"),
        "title_lines": lines | {"description": "标题怎样分行，连起来就是标题 the lines that make the title"},
    }


def _rules(report_type: ReportType) -> dict[str, list[dict[str, str]]]:
    """Return by address the rule forms that hold it; one is written out at its own address, elsewhere only named."""
    found: dict[str, list[dict[str, str]]] = {}
    for rule in report_type.rules:
        for form in rule.forms:
            for address in form.addresses:
                held = {"rule": rule.id, "at": form.address}
                if address == form.address:
                    held["equation"] = form.written
                found.setdefault(address, []).append(held)
    return found


def _held(rules: list[dict[str, str]] | None) -> dict[str, Any]:
    return {"x-rules": rules} if rules else {}


def _own() -> dict[str, Any]:
    return {
        "type": "object",
        "propertyNames": {"pattern": _OWN_NAME},
        "additionalProperties": {"anyOf": [{"$ref": "#/$defs/own"}, {"type": ["number", "string", "null"]}]},
    }


def _or_blank(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a section that may be left blank: what nobody needs may also stand there as ``null``."""
    if isinstance(schema.get("type"), str):
        return schema | {"type": [schema["type"], "null"]}
    described = {"description": schema["description"]} if "description" in schema else {}
    rest = {name: value for name, value in schema.items() if name != "description"}
    return {**described, "anyOf": [rest, {"type": "null"}]}


def _closed(properties: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "additionalProperties": False,
        "properties": properties,
    }


def _any_row(name: str) -> str:
    """Return the pattern of the addresses ``accounts[网站].total`` that ``accounts[].total`` stands for."""
    return "^" + re.escape(name).replace(re.escape(ANY_ROW), r"\[[^\[\]]+\]") + "$"


def _row_or_class(cls: type, address: str, rules: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    """Return the schema of an inner class, which may also be a list of numbers in column order."""
    shape = _class(cls, address, rules)
    names = columns(cls)
    if not names:
        return shape
    kinds = [entry.kind.schema() for field in attrs.fields(cls) if isinstance(entry := declared(field), Figure)]
    alike = all(kind == kinds[0] for kind in kinds)
    items: dict[str, Any] = {"items": kinds[0]} if alike else {"prefixItems": kinds}
    return {"anyOf": [{"type": "array", **items, "minItems": len(names), "maxItems": len(names)}, shape]}


def _class(cls: type, prefix: str, rules: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    """Return the schema of one class written as a mapping."""
    properties: dict[str, Any] = {}
    for field in attrs.fields(cls):
        entry = declared(field)
        address = join(prefix, field.name)
        label = " ".join(f"{text.zh} {text.en}" for text in entry.labels)
        if isinstance(entry, Figure):
            shape = {**entry.kind.schema(), **_held(rules.get(address))}
        elif entry.rows is None:
            shape = _row_or_class(hints(cls)[field.name], address, rules)
        else:
            row = _row_or_class(entry.rows, row_of(address, ""), rules)
            shape = {"type": "object", "propertyNames": ROW_NAMES, "additionalProperties": row}
        properties[field.name] = shape | ({"description": label} if label else {})
        if entry.law:
            properties[field.name]["$comment"] = entry.law
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }
