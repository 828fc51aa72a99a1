"""How many wrong numbers of the prose are told, and how many right ones are slandered, by kind.

``python -m benchmarks.prose [--published FOLDER] [--sentences SET] [--missed] [--seed N]``.

``prose_sentences/tuned.txt`` has sentences as offices write them. Each is rendered with the figures of several
offices, generated small and big ones and those of ``--published``: once right, when nothing may be told, and once
with each of its numbers wrong by a slip of the pen. ``held_out.txt`` was written before the checker was tuned to the
other and is looked at only as shares. A line begins with its kind: T a figure of the tables, P a part or a whole, D a
denial (told of an office where it is not true, and not of one where every figure is 0; ``D:docm`` denies that figure,
a plain D applications, reviews and suits), B a number that was forgotten, R right in any report.

``wordings.txt`` has percentages in the wordings of many offices.

``{new}`` is a figure, ``{np+org}`` a sum, ``{pct:np/new:1}`` a percentage with its decimals, ``{up:w/p1:1}`` a growth,
``{w}`` and ``{p1}`` … a whole and its parts, ``{net}`` and ``{mail}`` two channels that make ``{new}``, ``{n1}`` … any
number; ``{short}`` and ``{level}`` are how the office writes of itself.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs

import reportgen
from benchmarks.damage import honest_report
from benchmarks.localisation import APPLICATIONS, BLOCKS
from reportgen.core.errors import ReportgenError
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT

SENTENCES = Path(__file__).with_name("prose_sentences")
_NAMES = (
    "new|applications.new.total,cin|applications.carried_in.total,ans|applications.outcomes.total.total,"
    "cout|applications.carried_out.total,np|applications.new.natural_persons,biz|applications.new.enterprises,"
    "law|applications.new.legal_service_institutions,granted|applications.outcomes.granted.total,"
    "part|applications.outcomes.partially_granted.total,withheld|applications.outcomes.withheld.total.total,"
    "unavail|applications.outcomes.unavailable.total.total,notproc|applications.outcomes.not_processed.total.total,"
    "other|applications.outcomes.otherwise_handled.total.total,"
    "third|applications.outcomes.withheld.third_party_rights.total,"
    "files|applications.outcomes.withheld.enforcement_files.total,"
    "queries|applications.outcomes.withheld.administrative_queries.total,"
    "nothold|applications.outcomes.unavailable.not_held.total,"
    "create|applications.outcomes.unavailable.needs_creation.total,"
    "repeat|applications.outcomes.not_processed.repeated.total,"
    "petition|applications.outcomes.not_processed.petitions.total,"
    "recon|reviews.reconsideration.total,rup|reviews.reconsideration.upheld,rco|reviews.reconsideration.corrected,"
    "rot|reviews.reconsideration.other,rpe|reviews.reconsideration.pending,direct|reviews.litigation.direct.total,"
    "after|reviews.litigation.after_reconsideration.total,regm|proactive.regulations.made,"
    "regr|proactive.regulations.repealed,regf|proactive.regulations.in_force,docm|proactive.normative_documents.made,"
    "docr|proactive.normative_documents.repealed,docf|proactive.normative_documents.in_force,permits|proactive.permits,"
    "pens|proactive.penalties,coer|proactive.coercive_measures,fees|proactive.fees"
)
FIGURES: Mapping[str, str] = dict(pair.split("|") for pair in _NAMES.split(","))
_SLOT = re.compile(r"\{([^{}]+)\}")
_PLAIN = frozenset({"year", "last", "next", "short", "level"})
_SAID = (
    ("开封市人民政府", ("全市", "我市", "开封市", "市政府"), "全市"),
    ("开封市顺河回族区铁塔街道办事处", ("铁塔街道", "本街道", "我街道", "铁塔街道办事处"), "全街道"),
    ("江南县自然资源局", ("我局", "县自然资源局", "本局", "江南县自然资源局"), "全县"),
    ("江南县城关镇人民政府", ("我镇", "城关镇", "镇政府", "本单位"), "全镇"),
    ("东湖区人民政府办公室", ("区政府办公室", "我办", "本机关", "东湖区"), "全区"),
)
"""Offices, and how each writes of itself."""


@attrs.frozen
class Line:
    """One sentence with its kind."""

    kind: str
    text: str

    @property
    def denied(self) -> list[str]:
        """The figures of which a denial says that they are 0."""
        return (self.kind.partition(":")[2] or "new,recon,lit").split(",")

    @property
    def slots(self) -> list[str]:
        """What is filled in, in order, without names and years."""
        return [slot for slot in _SLOT.findall(self.text) if slot not in _PLAIN]


@attrs.define
class Score:
    """What was counted of one kind: for each sentence the share of wrong numbers told."""

    told: dict[str, list[bool]] = attrs.field(factory=lambda: defaultdict(list))
    missed: dict[str, str] = attrs.field(factory=dict)

    @property
    def share(self) -> float:
        """Each sentence counts as much as any other."""
        return sum(sum(told) / len(told) for told in self.told.values()) / max(len(self.told), 1)


def lines(name: str) -> list[Line]:
    """Read one file of sentences."""
    rows = (SENTENCES / name).read_text("utf-8").splitlines()
    return [Line(*row.split(" ", 1)) for row in rows if row and not row.startswith("#")]


def offices(published: Path | None, seed: int) -> Iterator[Report]:
    """Yield reports to write of: generated ones of every size, and the published ones of a folder."""
    rng = random.Random(seed)
    for number, (organ, _, _) in enumerate(_SAID):
        values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
        made = honest_report(rng, APPLICATIONS, BLOCKS)
        values |= {name: value for name, value in made.items() if name in values}
        top = 9 if number % 2 else 3000
        tables = [name for name in values if name.startswith("proactive.")]
        values |= {name: rng.randint(1, top) for name in tables}
        values["proactive.fees"] = Decimal(rng.randint(10_000, 90_000_000)) / 10_000
        yield Report(REPORT, organ, 2023, list(values.values()))
    for path in sorted(published.glob("*.json")) if published else ():
        data = json.loads(path.read_text("utf-8"))
        data.pop("_about", None)
        handled = data["applications"]["outcomes"].get("otherwise_handled")
        if isinstance(handled, list):  # the single row of an older form
            zero = dict.fromkeys(("correction_overdue", "fee_unpaid"), [0] * 6)
            data["applications"]["outcomes"]["otherwise_handled"] = {**zero, "other": handled}
        try:
            yield reportgen.load(
                {**data, "narrative": {"overview": "略。", "problems": "略。", "other_matters": "略。"}}
            )
        except ReportgenError:  # another form
            continue


def quiet_office() -> Report:
    """Return a report in which every figure is 0, as of an office where nothing happened."""
    organ = _SAID[3][0]
    return Report(
        REPORT, organ, 2023, [Decimal(0) if name.endswith("fees") else 0 for name in REPORT.addresses.entered]
    )


class Filling:
    """One sentence filled in for one office."""

    def __init__(self, line: Line, report: Report, rng: random.Random) -> None:
        self.line, self.report = line, report
        said = next((one for one in _SAID if one[0] == report.organ), None)
        known: Any = report.values
        figures: dict[str, Any] = {name: known[address] for name, address in FIGURES.items()}
        figures["lit"], figures["rec"] = figures["direct"] + figures["after"], figures["new"] + figures["cin"]
        figures["org"] = figures["new"] - figures["np"]
        figures["net"] = figures["new"] * 2 // 3
        figures["mail"] = figures["new"] - figures["net"]
        figures |= {f"n{number}": rng.randint(2, 400) for number in range(1, 5)}
        parts = [slot for slot in (_written(one)[1] for one in line.slots) if re.fullmatch(r"p\d", slot)]
        figures |= {part: rng.randint(3, 90) for part in parts}
        figures["w"] = sum(figures[part] for part in dict.fromkeys(parts))
        fee = Decimal(figures["fees"])
        self.figures = figures | {"fees2": _rounded(fee, 2), "feesyi": _rounded(fee / 10_000, 2)}
        self.year = report.year
        self.short = rng.choice(said[1]) if said else "全市"
        self.level = said[2] if said else "全市"

    def value(self, slot: str) -> Decimal:
        """Return the right number of a slot."""
        slot = _written(slot)[1]
        if slot.startswith("pct:"):
            _, ratio, places = slot.split(":")
            part, whole = (self.value(side) for side in ratio.split("/"))
            return _rounded(part * 100 / whole, int(places))
        if slot.startswith(("up:", "down:")):
            _, ratio, places = slot.split(":")
            now, before = (self.value(side) for side in ratio.split("/"))
            return _rounded(abs(now - before) * 100 / before, int(places))
        return sum((Decimal(self.figures[name]) for name in slot.split("+")), Decimal(0))

    def text(self, wrong: int | None = None, number: str = "") -> str:
        """Return the sentence, with another number in the slot ``wrong``."""
        plain = {"year": self.year, "last": self.year - 1, "next": self.year + 1, "short": self.short}
        at = -1

        def fill(match: re.Match[str]) -> str:
            nonlocal at
            name = match[1]
            if name in _PLAIN:
                return str(plain.get(name, self.level))
            at += 1
            right = number if at == wrong else str(self.value(name))
            return _NUMERALS[_written(name)[0]](right)

        return _SLOT.sub(fill, self.line.text)


def _chinese(number: str) -> str:
    """Return a whole number below 100000 in Chinese numerals."""
    whole, said, empty = int(number), "", False
    for power, sign in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = whole // power % 10
        if digit:
            said += ("零" if empty and said else "") + "零一二三四五六七八九"[digit] + sign
        empty = not digit
    said = said or "零"
    return said[1:] if said.startswith("一十") else said


_NUMERALS: Mapping[str, Callable[[str], str]] = {
    "": str,
    "zh": _chinese,
    "fw": lambda number: number.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
    "k": lambda number: f"{Decimal(number):,}",
}


def _written(slot: str) -> tuple[str, str]:
    """Return how a slot is to be written, and the slot: ``{zh:new}``, ``{fw:new}``, ``{k:new}``."""
    how, colon, rest = slot.partition(":")
    return (how, rest) if colon and how in _NUMERALS else ("", slot)


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def slip(number: Decimal, rng: random.Random) -> str:
    """Return a number as a hand may write it instead: digits swapped, one wrong, one dropped, one case more."""
    digits = str(number)
    places = [place for place, sign in enumerate(digits) if sign != "."]
    swaps = [(one, two) for one, two in pairwise(places) if digits[one] != digits[two]]
    how = rng.choice(("swap", "digit", "one", "swap", "drop"))
    changed = [*digits]
    if how == "swap" and swaps and number > 9:
        one, two = rng.choice(swaps)
        changed[one], changed[two] = changed[two], changed[one]
    elif how == "drop" and number > 99:
        del changed[rng.choice([place for place in places if place])]
    elif how == "digit":
        place = rng.choice(places)
        changed[place] = str((int(changed[place]) + rng.randint(1, 9)) % 10)
    else:
        step = Decimal(1).scaleb(number.as_tuple().exponent)  # type: ignore[arg-type]  # never infinite
        changed = [*str(number + step)]
    written = "".join(changed)
    return str(Decimal(written)) if Decimal(written) != number else str(number + 1)


def findings(report: Report, text: str) -> list[str]:
    """Return what is told of a sentence that is all of an overview."""
    told = reportgen.check(attrs.evolve(report, narrative={"overview": text}))
    return [f"{one.rule} {one.says.zh}" for one in told if one.rule.startswith(("PT-", "F-DRAFT", "F-YEAR"))]


def measure(name: str, reports: list[Report], seed: int) -> tuple[dict[str, Score], list[str], int]:
    """Return the score of each kind, the slanders, and how many right numbers there were."""
    scores: dict[str, Score] = {kind: Score() for kind in ("table", "part", "percentage", "denial", "blank")}
    slanders: list[str] = []
    numbers = 0
    for line in lines(name):
        for place, report in enumerate([*reports, quiet_office()]):
            rng = random.Random(f"{seed} {line.text} {place}")
            filling = Filling(line, report, rng)
            if not _sensible(filling):
                continue
            denied = [filling.figures[name] for name in line.denied]
            if line.kind == "B":
                _count(scores["blank"], line, filling.text(), report)
            elif line.kind in "TPR" or not any(denied):
                numbers += len(line.slots) or 1
                told = findings(report, filling.text())
                slanders += [f"{filling.text()}\n    {one}" for one in told]
            elif all(denied):
                _count(scores["denial"], line, filling.text(), report)
            for at, slot in enumerate(line.slots if line.kind in "TP" else ()):
                wrong = slip(filling.value(slot), rng)
                kind = "percentage" if ":" in _written(slot)[1] else "part" if line.kind == "P" else "table"
                _count(scores[kind], line, filling.text(at, wrong), report)
    return scores, slanders, numbers


def _sensible(filling: Filling) -> bool:
    """Whether every percentage has a whole and the numbers that are no percentage are not all 0."""
    try:
        values = [filling.value(slot) for slot in filling.line.slots]
    except (ArithmeticError, ZeroDivisionError):
        return False
    return not filling.line.slots or filling.line.kind[0] in "DRB" or any(values)


def _count(score: Score, line: Line, text: str, report: Report) -> None:
    told = bool(findings(report, text))
    score.told[line.text].append(told)
    if not told:
        score.missed[line.text] = text


def main(argv: list[str] | None = None) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prose", description=__doc__)
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--published", type=Path, metavar="FOLDER", help="also write of the data files in this folder")
    sets = sorted(path.stem for path in SENTENCES.glob("*.txt"))
    parser.add_argument("--sentences", default="tuned", choices=sets, help="which file")
    parser.add_argument("--missed", action="store_true", help="also print what was missed and who was slandered")
    given = parser.parse_args(argv)
    reports = list(offices(given.published, given.seed))
    scores, slanders, numbers = measure(f"{given.sentences}.txt", reports, given.seed)
    for kind, score in scores.items():
        print(f"{kind:11} {len(score.told):4} sentences {score.share:7.1%} told")
    print(f"slanders    {len(slanders)} of {numbers} right numbers")
    if given.missed:
        print(*(f"slander: {one}" for one in slanders), sep="\n")
        for kind, score in scores.items():
            for text, missed in score.missed.items():
                share = sum(score.told[text]) / len(score.told[text])
                print(f"{kind} {share:.0%}: {missed}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
