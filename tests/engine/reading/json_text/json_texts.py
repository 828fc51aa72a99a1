"""JSON as programs write it, or as a person who edits it might leave it."""

from __future__ import annotations

import json

from hypothesis import strategies as st

TEXTS = st.text(max_size=8)
TREES = st.dictionaries(
    TEXTS,
    st.recursive(
        st.integers() | st.integers(10**98, 10**101) | TEXTS | st.booleans() | st.none(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
        max_leaves=12,
    ),
)
FRAGMENTS = st.sampled_from(
    ['"a": 1, ', "1.5", "-1.50", "1e3", "NaN", "9" * 101, "-" + "9" * 100, "\\ud800", "\\u4e00", "\\b", "\\\\b", "\\r",
     "\ud800", "\ufffe", "\x00", "\x0b", "{{", "[[[[[[", "{", "}", "]", ",", '"', "null", "\n", " "]
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw JSON that is sound, or that up to two changes have damaged."""
    written = json.dumps(draw(TREES), ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 1])))
    for _ in range(draw(st.integers(0, 2))):
        position = draw(st.integers(0, len(written)))
        written = written[:position] + draw(FRAGMENTS) + written[position + draw(st.integers(0, 3)) :]
    return written
