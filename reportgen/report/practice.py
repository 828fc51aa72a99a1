"""What a report type says of practice data: how large offices are, how their figures are spread, how they write."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from reportgen.core.value import Value


@attrs.frozen(eq=False, repr=False)
class Level(Value):
    """One kind of office: its share of all offices, the range of its size, and figures that it never has.

    ``organ`` is the office's name; ``{place}`` in it stands for places of ``depth`` levels, made up. ``share`` is so
    many of a thousand offices. A size is drawn between the two of ``sizes``, evenly by orders of magnitude. ``never``
    are the beginnings of addresses that are 0 in such offices.
    """

    organ: str
    depth: int
    share: int
    sizes: tuple[float, float]
    never: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False)
class Practice(Value):
    """The distribution of a type's practice data.

    ``usual`` gives the mean of a figure by address in an office of size 1; an entered figure that is not named has the
    mean 1. ``least`` is added to some figures in every office. ``years`` are the first and the last that the form is
    for. ``prose`` gives several ways to write each piece of prose. ``quoted`` maps addresses, each the placeholder
    of a sentence in every way of writing some piece, to the rule that speaks where the sentence gives another number.
    """

    levels: tuple[Level, ...]
    usual: Mapping[str, float]
    prose: Mapping[str, tuple[str, ...]]
    quoted: Mapping[str, str]
    least: Mapping[str, int] = attrs.field(factory=dict)
    years: tuple[int, int] | None = None

    def year(self, last: int) -> int:
        """Return the year of reports that are made when ``last`` is the last that is over."""
        return last if self.years is None else max(self.years[0], min(last, self.years[1]))


ANY_OFFICE = Practice((Level("样例机关{place}", 1, 1000, (1, 10_000)),), {}, {}, {})
"""For a type that says nothing of its practice data: figures of any size up to some ten thousand."""
