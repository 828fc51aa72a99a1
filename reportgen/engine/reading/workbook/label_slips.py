"""Labels of a form's table in a workbook that are not as the form has them and can be read for all that.

One may have a slip, and one may be gone altogether where every other stands in its place.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.form_matching.label_slips import said, slips_in
from reportgen.engine.reading.workbook.labels import Place, Texts, wanted
from reportgen.model.form_grid import FormTable


@attrs.frozen(eq=False, repr=False)
class Slip(Value):
    """A label that is not as the form has it: its cell, what stands there, and what it was taken for."""

    place: Place
    now: str
    label: str

    @property
    def says(self) -> Text:
        """What to tell of it."""
        return said(self.now, self.label)


def mended(table: FormTable, texts: Texts) -> tuple[Texts, Sequence[Slip]]:
    """Return the texts of a sheet with the labels of ``table`` as the form has them, and what was mended."""
    found = slips_in({text: len(places) for text, places in texts.places.items()}, wanted(table))
    slips = [Slip(texts.places[now][0], now, label) for now, label in found.items()]
    return with_labels(texts, slips), slips


def with_labels(texts: Texts, slips: Sequence[Slip]) -> Texts:
    """Return the texts of a sheet as they are without ``slips``."""
    if not slips:
        return texts
    at = {**texts.at, **{slip.place: slip.label for slip in slips}}
    places: dict[str, list[Place]] = {}
    for place in sorted(at):
        places.setdefault(at[place], []).append(place)
    return attrs.evolve(texts, at=at, places=places)


def gap(table: FormTable, texts: Texts) -> Slip | None:
    """Return the one label of ``table`` that is gone while every other stands where the form has it, else None."""
    labels = [(row, column, text) for text, places in table.labels.items() for row, column in places]
    if any(len(texts.places.get(text, ())) > count for text, count in wanted(table).items()):
        return None
    found = []
    anchors = [(at, one) for one in labels[:2] for at in texts.places.get(one[2], ())]
    for down, right in {(at[0] - row, at[1] - column) for at, (row, column, _) in anchors}:
        wrong = [
            Slip((row + down, column + right), texts.at.get((row + down, column + right), ""), text)
            for row, column, text in labels
            if texts.at.get((row + down, column + right)) != text
        ]
        if len(wrong) == 1 and not wrong[0].now and wrong[0].place not in texts.numbers and min(wrong[0].place) > 0:
            found += wrong
    return found[0] if len(found) == 1 else None
