"""The data file's JSON Schema, made from the model: labels, units and law where an editor shows them."""

from __future__ import annotations

from typing import Any

import attrs

from reportgen.model.figures import FIGURE, Figure
from reportgen.model.symbolic import hints, join
from reportgen.report.report_type import ReportType

COUNT: dict[str, Any] = {"type": ["integer", "null"], "minimum": 0}
AMOUNT: dict[str, Any] = {
    "anyOf": [
        {"type": "number", "minimum": 0},
        {"type": "string", "pattern": r"^(0|[1-9][0-9]*)(\.[0-9]{1,4})?$"},
        {"type": "null"},
    ]
}


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
        name: COUNT | {"description": entry.label.zh} | _held(rules.get(name))
        for name, entry in report_type.addresses.derived.items()
    }
    properties["stated"] = _closed(
        stated, "已公布的总计，只核对，不采用 totals that somebody published; checked, never used"
    )
    printed = {name: {"type": "string"} for name in report_type.addresses if report_type.addresses[name].printed}
    properties["notes"] = _closed(printed, "随数字印出的说明 a note printed with a figure")
    properties["figures"] = {"$ref": "#/$defs/own", "description": "本机关自己的数字 the office's own figures"}
    properties["checks"] = {
        "type": "array",
        "items": {"type": "string", "pattern": "=="},
        "description": "必须成立的等式 equations that must hold",
    }
    prose = {
        field.name: {"type": "string", "description": f"{field.label.zh} {field.label.en}"}
        for field in report_type.narrative
    }
    required = [field.name for field in report_type.narrative if field.required]
    properties["narrative"] = _closed(prose, "文字部分 the prose") | {"required": required}
    properties["scope"] = {"const": "unchanged", "description": "统计范围与上年相同 same scope as last year"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": report_type.title.zh,
        "description": report_type.law,
        "$defs": {"own": _own()},
        "type": "object",
        "additionalProperties": False,
        "required": ["report", "organ", "year", *statistics["required"], "narrative"],
        "properties": properties,
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
        "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"},
        "additionalProperties": {"anyOf": [{"$ref": "#/$defs/own"}, {"type": ["number", "string", "null"]}]},
    }


def _closed(properties: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "additionalProperties": False,
        "properties": properties,
    }


def _class(cls: type, prefix: str, rules: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    """Return the schema of one class; a row of counts may also be written as a list in column order."""
    properties: dict[str, Any] = {}
    for field in attrs.fields(cls):
        figure: Figure = field.metadata[FIGURE]
        address = join(prefix, field.name)
        label = " ".join(f"{text.zh} {text.en}" for text in figure.labels)
        if figure.kind == "group":
            inner = hints(cls)[field.name]
            shape = _class(inner, address, rules)
            if all(entry.metadata[FIGURE].kind == "count" for entry in attrs.fields(inner)):
                size = len(attrs.fields(inner))
                row = {"type": "array", "items": COUNT, "minItems": size, "maxItems": size}
                shape = {"anyOf": [row, shape]}
        else:
            shape = {**(COUNT if figure.kind == "count" else AMOUNT), **_held(rules.get(address))}
        properties[field.name] = shape | ({"description": label} if label else {})
        if figure.law:
            properties[field.name]["$comment"] = figure.law
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }
