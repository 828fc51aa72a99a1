"""Values into bytes of XML: exact, escaped for their place, or refused; the only way for data into a document.

One documented mapping, which is docxtpl's: a line feed, CR LF and CR alone become a line break, a tab becomes a tab,
\\a begins a paragraph and \\f a page where that can be. Every other character that XML can hold is printed as it is,
every other one refused by its code point.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import PurePath
from typing import Any, Final

from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.word.markup.run_context import TextContext
from reportgen.engine.word.markup.table_grid import MOST_COLUMNS
from reportgen.engine.word.meter import Meter, charge_printing
from reportgen.engine.word.runtime.plain_data import is_markup

Printer = Callable[[Any, int, Meter, int], bytes]
"""Takes a value, the number of its context, what is left to be spent, and the number of the tag."""
Rich = Callable[[Any, TextContext | None, Meter, int], bytes]
"""Returns the XML of one of docxtpl's objects, charged; it stands in that context, of which an attribute has none."""
SHORT: Final = 4096
"""Texts up to this length are charged when they have been printed, a few of them together; longer ones before."""
_TEXT: Final = re.compile("[&<>\u2011\x00-\x1f\ud800-\udfff\ufffe\uffff]")
# What follows is rarely needed and compiled when it is.
_ATTRIBUTE: Final = "[&<>\"'\x00-\x1f\ud800-\udfff\ufffe\uffff]"
_ILLEGAL: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
ILLEGAL_IN_LISTING: Final = "[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
"""What docxtpl's listings and rich texts may not hold; \\a begins a paragraph in them, \\f a page."""
_PICTURE_FILE: Final = r"\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)$"
_HYPHEN: Final = "\u2011"
_HYPHEN_ELEMENT: Final = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
"""Word's own hyphen at which no line is broken: fonts need not have the character."""
_COLOUR: Final = r"[0-9A-Fa-f]{6}|auto"
_MOST_DIGITS: Final = 100
_MOST_BITS: Final = 14_000
"""Of a whole number: some 4,200 digits; Python writes 4,300."""
_TAB: Final = Text("制表符", "a tab")
_LINE: Final = Text("换行", "a line break")
_BREAK: Final = Text("分段或分页", "a new paragraph or page")
_MOST_PER_CHARACTER: Final = 6
"""Characters that one character becomes in an attribute."""
_SHOWN_CHARACTERS: Final = 40
TOO_LONG: Final = Text("文字过长", "the text is too long")
_OBJECTS: Final[Mapping[tuple[str, str], str]] = {
    ("docxtpl.listing", "Listing"): "listing",
    ("docxtpl.richtext", "RichText"): "run",
    ("docxtpl.richtext", "RichTextParagraph"): "block",
    ("docxtpl.inline_image", "InlineImage"): "image",
    ("docxtpl.subdoc", "Subdoc"): "block",
}


class UnprintableError(ValueError):
    """A value that cannot be printed where it stands: ``says`` is the reason, ``remedy`` what to do."""

    def __init__(self, says: Text, remedy: Text | None = None) -> None:
        super().__init__(says.en)
        self.says, self.remedy = says, remedy


class BringsPartsError(Exception):
    """A value that the package must be added to for: a picture, a rich text or a sub-document."""


def object_kind(value: Any) -> str | None:
    """Return which of docxtpl's objects ``value`` is: listing, run, block or image; None if it is none."""
    for kind in type(value).__mro__:
        found = _OBJECTS.get((kind.__module__, kind.__qualname__))
        if found is not None:
            return found
    return None


def words(value: Any) -> str:
    """Return the characters that ``value`` prints as: a text itself, a whole or decimal number in plain digits.

    Raises UnprintableError for everything else: None, true and false, floats, lists, mappings, other objects.
    """
    if isinstance(value, str):
        if type(value) is not str and is_markup(value):
            from reportgen.engine.word.runtime import refusals  # noqa: PLC0415 — only where a value is refused

            raise UnprintableError(*refusals.MARKUP)
        text = str.__str__(value)  # a kind of text of its own has no say in what it prints as
        if len(text) > DEFAULT.field_characters:
            raise UnprintableError(TOO_LONG)
        return text
    if isinstance(value, bool):
        raise UnprintableError(
            Text(f"值是 {value}，不是文字或数字", f"the value is {value}, no text or number"),
            Text(
                "请写出格式，例如 {{ … | format('yes_no') }}", "Say how to print it, as in {{ … | format('yes_no') }}"
            ),
        )
    if isinstance(value, int):
        if int.bit_length(value) > _MOST_BITS:
            raise UnprintableError(
                Text("数字有几千位", "is a number of thousands of digits"),
                Text("没有这样的统计数字，请检查数据", "No figure is so large; check the data"),
            )
        return int.__repr__(value)
    if isinstance(value, Decimal):
        return _decimal(value if type(value) is Decimal else Decimal(value))
    from reportgen.engine.word.runtime import refusals  # noqa: PLC0415 — only where a value is refused

    raise UnprintableError(*refusals.reason(value))


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise UnprintableError(Text(f"值是 {value}，不是数字", f"the value is {value}, which is no number"))
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or abs(exponent) > _MOST_DIGITS or len(digits) > _MOST_DIGITS:
        shown = f"{value}"[:_SHOWN_CHARACTERS]
        raise UnprintableError(Text(f"数字 {shown}… 的位数过多", f"the number {shown}… has too many digits"))
    return f"{value or abs(value):f}"


def refuse_illegal(text: str, pattern: str) -> None:
    """Raise UnprintableError if ``text`` holds a character of ``pattern``, none of which is printable."""
    if text.isprintable():  # quicker by far than a search
        return
    found = re.search(pattern, text)
    if found is not None:
        code = f"U+{ord(found.group()):04X}"
        raise UnprintableError(
            Text(f"文字里有 Word 不能保存的字符 {code}", f"the text holds {code}, which Word cannot store"),
            Text("请删除该字符", "Remove that character"),
        )


def _no_place(sign: Text) -> UnprintableError:
    return UnprintableError(Text(f"此处不能印出{sign.zh}", f"{sign.en} cannot be printed here"))


def text_printer(contexts: tuple[TextContext, ...], rich: Rich | None = None) -> Printer:
    """Return the printer for places inside ``w:t``; the second argument chooses the context of tabs and line breaks."""
    search = _TEXT.search

    def text(value: Any, context: int, meter: Meter, tag: int) -> bytes:
        kind = type(value)
        if kind is int:
            try:
                return b"%d" % value
            except ValueError:  # more digits than Python writes
                return other(value, contexts[context], meter, tag)
        if kind is str and len(value) <= SHORT and search(value) is None:
            return value.encode()  # type: ignore[no-any-return]
        return other(value, contexts[context], meter, tag)

    def other(value: Any, context: TextContext, meter: Meter, tag: int) -> bytes:
        what = object_kind(value)
        if what == "listing":
            import html  # noqa: PLC0415 — only docxtpl's listings need it

            charge_printing(value.xml, meter, tag)
            listed = html.unescape(value.xml)
            refuse_illegal(listed, ILLEGAL_IN_LISTING)
            return signs(_escaped(listed, meter, tag), context, meter, tag).encode()
        if what is not None:
            if what == "image" and rich is not None:
                return rich(value, context, meter, tag)
            if what == "image":
                raise BringsPartsError
            from reportgen.engine.word.runtime import refusals  # noqa: PLC0415 — only where a value is refused

            raise UnprintableError(*refusals.NO_RICH_TEXT)
        shown = _charged(value, meter, tag)
        refuse_illegal(shown, ILLEGAL_IN_LISTING)
        return signs(_escaped(shown, meter, tag), context, meter, tag).encode()

    return text


def _charged(value: Any, meter: Meter, tag: int) -> str:
    """Return the characters that ``value`` prints as, charged as they are; what they become in XML comes besides."""
    shown = words(value)
    charge_printing(shown, meter, tag)
    return shown


def _escaped(text: str, meter: Meter, tag: int) -> str:
    meter.charge(4 * text.count("&") + 3 * (text.count("<") + text.count(">")), tag)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def signs(text: str, context: TextContext, meter: Meter, tag: int) -> str:
    """Return escaped ``text`` with tabs, line breaks, non-breaking hyphens, new paragraphs (\\a) and pages (\\f)."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _HYPHEN in text:
        meter.charge(text.count(_HYPHEN) * len(_HYPHEN_ELEMENT), tag)
        text = text.replace(_HYPHEN, _HYPHEN_ELEMENT)
    for sign, written, name in (
        ("\t", context.tab, _TAB),
        ("\n", context.line, _LINE),
        ("\a", context.paragraph, _BREAK),
        ("\f", context.page, _BREAK),
    ):
        if sign in text:
            if written is None:
                raise _no_place(name)
            meter.charge(text.count(sign) * len(written), tag)
            text = text.replace(sign, written)
    return text


def is_picture(value: Any) -> bool:
    """Return whether ``value`` is a picture for a frame of the template: bytes, a path, or docxtpl's object."""
    return isinstance(value, (bytes, bytearray, PurePath)) or object_kind(value) == "image"


def attribute_printer(rich: Rich | None = None) -> Printer:
    """Return the printer for places inside an attribute; a picture's alt text takes a picture, too."""

    def printed(value: Any, context: int, meter: Meter, tag: int) -> bytes:
        if not is_picture(value):
            if isinstance(value, str) and re.search(_PICTURE_FILE, value, re.IGNORECASE) is not None:
                from reportgen.engine.word.runtime import refusals  # noqa: PLC0415 — only where a value is refused

                raise UnprintableError(*refusals.NO_FILE_NAME)
            return attribute(value, context, meter, tag)
        if rich is None:
            raise BringsPartsError
        return rich(value, None, meter, tag)

    return printed


def attribute(value: Any, _context: int, meter: Meter, tag: int) -> bytes:
    """Print a value inside an attribute; line breaks and tabs are kept as character references."""
    shown = _charged(value, meter, tag)
    if re.search(_ATTRIBUTE, shown) is None:
        return shown.encode()
    refuse_illegal(shown, _ILLEGAL)
    meter.charge(_MOST_PER_CHARACTER * len(shown), tag)
    shown = _escaped(shown, meter, tag)
    shown = shown.replace('"', "&quot;").replace("'", "&#x27;").replace("\r\n", "\n").replace("\r", "\n")
    return shown.replace("\n", "&#10;").replace("\t", "&#9;").encode()


def plain(value: Any, _context: int, meter: Meter, tag: int) -> bytes:
    """Print a value as the text of a property; line breaks and tabs stay as they are."""
    shown = _charged(value, meter, tag)
    refuse_illegal(shown, _ILLEGAL)
    shown = _escaped(shown, meter, tag)
    return shown.replace("\r\n", "\n").replace("\r", "\n").encode()


def line(value: Any, _context: int, meter: Meter, tag: int) -> bytes:
    """Print a value in a formula, a drawing or a deleted text, which hold one line."""
    sign = re.search("[\t\r\n]", _charged(value, meter, tag))
    if sign is not None:
        raise _no_place(_TAB if sign.group() == "\t" else _LINE)
    return plain(value, 0, meter, tag)


def span(value: Any, _context: int, meter: Meter, tag: int) -> bytes:
    """Print the number of columns that a cell spans: 1 to 63."""
    shown = _charged(value, meter, tag).strip()
    if not shown.isascii() or not shown.isdecimal() or not 1 <= int(shown[:9]) <= MOST_COLUMNS:
        raise UnprintableError(
            Text(
                f"合并列数 {shown[:20]} 无效，应为 1 到 {MOST_COLUMNS}",
                f"a cell cannot span {shown[:20]!r} columns; 1 to {MOST_COLUMNS}",
            )
        )
    return shown.encode()


def colour(value: Any, _context: int, meter: Meter, tag: int) -> bytes:
    """Print a cell's colour: six hexadecimal digits, or auto."""
    shown = _charged(value, meter, tag).strip()
    if re.fullmatch(_COLOUR, shown) is None:
        raise UnprintableError(
            Text(
                f"颜色 {shown[:20]!r} 无效，应为 6 位十六进制数，如 FFC000",
                f"{shown[:20]!r} is no colour; write one as FFC000",
            )
        )
    return shown.encode()


def object_printer(
    contexts: tuple[TextContext, ...], rich: Rich | None = None, kinds: tuple[str, ...] = ("run", "block")
) -> Printer:
    """Return the printer for places where a whole run, paragraph or block is printed; ``kinds`` are those that fit."""

    def printed(value: Any, context: int, meter: Meter, tag: int) -> bytes:
        kind = object_kind(value)
        if kind not in kinds:
            from reportgen.engine.word.runtime import refusals  # noqa: PLC0415 — only where a value is refused

            raise UnprintableError(*refusals.MISPLACED.get(kind or "", refusals.NO_TEXT))
        if rich is None:
            raise BringsPartsError
        return rich(value, contexts[context], meter, tag)

    return printed
