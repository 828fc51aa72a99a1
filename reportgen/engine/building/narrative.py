"""The prose of a data file (``narrative:``): every required piece, none unknown, none too long."""

from __future__ import annotations

from typing import Any

from reportgen.core.document import Path, Unreadable, dotted
from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.building.fault_list import labelled
from reportgen.engine.building.sections import Sections


def narrative(sections: Sections) -> dict[str, str]:
    """Return the prose by field: every required one, none unknown."""
    fields = {field.name: field for field in sections.type.narrative}
    result = {}
    written = dict(sections.items(("narrative",), sections.data.get("narrative")))
    strange = [name for name in written if name not in fields]
    lacking = [name for name, field in fields.items() if field.required and name not in written]
    for name in strange:
        close = sections.faults.nearest(name, lacking) or labelled(name, {lack: fields[lack].label for lack in lacking})
        labels = {field.name: field.label for field in sections.type.narrative}
        sections.faults.unknown_key(("narrative", name), [close] if close is not None else list(fields), labels=labels)
        lacking = [other for other in lacking if other != close]
    if "narrative" in sections.data and isinstance(sections.data["narrative"], Unreadable):
        lacking = []
    for name in lacking:
        _lacks_prose(sections, name, fields[name].label, "narrative" in sections.data)
    for name, value in written.items():
        field = fields.get(name)
        if field is None:
            continue
        if field.required and (value is None or (type(value) is str and not value.strip())):
            _lacks_prose(sections, name, field.label, True)
        elif value is not None:
            result[name] = _prose(sections, value, ("narrative", name))
    return result


def _lacks_prose(sections: Sections, name: str, label: Text, section: bool) -> None:
    path: Path = ("narrative", name) if section else ()
    says = Text(f"缺少 narrative.{name}（{label.zh}）的文字", f"missing: the prose narrative.{name} ({label.en})")
    sections.faults.add_key("missing-key", path, says, Text("这一部分必须写", "this part is required"))


def _prose(sections: Sections, value: Any, path: Path) -> str:
    text = sections.text(value, path, empty=True)
    most = DEFAULT.prose_characters
    if len(text) <= most:
        return text
    says = Text(
        f"{dotted(path)} 有 {len(text)} 个字，超过上限 {most} 个",
        f"{dotted(path)} has {len(text)} characters, more than {most}",
    )
    sections.faults.add("text-too-long", path, says)
    return ""
