"""Documents keep to the schemas of Office Open XML; ``python3 dev.py schemas`` looks at all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.packages import docx
from tests.engine.word.template_bodies import BODIES
from tests.schemas.__main__ import faults
from tests.schemas.documents import DATA, official
from tests.schemas.validators import audit


@pytest.mark.parametrize("name", BODIES)
def test_a_rendered_template_keeps_to_the_schemas(name: str, tmp_path: Path) -> None:
    source = docx(BODIES[name])
    template = compile_template(source)
    made = [template.render(data) for data in DATA]
    assert [fault for document in made for fault in faults(source, document, audit, tmp_path)] == []


def test_the_official_document_and_its_draft_keep_to_the_schemas(tmp_path: Path) -> None:
    for name, template, document in official():
        if name.startswith(("the ", "sample, official")):
            assert faults(template, document, audit, tmp_path) == [], name


def test_a_document_that_breaks_the_schemas_is_noticed(tmp_path: Path) -> None:
    good, bad = docx("<w:p/>"), docx("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc/></w:tr></w:tbl><w:p/>")
    assert faults(good, bad, audit, tmp_path)
