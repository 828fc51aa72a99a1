"""For a number that no meaning explains: what somebody may have meant, other figures first, slips of the pen after."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reportgen.core.text import Text
from reportgen.report.prose_model import Meaning, ProseModel, Subject


def quoted_instead(number: Decimal, subject: Subject, model: ProseModel, values: Mapping[str, Any]) -> Meaning | None:
    """Return another figure of the tables, or a sum of some, that equals ``number``."""
    return next((one for one in model.meant_instead(number, subject) if one.value(values) == number), None)


SWAPPED = Text("相邻两位数字颠倒", "two neighbouring digits are swapped")
"""The likeliest slip: both digits are right."""
ANOTHER_DIGIT = Text("有一位数字不同", "one digit differs")


def slip(number: Any, figure: Any) -> Text | None:
    """Say how a hand that meant ``figure`` could have written ``number``, or return ``None``."""
    written, meant = str(number), str(figure)
    if len(written) == len(meant):
        apart = [place for place, pair in enumerate(zip(written, meant, strict=True)) if pair[0] != pair[1]]
        if len(apart) == 2 and apart[1] - apart[0] == 1 and _swapped(written, apart[0]) == meant:
            return SWAPPED
        if len(apart) == 1:
            return ANOTHER_DIGIT
    elif len(written) == len(meant) + 1 and _drops_to(written, meant):
        return Text("多写了一位数字", "one digit too many")
    elif len(meant) == len(written) + 1 and _drops_to(meant, written):
        return Text("少写了一位数字", "one digit is missing")
    return None


def _swapped(digits: str, place: int) -> str:
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def _drops_to(longer: str, shorter: str) -> bool:
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def telling_slip(number: Any, figure: Any) -> bool:
    """Whether a number is so like a figure that it is hardly another one by chance: not of one digit against one."""
    how = slip(number, figure)
    return how is not None and (how is SWAPPED or len(str(number)) != len(str(figure)) or len(str(number)) > 2)


def likely_slip(number: Any, figure: Any) -> bool:
    """Whether a hand that meant ``figure`` could have written ``number``, of two digits or more."""
    how = slip(number, figure)
    return how is not None and (how is SWAPPED or len(str(number)) > 1)
