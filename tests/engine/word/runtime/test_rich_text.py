"""What the signs in a rich text become, and what that costs."""

from __future__ import annotations

import attrs
import pytest
from docxtpl import RichText

from reportgen.core.errors import RenderError
from reportgen.core.limits import DEFAULT
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.markup.run_context import between_runs
from reportgen.engine.word.meter import Meter, SpentError
from reportgen.engine.word.runtime.rich_text import resolved
from reportgen.engine.word.runtime.template import Template
from tests.engine.word.word_templates import paragraphs

PROPS = "<w:pPr><w:jc/></w:pPr>"
RUN = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
PLACES = {"run": RUN, "paragraph": f"<w:p>{PROPS}{RUN}</w:p>"}


@pytest.mark.parametrize("sign", ["\t", "\n", "\a", "\f"])
@pytest.mark.parametrize("place", PLACES)
def test_t4_what_a_sign_becomes_is_charged_before_it_is_made(place: str, sign: str) -> None:
    xml = PLACES[place].format(sign * 1000)
    meter = Meter(1_000_000, 60)
    before = meter.work
    grown = len(resolved(xml, between_runs(PROPS), meter, 7)) - len(xml)
    assert grown > 10_000
    assert before - meter.work >= grown
    with pytest.raises(SpentError) as caught:
        resolved(xml, between_runs(PROPS), Meter(1000, 60), 7)
    assert caught.value.tag == 7


@pytest.mark.parametrize("text", ["字" * 20, "字", "x" * 60, "&" * 12, "\n", "\t", "字\n"])
def test_t4_a_document_of_rich_texts_is_made_where_it_is_within_the_limit(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    source, data = paragraphs("{% for row in rows %}{{r row }}{% endfor %}"), {"rows": [RichText(text)] * 500}
    meter = Meter(DEFAULT.output_bytes, 60)
    with monkeypatch.context() as patch:
        patch.setattr(Template, "meter", lambda _: meter)
        compile_template(source).render(data)
    size = DEFAULT.output_bytes - meter.room
    enough, less = (
        compile_template(source, limits=attrs.evolve(DEFAULT, output_bytes=most)) for most in (size, size - 1)
    )
    assert enough.render(data)
    with pytest.raises(RenderError, match="grows past the limit"):
        less.render(data)
