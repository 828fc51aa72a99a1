"""The repairs of a finding in words: the most likely one, the likelier one and others, or all that are possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from reportgen.core.text import Text
from reportgen.report.findings import Change, Finding, Repair, leading

MOST_REPAIRS = 3
MOST_EQUALS = 12
"""Of more cells that are equally possible than this, those with the same change are put in one line."""
MOST_WAYS = 5
"""The same for repairs of several cells: of more than this only the number is given."""
LEAD = 2.5
"""Only a repair that is as many times as likely as any other is told as the likelier one: else the figures do not tell.

Of 0.53 and 0.47 the first is no advice, although it is right more often.
"""
MOST_CHANGES = 6
"""Of a repair of more cells than this only their number is given."""
CHECK = Text("请对照台账核实", "check it against the records")
_UNDECIDED = Text(
    "只凭数字分不出来，请对照台账", "the figures alone do not tell which is right, check them against the records"
)
_COLUMN = Text("本列平衡", "balance the column")
_EQUATION = Text("这个等式成立", "make the equation hold")
_EQUATIONS = Text("这些等式都成立", "make all these equations hold")


def suggestions(finding: Finding, together: int = 1) -> Iterator[Text]:
    """Yield the repairs of ``finding`` and the others of its cause, ``together`` in all, a line for each change."""
    first = finding.repairs[0] if finding.repairs else None
    if first is None:
        return
    if first.most_likely:
        yield from _ranked(finding.repairs)
    elif _has_likelier(finding):
        yield from _likelier(finding, together)
    elif len(finding.repairs) == 1:
        words = _repair(first, advised=True)
        yield Text(
            f"可能是：{words.zh}，也可能另有原因，{CHECK.zh}", f"perhaps: {words.en}, or something else; {CHECK.en}"
        )
    else:
        yield from _equals(finding, together)


def short_reason(finding: Finding, repair: Repair) -> Text:
    """Return why ``repair``, one of ``finding``'s, is possible, how likely it is, and that it must be checked."""
    likely = Text("可能是", "possible")
    if repair.most_likely:
        likely = Text("最可能是", "most likely")
    elif repair.likelier and _has_likelier(finding):
        likely = Text("较可能是", "likelier than the others")
    elif finding.repairs[0].most_likely or _has_likelier(finding):
        likely = Text("也可能是", "less likely")
    elif len(finding.repairs) > 1:
        likely = Text("几处改动都有可能，其中一处是", "one of several that are equally possible")
    because = repair.because
    return Text(f"{likely.zh}：{because.zh}，{CHECK.zh}", f"{likely.en}: {because.en}; {CHECK.en}")


def in_form_order(finding: Finding, addresses: Iterable[str]) -> Finding:
    """Return ``finding`` with repairs of which none is likelier in the order of the form's ``addresses``."""
    repairs = finding.repairs
    if not repairs or repairs[0].most_likely:
        return finding
    first, rest = (repairs[:1], repairs[1:]) if _has_likelier(finding) else ((), repairs)
    most = len(rest) if _are_single(rest) else MOST_WAYS
    places = {address: place for place, address in enumerate(addresses)}
    shown = sorted(rest[:most], key=lambda one: [places[change.address] for change in one.changes])
    return attrs.evolve(finding, repairs=(*first, *shown, *rest[most:]))


def _has_likelier(finding: Finding) -> bool:
    """Whether the first repair is told as the likelier one: probable, and far before every other."""
    first, *others = finding.repairs
    probability = first.probability or 0.0
    return first.likelier and bool(others) and all(probability >= LEAD * (one.probability or 0.0) for one in others)


def _ranked(repairs: Collection[Repair]) -> Iterator[Text]:
    first, *others = leading(tuple(repairs), MOST_REPAIRS)
    words = _repair(first, advised=True)
    yield Text(f"最可能是：{words.zh}，{CHECK.zh}", f"most likely: {words.en}; {CHECK.en}")
    for repair in others:
        words = _repair(repair, advised=True)
        yield Text(f"若与台账不符，也可能是：{words.zh}", f"or else, if the records say so: {words.en}")


def _likelier(finding: Finding, together: int) -> Iterator[Text]:
    first, *others = finding.repairs
    words = _repair(first, advised=True)
    yield Text(f"较可能是：{words.zh}，请先对照台账核对", f"rather likely: {words.en}; {CHECK.en} first")
    ways, aim = _ways(finding.repairs), _aim(finding, together)
    yield Text(f"以下{ways.zh[1:]}也能使{aim.zh}：", f"the following {ways.en} would {aim.en}, too:")
    yield from _listed(others, ways)


def _equals(finding: Finding, together: int) -> Iterator[Text]:
    ways, aim = _ways(finding.repairs), _aim(finding, together)
    yield Text(
        f"以下几{ways.zh}都能使{aim.zh}，{_UNDECIDED.zh}：",
        f"each of the following {ways.en} would {aim.en}; {_UNDECIDED.en}:",
    )
    yield from _listed(finding.repairs, ways)


def _ways(repairs: Iterable[Repair]) -> Text:
    return Text("处改动", "changes") if _are_single(repairs) else Text("种改法", "ways of changing figures")


def _are_single(repairs: Iterable[Repair]) -> bool:
    return all(len(_told(repair)) == 1 for repair in repairs)


def _told(repair: Repair) -> tuple[Change, ...]:
    """Return the changes of figures that stand there; of blank cells, which are told elsewhere, where there are none.

    Blanks that follow from a changed figure would hide it among them.
    """
    return tuple(change for change in repair.changes if change.before is not None) or repair.changes


def _aim(finding: Finding, together: int) -> Text:
    return _EQUATIONS if together > 1 else _COLUMN if _is_column(finding) else _EQUATION


def _listed(repairs: Sequence[Repair], ways: Text) -> Iterator[Text]:
    """Yield a line for each of ``repairs``, those that are alike in one line where they are many."""
    single = _are_single(repairs)
    most = MOST_EQUALS if single else MOST_WAYS
    alike = _alike(repairs) if single and len(repairs) > most else []
    others = [repair for repair in repairs if repair not in alike]
    for repair in others[:most]:
        words = _repair(repair, advised=False)
        yield Text(f"  {words.zh}", f"  {words.en}")
    if alike:
        yield _any_of(alike)
    left = len(others) - most
    if left > 0:
        yield Text(f"  ……另有 {left} {ways.zh}也能如此", f"  ... and {left} more that would do so")


def _alike(repairs: Collection[Repair]) -> list[Repair]:
    """Return the repairs that make of one figure the same other one, those of the most frequent such change."""
    changes = Counter(_figures(repair) for repair in repairs)
    (change, count), *_ = changes.most_common(1)
    found = [one for one in repairs if _figures(one) == change]
    return found if count > 1 else []


def _figures(repair: Repair) -> tuple[object, object]:
    """Return what the first changed figure is, and what it should be."""
    first = _told(repair)[0]
    return first.before, first.after


def _any_of(repairs: Sequence[Repair]) -> Text:
    """Return one line for all cells at which the same change would do, by their rows where they are in one column."""
    change = _told(repairs[0])[0]
    labels = [_told(repair)[0].label for repair in repairs]
    around = {(label.zh.partition("“")[0], label.zh.rpartition("”")[2]) for label in labels}
    if len(around) == 1:
        labels = [Text(_quoted(label.zh), _quoted(label.en)) for label in labels]
    count, zh, en = len(labels), "；".join(one.zh for one in labels), "; ".join(one.en for one in labels)
    return Text(
        f"  下列 {count} 格中任一格由 {change.before} 改为 {change.after}：{zh}",
        f"  {change.after} instead of {change.before} in any one of these {count}: {en}",
    )


def _quoted(label: str) -> str:
    return label.partition("“")[2].rpartition("”")[0]


def _is_column(finding: Finding) -> bool:
    """Whether all cells of a finding stand in one column: their addresses end alike."""
    return len({cell.address.rpartition(".")[2] for cell in finding.cells}) == 1 and len(finding.cells) > 1


def _repair(repair: Repair, *, advised: bool) -> Text:
    because = repair.because
    told = _told(repair)
    if len(told) > MOST_CHANGES:
        count = len(told)
        return Text(f"{because.zh}（要改 {count} 格）", f"{because.en} ({count} cells to be changed)")
    changes = [_change(change, advised=advised) for change in told]
    return Text(
        f"{'，'.join(change.zh for change in changes)}（{because.zh}）",
        f"{', '.join(change.en for change in changes)} ({because.en})",
    )


def _change(change: Change, *, advised: bool) -> Text:
    label, before, after = change.label, change.before, change.after
    if before is None:
        return Text(f"{label.zh}{'应填' if advised else '填'} {after}", f"{label.en}: {after}")
    words = f"应把 {before} 改为 {after}" if advised else f"由 {before} 改为 {after}"
    return Text(f"{label.zh}{words}", f"{label.en}: {after} instead of {before}")
