"""The words of a lexicon found in a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from reportgen.report.prose_model import Keyword, Lexicon


@functools.cache
def _compiled(lexicon: Lexicon) -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    """Compile the words to one pattern; the empty group that ends a word tells which one was found."""
    patterns = [(word, kind, key) for kind, key, words in lexicon.words for word in words.split()]
    # One class of first characters, so that most places of a text are passed over at once.
    first = "".join(word[1 : word.index("]")] if word[0] == "[" else word[0] for word, _, _ in patterns)
    alternatives = "|".join(f"{word}()" for word, _, _ in patterns)
    return re.compile(f"(?=[{first}])(?:{alternatives})"), tuple((kind, key) for _, kind, key in patterns)


def find(lexicon: Lexicon, text: str, start: int, end: int) -> Iterator[Keyword]:
    """Yield the keywords of ``text[start:end]`` in order, never overlapping."""
    pattern, meanings = _compiled(lexicon)
    for match in pattern.finditer(text, start, end):
        kind, key = meanings[(match.lastindex or 1) - 1]
        yield Keyword(kind, key, match.start(), match.end())
