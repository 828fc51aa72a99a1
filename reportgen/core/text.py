"""Messages in Chinese and English, side by side, so that neither can be forgotten."""

from __future__ import annotations

from typing import Final, Literal

import attrs

from reportgen.core.value import Value

Language = Literal["zh", "en"]
_QUOTED: Final = 80
"""Characters of somebody's own words that a message quotes."""


def shortened(words: str) -> str:
    """Return somebody's own words as a message quotes them: as they are, or their beginning."""
    return words if len(words) <= _QUOTED else words[:_QUOTED] + "…"


@attrs.frozen(eq=False, repr=False)
class Text(Value):
    """One message in both languages.

    Both carry the same facts. The command line and the page choose one; ``str()`` gives English.
    """

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en

    def in_(self, language: Language) -> str:
        """Return the message in ``language``."""
        return self.zh if language == "zh" else self.en
