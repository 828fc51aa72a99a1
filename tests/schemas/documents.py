"""Documents of every kind of template of the tests, each beside the template that it was made from."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.packages import docx
from tests.engine.word.template_bodies import BODIES
from tests.engine.word.test_docxtpl_examples import EXAMPLES
from tests.engine.word.test_docxtpl_examples import rendered as example
from tests.engine.word.test_oracle import CORPUS

_MORE: dict[str, Any] = {
    "a": "甲 <&>\tb\nc", "b": "二", "n": 3, "flag": True, "span": 2, "colour": "FFC000", "cols": ["x", "y", "z"],
    "group": {"x": 1, "inner": {"y": 2}}, "rows": [{"name": "一", "count": 1}, {"name": "二", "count": 22}],
}  # fmt: skip
_LESS = _MORE | {"flag": False, "n": 0, "cols": ["x"], "rows": _MORE["rows"][:1], "span": 1}
DATA = (_MORE, _LESS)


def rendered() -> Iterator[tuple[str, bytes, bytes]]:
    """Yield name, template and document of every template of the tests, with more data and with less."""
    sources = {name: make() for name, make in CORPUS.items()} | {name: docx(body) for name, body in BODIES.items()}
    for name, source in sources.items():
        template = compile_template(source)
        for which, data in zip(("more", "less"), DATA, strict=True):
            yield f"{name}, {which} data", source, template.render(data)


def examples() -> Iterator[tuple[str, bytes, bytes]]:
    """Yield name, docxtpl's document and ours of the kinds of its examples: what its rich texts write is its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (source, data) in EXAMPLES.items():
            ours, theirs = example(source, data, Path(folder))
            yield f"example: {name}", theirs, ours
