"""Every literal number of the narrative judged: it holds by a meaning that is named, or has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.engine.prose_check import part_sums, percentages
from reportgen.engine.prose_check.balance import imbalance
from reportgen.engine.prose_check.changes import changes
from reportgen.engine.prose_check.judgement import Judgement
from reportgen.engine.prose_check.mentions import Mention, Statement, statements
from reportgen.engine.prose_check.nearest_figures import SWAPPED, quoted_instead, slip, telling_slip
from reportgen.engine.prose_check.negations import denied
from reportgen.engine.prose_check.ratios import Figures
from reportgen.prose.quantities import HIDDEN, Prose, Quantity, has_numbers, read
from reportgen.report.prose_model import Meaning, ProseModel, Subject
from reportgen.report.prose_rules import PART_SUMS, PERCENTAGES
from reportgen.report.view import ReportView

QUOTED = 48
"""At most so many characters of a clause are quoted."""
_MANY = 100
"""Numbers from here on whose digits are those of a figure, two of them swapped, are no other number by chance."""


def read_prose(report: ReportView, model: ProseModel, previous: ReportView | None = None) -> tuple[Judgement, ...]:
    """Judge every literal number of the narrative that official words tie to a figure, in the order of the text.

    ``previous`` is last year's report: with it, growth and numbers of last year are judged too. A number without an
    official word, or in a clause that narrows the count (a channel, a lower office, part of the year), is not judged.
    """
    return tuple(
        judgement
        for field in report.narrative_fields
        if (text := report.narrative.get(field.name))
        for judgement in _field(field.name, text, model, report, previous)
    )


def _field(
    field: str, text: str, model: ProseModel, report: ReportView, previous: ReportView | None
) -> Iterator[Judgement]:
    yield from denied(field, text, report, model)
    if not has_numbers(text):
        return
    prose = read(text, report.values)
    figures = Figures(
        model,
        report.year,
        report.values,
        report.own,
        _last_values(report, previous) if previous is not None else None,
        previous.own if previous is not None else {},
    )
    before: tuple[Mention, ...] = ()
    paragraph = -1
    for statement in statements(prose, model, report.year, report.organ):
        before, paragraph = before if statement.sentence.paragraph == paragraph else (), statement.sentence.paragraph
        found = [*_numbers(statement, model, report, previous), *_percentages(prose, statement, before, figures)]
        found += [*_sums(prose, statement, before, model, report), *_changes(prose, statement, figures)]
        before = statement.mentions
        found.sort(key=lambda judgement: judgement.position)
        for judgement in found:
            quote = _quote(text, prose, judgement, statement)
            yield attrs.evolve(judgement, field=field, quote=quote)


def _numbers(
    statement: Statement, model: ProseModel, report: ReportView, previous: ReportView | None
) -> Iterator[Judgement]:
    for mention in statement.mentions:
        if mention.subject is None or not mention.quantity.literal:
            continue
        for subject in (mention.subject, *mention.subject.also):
            yield from _number(attrs.evolve(mention, subject=subject), statement, model, report, previous)


def _number(
    mention: Mention, statement: Statement, model: ProseModel, report: ReportView, previous: ReportView | None
) -> Iterator[Judgement]:
    subject, quantity = mention.subject, mention.quantity
    if subject is not None:
        tables = _tables(subject.year, report, previous)
        for values in tables:
            meaning = _matching(mention, values)
            if meaning is not None:
                yield _judgement(mention, "holds", _equation(quantity, meaning, values), (meaning,))
                break
        else:
            excused = not tables or may_be_own(mention, model, report)
            excused = excused or not (subject.certain or _doubtful(mention, subject, tables[0]))
            values = tables[0] if tables else {}
            excused = excused or _right_elsewhere(mention, statement, values)
            if not excused and None not in [meaning.value(values) for meaning in subject.meanings]:
                yield _missed(mention, model, values)


def _right_elsewhere(mention: Mention, statement: Statement, values: Mapping[str, Any]) -> bool:
    """Whether the sentence gives the same figure rightly besides, once or in parts: 市政府85件，县（区）政府460件.

    Then this number is one of the parts, or something that has no word of its own: 废止262件，宣布失效15件.
    """
    if mention.subject is None:
        return False
    counted = mention.subject.keys, mention.subject.year
    same = [one for one in statement.mentions if one.subject and (one.subject.keys, one.subject.year) == counted]
    if len(same) < 2:
        return False
    size = mention.quantity.value or 0
    meant = [meaning.value(values) for meaning in mention.subject.meanings]
    if size >= _MANY and any(slip(mention.quantity.value, value) is SWAPPED for value in meant):
        return False
    if any((one.quantity.value or 0) > size and _matching(one, values) is not None for one in same):
        return True
    numbers = [one.quantity.number for one in same if one.quantity.bounds == "exact" and one.quantity.scale == 1]
    if len(numbers) < len(same) or None in numbers:
        return False
    together = attrs.evolve(mention.quantity, number=sum(filter(None, numbers), Decimal(0)))
    return _matching(attrs.evolve(mention, quantity=together), values) is not None


def _doubtful(mention: Mention, subject: Subject, values: Mapping[str, Any]) -> bool:
    """Whether a number whose subject is not certain is asked about all the same; see :class:`Subject`."""
    quantity = mention.quantity
    if subject.doubt != "slips":
        return subject.doubt == "all"
    known = [value for meaning in subject.meanings if (value := meaning.value(values)) is not None]
    return quantity.bounds == "exact" and any(
        value and telling_slip(quantity.value, value * subject.factor) for value in known
    )


def _last_values(report: ReportView, previous: ReportView) -> Mapping[str, Any]:
    """Return last year's figures; one that last year's form did not have is blank."""
    if previous.addresses is report.addresses:
        return previous.values
    return {**dict.fromkeys(report.values), **previous.values}


def _tables(year: int | None, report: ReportView, previous: ReportView | None) -> tuple[Mapping[str, Any], ...]:
    """Return the figures of the year that a number speaks of: as computed, and as somebody stated them."""
    if year == report.year:
        return (report.values, report.cells) if report.stated else (report.values,)
    return (_last_values(report, previous),) if previous is not None and previous.year == year else ()


def _matching(mention: Mention, values: Mapping[str, Any]) -> Meaning | None:
    subject = mention.subject
    if subject is None:
        return None
    for meaning in subject.meanings:
        value = meaning.value(values)
        if value is not None and mention.quantity.agrees(value * subject.factor):
            return meaning
    return None


def may_be_own(mention: Mention, model: ProseModel, report: ReportView) -> bool:
    """Whether a number may be a figure that the office keeps itself under ``figures:``."""
    subject, value = mention.subject, mention.quantity.value
    return subject is not None and not model.kept_too.isdisjoint(subject.keys) and value in report.own.values()


def _judgement(
    mention: Mention, verdict: Any, says: Text, meanings: tuple[Meaning, ...], expected: Any = None
) -> Judgement:
    rule = mention.subject.rule if mention.subject is not None else PERCENTAGES.id
    value = mention.quantity.value
    actual = int(value) if value is not None and value == value.to_integral_value() else value
    return Judgement(
        rule, verdict, "", mention.quantity.position, "", says, meanings=meanings, expected=expected, actual=actual
    )


def _equation(quantity: Quantity, meaning: Meaning, values: Mapping[str, Any]) -> Text:
    sign = "=" if quantity.bounds == "exact" and quantity.scale == 1 and quantity.places == 0 else "≈"
    written = meaning.written(values)
    return Text(f"{quantity.text} {sign} {written.zh}", f"{quantity.text} {sign} {written.en}")


def _missed(mention: Mention, model: ProseModel, values: Mapping[str, Any]) -> Judgement:
    """Say what the tables give, then the nearest meanings: another figure that was quoted, or a slip of the pen."""
    quantity, subject = mention.quantity, mention.subject
    assert subject is not None  # noqa: S101 — the caller saw it
    number = quantity.value or Decimal(0)
    choices = subject.meanings
    worth = [meaning.value(values) or 0 for meaning in choices]
    different = [one for place, one in enumerate(choices) if worth[place] not in worth[:place]]
    nearest = min(range(len(choices)), key=lambda place: abs(worth[place] * subject.factor - number))
    zh = f"{quantity.text}与表格不符。按表格应为 {'，或 '.join(_choice(one, values).zh for one in different[:3])}"
    given = ", or ".join(_choice(one, values).en for one in different[:3])
    en = f"{quantity.text} is not what the tables give: {given}"
    plain = quantity.bounds == "exact" and quantity.scale == 1 and quantity.places == 0
    other = quoted_instead(number, subject, model, values) if plain else None
    if other is not None:
        offered = _choice(other, values)
        zh, en = f"{zh}；{number} 恰好等于 {offered.zh}", f"{en}; {number} happens to be {offered.en}"
    slips = [(value, how) for value in worth if plain and (how := slip(number, value)) is not None]
    expected = worth[nearest] * subject.factor
    if slips:
        value, how = min(slips, key=lambda one: (one[1] != SWAPPED, abs(one[0] - number)))
        expected = value * subject.factor
        zh, en = f"{zh}；与 {value} 相比{how.zh}", f"{en}; compared with {value}, {how.en}"
    elif other is None and len(different) > 1:
        value = worth[nearest] * subject.factor
        zh, en = f"{zh}；最接近的是 {value}", f"{en}; the nearest is {value}"
    if not subject.certain:
        zh, en = f"{zh}；如果说的不是这个数，可以不改", f"{en}; unless something else is counted"
    told = _judgement(mention, "broken", Text(zh, en), choices, expected)
    return told if subject.certain else attrs.evolve(told, severity="note")


def _choice(meaning: Meaning, values: Mapping[str, Any]) -> Text:
    written = meaning.written(values)
    if len(meaning.terms) == 1:
        return written
    value = meaning.value(values)
    return Text(f"{written.zh} = {value}", f"{written.en} = {value}")


def _percentages(
    prose: Prose, statement: Statement, before: Sequence[Mention], figures: Figures
) -> Iterator[Judgement]:
    for at, mention in enumerate(statement.mentions):
        if not (mention.quantity.percent and mention.quantity.literal):
            continue
        found = percentages.judge(prose.text, statement.mentions, at, figures, before)
        if found is not None:
            verdict = "holds" if found.verdict == "holds" else "broken"
            yield attrs.evolve(_judgement(mention, verdict, found.says, (), found.right), rule=PERCENTAGES.id)


def _sums(
    prose: Prose, statement: Statement, before: Sequence[Mention], model: ProseModel, report: ReportView
) -> Iterator[Judgement]:
    sums = part_sums.judge(prose.text, statement.mentions, before, model, report.values)
    unbalanced = () if model.balance is None else imbalance(statement.mentions, model.balance)
    for found in (*sums, *unbalanced):
        position, expected = found.whole.quantity.position, found.whole.quantity.value
        yield Judgement(
            PART_SUMS.id, "broken", "", position, "", found.says, found.severity, expected=expected, actual=found.total
        )


def _changes(prose: Prose, statement: Statement, figures: Figures) -> Iterator[Judgement]:
    for found in changes(prose.text, statement.mentions, figures):
        judgement = _judgement(found.told, "broken", found.says, (), found.right)
        yield attrs.evolve(judgement, rule=PART_SUMS.id, severity="note")


def _quote(text: str, prose: Prose, judgement: Judgement, statement: Statement) -> str:
    """Return the clause as written; of a list, the sentence."""
    start, end = statement.sentence.start, statement.sentence.end
    if judgement.rule == PART_SUMS.id:
        start = min(start, judgement.position)
    else:
        mention = next(one for one in statement.mentions if one.quantity.position == judgement.position)
        start, end = mention.clause, mention.end
        if judgement.rule == PERCENTAGES.id and mention.lead == start:
            start = mention.lead
    if text[end : end + 1] == "）" and text[end - 1].isdigit() and text.rfind("（", start, end) > start:
        end += 2  # 收到申请（12）件
    quote = text[start:end].strip(" \u3000、，；（(\n")
    return quote if len(quote) <= QUOTED or HIDDEN in prose.text[start:end] else f"{quote[:QUOTED]}…"
