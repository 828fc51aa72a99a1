"""Last year's prose made ready for a new year: years moved on, numbers as placeholders where it is certain which."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from reportgen.engine.prose_check.mentions import Mention, statements
from reportgen.engine.prose_check.percentages import judge
from reportgen.engine.prose_check.ratios import Figures
from reportgen.model.addresses import AddressBook
from reportgen.model.linear import Expression
from reportgen.prose.markup import tags, understood
from reportgen.prose.quantities import Quantity, read
from reportgen.report.report import Report

Edit = tuple[int, int, str]
"""Where words begin and end, and what stands in their place."""
_NUMERAL = re.compile(r"[0-9０-９]+(?:,[0-9]{3})*(?:[.．][0-9０-９]+)?")
_YEAR = re.compile(r"(?<![\d{])(?P<year>20\d\d)(?=[ \u3000]*年)")
_PLAIN_DATE = re.compile(r"[ \u3000]*年度?[ \u3000]*(?:1月1日|12月31日|年底|(?!\d{1,2}[ \u3000]*月))")
"""A year alone, or the first or last day of it: any other date was that of one event."""
_TITLE = re.compile(r"《[^》\n]{0,200}》")


def next_year_s_prose(report: Report, known: Collection[str]) -> dict[str, str]:
    """Return every piece of last year's prose as the clerk goes on from it.

    A number that has exactly one reading becomes the placeholder of that figure, where it is among the ``known`` names;
    every other number, and a placeholder of a name that is not known, is marked with what last year's report printed
    there. A year becomes the year of the new report, or moves on by one. Every section but those that
    say of what period the report is begins with a mark. The rule F-DRAFT names every mark that is left.
    """
    checks = report.type.prose
    found = {}
    for field, text in report.narrative.items():
        edits = [*_names(text, report, known), *_years(text, report.year), *_numbers(text, report, known)]
        renewed = _edited(text, edits)
        if checks is not None and field not in checks.dated and text.strip():
            mark = f"〔请填写：以下是 {report.year} 年的文字，请按 {report.year + 1} 年的情况改写〕"
            renewed = f"{mark}\n\n{renewed}"
        found[field] = renewed
    return found


def _edited(text: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, words in sorted(edits):
        if start < done:
            continue  # a number inside of what is replaced already
        parts += (text[done:start], words)
        done = end
    return "".join((*parts, text[done:]))


def _mark(printed: str) -> str:
    return f"〔请填写：上年为{printed}〕"


def _names(text: str, report: Report, known: Collection[str]) -> Iterator[Edit]:
    """Yield the placeholders that print what the new report does not have."""
    for start, end, inside in tags(text):
        placeholder = understood(inside)
        if placeholder is None:
            continue
        address, calls = placeholder
        names = [address, *(one for call in calls for one in call.arguments if isinstance(one, str))]
        if not all(name in known for name in names):
            value = None if calls else report.printable.get(address)
            yield start, end, "〔请填写〕" if value is None else _mark(str(value))


def _years(text: str, year: int) -> Iterator[Edit]:
    titles = [match.span() for match in _TITLE.finditer(text)]
    for match in _YEAR.finditer(text):
        named, start, end = int(match["year"]), *match.span()
        if any(begin < start < close for begin, close in titles) or abs(named - year) > 1:
            continue
        if not _PLAIN_DATE.match(text, end):
            yield start, end, _mark(match["year"])
        else:
            yield start, end, "{{ year }}" if named == year else str(named + 1)


def _numbers(text: str, report: Report, known: Collection[str]) -> Iterator[Edit]:
    only: dict[int, str] = {}
    known_names = set(known)
    model = None if report.type.prose is None else report.type.prose.model()
    prose = read(text, report.values)
    if model is not None:
        figures = Figures(model, report.year, report.values, report.own)
        for statement in statements(prose, model, report.year, report.organ):
            for at, mention in enumerate(statement.mentions):
                if mention.quantity.percent:
                    names = _only_share(prose.text, statement.mentions, at, report, figures)
                    shown = f"{names[0]} | share({names[1]}, {mention.quantity.places})" if names else ""
                else:
                    name = _only_reading(mention, report)
                    names, shown = (name,) if name else (), name or ""
                if names and known_names.issuperset(names):
                    only[mention.quantity.position] = shown
    for sentence in prose.sentences:
        for quantity in sentence.quantities:
            if quantity.literal:
                yield _replaced(quantity, only.get(quantity.position))


def _replaced(quantity: Quantity, shown: str | None) -> Edit:
    numeral = _NUMERAL.match(quantity.text)
    end = quantity.position + numeral.end() if numeral is not None else quantity.end
    words = numeral.group() if numeral is not None else quantity.text
    return quantity.position, end, f"{{{{ {shown} }}}}" if shown else _mark(words)


def _only_reading(mention: Mention, report: Report) -> str | None:
    """Return the figure that a number can only be: certain, exact, of this year, and equal to one meaning alone."""
    subject, quantity = mention.subject, mention.quantity
    if subject is None or not subject.certain or subject.also or subject.year != report.year or subject.factor != 1:
        return None
    if quantity.bounds != "exact" or quantity.scale != 1 or quantity.percent or quantity.number is None:
        return None
    equal = [one for one in subject.meanings if one.value(report.values) == quantity.number]
    address = _figure_of(equal[0].expression, report.addresses) if len(equal) == 1 else None
    return address if address is not None and str(report.values[address]) == _digits(quantity.text) else None


def _only_share(text: str, mentions: Sequence[Mention], at: int, report: Report, figures: Figures) -> tuple[str, ...]:
    """Return part and whole of a percentage whose part is the number before it, where each can only be one figure."""
    before = [other for other in mentions[:at] if not other.quantity.percent]
    quantity, found = mentions[at].quantity, judge(text, mentions, at, figures)
    part = _only_reading(before[-1], report) if before else None
    if part is None or before[-1].subject is None or found is None or found.verdict != "holds":
        return ()
    if found.ratio.growth or found.ratio.part != report.values[part] or quantity.bounds != "exact":
        return ()
    wholes = figures.model.wholes(before[-1].subject.keys)
    equal = [one for one in wholes if one.value(report.values) == found.ratio.whole]
    whole = _figure_of(equal[0].expression, report.addresses) if len(equal) == 1 else None
    return () if whole is None else (part, whole)


def _figure_of(expression: Expression, book: AddressBook) -> str | None:
    """Return the figure that an expression is: a single one, or the total that adds up the same figures."""
    if len(expression.terms) == 1 and not expression.constant:
        return expression.terms[0][0] if expression.terms[0][1] == 1 else None
    entered = {name: book[name].definition for name in expression.addresses if name in book.derived}
    whole = expression.substitute({name: one for name, one in entered.items() if one is not None})
    return None if whole.constant else _totals(book).get(frozenset(whole.terms))


@functools.cache
def _totals(book: AddressBook) -> Mapping[frozenset[tuple[str, int]], str]:
    """Return every total by the entered figures that it adds up, the first where two add up the same."""
    found: dict[frozenset[tuple[str, int]], str] = {}
    for address, entry in book.derived.items():
        if entry.definition is not None:
            found.setdefault(frozenset(entry.definition.terms), address)
    return found


def _digits(text: str) -> str:
    found = _NUMERAL.match(text)
    return "" if found is None else found.group()
