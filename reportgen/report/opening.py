"""What a new year's data file begins with, where last year's report is at hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from reportgen.core.value import Value

_NONE: Final[Mapping[str, Any]] = {}


@attrs.frozen(eq=False, repr=False)
class Opening(Value):
    """What is known of a year before it is filled in.

    ``figures`` are those that last year's report decides, by address; ``stocks`` are last year's values of figures from
    which this year's start. ``prose`` is by field, ``contact``, ``remarks`` and
    ``site`` as in a data file; ``own`` the office's
    own figures, nested, without last year's numbers; ``checks`` its own equations; ``limits`` as in a data file;
    ``compared`` last year's figures for the table that compares both years.
    """

    figures: Mapping[str, Any] = _NONE
    stocks: Mapping[str, Any] = _NONE
    prose: Mapping[str, str] = _NONE
    contact: Mapping[str, str | None] = _NONE
    remarks: Mapping[str, str] = _NONE
    site: Mapping[str, str] = _NONE
    own: Mapping[str, Any] = _NONE
    checks: tuple[str, ...] = ()
    limits: Mapping[str, int] = _NONE
    compared: Mapping[str, Any] = _NONE


NOTHING_KNOWN: Final = Opening()
