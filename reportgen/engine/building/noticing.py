"""What a data file may hold but a person should know of: signs that turn the direction of writing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reportgen.vocabulary.documents import Path, dotted
from reportgen.vocabulary.findings import Finding
from reportgen.vocabulary.origins import Origin
from reportgen.vocabulary.texts import Text

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def bidirectional(
    organ: str,
    narrative: Mapping[str, str],
    notes: Mapping[str, str],
    figures: Mapping[str, Any],
    locate: Callable[[Path], Origin],
) -> Iterator[Finding]:
    """Yield a warning (rule V-BIDI) for every text with invisible signs that make it read otherwise than it is written."""
    texts: dict[Path, Any] = {("organ",): organ}
    texts.update({("narrative", name): text for name, text in narrative.items()})
    texts.update({("notes", address): text for address, text in notes.items()})
    texts.update({("figures", *address.split(".")): value for address, value in figures.items()})
    for path, text in texts.items():
        signs = sorted(set(_TURNING.findall(text))) if isinstance(text, str) else []
        if signs:
            named = "、".join(f"U+{ord(sign):04X}" for sign in signs)
            says = Text(
                f"{dotted(path)} 里有改变书写方向的不可见字符 {named}，印出来的顺序可能与写的不同",
                f"{dotted(path)} holds invisible signs that turn the direction of writing: {named}",
            )
            yield Finding("V-BIDI", "broken", "warning", says, dotted(path), origin=locate(path))
