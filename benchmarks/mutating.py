"""Do the tests notice? Small changes are made to rules, localiser and proof, one at a time, and the tests run on each.

``python3 dev.py mutate [--quick] [--sample N] [--seed N] [--only TEXT] [--json FILE]``. The checkout is never changed:
every change is made in a copy in a temporary folder. A change that no test notices *survives*; one that makes the
tests run on without end counts as noticed. Changes that change nothing anybody could see are listed, each with its
reason, in ``equivalent_mutants.txt``. Texts, annotations and weights (fractional numbers, which are estimates) are
left alone. The exit code is 1 where fewer than 90 % are noticed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import attrs

from benchmarks.mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
LOCALISER = ROOT / "reportgen/engine/localising"
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
COPIED = ("reportgen", "templates", "samples", "tests", "pyproject.toml")
BAR = 0.9
QUICK = 60
WORKERS = 2
CPU_LIMIT = 120
"""Seconds of CPU time that the tests may take on one changed copy; unchanged they take about ten."""
TIME_LIMIT = 15 * CPU_LIMIT
"""Seconds by the clock, long enough for a machine with much else to do."""

CHECKING = "tests/engine/checking"
LOCALISING = "tests/engine/localising"
REPORT = "tests/reports/disclosure"
QUICK_TESTS = (
    "error_models/test_compound_errors",
    "error_models/test_priors",
    "error_models/test_row_fit",
    "solve/test_system",
    "solve/test_elimination",
    "test_compound_search",
    "test_ranking",
    "error_models/test_typing_errors",
    "solve/test_completion",
    "test_root_causes",
    "test_reasons",
    "solve/test_search",
    "test_tiny_tables",
    "test_signed_cells",
    "test_locate",
)
"""The tests of the localiser in the order in which they are tried; the oracle's come last."""


def tests_of(module: str) -> tuple[str, ...]:
    """Return the tests of a module of the localiser: its own, its folder's, the quick ones, the oracle's last."""
    folder, _, name = module.rpartition("/")
    own = [one for one in QUICK_TESTS if one == f"{folder}/test_{name}".removeprefix("/")]
    beside = [one for one in QUICK_TESTS if one.startswith(f"{folder}/")]
    names = dict.fromkeys([*own, *beside, *QUICK_TESTS])
    return tuple(f"{LOCALISING}/{name}.py" for name in (*names, "solve/test_smallest_sets"))


CHECKS = (
    f"{REPORT}/test_rules.py",
    *(f"{CHECKING}/test_{name}.py" for name in ("equations", "coverage", "explaining", "years", "units")),
)
PROOF = "tests/engine/word/proof"
PROVING = (f"{PROOF}/test_read_back.py", f"{PROOF}/test_body_text.py", "tests/engine/form_matching/test_rows.py")
WITH_TESTS_OF_THEIR_OWN: dict[str, tuple[str, ...]] = {
    "reportgen/reports/disclosure/rules.py": CHECKS,
    "reportgen/reports/disclosure/model.py": CHECKS,
    "reportgen/reports/disclosure/rules_across_years.py": CHECKS,
    "reportgen/reports/disclosure/form_2021/model.py": CHECKS,
    "reportgen/reports/disclosure/form_2021/rules.py": (f"{REPORT}/form_2021/test_rules.py", *CHECKS),
    "reportgen/reports/disclosure/form_2021/years.py": CHECKS,
    "reportgen/report/findings.py": ("tests/report/test_findings.py",),
    "reportgen/report/rules.py": ("tests/report/test_rules.py", "tests/report/test_rule_forms.py", *CHECKS),
    "reportgen/report/rule_forms.py": ("tests/report/test_rule_forms.py",),
    "reportgen/report/wording.py": ("tests/report/test_wording.py", *CHECKS),
    "reportgen/engine/checking/equations.py": (f"{CHECKING}/test_equations.py", *CHECKS),
    "reportgen/engine/checking/years.py": (f"{CHECKING}/test_years.py",),
    "reportgen/engine/checking/units.py": (f"{CHECKING}/test_units.py",),
    "reportgen/engine/localising/repairs.py": (
        f"{LOCALISING}/test_repairs.py",
        f"{LOCALISING}/error_models/test_whole_tables.py",
    ),
    "reportgen/engine/localising/inequalities.py": (f"{LOCALISING}/test_inequalities.py",),
    "reportgen/engine/localising/error_models/whole_tables.py": (f"{LOCALISING}/error_models/test_whole_tables.py",),
    "reportgen/engine/form_matching/rows.py": PROVING[::-1],
    "reportgen/engine/word/proof/body_text.py": (*PROVING[1::-1], f"{PROOF}/test_receipt.py"),
    "reportgen/engine/word/proof/plain_xml.py": PROVING[1::-1],
    "reportgen/engine/word/proof/provenance.py": (f"{PROOF}/test_provenance.py", f"{PROOF}/test_receipt.py"),
    "reportgen/engine/word/proof/read_back.py": PROVING,
    "reportgen/engine/word/proof/receipt.py": (f"{PROOF}/test_receipt.py", f"{PROOF}/test_provenance.py"),
    "reportgen/engine/word/proof/traced_render.py": (f"{PROOF}/test_receipt.py", f"{PROOF}/test_provenance.py"),
}
SUBJECTS: dict[str, tuple[str, ...]] = {
    **{
        path.relative_to(ROOT).as_posix(): tests_of(path.relative_to(LOCALISER).with_suffix("").as_posix())
        for path in sorted(LOCALISER.rglob("*.py"))
        if path.name != "__init__.py"
    },
    **WITH_TESTS_OF_THEIR_OWN,
}
"""The modules that are changed, each with the tests that answer for it, the likeliest to notice first."""


@attrs.frozen
class Verdict:
    """One change and whether a test noticed; ``hung`` tells that the tests did not come to an end."""

    mutant: Mutant
    killed: bool
    hung: bool = False


def all_mutants(only: str) -> list[Mutant]:
    """Return every change of every module whose name contains ``only``, in order."""
    return [
        mutant
        for module in SUBJECTS
        if only in module
        for mutant in mutants(module, (ROOT / module).read_text(encoding="utf-8"))
    ]


def equivalents() -> dict[str, str]:
    """Return the reason by name for each change that is known to change nothing; ``name # reason`` on a line."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return dict(line.rsplit(" # ", 1) for line in lines if " # " in line and not line.startswith("#"))


def copy_of_the_tree(folder: Path) -> Path:
    """Copy what the tests need."""
    for name in COPIED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    return folder


def run_tests(copy: Path, tests: tuple[str, ...]) -> int | None:
    """Return pytest's exit code in ``copy``, ``None`` where it did not come to an end."""
    # No bytecode: a change that keeps size and second of a file would go unnoticed by Python itself.
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "CI": ""}
    existing = [test for test in dict.fromkeys(tests) if (copy / test).exists()]
    limited = ["sh", "-c", f'ulimit -t {CPU_LIMIT} && exec "$@"', "sh"] if os.name == "posix" else []
    command = [
        *limited,
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "--tb=no",
        "--hypothesis-seed=0",
        *existing,
    ]
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=TIME_LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return None
    return None if done.returncode < 0 else done.returncode  # a signal: it ran out of its CPU time


def judge(mutant: Mutant, copy: Path) -> Verdict:
    """Make the change in ``copy``, run its tests there, and take the change back."""
    path = copy / mutant.module
    original = path.read_text(encoding="utf-8")
    path.write_text(mutant.source, encoding="utf-8")
    try:
        code = run_tests(copy, SUBJECTS[mutant.module])
    finally:
        path.write_text(original, encoding="utf-8")
    return Verdict(mutant, killed=code != 0, hung=code is None)


def judge_all(chosen: list[Mutant]) -> Iterator[Verdict]:
    """Judge every change, two at a time, and say so on standard error."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(WORKERS):
            copies.put(copy_of_the_tree(Path(folder, str(number))))
        clean = copies.get()
        for tests in dict.fromkeys(SUBJECTS[mutant.module] for mutant in chosen):
            if run_tests(clean, tests) != 0:
                sys.exit(f"未改动的代码已有测试失败 / tests already fail on the unchanged code: {' '.join(tests)}")
        copies.put(clean)

        def work(mutant: Mutant) -> Verdict:
            copy = copies.get()
            try:
                return judge(mutant, copy)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(WORKERS) as pool:
            for verdict in pool.map(work, chosen):
                if not verdict.killed:
                    print(f"survived  {verdict.mutant.key}", file=sys.stderr, flush=True)
                yield verdict


def report(verdicts: list[Verdict], reasons: dict[str, str], seconds: float) -> dict[str, object]:
    """Print the table and the survivors; return the same as data."""
    rows = []
    print("killed  of  share  hung  module")
    for module in SUBJECTS:
        own = [one for one in verdicts if one.mutant.module == module]
        if own:
            killed, hung = sum(one.killed for one in own), sum(one.hung for one in own)
            rows.append({"module": module, "mutants": len(own), "killed": killed, "hung": hung})
            print(f"{killed:6} {len(own):3} {killed / len(own):6.1%} {hung:5}  {module}")
    killed = sum(one.killed for one in verdicts)
    print(f"{killed:6} {len(verdicts):3} {killed / max(len(verdicts), 1):6.1%}        all, in {seconds:.0f} s")
    survivors = [one.mutant for one in verdicts if not one.killed]
    if survivors:
        print("\nsurvivors:")
    for mutant in survivors:
        print(f"  {mutant.key}")
    return {
        "mutants": len(verdicts),
        "killed": killed,
        "share": killed / max(len(verdicts), 1),
        "modules": rows,
        "survivors": [{"where": mutant.key, "name": mutant.name} for mutant in survivors],
        "equivalent": reasons,
        "kinds": Counter(one.mutant.kind for one in verdicts),
        "seconds": round(seconds),
    }


def main(argv: list[str] | None = None) -> int:
    """Judge what was asked for; return 1 where too many changes survive."""
    parser = argparse.ArgumentParser(prog="python3 dev.py mutate", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"only {QUICK} changes, drawn by --seed")
    parser.add_argument("--sample", type=int, help="only so many changes, drawn by --seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only modules whose path contains this")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    given = parser.parse_args(argv)
    reasons = equivalents()
    chosen = [mutant for mutant in all_mutants(given.only) if mutant.name not in reasons]
    size = given.sample or (QUICK if given.quick else len(chosen))
    if size < len(chosen):
        print(f"{size} of {len(chosen)} changes, seed {given.seed}")
        chosen = random.Random(given.seed).sample(chosen, size)
    started = time.monotonic()
    figures = report(list(judge_all(chosen)), reasons, time.monotonic() - started)
    if given.json:
        given.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    share = figures["share"]
    return 0 if isinstance(share, float) and share >= BAR else 1


if __name__ == "__main__":
    raise SystemExit(main())
