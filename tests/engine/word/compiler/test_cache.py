"""An entry of the cache belongs to the engine that wrote it: every module that makes or reads one counts."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen.engine.word.compiler import cache

PACKAGE = Path(reportgen.__file__).parent


@pytest.mark.parametrize(
    "module",
    [
        "engine/word/compiler/codegen.py",
        "engine/word/runtime/values.py",
        "engine/word/language/tags.py",
        "engine/word/markup/location.py",
        "engine/word/meter.py",
        "engine/opc/package.py",
        "core/errors.py",
    ],
)
def test_a_change_of_any_module_behind_a_template_gives_new_entries(module: str) -> None:
    assert (PACKAGE / module).is_file()
    assert f"'{PACKAGE / module}'" in cache._engine()
