"""The known ways to err: each takes random numbers and a report's cells and returns what somebody wrote instead.

They are the kinds of error that studies of keyed tables name (de Waal, Pannekoek & Scholtus 2011, chapters 1 and 2),
and what reviewers find beside them: blanks, drafting notes. A kind returns ``None`` where it cannot happen.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from reportgen.model.form_grid import FormTable

NEAR: Final = {
    "0": "12", "1": "024", "2": "135", "3": "26", "4": "157", "5": "2468", "6": "359", "7": "48", "8": "579", "9": "68",
}  # fmt: skip
"""Adjacent keys of a number pad."""
BLANK: Final = "blank"
Changes = dict[str, Any]
"""What stands in cells instead of the right figures, by address."""


@attrs.frozen
class Written:
    """The figures of a report as its cells show them; totals only where they are stated."""

    figures: Mapping[str, Any]
    numbers: Sequence[str]
    """The written figures that are whole numbers and stand in some equation."""
    totals: Sequence[str]
    """The stated totals."""
    pairs: Sequence[tuple[str, str]]
    """Neighbours in the form that are both written and whole numbers."""


Mistake = Callable[[random.Random, Written], "Changes | None"]


def neighbours(tables: Sequence[FormTable], written: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every two written whole numbers that stand side by side or one below the other in the form."""
    for table in tables:
        places = {(cell.row, cell.column): cell.address for cell in table.cells if cell.address in written}
        for (row, column), address in places.items():
            for beside in ((row, column + 1), (row + 1, column)):
                other = places.get(beside)
                if other is not None and type(written[address]) is int and type(written[other]) is int:
                    yield address, other


def _of_digits(change: Callable[[random.Random, str], str | None]) -> Mistake:
    """Return the mistake that happens to the digits of one figure other than 0."""

    def mistake(chance: random.Random, written: Written) -> Changes | None:
        able = [name for name in written.numbers if written.figures[name]]
        if not able:
            return None
        name = chance.choice(able)
        figure = written.figures[name]
        digits = change(chance, str(abs(figure)))
        return None if digits is None else {name: int(digits) * (-1 if figure < 0 else 1)}

    return mistake


def _mistyped(chance: random.Random, digits: str) -> str:
    place = chance.randrange(len(digits))
    near = [key for key in NEAR[digits[place]] if key != "0" or place or len(digits) == 1]
    return digits[:place] + chance.choice(near) + digits[place + 1 :]


def _transposed(chance: random.Random, digits: str) -> str | None:
    if len(digits) < 2:
        return None
    place = chance.randrange(len(digits) - 1)
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def _dropped(chance: random.Random, digits: str) -> str | None:
    place = chance.randrange(len(digits))
    return digits[:place] + digits[place + 1 :] if len(digits) > 1 else None


def _doubled(chance: random.Random, digits: str) -> str:
    place = chance.randrange(len(digits))
    return digits[: place + 1] + digits[place:]


def _off_by_one(chance: random.Random, written: Written) -> Changes | None:
    name = chance.choice(written.numbers) if written.numbers else None
    if name is None:
        return None
    figure = written.figures[name]
    return {name: figure + (1 if figure == 0 else chance.choice((1, -1)))}


def _left_at_zero(chance: random.Random, written: Written) -> Changes | None:
    able = [name for name in written.numbers if written.figures[name]]
    return {chance.choice(able): 0} if able else None


def _neighbours_swapped(chance: random.Random, written: Written) -> Changes | None:
    able = [(one, other) for one, other in written.pairs if written.figures[one] != written.figures[other]]
    if not able:
        return None
    one, other = chance.choice(able)
    return {one: written.figures[other], other: written.figures[one]}


def _total_wrong(chance: random.Random, written: Written) -> Changes | None:
    if not written.totals:
        return None
    name = chance.choice(written.totals)
    return {name: written.figures[name] + chance.choice((1, 10, 100))}


def _blank(chance: random.Random, written: Written) -> Changes | None:
    able = [name for name in written.figures if name not in written.totals]
    return {chance.choice(able): None} if able else None


MISTAKES: Final[Mapping[str, Mistake]] = {
    "digit_mistyped": _of_digits(_mistyped),
    "digits_transposed": _of_digits(_transposed),
    "digit_dropped": _of_digits(_dropped),
    "digit_doubled": _of_digits(_doubled),
    "off_by_one": _off_by_one,
    "left_at_zero": _left_at_zero,
    "neighbours_swapped": _neighbours_swapped,
    "total_wrong": _total_wrong,
    BLANK: _blank,
}
"""Every kind of error in the figures, by its name in the list of errors."""
