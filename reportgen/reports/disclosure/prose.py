"""How the prose of the form is checked: the rules for its numbers, and what every report needs of its words."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from reportgen.core.text import Text
from reportgen.report.prose_rules import PART_SUMS, PERCENTAGES, ProseChecks
from reportgen.report.rules import Rule

if TYPE_CHECKING:
    from reportgen.report.prose_model import ProseModel

_rule = functools.partial(Rule, severity="warning", holds_prose=True)

PROSE_RULES: tuple[Rule, ...] = (
    _rule(
        "PT-NEW",
        Text(
            "文字中受理（收到）的件数等于表三第一项，或第一项加第二项；新收、上年结转的件数等于第一项、第二项",
            "applications received, in the prose, are item 1 of table 3, or items 1 and 2 together",
        ),
    ),
    _rule(
        "PT-RES",
        Text(
            "文字中各种办理结果的件数等于表三该项之和",
            "each outcome's count, in the prose, is its sum in table 3",
        ),
    ),
    _rule(
        "PT-OUT",
        Text(
            "文字中答复（办结）的件数等于表三（七）总计，或再加第四项；结转下年度的件数等于第四项",
            "applications answered, in the prose, are (7) of table 3, or that and item 4; carried out is item 4",
        ),
    ),
    _rule(
        "PT-REV",
        Text(
            "文字中行政复议的件数等于表四总计，或总计减尚未审结",
            "reconsideration cases, in the prose, are the total of table 4, or the total less what is pending",
        ),
    ),
    _rule(
        "PT-LIT",
        Text(
            "文字中行政诉讼的件数等于表四两组总计之和，或再减尚未审结",
            "litigation cases, in the prose, are both totals of table 4, or these less what is pending",
        ),
    ),
    PERCENTAGES,
    PART_SUMS,
    _rule(
        "PT-T2",
        Text(
            "文字中规章、规范性文件、处理决定的件数和收费金额等于表二",
            "documents, decisions and fees, in the prose, are those of table 2",
        ),
    ),
)


def _model() -> ProseModel:
    from reportgen.reports.disclosure.prose_model import PROSE_MODEL  # noqa: PLC0415 — placeholders need no judge

    return PROSE_MODEL


PROSE_CHECKS = ProseChecks(
    # One class of first characters, so that most places of a text are passed over at once.
    denial=re.compile(
        r"[未没无不均部都开请议讼零费定施可罚制件章](?:(?<=[未没无不])(?=[曾有收接受办发产引出存涉遇提政信申依公因行复诉任被一书网结上下"
        r"人制印废宣现继征作做实采新规对不部予部以针师学员居村群当从开来向要市县区镇相没])(?<!不)"
        r"[^，。；\n]{0,60}(?:申请|复议|[诉应起][讼诉]|公开|结转|纠[错正]|败诉|规章|规范性文件|收费|行政[许处强]|无法提供|不予处理)"
        r"|(?<=[未没无])新?(?:制[发定]|出台|印发|废止)(?=[的情，。；\n]|\Z)|(?<=不)(?:存在|涉|收取|征收)[^，。；\n]{0,60}(?:复议|[诉应起][讼诉]|纠[错正]|规章|规范性文件|收费|行政[许处强])"
        r"|(?<=[均部都])(?=[已获被以予维胜判裁结为是审由系来依给办决同])[^，。；\n]{0,8}(?:维持|胜诉|审结|审理完毕|予以公开|同意公开|办结|办理完|自然人|公民|个人|法人|企业)"
        r"|(?:(?<=[开请议讼费定施可罚制章])|(?<=文件))(?:[受收办][理文]?|答复|申请|政府信息|[数量件的]|情况|案件|工作|事项|方面|项目|金额|收入)*"
        r"(?:(?:[均都尚，]|全年|本年)*(?:没有|未|无|[也都]没|“?零”?发生)|均?为[零〇]|[均都]是零|[（(]无"
        r"|[：:。]\s?(?:本年度?|全年)?[无没未])|(?<=零)(?=[申复诉行依受信政]))"
    ),
    numberless={
        "件": (
            *("新收", "结转", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "制发"),
            *("废止", "有效", "处理决定", "结果维持", "结果纠正", "审结", "行政复议", "行政诉讼"),
            *("新收申请", "收到申请", "受理申请", "新收政府信息公开申请", "收到政府信息公开申请"),
            *("受理政府信息公开申请", "收到公开申请", "受理公开申请", "，办结", "；办结", "，受理", "；受理"),
            *("，收到", "；收到", "，答复", "；答复", "自然人", "法人", "其他组织", "制发规章", "规范性文件"),
        ),
        "起": ("行政复议", "行政诉讼", "复议案件", "诉讼案件"),
    },
    countless=re.compile(
        r"[件部个份](?<=\d.)[，、；](?:现行有效|继续有效|废止|制[发定]|新?出台|印发)的?(?:行政)?(?:规范性文件|规章)(?=[，。；\n]|\Z)"
    ),
    title="政府信息公开(?:工作)?年度报告",
    deeds="主动公开|依申请公开|政府信息公开工作|政务公开工作|受理|收到|新收|办理|答复",
    dated=("preamble",),
    renewed=("overview", "problems"),
    model=_model,
)
