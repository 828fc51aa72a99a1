"""How a run looks: by its own properties and its style; formulas in one line or not."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.engine.opc.read_only import open_to_read
from reportgen.engine.reading.published.word_runs import RunLook, formula, look_of_run, of_style
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
        ('<w:vanish/><w:sz w:val="24"/>', RunLook(hidden=True, size=24, height=24)),
        ('<w:vanish w:val="0"/>', RunLook(hidden=False)),
        ('<w:sz w:val="2"/>', RunLook(hidden=True, size=2, height=2)),
        ('<w:vertAlign w:val="subscript"/>', RunLook(raised=True)),
        ('<w:position w:val="-8"/>', RunLook(raised=True, apart=True)),
        ('<w:position w:val="3"/>', RunLook(apart=True)),
        ("<w:dstrike/>", RunLook(struck=True)),
        ('<w:color w:val="ffffff"/>', RunLook(white=True, colour="FFFFFF")),
        ('<w:color w:val="FCFCFC"/>', RunLook(white=True, colour="FCFCFC")),
        ('<w:color w:themeColor="background1"/>', RunLook(white=True, colour="FFFFFF")),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', RunLook(colour="FFFFFF")),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="FFFFFF"/>', RunLook(white=True, colour="FFFFFF")),
        ('<w:w w:val="1"/>', RunLook(white=True)),
        ('<w:rFonts w:ascii="Wingdings 2"/>', RunLook(pictured=True)),
        ('<w:rStyle w:val="none"/><w:strike/>', RunLook(struck=True)),
    ],
)
def test_a_runs_look_is_what_its_properties_say(properties: str, look: RunLook, styles: Styles) -> None:
    element = etree.fromstring(f'<w:rPr xmlns:w="{W}">{properties}</w:rPr>')
    assert look_of_run(element, styles) == look


def test_a_run_looks_as_the_style_of_its_paragraph_says(styles: Styles) -> None:
    around = etree.fromstring(f'<w:rPr xmlns:w="{W}"><w:strike/><w:vanish/></w:rPr>')
    said = {"strike": around[0], "vanish": around[1]}
    assert look_of_run(None, styles, said) == RunLook(hidden=True, struck=True)
    own = etree.fromstring(f'<w:rPr xmlns:w="{W}"><w:vanish w:val="0"/></w:rPr>')
    assert look_of_run(own, styles, said) == RunLook(hidden=False, struck=True)
    assert of_style("Heading1", styles)["sz"] is not None


def test_a_formula_with_a_power_is_not_in_one_line() -> None:
    def made(inner: str) -> etree._Element:
        return etree.fromstring(f'<m:oMath xmlns:m="{M}">{inner}</m:oMath>')

    digits = "<m:r><m:t>{}</m:t></m:r>"
    assert formula(made(digits.format(12))) == ("12", True)
    power = f"<m:sSup><m:e>{digits.format(4)}</m:e><m:sup>{digits.format(2)}</m:sup></m:sSup>"
    assert formula(made(power)) == ("42", False)
