"""How a report looks as a web page: a style sheet of its own, or the same look written into every element.

On a screen the page is one column that a telephone shows without zooming; only a wide table moves sideways, in a frame
of its own. On paper it looks as GB/T 9704-2012 wants it: A4, a type area of 156 by 225 mm, lines of 28.95 points.
Text is dark on white (contrast 15 : 1), lines of tables have a contrast of 4.8 : 1.
"""

from __future__ import annotations

from typing import Final

import attrs

from reportgen.core.value import Value

_INK, _LINE = "#1f2328", "#6e7781"
_SCREEN: Final = "system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
_PLAIN: Final = "FangSong,'仿宋',STFangsong,FangSong_GB2312,'Noto Serif CJK SC',serif"
_BLACK: Final = "SimHei,'黑体',STHeiti,'Noto Sans CJK SC',sans-serif"
_SLANTED: Final = "KaiTi,'楷体',STKaiti,KaiTi_GB2312,'Noto Serif CJK SC',serif"
_TITLE: Final = "'方正小标宋简体',FZXiaoBiaoSong-B05S,'小标宋',SimSun,'宋体','Noto Serif CJK SC',serif"


@attrs.frozen(eq=False, repr=False)
class Look(Value):
    """The attributes that elements have for their look, each with a blank before it or empty."""

    whole: str = ""
    heading: str = ""
    paragraph: str = ""
    long_word: str = ' class="long-word"'
    """Of a paragraph with a word that no line breaks, such as an e-mail address."""
    frame: str = ' class="frame"'
    table: str = ""
    wide: str = ' class="wide"'
    caption: str = ""
    label: str = ""
    side: str = ' class="side"'
    figure: str = ""
    remark: str = ' class="remark"'
    signature: str = ' class="signature"'
    chart: str = ""


PAGE: Final = Look()
"""The look of a page with the style sheet."""

_CELL: Final = f"border:1px solid {_LINE};padding:4px 6px;color:{_INK};font-size:15px;line-height:1.5"
_TABLE: Final = "border-collapse:collapse;width:100%"
_PARAGRAPH: Final = f' style="color:{_INK};font-size:17px;line-height:1.8;text-indent:2em;margin:.6em 0"'
FRAGMENT: Final = Look(
    whole=f' style="color:{_INK};font-size:17px;line-height:1.8"',
    heading=f' style="color:{_INK};font-size:19px;font-weight:bold;line-height:1.6;margin:1.2em 0 .6em"',
    paragraph=_PARAGRAPH,
    long_word=_PARAGRAPH,
    frame=' style="overflow-x:auto;margin:1em 0"',
    table=f' style="{_TABLE}"',
    wide=f' style="{_TABLE};min-width:760px"',
    caption=f' style="color:{_INK};font-size:15px;font-weight:bold;text-align:center;padding:6px"',
    label=f' style="{_CELL};font-weight:normal;text-align:center;background-color:#f3f5f7"',
    side=f' style="{_CELL};font-weight:normal;text-align:left;background-color:#f3f5f7"',
    figure=f' style="{_CELL};text-align:center"',
    remark=f' style="color:{_INK};font-size:15px;line-height:1.6;margin:.4em 0"',
    signature=f' style="color:{_INK};font-size:17px;line-height:1.8;text-align:right;margin:.2em 2em .2em 0"',
    chart=' style="max-width:560px;margin:1em auto"',
)
"""The look of a fragment for a content management system, which takes style sheets and classes away."""

STYLESHEET: Final = f"""
*{{box-sizing:border-box}}
html{{-webkit-text-size-adjust:100%}}
body{{margin:0;background:#fff;color:{_INK};font:17px/1.8 {_SCREEN}}}
main{{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 3rem}}
h1{{font-size:1.6rem;line-height:1.4;text-align:center;margin:1rem 0 2rem;text-wrap:balance}}
h1 span{{display:inline-block}}
h2{{font-size:1.25rem;line-height:1.5;margin:2rem 0 .75rem}}
h3{{font-size:1.1rem;line-height:1.6;margin:1.5rem 0 .5rem}}
h4{{font-size:1rem;line-height:1.6;margin:1rem 0 .5rem}}
p{{margin:.6rem 0;text-indent:2em;overflow-wrap:anywhere}}
.frame{{overflow-x:auto;margin:1rem 0}}
.frame:focus-visible{{outline:3px solid #0550ae;outline-offset:2px}}
table{{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.5}}
.wide{{min-width:44rem}}
.wide td{{min-width:2.8rem}}
caption{{padding:.4rem;font-weight:bold}}
th,td{{border:1px solid {_LINE};padding:.25rem .4rem;text-align:center;font-weight:normal}}
th{{background:#f3f5f7}}
.side{{text-align:left}}
td{{font-variant-numeric:tabular-nums}}
.remark{{font-size:.9rem;text-indent:0}}
.signature{{text-align:right;text-indent:0;margin:.2rem 2rem .2rem 0}}
figure{{max-width:35rem;margin:1.5rem auto}}
svg{{display:block;width:100%;height:auto}}
@media screen and (max-width:40rem){{
.wide{{min-width:36rem;font-size:.8rem}}
caption{{text-align:left}}
}}
@page{{size:A4;margin:37mm 26mm 35mm 28mm}}
@media print{{
body{{font:16pt/28.95pt {_PLAIN};color:#000}}
main{{max-width:none;padding:0}}
h1{{font:22pt/36pt {_TITLE};margin:0 0 28.95pt}}
h1 span{{display:block}}
h2{{font:16pt/28.95pt {_BLACK};margin:0;text-indent:2em}}
h3{{font:16pt/28.95pt {_SLANTED};margin:0;text-indent:2em}}
h4{{font:bold 16pt/28.95pt {_PLAIN};margin:0;text-indent:2em}}
h2,h3,h4{{break-after:avoid}}
p{{margin:0;orphans:2;widows:2;text-align:justify}}
p.long-word{{text-align:left}}
.frame{{overflow:visible;margin:.3em 0}}
table{{font-size:9pt;line-height:1.3;break-inside:avoid}}
.wide,.wide td{{min-width:0}}
caption{{display:none}}
th,td{{border:.5pt solid #000;padding:2pt 1.5pt;background:none}}
tr{{break-inside:avoid}}
.remark{{font-size:12pt;line-height:1.5}}
.signature{{margin:0 4em 0 0}}
figure{{max-width:120mm;margin:6mm auto;break-inside:avoid}}
}}
"""
