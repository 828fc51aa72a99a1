"""The figures that forms of 政府信息公开工作年度报告 share: table 4, and table 3 of 2021, parts of which 2019 has."""

from __future__ import annotations

import attrs

from reportgen.core.value import Value
from reportgen.model.figures import count, derived, group
from reportgen.model.linear import add

ARTICLE_50 = "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号"
ARTICLE_50_1 = "《中华人民共和国政府信息公开条例》第五十条第（一）项；国办公开办函〔2021〕30号"

Count = int | None
"""A count of a published table: an exact integer ≥ 0, or ``None`` for a blank cell."""


@attrs.frozen(eq=False, repr=False)
class Applicants(Value):
    """A row of table 3: one count for each kind of applicant."""

    natural_persons: Count = count(("自然人", "natural persons"))
    enterprises: Count = count(("商业企业", "enterprises"), short="企业")
    research_institutions: Count = count(("科研机构", "research institutions"), short="科研")
    public_welfare_organizations: Count = count(("社会公益组织", "public-welfare organizations"), short="公益")
    legal_service_institutions: Count = count(("法律服务机构", "legal-service institutions"), short="法律")
    other_organizations: Count = count(("其他", "other organizations"))

    @property
    @derived(("总计", "total"), rule="T3-ROW")
    def total(self) -> Count:
        """总计: natural persons and the five kinds of organization together."""
        total: Count = add(
            self.natural_persons,
            self.enterprises,
            self.research_institutions,
            self.public_welfare_organizations,
            self.legal_service_institutions,
            self.other_organizations,
        )
        return total

    def __add__(self, other: Applicants) -> Applicants:
        """Add two rows column by column."""
        columns = [field.name for field in attrs.fields(type(self))]
        return type(self)(*(add(getattr(self, column), getattr(other, column)) for column in columns))


@attrs.frozen(eq=False, repr=False)
class Withheld(Value):
    """（三）不予公开: the eight reasons for withholding."""

    state_secrets: Applicants = group(("1.属于国家秘密", "1 state secrets"), short="国家秘密")
    prohibited_by_law: Applicants = group(
        ("2.其他法律行政法规禁止公开", "2 prohibited by other laws"), short="法律禁止"
    )
    public_security_and_stability: Applicants = group(
        ("3.危及“三安全一稳定”", "3 security and stability"), short="三安全"
    )
    third_party_rights: Applicants = group(("4.保护第三方合法权益", "4 third-party rights"), short="第三方")
    internal_affairs: Applicants = group(("5.属于三类内部事务信息", "5 internal affairs"), short="内部事务")
    process_information: Applicants = group(("6.属于四类过程性信息", "6 process information"), short="过程信息")
    enforcement_files: Applicants = group(("7.属于行政执法案卷", "7 enforcement files"), short="执法案卷")
    administrative_queries: Applicants = group(("8.属于行政查询事项", "8 administrative queries"), short="行政查询")

    @property
    @derived(("合计", "all reasons"))
    def total(self) -> Applicants:
        """不予公开 in all, by kind of applicant; not printed in the form."""
        return (
            self.state_secrets
            + self.prohibited_by_law
            + self.public_security_and_stability
            + self.third_party_rights
            + self.internal_affairs
            + self.process_information
            + self.enforcement_files
            + self.administrative_queries
        )


@attrs.frozen(eq=False, repr=False)
class Unavailable(Value):
    """（四）无法提供: three reasons."""

    not_held: Applicants = group(("1.本机关不掌握相关政府信息", "1 not held"), short="不掌握")
    needs_creation: Applicants = group(("2.没有现成信息需要另行制作", "2 would have to be created"), short="另行制作")
    still_unclear: Applicants = group(
        ("3.补正后申请内容仍不明确", "3 still unclear after correction"), short="仍不明确"
    )

    @property
    @derived(("合计", "all reasons"))
    def total(self) -> Applicants:
        """无法提供 in all, by kind of applicant; not printed in the form."""
        return self.not_held + self.needs_creation + self.still_unclear


@attrs.frozen(eq=False, repr=False)
class NotProcessed(Value):
    """（五）不予处理: five reasons."""

    petitions: Applicants = group(("1.信访举报投诉类申请", "1 petitions, reports and complaints"), short="信访")
    repeated: Applicants = group(("2.重复申请", "2 repeated"))
    publications: Applicants = group(("3.要求提供公开出版物", "3 published works"), short="出版物")
    excessive: Applicants = group(("4.无正当理由大量反复申请", "4 excessive without good reason"), short="大量反复")
    confirmations: Applicants = group(
        ("5.要求行政机关确认或重新出具已获取信息", "5 confirmation or re-issue of information already obtained"),
        short="重新出具",
    )

    @property
    @derived(("合计", "all reasons"))
    def total(self) -> Applicants:
        """不予处理 in all, by kind of applicant; not printed in the form."""
        return self.petitions + self.repeated + self.publications + self.excessive + self.confirmations


@attrs.frozen(eq=False, repr=False)
class OtherwiseHandled(Value):
    """（六）其他处理: three cases; withdrawn applications are counted under 3.其他."""

    correction_overdue: Applicants = group(
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1 correction overdue"), short="不补正"
    )
    fee_unpaid: Applicants = group(
        ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "2 fee unpaid"), short="未缴费"
    )
    other: Applicants = group(("3.其他", "3 other"))

    @property
    @derived(("合计", "all cases"))
    def total(self) -> Applicants:
        """其他处理 in all, by kind of applicant; not printed in the form."""
        return self.correction_overdue + self.fee_unpaid + self.other


@attrs.frozen(eq=False, repr=False)
class Outcomes(Value):
    """三、本年度办理结果: (一)–(六), whose column sums are （七）总计."""

    granted: Applicants = group(("（一）予以公开", "(1) granted"))
    partially_granted: Applicants = group(("（二）部分公开", "(2) partially granted"))
    withheld: Withheld = group(("（三）不予公开", "(3) withheld"))
    unavailable: Unavailable = group(("（四）无法提供", "(4) unavailable"))
    not_processed: NotProcessed = group(("（五）不予处理", "(5) not processed"))
    otherwise_handled: OtherwiseHandled = group(("（六）其他处理", "(6) otherwise handled"))

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
            + self.otherwise_handled.total
        )


@attrs.frozen(eq=False, repr=False)
class Applications(Value):
    """Table 3, 收到和处理政府信息公开申请情况: 25 rows of seven numbers."""

    new: Applicants = group(("一、本年新收政府信息公开申请数量", "1 received this year"), short="新收")
    carried_in: Applicants = group(
        ("二、上年结转政府信息公开申请数量", "2 carried in from last year"), short="上年结转"
    )
    outcomes: Outcomes = group()
    carried_out: Applicants = group(("四、结转下年度继续办理", "4 carried out to next year"), short="结转下年")


@attrs.frozen(eq=False, repr=False)
class Results(Value):
    """One block of table 4: how cases ended."""

    upheld: Count = count(("结果维持", "upheld"))
    corrected: Count = count(("结果纠正", "corrected"))
    other: Count = count(("其他结果", "other result"))
    pending: Count = count(("尚未审结", "pending"))

    @property
    @derived(("总计", "total"), rule="T4-SUM")
    def total(self) -> Count:
        """总计: every case of the block, decided or pending."""
        total: Count = add(self.upheld, self.corrected, self.other, self.pending)
        return total


@attrs.frozen(eq=False, repr=False)
class Litigation(Value):
    """行政诉讼: cases brought directly, and cases brought after reconsideration."""

    direct: Results = group(("未经复议直接起诉", "direct"))
    after_reconsideration: Results = group(("复议后起诉", "after reconsideration"))

    @property
    @derived(("总计", "total"))
    def total(self) -> Count:
        """行政诉讼 in all; not printed in the form."""
        total: Count = add(self.direct.total, self.after_reconsideration.total)
        return total


@attrs.frozen(eq=False, repr=False)
class Reviews(Value):
    """Table 4, 政府信息公开行政复议、行政诉讼情况."""

    reconsideration: Results = group(("行政复议", "reconsideration"))
    litigation: Litigation = group(("行政诉讼", "litigation"))
