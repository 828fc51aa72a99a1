"""The figures of the toy report: one of every kind, and accounts that the data names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import attrs

from reportgen.authoring import (
    Count,
    SignedCount,
    Value,
    add,
    amount,
    choice,
    count,
    day,
    days,
    derived,
    flag,
    group,
    repeated,
    signed_count,
    text,
    value_or_code,
)


@attrs.frozen(eq=False, repr=False)
class Hotline(Value):
    """Calls of the year, and what is told of the hotline itself."""

    accepted: int | None = count(("来电数量", "calls accepted"))
    answered: int | None = count(("已办结", "answered"))
    missed: int | None = count(("未办结", "not answered"))
    content: int | None = count(("满意件数", "content"))
    before: int | None = count(("上年来电数量", "calls accepted last year"))
    change: int | None = signed_count(("比上年增减", "change since last year"))
    average_days: Decimal | None = days(("平均办理天数", "average days"), adds_up=False)
    spending: Decimal | None = amount(("经费", "spending"), unit=("元", "yuan"), places=2)
    opened_on: dt.date | None = day(("开通日期", "opened on"))
    all_year: bool | None = flag(("全年无休", "open all year"))
    level: str | None = choice(("等级", "level"), values=("一级", "二级", "三级"))
    surveyed: int | str | None = value_or_code(("测评件数", "surveyed"), kind=Count(), codes=("N/A", "—"))
    desk: str | None = text(("负责科室", "desk"))


@attrs.frozen(eq=False, repr=False)
class Account(Value):
    """One account of the office in social media."""

    posts: int | None = count(("发布信息", "posts"))
    followers: int | None = signed_count(("关注人数增减", "change of followers"))
    editor: str | None = text(("编辑", "editor"))


@attrs.frozen(eq=False, repr=False)
class Statistics(Value):
    """All figures of the toy report."""

    hotline: Hotline = group(("热线", "hotline"))
    accounts: Mapping[str, Account] = repeated(Account, ("政务新媒体", "accounts"))

    @property
    @derived(("发布信息合计", "posts of all accounts"), rule="STATED")
    def posts(self) -> int | None:
        """What all accounts published."""
        total: int | None = add(*(account.posts for account in self.accounts.values()))
        return total

    @property
    @derived(("关注人数增减合计", "change of followers of all accounts"), kind=SignedCount(), rule="STATED")
    def followers(self) -> int | None:
        """The change of followers of all accounts together."""
        total: int | None = add(*(account.followers for account in self.accounts.values()))
        return total
