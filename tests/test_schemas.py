"""Documents keep to the schemas of Office Open XML; ``python3 dev.py schemas`` looks at all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.packages import docx
from tests.engine.word.template_bodies import BODIES
from tests.schemas.__main__ import faults
from tests.schemas.documents import DATA
from tests.schemas.office_files import Made, commented, forms, official
from tests.schemas.validators import audit


@pytest.mark.parametrize("name", BODIES)
def test_a_rendered_template_keeps_to_the_schemas(name: str, tmp_path: Path) -> None:
    source = docx(BODIES[name])
    template = compile_template(source)
    made = [template.render(data) for data in DATA]
    assert [fault for document in made for fault in faults(source, document, audit, tmp_path)] == []


WANTED = ("kaifeng-2021.yaml, official template", "disclosure_2021: ", "wrong-stated-total", "template with a column")


@pytest.mark.parametrize("make", [official, forms, commented])
def test_what_an_office_gets_keeps_to_the_schemas(make: Callable[[], Iterator[Made]], tmp_path: Path) -> None:
    looked_at = 0
    for name, template, document in make():
        if name.startswith(WANTED):
            looked_at += 1
            assert faults(template, document, audit, tmp_path) == [], name
        if looked_at == 3:  # the others: python3 dev.py schemas
            break
    assert looked_at


def test_a_document_that_breaks_the_schemas_is_noticed(tmp_path: Path) -> None:
    good, bad = docx("<w:p/>"), docx("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc/></w:tr></w:tbl><w:p/>")
    assert faults(good, bad, audit, tmp_path)
