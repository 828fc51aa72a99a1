"""The figures of the form of 国办公开办函〔2019〕60号: its own table 2, and （六）其他处理 as one row of table 3."""

from __future__ import annotations

import attrs

from reportgen.core.value import Value
from reportgen.model.figures import count, derived, group, signed_count
from reportgen.model.word_figures import written_amount
from reportgen.reports.disclosure.form_2019.law import FORM
from reportgen.reports.disclosure.model import (
    Applicants,
    Count,
    NotProcessed,
    Reviews,
    Unavailable,
    Withheld,
)

_ARTICLE_20 = "《中华人民共和国政府信息公开条例》第二十条第（{}）项"
_ARTICLE_50 = f"《中华人民共和国政府信息公开条例》第五十条；{FORM}"
_ARTICLE_50_1 = f"《中华人民共和国政府信息公开条例》第五十条第（一）项；{FORM}"


@attrs.frozen(eq=False, repr=False)
class Documents(Value):
    """A row under item (1): documents made in the year, published in the year, and open to the public in all."""

    made_new: Count = count(("本年新制作数量", "made this year"))
    published_new: Count = count(("本年新公开数量", "published this year"))
    public_total: Count = count(("对外公开总数量", "public in all"))


@attrs.frozen(eq=False, repr=False)
class Matters(Value):
    """A row under items (5) and (6): kinds of matters that the office decides, and how often it decided."""

    prev_items: Count = count(("上一年项目数量", "matters last year"))
    delta: Count = signed_count(("本年增/减", "change this year"))
    decisions: Count = count(("处理决定数量", "decisions"))


@attrs.frozen(eq=False, repr=False)
class Charges(Value):
    """The row under item (8): kinds of charges."""

    prev_items: Count = count(("上一年项目数量", "charges last year"))
    delta: Count = signed_count(("本年增/减", "change this year"))


@attrs.frozen(eq=False, repr=False)
class Procurement(Value):
    """The row under item (9): purchases, and what was spent, in the unit that the office writes behind it."""

    items: Count = count(("采购项目数量", "purchases"))
    amount: str | None = written_amount(("采购总金额", "total amount"))


@attrs.frozen(eq=False, repr=False)
class ProactiveDisclosure(Value):
    """Table 2, 主动公开政府信息情况: 22 figures under article 20 (1), (5), (6), (8) and (9)."""

    regulations: Documents = group(("规章", "regulations"), law=_ARTICLE_20.format("一"))
    normative_documents: Documents = group(("规范性文件", "normative documents"), law=_ARTICLE_20.format("一"))
    permits: Matters = group(("行政许可", "permits"), law=_ARTICLE_20.format("五"))
    other_services: Matters = group(("其他对外管理服务事项", "other services"), law=_ARTICLE_20.format("五"))
    penalties: Matters = group(("行政处罚", "penalties"), law=_ARTICLE_20.format("六"))
    coercive_measures: Matters = group(("行政强制", "coercive measures"), law=_ARTICLE_20.format("六"))
    fees: Charges = group(("行政事业性收费", "fees"), law=_ARTICLE_20.format("八"))
    procurement: Procurement = group(("政府集中采购", "procurement"), law=_ARTICLE_20.format("九"))


@attrs.frozen(eq=False, repr=False)
class Outcomes(Value):
    """三、本年度办理结果: (一)–(六), of which （六） is one row."""

    granted: Applicants = group(("（一）予以公开", "(1) granted"))
    partially_granted: Applicants = group(("（二）部分公开", "(2) partially granted"))
    withheld: Withheld = group(("（三）不予公开", "(3) withheld"))
    unavailable: Unavailable = group(("（四）无法提供", "(4) unavailable"))
    not_processed: NotProcessed = group(("（五）不予处理", "(5) not processed"))
    otherwise_handled: Applicants = group(("（六）其他处理", "(6) otherwise handled"))

    @property
    @derived(("（七）总计", "(7) total"), rule="T3-SUM")
    def total(self) -> Applicants:
        """（七）总计: every outcome of （一）–（六）, by kind of applicant."""
        return (
            self.granted
            + self.partially_granted
            + self.withheld.total
            + self.unavailable.total
            + self.not_processed.total
            + self.otherwise_handled
        )


@attrs.frozen(eq=False, repr=False)
class Applications(Value):
    """Table 3, 收到和处理政府信息公开申请情况: 23 rows of seven numbers."""

    new: Applicants = group(("一、本年新收政府信息公开申请数量", "1 received this year"), short="新收")
    carried_in: Applicants = group(
        ("二、上年结转政府信息公开申请数量", "2 carried in from last year"), short="上年结转"
    )
    outcomes: Outcomes = group()
    carried_out: Applicants = group(("四、结转下年度继续办理", "4 carried out to next year"), short="结转下年")


@attrs.frozen(eq=False, repr=False)
class Statistics(Value):
    """Every figure of one office's year: 22 of table 2, 132 entered of table 3 and twelve of table 4."""

    proactive: ProactiveDisclosure = group(("表二", "table 2"))
    applications: Applications = group(("表三", "table 3"), law=_ARTICLE_50_1)
    reviews: Reviews = group(("表四", "table 4"), law=_ARTICLE_50)
