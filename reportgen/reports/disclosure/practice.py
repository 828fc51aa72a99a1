"""Practice data of every form: sizes of offices from a township to a province, and starter prose without gaps.

The means are those of published reports in orders of magnitude: of three prefecture-level cities (545, 3,119 and 3,525
applications, 0.2 to 4 million decisions) and a district (21 applications). An office of size 1 has one application.
Names of places are made up of the sixty-year cycle, so that no invented figure stands under the name of a real office.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.report.practice import Level

_NO_POWER: Final = ("proactive.regulations",)
"""Townships, counties and bureaus make no regulations."""
LEVELS: Final = (
    Level("{place}镇人民政府", 3, 350, (0.2, 8), _NO_POWER),
    Level("{place}县教育局", 2, 150, (0.3, 20), _NO_POWER),
    Level("{place}县自然资源局", 2, 150, (1, 60), _NO_POWER),
    Level("{place}县卫生健康局", 2, 150, (0.3, 30), _NO_POWER),
    Level("{place}县人民政府", 2, 140, (8, 400), _NO_POWER),
    Level("{place}市人民政府", 1, 50, (200, 4_000)),
    Level("{place}省人民政府", 1, 10, (4_000, 40_000)),
)
_APPLICANTS: Final = {
    "natural_persons": 0.955,
    "enterprises": 0.022,
    "research_institutions": 0.0005,
    "public_welfare_organizations": 0.0005,
    "legal_service_institutions": 0.018,
    "other_organizations": 0.004,
}
_ROWS: Final = {
    "new": 1.0,  # follows from the others
    "carried_in": 0.025,
    "outcomes.granted": 0.43,
    "outcomes.partially_granted": 0.12,
    "outcomes.withheld.state_secrets": 0.0006,
    "outcomes.withheld.prohibited_by_law": 0.006,
    "outcomes.withheld.public_security_and_stability": 0.0015,
    "outcomes.withheld.third_party_rights": 0.005,
    "outcomes.withheld.internal_affairs": 0.005,
    "outcomes.withheld.process_information": 0.004,
    "outcomes.withheld.enforcement_files": 0.005,
    "outcomes.withheld.administrative_queries": 0.03,
    "outcomes.unavailable.not_held": 0.23,
    "outcomes.unavailable.needs_creation": 0.01,
    "outcomes.unavailable.still_unclear": 0.002,
    "outcomes.not_processed.petitions": 0.024,
    "outcomes.not_processed.repeated": 0.009,
    "outcomes.not_processed.publications": 0.0002,
    "outcomes.not_processed.excessive": 0.0005,
    "outcomes.not_processed.confirmations": 0.001,
    "carried_out": 0.03,
}
_RESULTS: Final = {
    "reconsideration": {"upheld": 0.025, "corrected": 0.015, "other": 0.03, "pending": 0.01},
    "litigation.direct": {"upheld": 0.005, "corrected": 0.001, "other": 0.003, "pending": 0.002},
    "litigation.after_reconsideration": {"upheld": 0.008, "corrected": 0.001, "other": 0.002, "pending": 0.003},
}
QUOTED: Final = {
    "applications.new.total": "PT-NEW",
    "applications.carried_out.total": "PT-OUT",
    "applications.outcomes.granted.total": "PT-RES",
    "applications.outcomes.partially_granted.total": "PT-RES",
    "reviews.reconsideration.total": "PT-REV",
    "reviews.litigation.total": "PT-LIT",
}
"""Figures of tables 3 and 4 in the prose, and the rule that holds each."""
_APPLICATIONS: Final = (
    "本年新收政府信息公开申请{{ applications.new.total }}件，上年结转{{ applications.carried_in.total }}件；"
    "办结{{ applications.outcomes.total.total }}件，结转下年度继续办理{{ applications.carried_out.total }}件。"
)
_OUTCOMES: Final = (
    "办结的申请中，予以公开{{ applications.outcomes.granted.total }}件，"
    "部分公开{{ applications.outcomes.partially_granted.total }}件，"
    "不予公开{{ applications.outcomes.withheld.total.total }}件，"
    "无法提供{{ applications.outcomes.unavailable.total.total }}件，"
    "不予处理{{ applications.outcomes.not_processed.total.total }}件，"
    "其他处理{{ %s }}件。"
)
_REVIEWS: Final = (
    "因政府信息公开引发的行政复议{{ reviews.reconsideration.total }}件，行政诉讼{{ reviews.litigation.total }}件。"
)
_PREAMBLE: Final = (
    "本报告依照《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。所列数据的统计期限为"
    "{{ year }}年1月1日至12月31日。"
)
_ONE_PARAGRAPH: Final = (
    "政府信息公开的主动性还不够强，政策解读形式比较单一。下一步将细化公开目录，丰富解读形式，加强对基层单位的指导。"
)
_TWO_PARTS: Final = """## （一）存在的主要问题

公开内容的更新不够及时，答复文书的说理还不充分。

## （二）改进措施

落实定期检查制度，编写答复范例，组织承办人员学习。"""
_OVERVIEWS: Final = (
    """{{ year }}年，{{ organ }}认真执行《条例》，围绕中心工作推进政府信息公开，公开的质量和时效进一步提高。

## （一）主动公开

本年<documents><decisions>重点领域信息按目录及时发布，政策文件与解读同步公开。

## （二）依申请公开

<applications><outcomes>

<reviews>

## （三）政府信息管理

健全信息制作、审核、发布和更新制度，动态管理公开指南和公开目录。

## （四）政府信息公开平台建设

办好门户网站的政府信息公开专栏，规范政务新媒体，改善线下查阅场所。

## （五）监督保障

明确分管负责人和承办人员，开展业务培训，把政府信息公开列入年度考核。""",
    """{{ organ }}把政府信息公开作为提高工作透明度的重要手段，{{ year }}年各项工作平稳开展。

## （一）主动公开情况

<decisions>本年<documents>

## （二）依申请公开情况

规范受理、审核、答复和归档。<applications>

<outcomes><reviews>

## （三）政府信息管理情况

坚持先审查后公开，定期清理过期信息。

## （四）政府信息公开平台建设情况

政府信息公开专栏全年正常运行，栏目名称和层级保持统一。

## （五）监督保障情况

**一是**加强培训，提高答复的规范性；**二是**开展社会评议，听取群众意见。""",
)


def usual(table_2: Mapping[str, float], otherwise_handled: Mapping[str, float]) -> dict[str, float]:
    """Return the means of a form's figures; the rows of （六）其他处理 differ from form to form."""
    rows = _ROWS | {f"outcomes.{row}": times for row, times in otherwise_handled.items()}
    return {
        **{f"proactive.{name}": mean for name, mean in table_2.items()},
        **{
            f"applications.{row}.{name}": times * part
            for row, times in rows.items()
            for name, part in _APPLICANTS.items()
        },
        **{f"reviews.{block}.{name}": mean for block, results in _RESULTS.items() for name, mean in results.items()},
    }


def prose(documents: str, decisions: str, otherwise_handled: str) -> dict[str, tuple[str, ...]]:
    """Return the prose of a form, whose sentences about table 2 and （六）其他处理 are its own."""
    sentences = {
        "<documents>": documents,
        "<decisions>": decisions,
        "<applications>": _APPLICATIONS,
        "<outcomes>": _OUTCOMES % otherwise_handled,
        "<reviews>": _REVIEWS,
    }
    overviews = []
    for text in _OVERVIEWS:
        for place, sentence in sentences.items():
            text = text.replace(place, sentence)  # noqa: PLW2901 — one sentence after the other
        overviews.append(text)
    return {
        "preamble": (_PREAMBLE,),
        "overview": tuple(overviews),
        "problems": (_ONE_PARAGRAPH, _TWO_PARTS),
        "other_matters": (
            "本年度没有收取信息处理费。没有其他需要报告的事项。",
            "按照《政府信息公开信息处理费管理办法》，{{ year }}年度没有发出收费通知，收取信息处理费0元。",
        ),
    }
