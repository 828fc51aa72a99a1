"""Which fonts of this machine typst sets a report in: those of official documents, or others like them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

OFFICIAL: Final = ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "Times New Roman")
"""The fonts of an official report, as its Word template names them."""
LATIN: Final = "latin"
_SERIF: Final = (
    "SimSun", "宋体", "NSimSun", "新宋体", "STSong", "华文宋体", "Songti SC", "Noto Serif CJK SC", "Noto Serif SC",
    "Source Han Serif SC", "思源宋体", "FandolSong", "AR PL UMing CN",
)  # fmt: skip
_SANS: Final = (
    "SimHei", "黑体", "STHeiti", "华文黑体", "Heiti SC", "FZHei-B01", "Noto Sans CJK SC", "Noto Sans SC",
    "Source Han Sans SC", "思源黑体", "FandolHei", "Microsoft YaHei", "微软雅黑", "PingFang SC", "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei", "Droid Sans Fallback",
)  # fmt: skip
_PLAIN: Final = (
    "FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FZFangSong-Z02", "方正仿宋_GBK", "方正仿宋简体",
    "STFangsong", "华文仿宋", "FandolFang R", "FandolFang", "Zhuque Fangsong (technical preview)",
)  # fmt: skip
_TITLE: Final = (
    "FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "方正小标宋",
    "STZhongsong", "华文中宋",
)  # fmt: skip
_SLANTED: Final = (
    "KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FZKai-Z03", "方正楷体_GBK", "STKaiti", "华文楷体", "Kaiti SC",
    "FandolKai", "AR PL UKai CN", "LXGW WenKai",
)  # fmt: skip
_BY_KIND: Final[Mapping[str, tuple[str, ...]]] = {
    "title": (*_TITLE, *_SERIF, *_SANS),
    "plain": (*_PLAIN, *_SERIF, *_SANS),
    "black": (*_SANS, *_SERIF),
    "kai": (*_SLANTED, *_PLAIN, *_SERIF, *_SANS),
    "table": (*_SERIF, *_SANS),
}
_DIGITS: Final = ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes", "Libertinus Serif")
"""The last of them is part of typst."""


def chosen(families: Iterable[str]) -> dict[str, str | list[str]]:
    """Return for each kind of text the best of the font ``families`` of a machine, as the typst source reads them.

    A kind for which none is known is an empty list; typst then takes any font that has the sign.
    """
    there = {name.casefold(): name for name in families}
    found: dict[str, str | list[str]] = {
        kind: [there[name.casefold()] for name in names if name.casefold() in there][:1]
        for kind, names in _BY_KIND.items()
    }
    found[LATIN] = next((there[name.casefold()] for name in _DIGITS if name.casefold() in there), _DIGITS[-1])
    return found
