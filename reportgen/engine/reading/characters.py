"""Characters that cannot stand as they are in a file, found before the parser stumbles over them or changes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from reportgen.core.document import Path
from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.places import Place, PlaceMap, Places
from reportgen.engine.reading.value_limits import FORBIDDEN, bad_character, remedy_for

# The parser follows YAML 1.1, for which U+0085, U+2028 and U+2029 end lines: it would move the text around them.
RAW_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_MOST = 20


_LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def check_yaml(text: str, name: str, scan: Callable[[str], PlaceMap]) -> None:
    """Raise DataError naming place, field and code point of every character that YAML text cannot hold as it is."""
    _check(RAW_YAML, text, name, scan)


def without_bad(text: str) -> str:
    """Return ``text`` with a plain space for every character that YAML text cannot hold, to be looked at further."""
    return RAW_YAML.sub(" ", text)


def check_json(text: str, name: str, scan: Callable[[str], PlaceMap]) -> None:
    """Raise DataError naming place, field and code point of every character that no document can hold."""
    _check(FORBIDDEN, text, name, scan)


def lone_surrogate(text: str, position: int, name: str, scan: Callable[[str], PlaceMap]) -> Fault | None:
    """Return the fault of the escape ``\\ud800`` or its like at or after ``position``, which YAML itself refuses."""
    escape = _LONE_SURROGATE.search(text, max(position - 2, 0))
    if escape is None:
        return None
    field = _fields(_LONE_SURROGATE.sub(r"\\uFFFD", text), name, scan)
    return _fault(chr(int(escape.group().removeprefix("\\u"), base=16)), name, _place(text, escape.start()), field)


def _check(pattern: re.Pattern[str], text: str, name: str, scan: Callable[[str], PlaceMap]) -> None:
    # What is looked for is never printable, and a text of one line is not copied.
    if text.isprintable() or text.replace("\n", "").isprintable() or pattern.search(text) is None:
        return
    field = _fields(pattern.sub("\ufffd", text), name, scan)
    found = islice(pattern.finditer(text), _MOST)
    raise DataError(_fault(match.group(), name, _place(text, match.start()), field) for match in found)


def _place(text: str, position: int) -> Place:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _fields(text: str, name: str, scan: Callable[[str], PlaceMap]) -> Callable[[Place], Path]:
    """Return what names the field at a place; in a text that cannot be read otherwise no field has a name."""
    try:
        found = scan(text)
    except Exception:  # noqa: BLE001 — no YAML either, or too much of it: the character is named without its field
        return lambda _: ()
    return Places(name, text, lambda _: found).around


def _fault(character: str, name: str, place: Place, field: Callable[[Place], Path]) -> Fault:
    why = bad_character(field(place), character)
    if FORBIDDEN.match(character):
        return Fault(why.id, why.says, Origin(name, *place), why.remedy)
    from reportgen.engine.reading import special_characters  # noqa: PLC0415 — a sound file has none

    called, escape = special_characters.named(character), f"\\u{ord(character):04X}"
    says = Text(f"{called.zh} 不能直接写在 YAML 里", f"{called.en} cannot stand in YAML as it is")
    first = remedy_for(character)
    remedy = Text(
        f"{first.zh}；确实需要这个字符时，把文字放在英文双引号里，写成 {escape}",
        f"{first.en}, or write it as {escape} in double quotes",
    )
    return Fault(why.id, says, Origin(name, *place), remedy)
