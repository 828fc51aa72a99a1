"""Literal numbers of Chinese prose with their measure words: what a reader counts as a figure, and nothing else."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Any, Literal

import attrs

from reportgen.core.text_search import scan
from reportgen.core.value import Value
from reportgen.model.kinds.written_numbers import spelled_number

Bounds = Literal["exact", "about", "over", "under"]
HIDDEN = "\ue000"
"""What stands for each character of a placeholder in :attr:`Prose.text`; a private-use character, never typed."""

MOST_NUMBERS = 60
"""A sentence with more literal numbers is read in pieces: each number is held against all others of its sentence."""

MOST_COMPARED = 5_000
"""More numbers in one field are not compared with the tables, because that takes time; a report has a hundred."""

_TAG = re.compile(r"\{\{([^}]*+(?:\}(?!\})[^}]*+)*+)\}\}")
_MEASURED = (
    r"[ \u3000\xa0]*(?P<more>余|多(?!个月|年)|来|几)?[ \u3000]*(?P<scale>[千百]?万|亿)?(?P<after>余|多)?[ \u3000]*"
    r"(?P<measure>[%％]|个?百分点|人次|件次|平方米|公里|个(?!月|工作日|小时|季度|星期|自然日)"
    r"|场次|户次|批次|班次|车次|通(?!知|告|报|过)|笔(?!记|试|录)|款(?!项)|集(?!中|体|团)|轮(?!流)|座(?!谈)|间(?!接)|[件条次项起宗元部名人份篇期场家户类批块页字位种处张套例幅则册本台辆所倍成封])?"
)
_LITERAL = re.compile(
    r"(?:(?P<hundredths>百分之)?(?P<digits>\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?P<fraction>[.．]\d+)?"
    rf"|(?P<spelled>[一二两三四五六七八九十百千零]{{1,9}})(?=[余多]?(?:[件起宗例](?!事|大事|如)|[条份人次篇项个部户场期册](?<=[十百千][一二三四五六七八九].)|[条份人次篇项部户场期册](?<=[二三四五六七八九][十百千].)|成(?![功为立员效果长熟绩分品套型本交都不就])))){_MEASURED}"
)
_NOT_COUNTED = "年月日号时点分秒周天岁季版级届楼室层〕"
_BEGINNING = re.compile(
    rf"[0-9０-９一二两三四五六七八九十百千零](?:(?<=\d)(?!\d*+[ \u3000\xa0]*[{_NOT_COUNTED}])"
    r"|(?=[一二两三四五六七八九十百千零余多]{0,10}[件起宗例成])|(?=分之[0-9０-９])"
    r"|(?=[一二两三四五六七八九十百千零]{0,9}(?<=[十百千])[一二三四五六七八九]?[条份人次篇项个部户场期册]))"
)
"""What a literal number begins with; digits of other scripts are not used in Chinese, and would be slow to look for.

A year or another number that names something is passed by at once.
"""
_TENTH = "成"
_FRAMED = re.compile(r"[）)](?P<measure>[件份宗起例条次人项])")
"""What follows a number that was written into a bracket left for it: 收到申请（3）件."""
_RUN = re.compile(r"[0-9０-９]+|[一二两三四五六七八九十百千零](?=[余多]?[件起宗])")
_OVER = ("超过", "超", "逾", "突破", "多于")
_UNDER = ("近", "将近", "接近", "不足", "不到")
_ABOUT = ("约", "大约", "大概")
_ENDS = frozenset(" \u3000\xa0\n，,。；;、：:）)（(！？!?+=/”")
_LINKS = frozenset("-－—–~～/@_：:至到")
_OPENING, _CLOSING = frozenset('〔[【（(“《"‘「'), frozenset('〕]】）)”》"’」')
_CONTACT = re.compile(r"(?:电话|邮编|邮政编码|传真|手机|号码|编号|账号|热线)[：:为是\s]*$")
_MARKER = re.compile(r"[#*\s]*[（(]?")
_LONGEST_MARKER = 80
_SCALES = {None: 1, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SENTENCE = re.compile(r"[。！？!?\n]")


@attrs.frozen(eq=False, repr=False)
class Quantity(Value):
    """One number as printed: ``3,119 件``, ``12.5万次``, ``约 98%``, or what a placeholder will print.

    ``number`` is what the digits say, to be multiplied by ``scale`` (万: 10 000); ``places`` its decimal places.
    ``position`` and ``end`` count characters of the prose, the measure word included. ``address`` is the figure that
    a placeholder prints; a quantity without one is literal. ``number`` is ``None`` where a placeholder's is unknown.
    """

    number: Decimal | None
    measure: str
    position: int
    end: int
    text: str
    scale: int = 1
    places: int = 0
    bounds: Bounds = "exact"
    address: str | None = None

    @property
    def literal(self) -> bool:
        """Whether somebody typed the number, so that it can be wrong."""
        return self.address is None

    @property
    def percent(self) -> bool:
        """Whether the number is a percentage."""
        return self.measure in {"%", "％"}

    @property
    def value(self) -> Decimal | None:
        """The number in its measure word's unit: 12.5万次 is 125000."""
        return None if self.number is None else self.number * self.scale

    def agrees(self, figure: Decimal | int) -> bool:
        """Whether ``figure``, printed as this number is, reads the same: rounded half up, 余 and 约 to its last place.

        Numbers in 万 or 亿 may be cut instead of rounded.
        """
        number = self.number
        if number is None:
            return False
        if self.bounds == "exact":
            if self.scale == 1 and self.places == 0 and isinstance(figure, int):
                return number == figure
            shown = Decimal(figure) / self.scale
            return round_to(shown, self.places) == number or (self.scale > 1 and cut_to(shown, self.places) == number)
        value, gap = number * self.scale, figure - number * self.scale
        unit = _last_place(value) if self.scale == 1 else self.scale * Decimal(1).scaleb(-self.places)
        low = 0 if self.bounds == "over" else -unit
        high = 0 if self.bounds == "under" else unit
        return low <= gap <= high


@attrs.frozen(eq=False, repr=False)
class Sentence(Value):
    """A sentence with at least one literal number. ``paragraph`` is where its paragraph begins."""

    start: int
    end: int
    paragraph: int
    quantities: tuple[Quantity, ...]


@attrs.frozen(eq=False, repr=False)
class Prose(Value):
    """One field of prose as read: ``text`` has every placeholder's characters replaced by :data:`HIDDEN`."""

    text: str
    sentences: tuple[Sentence, ...]


def round_to(number: Decimal, places: int) -> Decimal:
    """Return ``number`` rounded half up (四舍五入) to ``places`` decimals."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def cut_to(number: Decimal, places: int) -> Decimal:
    """Return ``number`` with what follows ``places`` decimals cut off."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)


def read(text: str, values: Mapping[str, Any]) -> Prose:
    """Find the numbers of ``text``; ``values`` holds what placeholders print, by address.

    Years, dates, times, ordinals, article and document numbers, list markers, telephone numbers, ranges, quoted names
    such as “12345” and everything inside a title 《…》 are no quantities.
    """
    tags: dict[int, str] = {}

    def hide(match: re.Match[str]) -> str:
        tags[match.start()] = match.group(1)
        return HIDDEN * len(match.group())

    masked = _TAG.sub(hide, text)
    return Prose(masked, tuple(_sentences(masked, list(_literals(masked)), tags, values)))


def typed(text: str) -> str:
    """Return ``text`` with placeholders hidden, so that only what somebody typed is searched."""
    if "{{" not in text:
        return text
    parts = _TAG.split(text)
    parts[1::2] = [HIDDEN * (len(inside) + 4) for inside in parts[1::2]]
    return "".join(parts)


def has_numbers(text: str) -> bool:
    """Whether a :func:`typed` text has a number that counts something, so that :func:`read` finds a sentence."""
    return next(_literals(text), None) is not None


def has_too_many_numbers(text: str) -> bool:
    """Whether ``text`` has more numbers than are compared with the tables."""
    return len(text) > MOST_COMPARED and next(islice(_RUN.finditer(text), MOST_COMPARED, None), None) is not None


def _literals(text: str) -> Iterator[Quantity]:
    return filter(None, (_literal(match, text) for match in scan(_BEGINNING, _LITERAL, text)))


def _placeholder(match: re.Match[str], tag: str, values: Mapping[str, Any]) -> Quantity | None:
    address, *filters = (part.strip() for part in tag.split("|"))
    value = values.get(address)
    if isinstance(value, str) or address == "year":
        return None
    number = Decimal(value) if not filters and isinstance(value, int | Decimal) else None
    return Quantity(number, match["measure"] or "", match.start(), match.end(), tag.strip(), address=address)


def _literal(match: re.Match[str], text: str) -> Quantity | None:
    start, end = match.start(), match.end()
    measure = "%" if match["hundredths"] else match["measure"] or ""
    if not measure and (framed := _FRAMED.match(text, end)) and start and text[start - 1] in "（(":
        measure = framed["measure"]
    if _is_name(match, text, measure):
        return None
    places = 0
    if match["spelled"]:
        number = Decimal(spelled_number(match["spelled"]))
        if number < 2 and measure != _TENTH:  # 受理一件、答复一件 is a manner of speaking
            return None
    else:
        fraction = match["fraction"] or ""
        places = max(len(fraction) - 1, 0)
        number = Decimal(match["digits"].replace(",", "") + fraction.replace("．", "."))
    bounds = _bounds(match, text)
    if measure == _TENTH:  # 九成 is about 90 %
        number, measure, bounds = number * 10, "%", "about" if bounds == "exact" else bounds
    written = text[start:end].rstrip()
    return Quantity(number, measure, start, start + len(written), written, _SCALES[match["scale"]], places, bounds)


def _is_name(match: re.Match[str], text: str, measure: str) -> bool:
    """Whether the digits name something (a year, a document, an article, a telephone) instead of counting."""
    start, end = match.start(), match.end()
    before = text[start - 1] if start else "\n"
    after, following = text[end : end + 1] or "\n", text[end + 1 : end + 2]
    return (
        (not measure and _is_bare_name(match, text, before, after))
        or (before.isascii() and (before.isalpha() or before in "@_.-/"))
        or (after.isascii() and after.isalpha())
        or text[max(0, start - 2) : start].rstrip().endswith("第")
        or (before in _LINKS and start > 1 and text[start - 2].isdigit())
        or (after in _LINKS and following.isdigit() and not (measure and after in "：:"))
        or _inside_title(text, start)
    )


def _is_bare_name(match: re.Match[str], text: str, before: str, after: str) -> bool:
    """Whether digits without a measure word are followed by other words, quoted, a list marker or a telephone."""
    start = match.start()
    if after in _NOT_COUNTED or after not in _ENDS or _CONTACT.search(text, max(0, start - 10), start):
        return True
    if before in _OPENING and after in _CLOSING:
        return not text[max(0, start - 2) : start - 1].endswith(("为", "是"))  # 数量为“0”
    if after not in ".．、)）：: " or len(match["digits"] or "") > 2:
        return False
    line = text.rfind("\n", max(0, start - _LONGEST_MARKER), start) + 1
    return (line > 0 or start <= _LONGEST_MARKER) and _MARKER.fullmatch(text, line, start) is not None


def _inside_title(text: str, position: int) -> bool:
    opened = text.rfind("《", max(0, position - 80), position)
    return opened >= 0 and text.find("》", opened, position) < 0 and text.find("\n", opened, position) < 0


def _bounds(match: re.Match[str], text: str) -> Bounds:
    before = text[max(0, match.start() - 3) : match.start()].rstrip()
    if before.endswith(_ABOUT) or text.startswith(("左右", "上下"), match.end()):
        return "about"
    if match["more"] or match["after"] or before.endswith(_OVER) or text.startswith("以上", match.end()):
        return "over"
    return "under" if before.endswith(_UNDER) and not before.endswith(("附近", "最近", "就近")) else "exact"


def _last_place(value: Decimal) -> Decimal:
    """Return the place value of the last digit that is no zero: 10 for 859920, 100 for 3600."""
    if value == 0:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


@functools.cache
def _placed() -> re.Pattern[str]:
    """Return what finds a placeholder with its measure word; compiled where prose mixes them with typed numbers."""
    return re.compile(HIDDEN + "+" + _MEASURED)


def _sentences(
    text: str, literals: list[Quantity], tags: Mapping[int, str], values: Mapping[str, Any]
) -> Iterator[Sentence]:
    """Group the literal numbers by sentence, with what placeholders print between them."""
    at = cut = 0
    while at < len(literals):
        first = literals[at].position
        start = max(cut, *(text.rfind(mark, cut, first) + 1 for mark in "。！？!?\n"))
        ending = _SENTENCE.search(text, literals[at].end)
        end = ending.start() if ending else len(text)
        members: list[Quantity] = []
        while at < len(literals) and literals[at].position < end and len(members) < MOST_NUMBERS:
            members.append(literals[at])
            at += 1
        if at < len(literals) and literals[at].position < end:
            cut = end = members[-1].end
        if tags:
            placed = [match for match in _placed().finditer(text, start, end) if match.start() in tags]
            printed = [_placeholder(match, tags[match.start()], values) for match in placed]
            members = sorted([*members, *filter(None, printed)], key=lambda quantity: quantity.position)
        yield Sentence(start, end, text.rfind("\n", 0, start) + 1, tuple(members))
