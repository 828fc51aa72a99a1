"""``python3 dev.py bench``: measures every goal side by side, prints the tables and writes JSON."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import node_engines
from benchmarks.goals import BY_ROW
from benchmarks.results import as_plain, goals_table, renderers_table
from benchmarks.rows import measure_all
from benchmarks.sample import ROOT
from benchmarks.session import FULL, QUICK, Session
from benchmarks.workbench import prepare


def arguments(given: list[str]) -> argparse.Namespace:
    """Return the options."""
    parser = argparse.ArgumentParser(prog="dev.py bench --", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, under a minute: 快速，只看大概")
    parser.add_argument("--only", action="append", choices=list(BY_ROW), metavar="ROW", help=", ".join(BY_ROW))
    parser.add_argument("--json", type=Path, default=ROOT / "out" / "benchmarks.json", metavar="FILE")
    parser.add_argument("--npm", action="store_true", help="install the renderers of benchmarks/node first")
    return parser.parse_args(given)


def main(given: list[str]) -> int:
    """Measure, print, write; return 1 where a row could not be measured or a bar was missed."""
    options = arguments(given)
    effort = QUICK if options.quick else FULL
    wanted = frozenset(options.only or BY_ROW)
    if options.npm and (reason := node_engines.install()) is not None:
        print(f"npm: {reason}", file=sys.stderr)
    started = time.monotonic()
    with TemporaryDirectory() as folder:
        bench, reports = prepare(Path(folder), effort.variety)
        session = Session(bench, reports, effort, wanted)
        results = measure_all(session, lambda text: print(text, file=sys.stderr, flush=True))
    settings = {"quick": options.quick, "seconds": round(time.monotonic() - started), "rows": sorted(wanted)}
    if session.rendered:
        print(f"{renderers_table(session.rendered)}\n")
    print(goals_table(results))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    plain = as_plain(results, session.rendered, settings)
    options.json.write_text(json.dumps(plain, ensure_ascii=False, indent=1), "utf-8")
    print(f"\n{settings['seconds']} s; {options.json}")
    return 0 if all(result.verdict in {"met", "reached"} for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
