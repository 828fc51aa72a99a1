"""The fields of one XML part, followed from mark to mark: what each asks for, however its code is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from reportgen.core.text import Text
from reportgen.engine.opc.field_codes import (
    CODE,
    DELETED,
    INSERTED,
    NESTED,
    SPACE,
    WORDS,
    Field,
    refused_field,
)
from reportgen.engine.opc.package_faults import UnfitXmlError

WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_CHOICES: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 AlternateContent"


def named(*names: str) -> frozenset[str]:
    """Return Word's elements called so, in either of its namespaces."""
    return frozenset(f"{word} {name}" for word in WORD for name in names)


_INSTRUCTION: Final = named("instrText", "delInstrText")
_DELETED_CODE: Final = named("delInstrText")
_FIELD_CHARACTER: Final = {f"{word} fldChar": f"{word} fldCharType" for word in WORD}
_SIMPLE_FIELD: Final = {f"{word} fldSimple": f"{word} instr" for word in WORD}
OF_FIELDS: Final = _INSTRUCTION | _FIELD_CHARACTER.keys() | _SIMPLE_FIELD.keys()
"""The elements that make fields."""
_TEXT: Final = named("t", "delText")
_CHANGES: Final = {
    **dict.fromkeys(named("ins", "moveTo"), INSERTED),
    **dict.fromkeys(named("del", "moveFrom"), DELETED),
}
_SPACES: Final = named("tab", "br", "cr", "ptab", "p")
IN_CODES: Final = _TEXT | _CHANGES.keys() | _SPACES | {_CHOICES}
"""The elements that count between a field's begin and its separator only."""
_TAG: Final = re.compile(r"\{[{%]")
_MOST_FIELDS: Final = 100


class FieldScan:
    """Follows the fields; it is given every element of OF_FIELDS and, while ``in_code``, of IN_CODES.

    ``found`` is called with everything that reaches outside. In a ``template``, text with a tag in a field's code is
    left to the check of tags, which refuses it and knows the paragraph.
    """

    def __init__(self, found: Callable[[Text], None], *, template: bool) -> None:
        self.in_code = False
        self._found, self._template = found, template
        self._fields: list[Field] = [Field()]
        self._kind = CODE

    def start(self, name: str, attributes: list[str]) -> bool:
        """Note the start of an element; return whether its text is to be given to :meth:`text`."""
        if name in _INSTRUCTION:
            self._kind = DELETED if name in _DELETED_CODE else CODE
            return True
        if name in _TEXT:
            self._kind = WORDS
            return True
        if name in _FIELD_CHARACTER:
            self._field_character(_value(attributes, _FIELD_CHARACTER[name]))
        elif name in _SIMPLE_FIELD:
            self._nested()
            field = Field()
            field.add(CODE, _value(attributes, _SIMPLE_FIELD[name]) or "")
            self._check(field)
        elif name in _CHANGES:
            self._fields[-1].changes.append(_CHANGES[name])
        elif name in _SPACES:
            self._innermost_code().add(SPACE, " ")
        else:
            says = "藏有多种写法的域代码（AlternateContent）", "a field code in several versions (AlternateContent)"
            self._found(Text(*says))
        return False

    def end(self, name: str) -> None:
        """Note the end of an element."""
        if name in _CHANGES and self._fields[-1].changes:
            self._fields[-1].changes.pop()

    def text(self, text: str) -> None:
        """Take text of the element that was started last."""
        self._innermost_code().add(self._kind, text)

    def finish(self) -> None:
        """Check the fields that have no end."""
        while self._fields:
            self._check(self._fields.pop())

    def _innermost_code(self) -> Field:
        """Return the innermost field whose code is open: the result of a field inside a code is part of that code."""
        return next((field for field in reversed(self._fields) if field.open), self._fields[0])

    def _nested(self) -> None:
        """Add to the open instruction, if there is one, that a field is nested there."""
        outer = self._innermost_code()
        if outer is not self._fields[0]:
            outer.add(CODE, NESTED)

    def _field_character(self, kind: str | None) -> None:
        if kind == "begin":
            if len(self._fields) > _MOST_FIELDS:
                says = Text(zh=f"域嵌套超过 {_MOST_FIELDS} 层", en=f"fields nested deeper than {_MOST_FIELDS}")
                raise UnfitXmlError("package-too-deep", says)
            self._nested()
            self._fields.append(Field())
        elif kind == "separate":
            if len(self._fields) > 1:
                self._check(self._fields[-1])
                self._fields[-1].open = False
        elif kind == "end":
            if len(self._fields) > 1:
                self._check(self._fields.pop())
        else:
            self._found(Text(zh=f"无法识别的域标记 {kind}", en=f"an unknown mark of a field {kind}"))
        self.in_code = any(field.open for field in self._fields[1:])

    def _check(self, field: Field) -> None:
        if not field.open:
            return
        if self._template and _TAG.search(field.words()):
            return
        name = next((name for reading in field.readings() if (name := refused_field(reading)) is not None), None)
        if name is not None and self._template and _TAG.search(name):
            self._found(Text(zh="域代码里的标签", en="a tag in a field's code"))
        elif name is not None:
            self._found(Text(zh=f"会连接外部的域 {name}", en=f"a field that reaches outside: {name}"))


def _value(attributes: list[str], name: str) -> str | None:
    return next((attributes[at + 1] for at in range(0, len(attributes), 2) if attributes[at] == name), None)
