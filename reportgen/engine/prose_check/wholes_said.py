"""Which whole a sentence says that a share is of: 占新收申请的74%, 新收申请31件，其中自然人23件，占74%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.engine.prose_check.keywords import find
from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.ratios import Figures, Ratio
from reportgen.report.prose_model import Meaning


def whole_said(text: str, start: int, end: int, figures: Figures) -> tuple[Meaning, ...]:
    """Return what ``text[start:end]`` names as one whole of the form: 占新收申请的, 占办结总数的; else nothing."""
    words = [word for word in find(figures.model.lexicon, text, start, end) if word.kind == "flow"]
    words = [word for word in words if "申请" not in text[word.start : word.end]]  # 申请总数 may be any of them
    return figures.model.named(words) if len({word.key for word in words}) == 1 else ()


def of_the_whole_said(
    text: str, mention: Mention, earlier: Sequence[Mention], ratios: Sequence[Ratio], figures: Figures
) -> Iterator[Ratio]:
    """Yield the ratios without those of another whole of the form than the one that the sentence says."""
    part = earlier[-1]
    usual = figures.model.wholes(part.subject.keys) if part.subject is not None else ()
    said = whole_said(text, mention.clause, mention.quantity.position, figures)
    said = said or _listed_under(text, part, earlier, usual, figures)
    meant = {meaning.value(figures.values) for meaning in usual if meaning in said}
    others = {meaning.value(figures.values) for meaning in usual} - meant if meant else set()
    yield from (ratio for ratio in ratios if ratio.whole not in others)


def _listed_under(
    text: str, part: Mention, earlier: Sequence[Mention], usual: Sequence[Meaning], figures: Figures
) -> tuple[Meaning, ...]:
    """Return what the one number counts whose parts are listed, where its sentence has no other before them."""
    wholes = [one for one in earlier if not one.listed and one is not part]
    (whole, *others) = wholes or [part]
    listed = part.listed or text[whole.quantity.end : part.lead + 1][:1] in {"（", "("}
    if not listed or whole is part or others or whole.subject is None or not whole.subject.certain:
        return ()
    same = part.subject is not None and part.subject.rule == whole.subject.rule
    if not same and (not usual or usual[0] not in whole.subject.meanings):
        return ()  # 新收545件，其中予以公开436件: of all that was answered, as outcomes are
    return whole.subject.meanings if whole.subject.year == figures.year else ()
