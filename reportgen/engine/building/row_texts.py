"""A row of numbers out of the text that somebody typed or pasted for it, as the finished line to write."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from reportgen.core.text import Text
from reportgen.model.kinds.written_numbers import plain_widths

_BRACKETS: Final = " []()【】〔〕{}「」\"'"
_REMARK: Final = re.compile(r"\s#.*")
_SEPARATOR: Final = re.compile(r"(\s*[,、;/|。]\s*|\.\s+|\s+)")
_NUMBER: Final = re.compile(r"(0|[1-9][0-9]*)件?", re.ASCII)
_LEAD: Final = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)
_THREE: Final = re.compile(r"[0-9]{3}", re.ASCII)
_NONE: Final = frozenset(("", "-", "—", "–", "——", "－", "空"))
_MOST_TEXT, _MOST_JOINTS = 400, 8


class Row(NamedTuple):
    """One way to read a row: its numbers, ``None`` where a place is empty; which of them is a total, if one is."""

    numbers: tuple[int | None, ...]
    total: int | None
    joined: bool


def row_remedy(written: str, count: int) -> Text | None:
    """Return what to write in the place of a row of ``count`` numbers, or ``None`` where no one reading stands out."""
    readings = list(_readings(written[:_MOST_TEXT], count))
    plain = [row for row in readings if not row.joined]
    chosen = plain or readings
    if len({row.numbers for row in chosen}) != 1:
        if readings:
            return Text("数字里不写千位逗号", "write no commas between thousands")
        return _no_total(written, count)
    row = chosen[0]
    zh, en = [], []
    if re.search(r"[，、；;/|\t。]|[0-9]\. |[0-9０-９] +[0-9０-９]", written.partition("]")[0]):
        zh.append("数字之间用英文逗号")
        en.append("put plain commas between the numbers")
    if row.joined:
        zh.append("数字里不写千位逗号")
        en.append("write no commas between thousands")
    if row.total is not None:
        place = f"第 {count + 1} 个数" if row.total >= 0 else "第 1 个数"
        value = sum(number or 0 for number in row.numbers)
        zh.append(f"{place} {value} 是合计，不用写")
        en.append(f"{value} is their total, which is left out")
    line = f"[{', '.join('null' if number is None else str(number) for number in row.numbers)}]"
    empty = [str(position + 1) for position, number in enumerate(row.numbers) if number is None]
    if empty:
        zh.append(f"第 {'、'.join(empty)} 个是空的，没有发生的写 0，还不知道的写 null：{line}")
        en.append(
            f"number {', '.join(empty)} is empty; write 0 where nothing happened, null where it is not known: {line}"
        )
    else:
        zh.append(f"请写成 {line}")
        en.append(f"write {line}")
    return Text("。".join(zh), ". ".join(en))


def _no_total(written: str, count: int) -> Text | None:
    """Say of one number too many that it is no total, because then something else is wrong."""
    numbers = next(_as_written(written[:_MOST_TEXT]), ())
    *first, last = [number or 0 for number in numbers or (0,)]
    if len(first) != count or None in numbers:
        return None
    if last <= max(first):
        return None
    return Text(
        f"只写 {count} 个数，不写合计；最后一个数 {last} 也不等于前 {count} 个之和 {sum(first)}，请对照台账核对",
        f"write {count} numbers and no total; the last, {last}, is not the sum of the others, {sum(first)}, either",
    )


def _as_written(text: str) -> Iterator[tuple[int | None, ...]]:
    for row in _splits(text):
        if not row.joined:
            yield row.numbers


def _readings(written: str, count: int) -> Iterator[Row]:
    """Yield every way to read a row of ``count`` numbers, with or without their total."""
    for row in _splits(written):
        numbers = row.numbers
        if len(numbers) == count:
            yield row
        elif len(numbers) == count + 1:
            first, *others = numbers
            *those, last = numbers
            if last is not None and last == sum(number or 0 for number in those):
                yield Row(tuple(those), 0, row.joined)
            elif first is not None and first == sum(number or 0 for number in others):
                yield Row(tuple(others), -1, row.joined)


def _splits(written: str) -> Iterator[Row]:
    """Yield every way to cut a text into numbers: commas between thousands join, or separate."""
    body = _REMARK.sub("", plain_widths(written).split("]")[0]).strip(_BRACKETS)
    if "\t" in body:
        cells = [cell.strip(_BRACKETS) for cell in body.split("\t")]
        joined = any("," in cell for cell in cells)
        parts = [
            cell.replace(",", "") if re.fullmatch(r"[1-9][0-9]{0,2}(,[0-9]{3})+", cell) else cell for cell in cells
        ]
        yield from _numbers(parts, joined)
        return
    pieces = _SEPARATOR.split(body)
    tokens, separators = pieces[::2], pieces[1::2]
    optional = [
        place
        for place, separator in enumerate(separators)
        if separator == ","
        and _THREE.fullmatch(tokens[place + 1])
        and (_LEAD.fullmatch(tokens[place]) or _THREE.fullmatch(tokens[place]))
    ]
    if len(optional) > _MOST_JOINTS:
        return
    for size in range(len(optional) + 1):
        for chosen in itertools.combinations(optional, size):
            parts = [tokens[0]]
            for place, token in enumerate(tokens[1:]):
                if place in chosen:
                    parts[-1] += token
                else:
                    parts.append(token)
            if all(_LEAD.fullmatch(tokens[place]) or place - 1 in chosen for place in chosen):
                yield from _numbers(parts, bool(chosen))


def _numbers(parts: Sequence[str], joined: bool) -> Iterator[Row]:
    numbers: list[int | None] = []
    for part in parts:
        number = _NUMBER.fullmatch(part)
        if number is None and part not in _NONE:
            return
        numbers.append(None if number is None else int(number[1]))
    yield Row(tuple(numbers), None, joined)
