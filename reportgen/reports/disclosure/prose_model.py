"""All that the prose checker must know of the form's prose, put together; loaded where a report's prose needs it."""

from __future__ import annotations

import re

from reportgen.report.prose_model import Breakdown, Denied, ProseModel
from reportgen.reports.disclosure import interpretations
from reportgen.reports.disclosure.lexicon import LEXICON
from reportgen.reports.disclosure.subjects import interpret, meant_instead, named, shares, wholes

_OURS = (
    r"(?:(?P<year>20\d\d)年度?|\{\{ *year *\}\}年度?|本年度?|今年|全年|年内|本机关|本单位|各级行政机关"
    r"|[全我本][省市县区州旗镇乡局委厅办院校]|[均也尚，,]|\s)*"
)
_CAUSE = (
    r"(?:新的?)?(?:因?(?:政府)?信息公开(?:工作)?而?)?(?:被?(?:提起|引起|引发|产生|导致|涉及|申请(?=行政复议|复议)))?的?"
)
_THING = (
    r"(?:(?:政府)?信息公开申请|依申请公开(?:申请)?|公开申请|申请"
    r"|(?:行政)?复议(?!后|维持|纠正)|(?:行政)?诉讼)"
)
_DENIAL = re.compile(
    rf"(?<![^，,。；;！？\n]){_OURS}(?:未曾?|没有|无)(?:收到|接到|受理|发生|产生|引发|出现|有)?过?"
    rf"(?P<things>{_CAUSE}{_THING}(?:[、和及与或]{_CAUSE}{_THING})*)"
    r"(?:的?(?:案件|件|情况|情形|事项|申请))?(?:发生)?(?![^，,。；;！？\n])"
)

PROSE_MODEL = ProseModel(
    lexicon=LEXICON,
    interpret=interpret,
    meant_instead=meant_instead,
    wholes=wholes,
    named=named,
    shares=shares,
    # Words that an office also uses for figures of its own, which it may keep under ``figures:``.
    kept_too=frozenset({"received", "answered", "carried", "regulations", "normative_documents"}),
    denial=_DENIAL,
    denied=(
        # 申请行政复议 is no application for information.
        Denied(re.compile("申请(?!行政复议|复议)"), "PT-NEW", (interpretations.row("new"),)),
        Denied(re.compile("复议"), "PT-REV", interpretations.review_meanings(("reconsideration",), None)),
        Denied(re.compile("诉讼"), "PT-LIT", interpretations.review_meanings(("litigation",), None)),
    ),
    breakdown=Breakdown(
        whole="answered",
        parts={key: interpretations.row(key) for key in interpretations.OUTCOMES},
        besides=interpretations.row("carried_out"),
    ),
)
