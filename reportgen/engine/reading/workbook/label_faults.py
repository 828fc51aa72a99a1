"""What is wrong with the labels of a form's table in a workbook: which cell should say what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from reportgen.core import spelling
from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened
from reportgen.engine.form_matching.rows import squeezed
from reportgen.engine.reading.workbook.labels import LostError, Place, Texts, UnlabelledError, name_of, wanted
from reportgen.model.form_grid import FormTable, GridCell

_MOST = 5
"""Wrong labels that are told of one table."""
_AS_IT_WAS: Final = Text(
    "表格里的名称请保持原样，一样只留一份", "leave the table's labels as they were, and one of each only"
)


def several(table: FormTable, places: Sequence[str], name: str) -> Fault:
    """Return that a table stands at several places, which may be cells or sheets."""
    says = Text(
        f"{table.name.zh}有 {len(places)} 份（{'、'.join(places)}），不知道该读哪一份",
        f"{table.name.en} stands there {len(places)} times ({', '.join(places)})",
    )
    return Fault("workbook-table", says, Origin(name, place=places[1]), Text("请只留一份", "keep one of them"))


def nowhere(table: FormTable, name: str) -> Fault:
    """Return that no sheet holds a table."""
    says = Text(f"找不到{table.name.zh}（{table.heading}）", f"{table.name.en} is nowhere in the workbook")
    remedy = Text(
        "请用 reportgen new 重新生成工作簿，把数字填进去", "start a new workbook with reportgen new and fill it in"
    )
    return Fault("workbook-table", says, Origin(name), remedy)


def uncertain(table: FormTable, sheet: str, lost: LostError | UnlabelledError, name: str) -> Fault:
    """Return why a table's labels, which are all there, do not say where its figures are."""
    if isinstance(lost, UnlabelledError):
        return nowhere(table, name)
    origin = Origin(name, place=f"{sheet}!{name_of(lost.place)}" if lost.place else sheet)
    return Fault("workbook-table", lost.says, origin, _AS_IT_WAS)


def wrong_labels(table: FormTable, sheet: str, texts: Texts, name: str) -> list[Fault]:
    """Return the labels that are missing, each with the cell where its neighbours say that it should stand."""
    labels = [cell for cell in table.cells if cell.label]
    official = wanted(table)
    there = {text: texts.places.get(text, ()) for text in official}
    lacking = Counter({text: count - len(there[text]) for text, count in official.items()})
    known = [
        (cell, there[text][0]) for cell in labels if len(there[text := squeezed(cell.text)]) == official[text] == 1
    ]
    strange = {text: places for text, places in texts.places.items() if text not in official}
    found: list[Fault] = []
    for cell in labels:
        text = squeezed(cell.text)
        place = _expected(cell, known)
        if lacking[text] <= 0 or len(found) == _MOST or (official[text] > 1 and texts.at.get(place) == text):
            continue
        near = spelling.nearest(text, strange, 0.6) if texts.at.get(place) not in strange else None
        place = strange[near][0] if near is not None else place
        origin = Origin(name, place=f"{sheet}!{name_of(place)}")
        found.append(
            _wrong_label(table, text, texts.at.get(place, ""), origin, missing=texts.at.get(place) in official)
        )
        lacking[text] -= 1
    return found


def _expected(cell: GridCell, known: Sequence[tuple[GridCell, Place]]) -> Place:
    """Return where a label should stand by what stands nearest to it on the form: in its column and its row."""
    row, column = cell.row, cell.column
    by_row = [(abs(one.row - row), one.row > row, abs(one.column - column), one.row, at[0]) for one, at in known]
    by_column = [
        (abs(one.column - column), one.column > column, abs(one.row - row), one.column, at[1]) for one, at in known
    ]
    if not known:
        return row, column
    *_, official_row, actual_row = min(by_row)
    *_, official_column, actual_column = min(by_column)
    return max(row - official_row + actual_row, 1), max(column - official_column + actual_column, 1)


def _wrong_label(table: FormTable, text: str, now: str, origin: Origin, *, missing: bool) -> Fault:
    shown = shortened(text)
    if missing:
        says = Text(f"{table.name.zh}缺少“{text}”，它应当在这里", f"{table.name.en} lacks “{text}”, which belongs here")
        remedy = Text("请把删去的行或列和它的名称补回来", "put the row or column back, with its label")
        return Fault("workbook-table", says, origin, remedy)
    now = shortened(now)
    says = Text(
        f"{table.name.zh}这一格应当是“{text}”，现在{f'是“{now}”' if now else '不是文字'}",
        f"in {table.name.en} this cell should say “{text}”, it {f'says “{now}”' if now else 'holds no text'}",
    )
    return Fault("workbook-table", says, origin, Text(f"请改回“{shown}”", f"write “{shown}” again"))
