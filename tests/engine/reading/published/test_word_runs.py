"""How a run looks: by its own properties and its style; formulas in one line or not."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.engine.opc.read_only import open_to_read
from reportgen.engine.reading.published.word_runs import RunLook, formula, look_of_run
from reportgen.engine.reading.published.word_styles import Styles
from reportgen.reports.disclosure.form_2021 import REPORT
from tests import published_looks as looks

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@pytest.fixture(scope="module")
def styles() -> Styles:
    return Styles(open_to_read(looks.word(REPORT, "某", 2023, [[[looks.Cell("1")]]] * 3, looks.Look(1)), "a.docx"))


@pytest.mark.parametrize(
    ("properties", "look"),
    [
        ("<w:b/>", RunLook()),
        ('<w:vanish/><w:sz w:val="24"/>', RunLook(hidden=True, size=24)),
        ('<w:vanish w:val="0"/>', RunLook(hidden=False)),
        ('<w:sz w:val="2"/>', RunLook(hidden=True, size=2)),
        ('<w:vertAlign w:val="subscript"/>', RunLook(raised=True)),
        ('<w:position w:val="-8"/>', RunLook(raised=True)),
        ("<w:dstrike/>", RunLook(struck=True)),
        ('<w:color w:val="ffffff"/>', RunLook(white=True)),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', RunLook()),
        ('<w:rFonts w:ascii="Wingdings 2"/>', RunLook(pictured=True)),
        ('<w:rStyle w:val="Heading1Char"/>', RunLook()),
        ('<w:rStyle w:val="none"/><w:strike/>', RunLook(struck=True)),
    ],
)
def test_a_runs_look_is_what_its_properties_say(properties: str, look: RunLook, styles: Styles) -> None:
    element = etree.fromstring(f'<w:rPr xmlns:w="{W}">{properties}</w:rPr>')
    assert look_of_run(element, styles) == look


def test_a_formula_with_a_power_is_not_in_one_line() -> None:
    def made(inner: str) -> etree._Element:
        return etree.fromstring(f'<m:oMath xmlns:m="{M}">{inner}</m:oMath>')

    digits = "<m:r><m:t>{}</m:t></m:r>"
    assert formula(made(digits.format(12))) == ("12", True)
    power = f"<m:sSup><m:e>{digits.format(4)}</m:e><m:sup>{digits.format(2)}</m:sup></m:sSup>"
    assert formula(made(power)) == ("42", False)
