"""The figures of the sibling: its own table 2 beside tables 3 and 4 of every form."""

from __future__ import annotations

from decimal import Decimal

import attrs

from reportgen.authoring import Value, amount, count, group
from reportgen.reports.disclosure.model import ARTICLE_50, ARTICLE_50_1, Applications, Count, Reviews

ARTICLE_20 = "《中华人民共和国政府信息公开条例》第二十条第（{}）项"


@attrs.frozen(eq=False, repr=False)
class Documents(Value):
    """A row of table 2's first block: documents made and repealed in the year, and in force at its end."""

    made: Count = count(("本年制发件数", "made this year"))
    repealed: Count = count(("本年废止件数", "repealed this year"))
    in_force: Count = count(("现行有效件数", "in force"))


@attrs.frozen(eq=False, repr=False)
class ProactiveDisclosure(Value):
    """Table 2, 主动公开政府信息情况: eleven figures under article 20 (1), (5), (6) and (8)."""

    regulations: Documents = group(("规章", "regulations"), law=ARTICLE_20.format("一"))
    normative_documents: Documents = group(("行政规范性文件", "normative documents"), law=ARTICLE_20.format("一"))
    permits: Count = count(("行政许可", "permits"), ("本年处理决定数量", "decisions"), law=ARTICLE_20.format("五"))
    penalties: Count = count(("行政处罚", "penalties"), ("本年处理决定数量", "decisions"), law=ARTICLE_20.format("六"))
    coercive_measures: Count = count(
        ("行政强制", "coercive measures"), ("本年处理决定数量", "decisions"), law=ARTICLE_20.format("六")
    )
    collections: Count = count(
        ("行政征收", "collections"), ("本年处理决定数量", "decisions"), law=ARTICLE_20.format("六")
    )
    fees: Decimal | None = amount(
        ("行政事业性收费", "fees"), ("本年收费金额", "amount charged"), law=ARTICLE_20.format("八")
    )


@attrs.frozen(eq=False, repr=False)
class Statistics(Value):
    """Every figure of one office's year: eleven of table 2, 144 entered of table 3 and twelve of table 4."""

    proactive: ProactiveDisclosure = group(("表二", "table 2"))
    applications: Applications = group(("表三", "table 3"), law=ARTICLE_50_1)
    reviews: Reviews = group(("表四", "table 4"), law=ARTICLE_50)
