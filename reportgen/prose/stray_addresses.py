"""Addresses of figures that stand in the prose outside ``{{ }}``, where they would be printed as English words.

A dotted address that is known stands nowhere by chance, save in web addresses, e-mail addresses and file names. A
single word (``year``, ``posts``) may be English: it counts between brackets, or where a figure must stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from reportgen.core.spelling import nearest
from reportgen.prose.markup import ParsedProse, Placeholder, parse, understood

LATIN: Final = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
_RUN: Final = re.compile(r"[A-Za-z0-9_.~:/?#@!$&*+=%\\-]+")
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# What follows is rarely needed and compiled when it is.
_FILTER: Final = r"\s*[|｜]\s*([A-Za-z_]\w*)\s*(?:[(（]([^()（）{}\n]{0,200})[)）])?"
_DOMAIN: Final = r"(?:[a-z0-9-]+\.)+(?:cn|com|net|org|gov|edu|info|mobi|top|vip|cc)(?:[:/?#].*)?$"
_FILE: Final = r".*\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|txt|csv|zip|rar|html?|jpe?g|png|mp[34]|ya?ml|json)$"
_COUNTED: Final = (
    r"\s*(?:[%％]|个?百分点|[万亿]|人次|件次|平方米|[次起宗元篇期家册份]|件(?!数)|条(?!目|款|例|件|数|线)|部(?!门|分|署)"
    r"|个(?!人|别|性|体|案)|名(?!称|单|录)|场(?!所|景|地)|项(?!目)|人(?!员|民|大|才|工|口))"
)
_WIDE: Final = {
    **{code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    **{ord(wide): ord(plain) for wide, plain in zip("＿．｛｝［］＜＞＄＃％＠", "_.{}[]<>$#%@", strict=True)},
}
_DOTS: Final = frozenset(".。·•‧﹒")
_LINKS: Final = frozenset("-/\\:：,，、—")
_STRONG: Final = frozenset(("{}", "[]", "<>", "##", "%%", "@@", "``", "||", "$$"))
_WEAK: Final = frozenset(("（）", "()", "【】", "〔〕", "〈〉", "《》", "「」", "『』"))
_SIGNS: Final = frozenset("#%@`|")
_OPENING: Final = frozenset(pair[0] for pair in (*_STRONG, *_WEAK)) | {"$"}
_CLOSING: Final = frozenset(pair[1] for pair in (*_STRONG, *_WEAK))
_MOST_WORDS, _MOST_GUESSES, _MOST_LETTERS, _MOST_BLANKS = 12, 20, 120, 40
_SURE, _IN_BRACKETS = 0.8, 0.6
_OFFICIAL: Final = frozenset(("organ", "year"))


class StrayAddress(NamedTuple):
    """An address as somebody ``written`` it outside ``{{ }}``, from ``position`` to ``end``, and what was ``meant``."""

    written: str
    position: int
    end: int
    meant: str


class _Word:
    """A Latin word; ``link`` is what ties it to the word before it: ``.``, ``-`` for weaker signs, or nothing."""

    __slots__ = ("end", "link", "start")

    def __init__(self, start: int, end: int, link: str) -> None:
        self.start, self.end, self.link = start, end, link


def stray_addresses(prose: ParsedProse, known: Mapping[str, Any]) -> Iterator[StrayAddress]:
    """Yield every address of ``known`` that stands in a piece of prose as words, in the order of the text."""
    if LATIN.search(prose.typed) is not None:
        broken = {start: end for start, end, inside in prose.broken if "{" not in inside}
        yield from _search(prose.typed, prose.text, known, broken)


def addresses_in(text: str, known: Mapping[str, Any]) -> Iterator[str]:
    """Yield every address of ``known`` as it is written in a text that prints no placeholders."""
    prose = parse(text)
    for paragraph in prose.paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, Placeholder) and piece.address in known:
                yield f"{{{{ {piece.address} }}}}"
    for stray in stray_addresses(prose, known):
        yield stray.written


def folded(text: str) -> str:
    """Return ``text`` with full-width letters, digits and signs as the plain ones, character by character."""
    return text.translate(_WIDE)


def _search(visible: str, text: str, known: Mapping[str, Any], broken: Mapping[int, int]) -> Iterator[StrayAddress]:
    plain = folded(visible)
    search = _Search(plain, known)
    limits = sorted(broken.items())
    passed = 0
    for words in _chains(plain):
        for start, end, address in search.found(words):
            if start < passed:
                continue
            left, right = _with_brackets(plain, start, end)
            left, right, meant = _with_filter(plain, left, right, start, end, address)
            while limits and limits[0][1] <= start:
                limits.pop(0)
            if limits and limits[0][0] < start:
                left, right = max(left, limits[0][0]), min(right, limits[0][1])
            if limits and limits[0][0] < start and (left, right) != limits[0]:
                continue  # a placeholder of which more is wrong than its signs; narrative.malformed tells it
            passed, written = right, text[left:right].strip()
            if written.replace(" ", "") != meant.replace(" ", ""):  # else a tag before it that is not closed is wrong
                yield StrayAddress(written, left, right, meant)


def _chains(plain: str) -> Iterator[list[_Word]]:
    """Yield the Latin words of a text, those together that may be one address."""
    chain: list[_Word] = []
    for run in _RUN.finditer(plain):
        if _elsewhere(run.group()):
            continue
        for match in _WORD.finditer(plain, run.start(), run.end()):
            start, end = match.span()
            link = _link(plain, chain[-1].end, start) if chain else ""
            if not link and chain:
                yield chain
                chain = []
            chain.append(_Word(start, end, link))
    if chain:
        yield chain


def _link(plain: str, end: int, start: int) -> str:
    if start - end > _MOST_BLANKS:
        return ""
    between = plain[end:start].strip()
    if between in _DOTS:
        return "."
    return "-" if (not between or between in _LINKS) and "\n" not in plain[end:start] else ""


def _elsewhere(run: str) -> bool:
    """Whether a run of plain characters is a web address, an e-mail address or the name of a file."""
    if "." not in run:
        return "://" in run
    name = run.strip(":/.#*-=_?!&").lower()
    local, _, host = name.partition("@")
    if "://" in run or name.startswith("www.") or (local[-1:].isalnum() and host[:1].isalnum() and "." in host):
        return True
    return bool(re.match(_DOMAIN, name) or re.match(_FILE, name))


class _Search:
    """One text searched for the addresses of ``known``; what only a suspicion needs is worked out with the first."""

    def __init__(self, plain: str, known: Mapping[str, Any]) -> None:
        self.plain, self.known = plain, known
        self.guesses = 0

    def found(self, words: Sequence[_Word]) -> Iterator[tuple[int, int, str]]:
        """Yield where an address stands among words that may be one, and which it is."""
        position = 0
        while position < len(words):
            count, address = self._at(words, position)
            if address is not None:
                yield words[position].start, words[position + count - 1].end, address
            position += count

    def _at(self, words: Sequence[_Word], first: int) -> tuple[int, str | None]:
        start, end = words[first].start, words[first].end
        word = self.plain[start:end]
        if (first + 1 == len(words) or not words[first + 1].link) and "_" not in word.strip("_"):
            return 1, self._single(word, start, end)
        tied = 1
        while tied <= _MOST_WORDS and first + tied < len(words) and words[first + tied].link == ".":
            tied += 1
        exact = self._longest(words, first)
        if exact[1] is not None and exact[0] >= tied:
            return exact
        end = words[first + tied - 1].end
        if tied > 1 and (guess := self._guess(start, end, _IN_BRACKETS if self._framed(start, end) else _SURE)):
            return tied, guess
        if exact[1] is not None:
            return exact
        return (tied, None) if tied > 1 else (1, self._single(word, start, end))

    def _longest(self, words: Sequence[_Word], first: int) -> tuple[int, str | None]:
        """Return how many words from the ``first`` are an address, as many as can be, and which."""
        if self.plain[words[first].start : words[first].end].strip("_")[:3].lower() not in self.heads:
            return 1, None
        for count in range(min(_MOST_WORDS, len(words) - first), 0, -1):
            address = self._exact(words[first : first + count])
            if address is not None:
                return count, address
        return 1, None

    @cached_property
    def heads(self) -> frozenset[str]:
        """What the addresses begin with."""
        return frozenset(address[:3].lower() for address in self.known)

    @cached_property
    def names(self) -> dict[str, str]:
        """Every address, and every group by a figure in it, without the signs between its words."""
        names: dict[str, str] = {}
        for address in self.known:
            parts = address.split(".")
            for count in range(2, len(parts)):
                names.setdefault(_squashed("".join(parts[:count])), address)
        for address in self.known:
            group = address.removesuffix(".total").removesuffix(".total")
            if group.count("."):
                names[_squashed(group)] = address
        return names | {_squashed(address): address for address in self.known if "." in address}

    def _exact(self, words: Sequence[_Word]) -> str | None:
        start, end = words[0].start, words[-1].end
        pieces = [self.plain[word.start : word.end] for word in words]
        address = self.names.get(_squashed("".join(pieces)))
        if address is None:
            return None
        sure = all(word.link == "." for word in words[1:]) and (len(words) > 1 or "_" in pieces[0].strip("_"))
        return address if sure or address.count(".") > 1 < len(words) or self._framed(start, end) else None

    def _single(self, word: str, start: int, end: int) -> str | None:
        """Return the address that one word alone is, where it cannot be an English word."""
        name, frame = word.strip("_"), self._framed(start, end)
        if name not in self.known and name.lower() not in self.known:
            return self._guess(start, end, _IN_BRACKETS) if frame in _STRONG else None
        address = name if name in self.known else name.lower()
        if word != name or frame in _STRONG:
            return address
        before, after = self._beside(start, -1), self._beside(end - 1, 1)
        counted = re.compile(_COUNTED).match(self.plain, end + bool(frame)) is not None
        if address in _OFFICIAL:
            english = (before != "" and before.isascii()) or (after != "" and after.isascii())
            return None if english and not frame and not self.plain.startswith("年", end) else address
        return address if counted and name == address and not before.isascii() else None

    def _beside(self, index: int, step: int) -> str:
        """Return the next sign before or behind ``index``; nothing at the end of a line or beside a placeholder."""
        for at in range(index + step, index + step * _MOST_BLANKS, step):
            if not 0 <= at < len(self.plain) or self.plain[at] in "\n\0":
                return ""
            if not (self.plain[at].isspace() or self.plain[at] == "*"):
                return self.plain[at]
        return ""

    def _framed(self, start: int, end: int) -> str:
        """Return the pair of brackets around a place, ``{}`` where one brace alone stands there, or nothing."""
        left, right = start - 1, end
        while left >= 0 and start - left < _MOST_BLANKS and self.plain[left].isspace():
            left -= 1
        while right < len(self.plain) and right - end < _MOST_BLANKS and self.plain[right].isspace():
            right += 1
        before = self.plain[left] if left >= 0 else ""
        after = self.plain[right] if right < len(self.plain) else ""
        if before == "{" or after == "}" or before == "$":
            return "{}"
        pair = before + after
        return pair if pair in _STRONG or pair in _WEAK else ""

    def _guess(self, start: int, end: int, cutoff: float) -> str | None:
        """Return the address that a misspelt one is nearest to."""
        if self.guesses >= _MOST_GUESSES or end - start > _MOST_LETTERS:
            return None
        self.guesses += 1
        return nearest(re.sub(r"\s*[.。·•‧﹒]\s*", ".", self.plain[start:end]).lower(), self.known, cutoff)


def _squashed(name: str) -> str:
    return name.replace(".", "").replace("_", "").lower()


def _with_brackets(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return the place with the brackets and blanks between them that stand around it."""
    left, right = start, end
    for index in range(start - 1, max(start - _MOST_BLANKS, -1), -1):
        if plain[index] in _OPENING:
            left = index
        elif not plain[index].isspace():
            break
    for index in range(end, min(end + _MOST_BLANKS, len(plain))):
        if plain[index] in _CLOSING:
            right = index + 1
        elif not plain[index].isspace():
            break
    # One sign that is no bracket stands around an address twice, or has nothing to do with it: 占{year}%.
    return left, right - (plain[right - 1] in _SIGNS and plain[left] != plain[right - 1])


def _with_filter(plain: str, left: int, right: int, start: int, end: int, address: str) -> tuple[int, int, str]:
    """Return the place with a filter that follows it, and the placeholder that was meant."""
    match = re.compile(_FILTER).match(plain, end)
    calls = ""
    while match is not None:
        arguments = "" if match[2] is None else f"({re.sub(r' *[,，] *', ', ', match[2].strip())})"
        calls += f" | {match[1]}{arguments}"
        end = match.end()
        match = re.compile(_FILTER).match(plain, end)
    if calls and understood(address + calls) is None:
        calls = ""
    left, right = (left, right) if not calls else _with_brackets(plain, start, end)
    return left, max(right, end), f"{{{{ {address}{calls} }}}}"
