"""The bar | that begins a text of several lines, where it was lost or is another sign: overview: “."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.yaml_text.structure_lines import COLONS, LONGEST, begins_structure, spaces_before

_NAME: Final = re.compile(rf" *(?P<name>[A-Za-z_]\w*)[{COLONS}] *(?P<sign>[｜丨︱|“”\"'‘’]{{0,2}})[ \t]*")
_BAR: Final = "|"
_PROSE: Final = re.compile(r"。|\{\{|[\u4e00-\u9fff]，")
"""What a line of prose has, and no name or value."""


def lacks_bar(name: str) -> tuple[Text, Text]:
    """Return what is wrong with a text of several lines below ``name``, and what to write."""
    return (
        Text(f"{name} 后面缺少 |，下面几行会连成一段", f"{name} lacks the bar |; the lines below it would become one"),
        Text(f"请写成 {name}: |", f"write {name}: |"),
    )


def with_bars(lines: Sequence[str], name: str) -> tuple[list[str], list[Fault]]:
    """Return the lines of the file ``name`` with every lost bar in its place, and a fault for each."""
    mended, faults = list(lines), []
    for number, line in enumerate(lines[:-1]):
        found = _NAME.fullmatch(line) if len(line) <= LONGEST else None
        if found is None or found["sign"] == _BAR or not _is_prose(lines, number):
            continue
        says, remedy = lacks_bar(found["name"])
        at = found.start("sign") if found["sign"] else len(line.rstrip())
        faults.append(Fault("yaml-bar", says, Origin(name, number + 1, at + 1), remedy))
        mended[number] = f"{line[: found.start('sign')].rstrip()} {_BAR}"
    return mended, faults


def _is_prose(lines: Sequence[str], number: int) -> bool:
    """Whether the next line that is not blank is prose, indented more than line ``number``."""
    below = next((line for line in lines[number + 1 : number + 4] if line.strip()), "")
    deeper = spaces_before(below) > spaces_before(lines[number])
    return deeper and not begins_structure(below) and _PROSE.search(below[:LONGEST]) is not None
