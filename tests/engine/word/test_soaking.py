"""Many generated texts and numbers through every part of a document: equal when read back, or refused; never changed.

``python3 dev.py soak`` runs 100,000 (``REPORTGEN_SOAK`` sets the number); the ordinary run is short. The generator is
its own, seeded and much faster than hypothesis, whose tests beside this one look for the smallest counterexample.
"""

from __future__ import annotations

import os
import random
import re
from decimal import Decimal

import pytest
from lxml import etree

from reportgen.core.errors import RenderError
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.everywhere import PARTS, everywhere
from tests.engine.word.word_templates import members_of, text_of, zipped

NUMBER = int(os.environ.get("REPORTGEN_SOAK", "1000"))
BATCH = 100
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TEMPLATE = compile_template(everywhere("{% for value in values %}[{{ value }}]{% endfor %}"))
SNIPPETS = (
    "& < > \" ' ]]>", "<!-- &lt;", "</w:p>", "{{ 7*7 }}", "{% if %}", "{_{ x }_}", "{# #}", "R&D <5", "&amp;",
    "\r\n", "\r", "\n", "\t", "  ", "　", "𠮷", "👨‍👩‍👧", "e\u0301", "\u202e", "\u200f", "\x85", "\u2028",
    "\x7f", "\ufeff", "“双公开”", "开封市", "{", "}}", "%}", "\\n",
)  # fmt: skip
PLANES = ((32, 126), (160, 0xD7FF), (0x10000, 0x2FFFF))
ODD = "\x00\x0b\x0c\x1f\ud800\udfff\ufffe\uffff"


def _text(chance: random.Random) -> str:
    pieces = []
    for _ in range(chance.randint(0, 6)):
        kind = chance.random()
        if kind < 0.5:
            pieces.append(chance.choice(SNIPPETS))
        elif kind < 0.97:
            pieces.append(
                chr(
                    chance.choice(
                        [chance.randint(32, 126), chance.randint(160, 0xD7FF), chance.randint(0x10000, 0x2FFFF)]
                    )
                )
            )
        else:
            pieces.append(chance.choice(ODD))
    return "".join(pieces)


def _number(chance: random.Random) -> int | Decimal:
    whole = chance.randint(-(10 ** chance.randint(1, 30)), 10 ** chance.randint(1, 30))
    return whole if chance.random() < 0.5 else Decimal(whole).scaleb(-chance.randint(0, 12))


def _printed(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}" if value else f"{abs(value):f}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _check(values: list[object]) -> None:
    """Every part of the document holds exactly the values, in order."""
    expected = "".join(f"[{_printed(value)}]" for value in values)
    members = members_of(TEMPLATE.render({"values": values}))
    package = zipped(members)
    for part, count in PARTS.items():
        assert text_of(package, part).count(expected) >= count, part
    core = etree.fromstring(members["docProps/core.xml"])
    assert [title.text or "" for title in core.iter("{http://purl.org/dc/elements/1.1/}title")] == [expected]
    shapes = etree.fromstring(members["word/document.xml"]).iter("{urn:schemas-microsoft-com:vml}shape")
    assert [shape.get("alt") for shape in shapes] == [expected]


def test_no_generated_text_or_number_is_ever_changed_silently() -> None:
    chance = random.Random(20211231)
    batch: list[object] = []
    passed = refused = 0
    for _ in range(NUMBER):
        value = _text(chance) if chance.random() < 0.6 else _number(chance)
        illegal = ILLEGAL.search(value) if isinstance(value, str) else None
        if illegal is not None:
            with pytest.raises(RenderError, match=f"U\\+{ord(illegal.group()):04X}"):
                TEMPLATE.render({"values": [value]})
            refused += 1
            continue
        batch.append(value)
        if len(batch) == BATCH:
            _check(batch)
            passed += len(batch)
            batch = []
    _check([*batch, "end"])
    passed += len(batch)
    assert passed + refused == NUMBER
    assert passed > refused > 0
    print(f"{NUMBER} values: {passed} equal in every part, {refused} refused, 0 changed")  # noqa: T201 — the soak's result


def test_the_soak_would_see_a_change() -> None:
    members = members_of(TEMPLATE.render({"values": ["甲", "乙"]}))
    assert "[甲][乙]" in text_of(zipped(members))
    members["word/document.xml"] = members["word/document.xml"].replace("乙".encode(), "丙".encode(), 1)
    assert text_of(zipped(members)).count("[甲][乙]") < PARTS["word/document.xml"]
