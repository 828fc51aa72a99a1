"""The doubts that an office stands by (``accepted:``), each with its reason and a name."""

from __future__ import annotations

from typing import Any, Final

from reportgen.core.document import Path, Unreadable
from reportgen.core.text import Text
from reportgen.engine.building.sections import Sections
from reportgen.model.kinds.kind import found
from reportgen.report.acceptances import Acceptance

_SAID: Final = {
    "finding": Text("提醒的编号", "the warning's number"),
    "reason": Text("为什么没有错", "why it is right"),
    "who": Text("由谁确认", "who says so"),
}
"""What an entry of ``accepted:`` says."""


def accepted(sections: Sections) -> tuple[Acceptance, ...]:
    """Return the doubts that the office stands by; each needs its reason and a name."""
    value = sections.data.get("accepted")
    if value is None or isinstance(value, Unreadable):
        return ()
    if type(value) is not list:
        kind = found(value)
        says = Text(f"accepted 应当是列表，写的是{kind.zh}", f"accepted should be a list, found {kind.en}")
        remedy = Text("照 check 最后打印的几行抄", "copy the lines that check prints at its end")
        sections.faults.add("wrong-type", ("accepted",), says, remedy)
        return ()
    return tuple(
        one for position, item in enumerate(value) if (one := _acceptance(sections, item, position)) is not None
    )


def _acceptance(sections: Sections, item: Any, position: int) -> Acceptance | None:
    path: Path = ("accepted", position)
    if isinstance(item, Unreadable):
        return None
    words: dict[str, str] = {}
    for name, label in _SAID.items():
        value = item.get(name) if isinstance(item, dict) else None
        if isinstance(value, Unreadable):
            return None
        if type(value) is not str or not value.strip():
            says = Text(
                f"accepted 第 {position + 1} 条缺少 {name}（{label.zh}）",
                f"accepted, entry {position + 1}, lacks {name} ({label.en})",
            )
            remedy = Text("每条要写 finding、reason、who 三行", "each needs finding, reason and who")
            sections.faults.add("missing-key", path, says, remedy)
            return None
        words[name] = value.strip()
    for name in item.keys() - _SAID.keys():
        sections.faults.unknown_key((*path, name), list(_SAID))
    return Acceptance(**words, origin=sections.faults.locate(path))
