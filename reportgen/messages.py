"""What every id of a fault or a finding means and what to do about it: docs/messages.md, read where somebody asks."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import attrs

from reportgen.core.errors import Fault, UsageError
from reportgen.core.spelling import nearest
from reportgen.core.text import Language, Text

_ROW: Final = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
_FILES: Final[Mapping[Language, str]] = {"en": "messages.md", "zh": "messages.zh.md"}
_PACKAGE: Final = Path(__file__).parent


@attrs.frozen
class Message:
    """What an id means, and what to do about it."""

    id: str
    means: Text
    remedy: Text


def message(id: str) -> Message:
    """Return what a fault's or finding's ``id`` means and what to do about it.

    Raises:
        UsageError: there is no such id; the message names the nearest, if one is spelt like it.
    """
    found = find(id)
    if found is None:
        known = {one.casefold(): one for one in _rows("en")}
        near = known.get(nearest(id.casefold(), known, cutoff=0.5) or "")
        says = Text(f"没有编号为 {id} 的提示", f"there is no message {id}")
        remedy = Text("全部编号见 docs/messages.md", "docs/messages.md has all")
        if near is not None:
            remedy = Text(f"最接近的是 {near}；{remedy.zh}", f"The nearest is {near}; {remedy.en}")
        raise UsageError(Fault("unknown-message", says, remedy=remedy))
    return found


def find(id: str) -> Message | None:
    """Return what an ``id`` means, or None where the tables do not have it."""
    english = _rows("en").get(id)
    if english is None:
        return None
    chinese = _rows("zh").get(id, english)
    return Message(id, Text(chinese[0], english[0]), Text(chinese[1], english[1]))


@functools.cache
def all_messages() -> Mapping[str, Message]:
    """Return every message by its id."""
    return {id: found for id in _rows("en") if (found := find(id)) is not None}


@functools.cache
def _rows(language: Language) -> dict[str, tuple[str, str]]:
    name = _FILES[language]
    installed = _PACKAGE / "docs" / name
    path = installed if installed.exists() else _PACKAGE.parent / "docs" / name
    return {id: (means, remedy) for id, means, remedy in _ROW.findall(path.read_text("utf-8"))}
