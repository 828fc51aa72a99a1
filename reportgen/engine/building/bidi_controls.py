"""What a data file may hold but a person should know of: signs that turn the direction of writing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reportgen.core.document import Path
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import BIDI
from reportgen.model.symbolic import steps
from reportgen.report.findings import Finding

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def bidirectional(texts: Mapping[str, Any], locate: Callable[[Path], Origin]) -> Iterator[Finding]:
    """Yield a warning (rule V-BIDI) for every text with invisible signs that turn the direction of writing.

    ``texts`` maps ``organ``, ``narrative.overview``, ``notes.<address>`` or a figure's address to what stands there.
    """
    for name, text in texts.items():
        if isinstance(text, str) and not text.replace("\n", "").isprintable() and _TURNING.search(text):
            named = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(set(_TURNING.findall(text))))
            says = Text(
                f"{name} 里有改变书写方向的不可见字符 {named}，印出来的顺序可能与写的不同",
                f"{name} holds invisible signs that turn the direction of writing: {named}",
            )
            section, _, rest = name.partition(".")
            path = (section, rest) if section in ("narrative", "notes") else steps(name)
            yield Finding(BIDI.id, "broken", BIDI.severity, says, name, origin=locate(path))
