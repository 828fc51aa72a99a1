"""Reports of the sample's size with other figures: seeded, and valid by construction."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from benchmarks.sample import SAMPLE, TYPE

_WORDS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def data(seed: int) -> dict[str, Any]:
    """Return the sample's data file as a mapping, every figure drawn anew and every hard rule obeyed.

    Every paragraph of the prose ends in other words, so that nobody gains from having read it before.
    Applications are drawn by outcome first, and what must have come in for them to balance follows; totals under
    ``stated`` are derived from the drawn figures.
    """
    import yaml

    chance = random.Random(seed)
    drawn: dict[str, Any] = copy.deepcopy(yaml.safe_load(SAMPLE.read_text("utf-8")))
    _redraw(drawn["proactive"], chance)
    fee = chance.randrange(1, 200_000_000)
    drawn["proactive"]["fees"] = f"{fee // 10_000}.{fee % 10_000:04d}"
    _redraw(drawn["reviews"], chance)
    applications = drawn["applications"]
    _redraw(applications["outcomes"], chance)
    applications["carried_out"] = [_near(value, chance) for value in applications["carried_out"]]
    handled = [*_rows(applications["outcomes"]), applications["carried_out"]]
    totals = [sum(column) for column in zip(*handled, strict=True)]
    applications["carried_in"] = [chance.randint(0, total // 10) for total in totals]
    applications["new"] = [total - early for total, early in zip(totals, applications["carried_in"], strict=True)]
    _redraw_own(drawn["figures"], chance)
    drawn["narrative"] = {field: _reworded(text, chance) for field, text in drawn["narrative"].items()}
    drawn["stated"] = _stated(drawn)
    return drawn


def as_yaml(report: dict[str, Any]) -> str:
    """Return a data file as YAML of the sample's shape: rows on one line, prose as blocks."""
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    def row(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
        return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Dumper.add_representer(list, row)
    Dumper.add_representer(str, text)
    written: str = yaml.dump(report, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return written


def as_json(report: dict[str, Any]) -> str:
    """Return a data file as JSON."""
    return json.dumps(report, ensure_ascii=False)


def _near(value: int, chance: random.Random) -> int:
    return chance.randint(0, 2 * value + 3)


def _redraw(tree: dict[str, Any], chance: random.Random) -> None:
    for name, value in tree.items():
        if isinstance(value, dict):
            _redraw(value, chance)
        elif isinstance(value, list):
            tree[name] = [_near(one, chance) for one in value]
        elif isinstance(value, int):
            tree[name] = _near(value, chance)


def _redraw_own(own: dict[str, Any], chance: random.Random) -> None:
    """Redraw the office's own figures; shares need a whole, and the sample's equation must hold."""
    _redraw(own, chance)
    hotline, board = own["hotline"], own["message_board"]
    hotline["accepted"] = hotline["relayed"] + hotline["online"] + 1
    hotline["online"] += 1
    hotline["concluded_on_time"] = chance.randint(0, hotline["accepted"])
    board["received"] += 1
    board["answered"] = chance.randint(0, board["received"])


def _reworded(prose: str, chance: random.Random) -> str:
    """Return prose of the same paragraphs, each with a few words of its own at the end; headings stay."""
    lines = (
        f"{line}（{''.join(chance.choices(_WORDS, k=4))}）" if line and not line.startswith("#") else line
        for line in prose.split("\n")
    )
    return "\n".join(lines)


def _rows(tree: dict[str, Any]) -> Iterator[list[int]]:
    for value in tree.values():
        if isinstance(value, dict):
            yield from _rows(value)
        else:
            yield value


def _stated(drawn: dict[str, Any]) -> dict[str, Any]:
    """Return the totals that the sample states, as they follow from the drawn figures."""
    from reportgen.catalogue import report_type

    book = report_type(TYPE).addresses
    entered = {address: _at(drawn, address) for address in book.entered}
    derived = book.derive(entered)
    return {address: derived[address] for address in drawn["stated"]}


def _at(drawn: dict[str, Any], address: str) -> Any:
    from decimal import Decimal

    *parents, name = address.split(".")
    place: Any = drawn
    for parent in parents:
        place = place[parent]
    if isinstance(place, list):
        return place[_columns().index(name)]
    return Decimal(place[name]) if isinstance(place[name], str) else place[name]


def _columns() -> tuple[str, ...]:
    """Return the columns of table 3 in the order of a data file's rows."""
    import attrs

    from reportgen.reports.disclosure.model import Applicants

    return tuple(field.name for field in attrs.fields(Applicants))
