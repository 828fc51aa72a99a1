"""What a page or a document prints around a report: navigation, dates, tools, page numbers. None of it is prose."""

from __future__ import annotations

import re
from typing import Final

_BEFORE: Final = re.compile(
    r"(?:发布|成文|生成|公开|更新|印发|发文)(?:时间|日期)|信息来源|来源\s*[:：]|浏览|阅读|点击|访问(?:量|次数)|字\s*[体号]|视力保护|分享|打印|关闭|"
    r"索\s*引\s*号|发布机构|信息分类|主题分类|有效性|文\s*号|当前位置|您(?:现在|所在)的位置|首\s*页|责任编辑|作者|背景色|收藏|纠错|下载|"
    r"无障碍|繁體|登录|注册|搜索|保护视力|字号"
)
_BEHIND: Final = re.compile(
    r"打印本?页?|关闭(?:窗口|本页)?|分享|上一[篇条]|下一[篇条]|相关(?:信息|链接|文章|阅读|附件|稿件|解读)|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|"
    r"版权所有|ICP备|公安备|公网安备|网站标识码|备案序号|责任编辑|编辑\s*[:：]|审核\s*[:：]|扫一扫|返回顶部|网站地图|联系我们|关于我们|友情链接|"
    r"技术支持|浏览次数|信息来源|来源\s*[:：]|Copyright|©|【(?:打印|关闭|返回|字体|大|中|小|我要)|打开手机|站点地图|隐私|您是第|本站"
)
_PAGE: Final = re.compile(r"[-—–－~· ]*(?:第?\s*[0-9]{1,3}\s*页?(?:\s*[,，/]?\s*共?\s*[0-9]{1,3}\s*页?)?)[-—–－~· ]*")
_CONTENTS: Final = re.compile(r"目\s*录|.{2,40}?[.…·\s]{3,}[0-9]{1,3}")
_CAPTION: Final = re.compile(
    r"(?:附?表\s*[0-9一二三四五]{1,2}(?:\s*[-—:：.、]?\s*[^。；，]{0,40})?|[（(]?\s*(?:计量|统计)?单位\s*[:：]\s*\S{1,10}\s*[）)]?)"
)
_DAY: Final = re.compile(r"[（(]?\s*(20[0-9]{2})\s*[年./-]\s*([0-9]{1,2})\s*[月./-]\s*([0-9]{1,2})\s*日?\s*[）)]?")
_SENTENCE: Final = re.compile(r"[。；！？]")
_LONGEST: Final = 90


def is_before(text: str) -> bool:
    """Whether a line between the title and the first section belongs to the page and not to the report."""
    if _SENTENCE.search(text) is not None and len(text) > 20:
        return False
    return len(text) <= 12 or (len(text) <= 2 * _LONGEST and _BEFORE.search(text) is not None) or is_day(text)


def is_behind(text: str) -> bool:
    """Whether a line behind the last section's prose begins what belongs to the page."""
    return len(text) <= _LONGEST and _SENTENCE.search(text) is None and _BEHIND.search(text) is not None


def is_page_number(text: str) -> bool:
    """Whether a line is a page's number, as in — 3 —."""
    return len(text) < 20 and _PAGE.fullmatch(text.strip()) is not None


def is_contents(text: str) -> bool:
    """Whether a line is part of a table of contents: words, dots and a page."""
    return _CONTENTS.fullmatch(text.strip()) is not None


def is_caption(text: str) -> bool:
    """Whether a line is the caption or the unit of a table."""
    return _CAPTION.fullmatch(text.strip()) is not None


def is_day(text: str) -> bool:
    """Whether a line is a date alone."""
    return _DAY.fullmatch(text.strip()) is not None
