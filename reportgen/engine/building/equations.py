"""The office's own equations (``checks:``) out of text: addresses, whole numbers, + - * and parentheses around ==."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportgen.core.text import Text
from reportgen.model.kinds.kind import UnfitError
from reportgen.model.linear import Expression

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?![\w.]))|(?P<address>[^\W\d]\w*(?:\[[^\[\]]+\])?(?:\.[^\W\d]\w*(?:\[[^\[\]]+\])?)*)"
    r"|(?P<sign>==|[-+*()]))"
)
_FULL_WIDTH = "＋－＊（）＝×÷—–−"
_MOST_CHARACTERS, _MOST_DIGITS, _MOST_DEPTH, _SHOWN = 4000, 18, 20, 80


def parse(text: str, find: Callable[[str], str]) -> tuple[Expression, Expression]:
    """Return both sides of ``text``: ``hotline.relayed + 2 * hotline.online == hotline.accepted``.

    ``find`` returns the address of the figure that a name stands for, or raises UnfitError.

    Raises:
        UnfitError: it is no such equation, or an address does not exist.
    """
    return _Parsing(text, find).equation()


class _Parsing:
    def __init__(self, text: str, find: Callable[[str], str]) -> None:
        self.text, self.find = text, find
        self.tokens = _tokens(text)
        self.position = 0
        self.depth = 0

    def equation(self) -> tuple[Expression, Expression]:
        left = self.sum()
        self.expect("==")
        right = self.sum()
        if self.peek():
            raise _unclear(self.text, self.peek())
        if not left.terms and not right.terms:
            raise UnfitError("bad-equation", Text(f"“{self.text}”里没有数字的名称", f"“{self.text}” names no figure"))
        return left, right

    def sum(self) -> Expression:
        total = self.product()
        while (sign := self.peek()) in ("+", "-"):
            self.position += 1
            part = self.product()
            total = total + part if sign == "+" else total - part
        return total

    def product(self) -> Expression:
        value = self.factor()
        while self.peek() == "*":
            self.position += 1
            other = self.factor()
            if value.terms and other.terms:
                says = Text(f"“{self.text}”里两个数字相乘", f"“{self.text}” multiplies two figures")
                raise UnfitError("bad-equation", says, Text("只能乘以整数", "multiply by whole numbers only"))
            value = value * other.constant if not other.terms else other * value.constant
        return value

    def factor(self) -> Expression:
        word = self.peek()
        self.position += 1
        if word.isdigit():
            return Expression((), int(word))
        if word in ("-", "("):
            self.depth += 1
            if self.depth > _MOST_DEPTH:
                raise UnfitError("bad-equation", Text("括号或负号套得太深", "too many parentheses or signs in a row"))
        if word == "-":
            inner = -self.factor()
            self.depth -= 1
            return inner
        if word == "(":
            inner = self.sum()
            self.expect(")")
            self.depth -= 1
            return inner
        if not word or word in "==+*)":
            raise _unclear(self.text, word)
        return Expression.variable(self.find(word))

    def peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def expect(self, word: str) -> None:
        if self.peek() != word:
            raise _unclear(self.text, self.peek())
        self.position += 1


def _tokens(text: str) -> list[str]:
    if len(text) > _MOST_CHARACTERS:
        raise UnfitError("bad-equation", Text("等式太长", "the equation is too long"))
    tokens, position, end = [], 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or len(match["number"] or "") > _MOST_DIGITS:
            raise _unclear(text, text[position:].strip()[:1])
        tokens.append(match.group().strip())
        position = match.end()
    return tokens


def _unclear(text: str, word: str) -> UnfitError:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    at = Text(f"“{word}”处看不懂", f"at “{word}”") if word else Text("没有写完", "it breaks off")
    remedy = Text(
        "写成 a + b == c：用名称、整数、+、-、* 和一个 ==",
        "write a + b == c: addresses, whole numbers, +, -, * and one ==",
    )
    if word and word in _FULL_WIDTH:
        remedy = Text(f"“{word}”是全角符号，请改成英文的", f"{word} is full-width; write the plain sign")
    elif word == "=":
        remedy = Text("等号要写两个：==", "write two equals signs: ==")
    return UnfitError("bad-equation", Text(f"等式“{shown}”：{at.zh}", f"the equation “{shown}”: {at.en}"), remedy)
