"""What a data file may hold but a person should know of: signs that cannot be seen, or that turn the writing round."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reportgen.core.document import Path
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import BIDI, UNSEEN
from reportgen.model.symbolic import steps
from reportgen.report.findings import Finding

_TURN = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_TURNING = re.compile(f"[{_TURN}]")
_EITHER = re.compile(f"[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff{_TURN}]")
"""Any of them, as one class: texts are searched once, and nearly all have none."""
_SECTIONS = ("narrative", "notes", "contact", "remarks", "site")
_BESIDE = 6
"""So many signs are quoted on each side of a hidden one."""


def unseen(
    texts: Mapping[str, Any],
    locate: Callable[[Path], Origin],
    locate_line: Callable[[Path, int], Origin | None] | None = None,
) -> Iterator[Finding]:
    """Yield a warning (rule V-BIDI) for every text with signs that turn the direction of writing, and a note
    (V-HIDDEN) for every text with others that cannot be seen, at the first of them.

    ``texts`` maps ``organ``, ``narrative.overview``, ``notes.<address>`` or a figure's address to what stands there.
    ``locate_line`` gives the place of a line of prose.
    """
    for name, text in texts.items():
        if not isinstance(text, str) or text.replace("\n", "").isprintable() or _EITHER.search(text) is None:
            continue  # the first of these questions is cheaper than the search, and nearly always enough
        section, _, rest = name.partition(".")
        path: Path = (section, rest) if section in _SECTIONS else steps(name)
        if section == "attachments":
            path = (section, int(rest))
        if turning := _TURNING.findall(text):
            named = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(set(turning)))
            says = Text(
                f"{name} 里有改变书写方向的不可见字符 {named}，印出来的顺序可能与写的不同",
                f"{name} holds invisible signs that turn the direction of writing: {named}",
            )
            yield Finding(BIDI.id, "broken", BIDI.severity, says, name, origin=locate(path))
        yield from _hidden(name, text, path, locate, locate_line)


def _hidden(
    name: str,
    text: str,
    path: Path,
    locate: Callable[[Path], Origin],
    locate_line: Callable[[Path, int], Origin | None] | None,
) -> Iterator[Finding]:
    from reportgen.core.unseen_signs import HIDDEN  # noqa: PLC0415 — nearly no report has any

    first = HIDDEN.search(text)
    if first is None:
        return
    origin = None
    if path[0] == "narrative" and locate_line is not None:
        origin = locate_line(path, text.count("\n", 0, first.start()))
    says = _says(name, text, first)
    yield Finding(UNSEEN.id, "broken", UNSEEN.severity, says, name, origin=origin or locate(path))


def _says(name: str, text: str, first: re.Match[str]) -> Text:
    """Say which hidden signs a text has, how many, and between which words the first one stands."""
    hidden = first.re
    signs = "".join(hidden.findall(text))
    kinds = [_named(sign) for sign in dict.fromkeys(signs)]
    before = hidden.sub("", text[: first.start()])[-_BESIDE:].split("\n")[-1]
    after = hidden.sub("", text[first.end() :])[:_BESIDE].split("\n")[0]
    zh = f"在“{before}”与“{after}”之间" if before and after else f"在“{before or after}”{'后面' if before else '前面'}"
    en = f"between “{before}” and “{after}”" if before and after else f"beside “{before or after}”"
    where = Text(zh, en) if len(signs) == 1 else Text(f"第一个{zh}", f"the first {en}")
    return Text(
        f"{name} 里有 {len(signs)} 个看不见的字符（{'、'.join(one.zh for one in kinds)}），{where.zh}："
        "印出来看不到，但会使查找和断行出错；请删去重打这几个字，或用 reportgen convert --tidy 另存一份",
        f"{name} holds {len(signs)} signs that cannot be seen ({', '.join(one.en for one in kinds)}), {where.en}: they "
        "are printed as nothing, but a search misses the word; type it anew, or let reportgen convert --tidy write "
        "another file",
    )


def _named(sign: str) -> Text:
    from reportgen.core.unseen_signs import INVISIBLE  # noqa: PLC0415 — the same

    number = f"U+{ord(sign):04X}"
    name = INVISIBLE.get(sign)
    return Text(number, number) if name is None else Text(f"{name.zh} {number}", f"{name.en}, {number}")
