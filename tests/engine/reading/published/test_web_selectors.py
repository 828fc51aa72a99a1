"""Selectors: whom each kind is about, and that what is not understood is unsure, not nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reportgen.engine.reading.published.web_selectors import applies, parsed

PAGE = html.document_fromstring(
    "<html><body><div id=one class='box open'><p>a</p><p class='a b' data-x='y-z'>b</p><i></i><p lang=en>c</p></div>"
    "<table><tr><td>1<td>2<td>3</table></body></html>"
)
SECOND = list(PAGE.iter("p"))[1]


@pytest.mark.parametrize(
    "selector",
    [
        "p.a", "div > p", "p + p", "p ~ p", "#one p:nth-child(2)", "p:nth-child(even)", "p:nth-child(n+2)", "[data-x]",
        "p[data-x='y-z']", "p[data-x^=y]", "p[data-x|=y]", "p[class~=b]", ":is(.a,.c)", "p:not(.c)", "body *",
        "p:nth-of-type(2)", "p:nth-last-child(3)", "p:nth-of-type(-n+2)", "html .open p.b", "p:before",
    ],
)  # fmt: skip
def test_a_selector_is_about_whom_it_says(selector: str) -> None:
    assert applies(parsed(selector), SECOND)


@pytest.mark.parametrize(
    "selector",
    [
        "p.c", "body > p", "i + p", "i ~ p", "p:first-child", "p:nth-child(odd)", "p:nth-child(3n)", "[data-q]",
        "p[data-x=y]", "p:not(.a)", ":is(i,.c)", "p:empty", "p:root", "p:last-of-type", "table p", "p:nth-child(-n+1)",
    ],
)  # fmt: skip
def test_a_selector_is_about_nobody_else(selector: str) -> None:
    assert not applies(parsed(selector), SECOND)


def test_a_body_of_rows_is_there_though_nobody_wrote_it() -> None:
    cell = list(PAGE.iter("td"))[1]
    assert applies(parsed("table > tbody > tr > td:nth-child(2)"), cell)
    assert not applies(parsed("table > thead > tr > td"), cell)


def test_what_is_not_understood_is_unsure_and_about_everybody() -> None:
    parts = parsed("p.a:has(> b)")
    assert applies(parts, SECOND)
    assert parts[-1].unsure
    assert parsed("p{")[-1].unsure


def test_what_happens_only_under_the_mouse_is_about_nobody() -> None:
    assert parsed("p.a:hover") == ()
    assert parsed("p::first-line") == ()


@given(st.text(alphabet="p.a#>+~ []()=:*'\"nth-childnotis,123", max_size=40))
def test_any_text_is_a_selector(text: str) -> None:
    parts = parsed(text)
    assert not parts or applies(parts, SECOND) in {True, False}
