"""The family's prose model for a form whose figures have other addresses, or which lacks some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

import attrs

from reportgen.model.linear import Expression
from reportgen.report.prose_model import (
    NOTHING,
    Breakdown,
    Claim,
    Clause,
    Denied,
    Keyword,
    Meaning,
    ProseModel,
    Subject,
)

Rename = Callable[[str], str | None]
"""The address that a figure has in the form, ``None`` where the form has no such figure."""
Ratio = tuple[Meaning, tuple[Meaning, ...]]


def prose_model_of(model: ProseModel, rename: Rename) -> ProseModel:
    """Return ``model`` with every meaning on the addresses of another form.

    A meaning that needs a figure which the form lacks is left out. Where that leaves nothing, words name no figure; a
    number that may have had such a meaning is never certain.
    """

    def interpret(clause: Clause, words: Sequence[Keyword], certain: bool) -> Subject | None:
        found = model.interpret(clause, words, certain)
        return None if found is None else _subject(found, rename)

    def meant_instead(number: Decimal, subject: Subject) -> Iterator[Meaning]:
        return iter(_kept(model.meant_instead(number, subject), rename))

    return attrs.evolve(
        model,
        interpret=interpret,
        meant_instead=meant_instead,
        wholes=lambda keys: _kept(model.wholes(keys), rename),
        named=lambda words: _kept(model.named(words), rename),
        named_wholes=lambda words: _kept(model.named_wholes(words), rename),
        shares=lambda words, text: _ratios(model.shares(words, text), rename),
        rates=lambda deed, text: _ratios(model.rates(deed, text), rename),
        denied=_denials(model.denied, rename),
        claims=tuple(Claim(claim.words, _denials(claim.denied, rename)) for claim in model.claims),
        breakdown=Breakdown(
            model.breakdown.whole,
            dict(_parts(model.breakdown, rename)),
            _meaning(model.breakdown.besides, rename) or model.breakdown.besides,
        ),
    )


def _subject(subject: Subject, rename: Rename) -> Subject | None:
    meanings = _kept(subject.meanings, rename)
    if not meanings:
        return None
    also = tuple(one for one in (_subject(other, rename) for other in subject.also) if one is not None)
    if len(meanings) == len(subject.meanings):
        return attrs.evolve(subject, meanings=meanings, also=also)
    return attrs.evolve(subject, meanings=meanings, also=also, certain=False, doubt="none")


def _kept(meanings: Iterable[Meaning], rename: Rename) -> tuple[Meaning, ...]:
    return tuple(one for one in (_meaning(meaning, rename) for meaning in meanings) if one is not None)


def _meaning(meaning: Meaning, rename: Rename) -> Meaning | None:
    terms = []
    for term in meaning.terms:
        names = {address: rename(address) for address in term.expression.addresses}
        if None in names.values():
            return None
        renamed = (Expression.variable(names[address] or "") * factor for address, factor in term.expression)
        terms.append(attrs.evolve(term, expression=sum(renamed, NOTHING)))
    return Meaning(tuple(terms))


def _ratios(ratios: Iterable[Ratio], rename: Rename) -> Iterator[Ratio]:
    for part, wholes in ratios:
        renamed = _meaning(part, rename)
        if renamed is not None:
            yield renamed, _kept(wholes, rename)


def _denials(denied: Iterable[Denied], rename: Rename) -> tuple[Denied, ...]:
    return tuple(attrs.evolve(one, meanings=_kept(one.meanings, rename)) for one in denied)


def _parts(breakdown: Breakdown, rename: Rename) -> Iterator[tuple[str, Meaning]]:
    for key, part in breakdown.parts.items():
        renamed = _meaning(part, rename)
        if renamed is not None:
            yield key, renamed
