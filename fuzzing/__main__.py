"""Runs the fuzzers: ``python3 dev.py fuzz -- [--only NAME] [--minutes M] [--seed S] [--input FILE]``.

Each fuzzer has M minutes of CPU (a quarter of one unless said otherwise). A new fault is printed with its input, which
is kept in ``out/fuzz`` and run again by ``--only NAME --input FILE``. The exit code is 1 where there is one.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from fuzzing.changes import smaller
from fuzzing.findings import ROOT
from fuzzing.fuzzers import fuzzer, names
from fuzzing.running import Summary, examined, run

KEPT = ROOT / "out" / "fuzz"
Tell = Callable[[tuple[str, str, str]], None]
"""Gets a new fault: its kind, what is wrong, and the input."""


def main(given: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz", description=__doc__)
    parser.add_argument("--only", choices=names(), metavar="NAME", help=f"one of {', '.join(names())}")
    parser.add_argument("--minutes", type=float, default=0.25, metavar="M", help="of CPU, for each fuzzer")
    parser.add_argument("--seed", type=int, metavar="S", help="the same seed gives the same inputs")
    parser.add_argument("--input", type=Path, metavar="FILE", help="run this input of the fuzzer NAME only")
    options = parser.parse_args(given)
    if options.input is not None:
        if options.only is None:
            parser.error("--input needs --only NAME")
        result = examined(fuzzer(options.only), options.input.read_text(encoding="utf-8", errors="surrogatepass"))
        print(f"{options.only}: {result.outcome}")
        if result.problem is not None:
            print(f"{result.kind}\n{result.problem}")
        return int(result.problem is not None)
    seed = options.seed if options.seed is not None else secrets.randbelow(2**32)
    wrong = 0
    for name in [options.only] if options.only else names():
        summary = run(name, seed, options.minutes * 60, lambda found: _print(name, found))  # noqa: B023 — called inside
        wrong += len(summary.found)
        _sum_up(name, seed, summary)
    return int(wrong > 0)


def _print(name: str, found: tuple[str, str, str]) -> None:
    kind, problem, text = found

    def shows_it_too(shorter: str) -> bool:
        return examined(fuzzer(name), shorter).kind == kind

    if kind not in ("stopped", "slow"):
        text = smaller(text, shows_it_too)
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"{name}-{len(list(KEPT.iterdir())) + 1}.txt"
    file.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    again = f"python3 dev.py fuzz -- --only {name} --input {file.relative_to(ROOT).as_posix()}"
    print(
        f"\n{name}: {kind}\n{problem.rstrip()}\ninput ({len(text)} characters): {text[:500]!r}\nagain: {again}",
        flush=True,
    )


def _sum_up(name: str, seed: int, summary: Summary) -> None:
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in summary.outcomes.most_common())
    print(
        f"{name}: {summary.inputs} inputs in {summary.seconds / 60:.1f} minutes of CPU, {len(summary.found)} kinds of "
        f"fault (seed {seed}; {outcomes})",
        flush=True,
    )
    if summary.counted:
        print(f"{name}: figures {', '.join(f'{count} {kind}' for kind, count in summary.counted.items())}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
