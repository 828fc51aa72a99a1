"""The arithmetic of parts and wholes, over numbers read from a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.engine.prose_check.mentions import Mention, statements
from reportgen.engine.prose_check.sums import added, adds, difference, one_slip, same_measure
from reportgen.prose.quantities import read
from reportgen.reports.disclosure.lexicon import LEXICON
from reportgen.reports.disclosure.prose_model import PROSE_MODEL


def numbers(sentence: str) -> Sequence[Mention]:
    (statement,) = statements(read(sentence, {}), PROSE_MODEL, 2021, "某市")
    return statement.mentions


def test_parts_add_to_their_whole_exactly_or_are_roughly_given() -> None:
    whole, *parts = numbers("公开100条，图文60条，视频40条。")
    assert added(parts) == Decimal(100)
    assert adds(whole, parts)
    assert not adds(whole, parts[:1])
    whole, *parts = numbers("公开约100条，图文60条，视频41条。")
    assert adds(whole, parts)


def test_two_digits_swapped_in_a_part_are_one_slip() -> None:
    whole, *parts = numbers("共99条，甲50条，乙10条。")
    assert not one_slip(whole, parts)
    whole, *parts = numbers("共99条，甲75条，乙42条。")
    assert one_slip(whole, parts, telling=True)


def test_cases_and_pieces_are_one_measure_and_items_another() -> None:
    cases, pieces, items = numbers("收到5件，另有6例，信息7条。")
    assert same_measure(cases, pieces, LEXICON)
    assert not same_measure(cases, items, LEXICON)


def test_a_difference_says_all_its_numbers() -> None:
    whole, *parts = numbers("公开100条，图文60条，视频41条。")
    (found,) = difference(whole, parts, complete=True)
    assert found.says.zh == "所列各部分 60 + 41 = 101，与总数 100 相差 1"
    assert found.severity == "warning"
