"""Units of money that a published table prints in its headings, labels or caption, where they are not the form's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import attrs

from reportgen.core.shown_document import ShownCell, ShownText
from reportgen.core.text import Text, shortened
from reportgen.core.value import Value
from reportgen.engine.form_matching.headers import Columns
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.printed_figures import Printed
from reportgen.engine.form_matching.sheets import Sheet
from reportgen.model.kinds.kind import Kind, UnfitError
from reportgen.model.kinds.units import in_unit, is_money, money_named, plain

_LONGEST: Final = 40
"""So long a caption can be; a longer text is prose, which may speak of any amount."""


@attrs.frozen(eq=False, repr=False)
class Converted(Value):
    """A figure in the form's unit, and what to tell of how it was printed; nothing where it was in that unit."""

    printed: Printed
    says: Text | None = None


def with_captions(blocks: Sequence[ShownText | Sheet]) -> list[Sheet]:
    """Return the sheets of a document, each with the short text right before it, which may name a unit."""
    sheets, before = list[Sheet](), ""
    for block in blocks:
        if isinstance(block, Sheet):
            sheets.append(attrs.evolve(block, caption=before) if money_named(before) else block)
        before = block.text.strip() if isinstance(block, ShownText) and len(block.text) <= _LONGEST else ""
    return sheets


def names_of(sheet: Sheet, labels: frozenset[str], *, rebuilt: bool) -> frozenset[str]:
    """Return the units that a table's caption and the lines of one cell in it name, beside its labels.

    Of a table that was ``rebuilt`` to be read, whose headings are no longer those printed, every cell counts.
    """
    texts = [sheet.caption, *_alone(sheet, labels)]
    if rebuilt:
        texts += [cell.text for line in sheet.lines for cell in line.cells if len(cell.text) <= _LONGEST]
    return frozenset[str]().union(*map(money_named, texts))


def _alone(sheet: Sheet, labels: frozenset[str]) -> Iterator[str]:
    for line in sheet.lines:
        filled = [text for text in line.texts if text]
        if len(filled) == 1 and len(filled[0]) <= _LONGEST and words_of(filled[0]) not in labels:
            yield filled[0]


def in_the_form_s_unit(
    shown: Printed, cell: ShownCell, kind: Kind, label: str, columns: Columns, beside: frozenset[str]
) -> Converted:
    """Return a ``shown`` amount of money exactly in the unit of ``kind``, or a doubt where that is not certain.

    ``label`` is that of its row, ``beside`` the units named beside the labels of the table.
    """
    own = "" if kind.unit is None else kind.unit.zh
    if type(shown.value) not in {int, Decimal} or not kind.numeric or not is_money(own):
        return Converted(shown)
    over = [names for begin, end, names in columns.money if begin < cell.column + cell.columns and cell.column < end]
    named = beside.union(money_named(label), *(over or [names for _, _, names in columns.money]))
    if not named - {own}:
        return Converted(shown)
    text = shortened(" ".join(cell.text.split()))
    units = Text("、".join(sorted(named)), ", ".join(sorted(named)))
    if len(named) == 1 and not cell.text.rstrip().endswith(own):
        (unit,) = named
        value = in_unit(Decimal(shown.value), unit, own)
        if value is not None and _fits(kind, value):
            says = Text(
                f"“{text}”的单位印的是{unit}，换算成 {plain(value):f} {own}读入",
                f"“{text}” is printed in units of {unit} and was read as {plain(value):f} in {own}",
            )
            return Converted(attrs.evolve(shown, value=value), says)
    doubt = Text(
        f"“{text}”的单位印的是{units.zh}，应为{own}，不能确定是多少",
        f"“{text}” is printed in units of {units.en}, the form's is {own}: the amount is not certain",
    )
    return Converted(Printed("doubt", doubt=doubt))


def _fits(kind: Kind, value: Decimal) -> bool:
    try:
        kind.read(value)
    except UnfitError:
        return False
    return True
