"""Slips that a line of a YAML text shows by itself: signs of an input method, of a web page or of a word processor.

They are looked for only in a file that cannot be read or that lacks figures: a sound file may hold any of these signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.unseen_signs import INVISIBLE
from reportgen.engine.reading import special_characters
from reportgen.engine.reading.yaml_text.lost_bars import with_bars
from reportgen.engine.reading.yaml_text.structure_lines import COLONS, LONGEST, SPECIAL, Line, classified, spaces_before

FULL_WIDTH_COLON = Text(
    "冒号要用英文的 :，后面空一格，例如 year: 2021", "use the plain colon : with a space after it, as in year: 2021"
)
PROSE_INDENT = Text("文字部分的这一行没有与前后各行对齐", "this line of prose is not indented as those around it")
_BLANK: Final = rf"[ \t{SPECIAL}]"
_NAME: Final = rf"[A-Za-z_](?:[\w.{SPECIAL}]*\w)?"
_NUMBER: Final = r"[-+]?[0-9０-９][0-9０-９.,，．]*"
_BEGIN: Final = rf"(?P<begin>{_BLANK}*(?:-[ ]+)?)"
_ENTRY: Final = re.compile(
    rf"{_BEGIN}(?P<name>{_NAME})(?P<gap>{_BLANK}*)(?P<colon>[{COLONS};；=＝])(?P<after>{_BLANK}*)(?P<value>.*)"
)
_OWN_ENTRY: Final = re.compile(
    rf"{_BEGIN}(?P<name>[^\W\d]\w*)(?P<gap>{_BLANK}*)(?P<colon>[{COLONS}])(?P<after>{_BLANK}*)(?P<value>{_NUMBER}.*|)"
)
_NO_COLON: Final = re.compile(
    rf"{_BEGIN}(?P<name>{_NAME})(?P<after>{_BLANK}+)(?P<value>(?:[\[［【]|{_NUMBER}|null\b|[|]).*)"
)
_ALONE: Final = re.compile(rf"({_BLANK}*{_NAME})({_BLANK}*(?:#.*)?)")
_REMARK: Final = re.compile(
    r"(?P<value>\[[^\[\]#＃]*\]|[-+]?[0-9][0-9.,]*|null|:)(?P<gap>[ \t]*)(?P<sign>＃|(?<![ \t])#)"
)
_SOUND_REMARK: Final = re.compile(rf"{_BLANK}+#.*")
_PLAIN_VALUE: Final = re.compile(r"[\[［【].*|[-+]?[0-9０-９][0-9０-９.,，．]*|null|~|[|>][-+]?")
_CLOSING: Final = "】］）〕)}｝」』"
_QUOTES: Final = "”“＂’‘＇"
_DASH: Final = re.compile(rf"({_BLANK}*)([－—–−‐‑]+|-)({_BLANK}*)(?=[\w(])")


class Slip(NamedTuple):
    """One mistake in a line: where (from 0), what it is, and what to do."""

    column: int
    id: str
    says: Text
    remedy: Text | None


def slips(text: str, name: str) -> tuple[list[Fault], list[str]]:
    """Return every slip of ``text``, which messages call ``name``, and its lines as they were meant."""
    lines, found = with_bars(text.split("\n"), name)
    known = list(classified(lines))
    mended = list(lines)
    levels, listing = [0], False  # the indentations that the next line may have
    for line in known:
        slipped: list[Slip] = []
        written = line.text
        if line.kind == "empty":
            written = ""
        elif line.kind == "stray":
            written = " " * line.indent + line.text.strip(" \t" + SPECIAL)
            slipped.append(_stray(line))
        elif line.kind == "structure" and len(line.text) <= LONGEST:
            below = next((other for other in known[line.number + 1 : line.number + 30] if _has_entry(other)), None)
            if not written.lstrip(" \t" + SPECIAL).startswith("#"):
                for step in (_remark, _dash if listing else _nothing, _value, _name):
                    written, met = step(written, below)
                    slipped += met
                listing = written.strip() in ("checks:", "rows:") or (listing and written.lstrip().startswith("- "))
            written, met = _indentation(written, levels)
            slipped += met
            if not written.lstrip().startswith("#"):
                begins = spaces_before(written)
                levels = [
                    *(level for level in levels if level < begins),
                    begins,
                    *([begins + 2] if _opens(written) else []),
                ]
        mended[line.number] = written
        for slip in sorted(slipped):
            place = Origin(name, line.number + 1, slip.column + 1)
            found.append(Fault(slip.id, slip.says, place, slip.remedy))
    return found, mended


def _has_entry(line: Line) -> bool:
    return (
        line.kind == "structure" and len(line.text) <= LONGEST and not line.text.lstrip(" \t" + SPECIAL).startswith("#")
    )


def _nothing(text: str, below: Line | None) -> tuple[str, list[Slip]]:  # noqa: ARG001 — as the steps
    return text, []


def _stray(line: Line) -> Slip:
    special = next(
        (sign for sign in line.text[: len(line.text) - len(line.text.lstrip(SPECIAL + " \t"))] if sign in SPECIAL), None
    )
    zh, en = "", ""
    if special is not None:
        sign = special_characters.named(special)
        zh, en = f"删去行首的{sign.zh}，", f"delete {sign.en} before it; "
    remedy = Text(
        f"{zh}在行首用半角空格补齐，与同一部分的其他各行左对齐（空 {line.indent} 格）",
        f"{en}indent it with plain spaces, as the other lines of its section ({line.indent} spaces)",
    )
    return Slip(0, "yaml-prose", PROSE_INDENT, remedy)


def special_space(sign: str) -> tuple[Text, Text]:
    """Return what is wrong with a special space where a plain one belongs, and what to do."""
    name = special_characters.named(sign)
    if sign in special_characters.SPACES:
        return (
            Text(f"这里有{name.zh}，不是半角空格", f"{name.en} stands here, which is no plain space"),
            Text("删去它，改成英文输入法下的半角空格", "delete it and write plain spaces"),
        )
    return (
        Text(f"这里有看不见的{name.zh}", f"{name.en} stands here, which cannot be seen"),
        Text("请删去它：看不见的，可以把这一行重新输入一遍", "delete it, or type the line anew"),
    )


def _special(text: str, begin: int, end: int) -> list[Slip]:
    """Return the first special space between two places, where there is one."""
    at = next((place for place in range(begin, end) if text[place] in SPECIAL), None)
    return [] if at is None else [Slip(at, "yaml-wide-space", *special_space(text[at]))]


def _plain(text: str) -> str:
    """Return ``text`` with plain spaces for special ones, without what cannot be seen."""
    return "".join(" " if sign in special_characters.SPACES else "" if sign in SPECIAL else sign for sign in text)


def _remark(text: str, below: Line | None) -> tuple[str, list[Slip]]:  # noqa: ARG001 — as the others
    found = _REMARK.search(text)
    if found is None or _SOUND_REMARK.search(text, 0, found.start("sign")):
        return text, []
    at = found.start("sign")
    says = Text("说明前面的井号写法不对", "the sign before a remark is not written as YAML needs it")
    remedy = Text("井号要用英文的 #，前面空一格", "use the plain sign # with a space before it")
    return f"{text[:at].rstrip()} #{text[at + 1 :]}", [Slip(at, "yaml-remark", says, remedy)]


def _dash(text: str, below: Line | None) -> tuple[str, list[Slip]]:  # noqa: ARG001 — as the others
    found = _DASH.match(text)
    if found is None or (found[2] == "-" and found[3] == " " * len(found[3]) != ""):
        return text, []
    if _ENTRY.match(text) is not None:
        return text, []
    says = Text("列表的短横线写法不对", "the dash of a list item is not written as YAML needs it")
    remedy = Text("短横线要用英文的 -，后面空一格", "use the plain dash - with a space after it")
    return f"{found[1]}- {text[found.end() :]}", [Slip(found.start(2), "yaml-dash", says, remedy)]


def _entry(text: str) -> re.Match[str] | None:
    """Return the parts of a line with a name, a sign that may be meant as its colon, and a value."""
    found = _ENTRY.fullmatch(text) or _OWN_ENTRY.fullmatch(text)
    if found is None or (found["colon"] == "=" and found["value"].startswith("=")):
        return None
    if found["colon"] == ":" and found["after"] == "" and found["value"].startswith("/"):  # an address of the web
        return None
    return found


def _value(text: str, below: Line | None) -> tuple[str, list[Slip]]:
    """Mend what stands behind the colon: special spaces around or in it, a bracket or a quote that nothing closes."""
    found = _entry(text) or _NO_COLON.fullmatch(text)
    if found is None:
        return text, []
    start = found.start("value")
    remark = _SOUND_REMARK.search(text, start)
    end = remark.start() if remark is not None else len(text)
    value, rest = text[start:end], text[end:]
    slipped: list[Slip] = []
    core = value.strip(" \t" + SPECIAL)
    if _PLAIN_VALUE.fullmatch(_plain(core)):
        slipped += _special(text, start, end + (len(rest) - len(rest.lstrip(" \t" + SPECIAL))))
        value, rest = (
            _plain(value),
            _plain(rest[: len(rest) - len(rest.lstrip(" \t" + SPECIAL))]) + rest.lstrip(" \t" + SPECIAL),
        )
    elif value != core:
        trailing = len(value.rstrip(" \t" + SPECIAL))
        slipped += _special(text, start + trailing, end)
        value = value[:trailing] + _plain(value[trailing:])
    ended = below is None or (_entry(below.text) or _NO_COLON.fullmatch(below.text) or _ALONE.fullmatch(below.text))
    shown = value.rstrip()
    if shown.startswith("[") and "]" not in shown and ended:
        wrong = shown[-1] if shown[-1] in _CLOSING else ""
        says = Text("缺少右方括号", "the bracket ] is missing")
        if wrong:
            says = Text(f"右方括号写成了 {wrong}", f"{wrong} stands where the bracket ] belongs")
        at = start + len(shown) - len(wrong) if wrong else start
        slipped.append(Slip(at, "yaml-syntax", says, Text("请在这一行的末尾写 ]", "end the row with ]")))
        value = shown.removesuffix(wrong).rstrip() + "]"
    elif shown[:1] in ('"', "'") and shown.count(shown[0]) == 1 and ended:
        quote = shown[0]
        wrong = shown[-1] if len(shown) > 1 and shown[-1] in _QUOTES else ""
        says = Text("文字缺少右边的引号", "a text has no closing quote")
        remedy = Text(f"请在这一行的末尾写英文引号 {quote}", f"end the text with the plain quote {quote}")
        slipped.append(Slip(start, "yaml-syntax", says, remedy))
        value = shown.removesuffix(wrong) + quote
    return text[:start] + value + rest, slipped


def _name(text: str, below: Line | None) -> tuple[str, list[Slip]]:
    """Mend the name and its colon."""
    found = _entry(text)
    if found is None:
        return _colon_missing(text, below)
    slipped = _special(text, found.start("name"), found.start("colon"))
    after = _special(text, found.end("colon"), found.start("value"))
    wrong = found["colon"] != ":" or (found["after"] == "" and found["value"] != "")
    if wrong:
        says = Text("冒号写法不对", "a colon is not written as YAML needs it")
        slipped.append(Slip(found.start("colon"), "yaml-colon", says, FULL_WIDTH_COLON))
    if not (slipped or after):
        return text, []
    value = f" {found['value']}" if found["value"] else ""
    return f"{found['begin']}{_plain(found['name'])}:{value}", [*slipped, *after]


def _colon_missing(text: str, below: Line | None) -> tuple[str, list[Slip]]:
    found = _NO_COLON.fullmatch(text)
    says = Text("名称后面缺少冒号", "a colon is missing after a name")
    remedy = Text("名称后面写英文的 :，再空一格", "write the plain colon : after the name, and a space")
    if found is not None:
        slip = Slip(found.start("name"), "yaml-syntax", says, remedy)
        space = _special(text, found.end("name"), found.start("value"))
        return f"{found['begin']}{_plain(found['name'])}: {found['value']}", [slip, *space]
    alone = _ALONE.fullmatch(text)
    if alone is not None and below is not None and spaces_before(below.text) > spaces_before(text):
        return f"{alone[1]}:{alone[2]}", [Slip(len(alone[1]) - len(alone[1].lstrip()), "yaml-syntax", says, remedy)]
    return text, []


def _indentation(text: str, levels: Sequence[int]) -> tuple[str, list[Slip]]:
    """Mend tabs and special spaces before a name: it stands under its neighbours."""
    core = text.lstrip(" \t" + SPECIAL)
    blanks = text[: len(text) - len(core)]
    if not blanks.strip(" "):
        return text, []
    slipped = _special(text, 0, len(blanks))
    if "\t" in blanks:
        says = Text("缩进里有制表符（Tab）", "the line is indented with a tab")
        remedy = Text("缩进请用空格：删去行首的 Tab，改按空格键，与同级的行对齐", "indent with spaces")
        slipped = [Slip(0, "yaml-tab", says, remedy)]
    shown = [sign for sign in blanks if sign not in INVISIBLE]
    tabs, wide = shown.count("\t"), shown.count("\u3000")
    meant = (2 * tabs + len(shown) - tabs, 2 * tabs + len(shown) - tabs + wide)
    indent = next((one for one in meant if one in levels), None)
    if indent is None:
        indent = min(levels, key=lambda one: abs(one - meant[0]))
    return " " * indent + core, slipped


def _opens(text: str) -> bool:
    """Whether names belong below a line: nothing stands behind its colon."""
    return bool(re.fullmatch(rf"{_BLANK}*[^#]*:{_BLANK}*(?:#.*)?", text))


def kept_column(before: Sequence[str], after: Sequence[str], line: int, column: int) -> int:
    """Return the column, in a line ``before`` it was mended, of what stands in ``column`` ``after`` it; both from 1."""
    old, new = before[line - 1], after[line - 1]
    if old == new:
        return column
    same = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    return column if column <= same + 1 else max(column + len(old) - len(new), same + 1)
