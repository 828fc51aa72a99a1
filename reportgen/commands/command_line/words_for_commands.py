"""Other words for the commands, as people type them who do not know them: 帮助, 检查, ``/?``, a data file alone."""

from __future__ import annotations

from collections.abc import Sequence

WORDS = {
    "help": "--help",
    "帮助": "--help",
    "/?": "--help",
    "/help": "--help",
    "/h": "--help",
    "-?": "--help",
    "-？": "--help",
    "--?": "--help",
    "-help": "--help",
    "-帮助": "--help",
    "--帮助": "--help",
    "？": "--help",
    "version": "--version",
    "版本": "--version",
    "检查": "check",
    "核对": "check",
    "校验": "check",
    "生成": "render",
    "出报告": "render",
    "生成报告": "render",
    "公布": "publish",
    "发布": "publish",
    "说明": "explain",
    "解释": "explain",
    "新建": "new",
    "转换": "convert",
    "读取": "read",
    "读": "read",
    "合并": "merge",
    "批量": "batch",
    "批量生成": "batch",
    "比较": "compare",
    "对比": "compare",
    "模板": "template",
    "汇总": "rollup",
    "练习": "sample",
    "种类": "types",
    "规则": "rules",
}
"""What a first word means; each has one meaning only."""
_FILES = (".yaml", ".yml", ".json", ".xlsx", ".xls", ".csv", ".docx", ".doc", ".txt", ".pdf")
"""How a file's name ends that somebody may drop on the program; what is no data file is refused with the reason."""


def _apart(word: str) -> list[str]:
    """Return ``-o=a.docx`` as the two words that it means: only a long option is joined to its value so."""
    joined = len(word) > len("-o=") and word[0] == "-" and word[1].isascii() and word[1].isalpha() and word[2] == "="
    return [word[:2], word[3:]] if joined else [word]


def understood(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the first word as the program knows it; ``help check`` asks for the help of check."""
    given = list(arguments)
    at = 2 if given[:1] == ["--lang"] else 1 if given[:1] and given[0].startswith("--lang=") else 0
    rest = given[at:]
    if not rest:
        return given
    rest = [word for part in rest for word in _apart(part)]
    first = WORDS.get(rest[0], rest[0])
    if first == "--help" and first != rest[0] and len(rest) > 1:
        return [*given[:at], WORDS.get(rest[1], rest[1]), *rest[2:], "--help"]
    if len(rest) == 1 and first.lower().endswith(_FILES) and not first.startswith("-"):
        return [*given[:at], "render", first]
    return [*given[:at], first, *rest[1:]]
