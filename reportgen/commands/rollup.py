"""``reportgen rollup``: the reports of many units added up to that of the office above them."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.api import several
from reportgen.commands.command_line.path_arguments import is_many
from reportgen.commands.printing.console import language, say, say_lines
from reportgen.commands.printing.summary_text import left_out_words
from reportgen.core.text import Text
from reportgen.remote_files import Place, place
from reportgen.rolling_up.roll_up import RolledUp
from reportgen.workers.processes import workers

_FEW = 100
"""So many files are read before other processes would have started."""
_SHOWN = 8


@click.command("rollup")
@click.argument("units", nargs=-1, required=True, metavar="UNITS…")
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="写到哪个新文件：.yaml 或 .xlsx / a new file: .yaml or .xlsx"
)
@click.option("--own", metavar="DATA", help="本级自己的数据和文字 / the data and prose of the office itself")
@click.option("--organ", metavar="NAME", help="没有 --own 时，本级机关全称 / without --own, the office's full name")
@click.option("--expect", metavar="LIST", help="应交单位名单，一行一个 / the units there must be, one a line")
@click.option(
    "--despite-missing",
    is_flag=True,
    help="没有交的、读不出来的、年份或格式不同的，不加也汇总 / go on without units that cannot be added",
)
@click.option(
    "--despite-findings",
    is_flag=True,
    help="数字对不上的，按现有数字相加 / add units that do not reconcile as they are",
)
@click.option("--problems", metavar="FILE", help="把有问题的单位全部列入 CSV / list every unit at fault in a CSV file")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="用几个进程，默认全部处理器 / how many processes")
@click.option("--dask", metavar="ADDRESS", help="交给这个地址的 Dask 集群 / let the Dask cluster at this address work")
def command(  # noqa: PLR0913 — one argument for every option
    units: tuple[str, ...],
    *,
    output: str,
    own: str | None,
    organ: str | None,
    expect: str | None,
    despite_missing: bool,
    despite_findings: bool,
    problems: str | None,
    jobs: int | None,
    dask: str | None,
) -> None:
    """把各单位 UNITS（文件或文件夹）的数字逐格相加，写成上级机关的数据文件；平均数、名次等不能相加的留空。

    缺单位、重复、年份或格式不同、数字对不上时不汇总。汇总后用 explain 可以查到每个数来自哪个单位的哪一行。

    Add up the figures of UNITS, files and folders, into the data file of the office above them. What does not add up is
    left blank. Refuses units that are missing, twice, of another year or form, or that do not reconcile.
    """
    few = jobs is None and dask is None and len(units) < _FEW and not any(is_many(unit) for unit in units)
    with workers(1 if few else jobs, dask) as crew:
        result = several.rollup(
            units,
            output,
            own=own,
            organ=organ,
            expect=expect,
            despite_missing=despite_missing,
            despite_findings=despite_findings,
            problems=problems,
            executor=crew.executor,
            flying=crew.flying,
        )
    _say(result, place(output))


def _say(result: RolledUp, path: Place) -> None:
    where = path.absolute() if isinstance(path, Path) else path
    say(
        Text(
            f"已把 {result.units} 个单位的数字相加，写出：{where}；每个单位的数字记在 {result.ledger.name}",
            f"{result.units} units added up: {where}; every unit's figures are in {result.ledger.name}",
        )
    )
    if result.left_out.count:
        say(left_out_words(result.left_out))
    if result.problems:
        say_lines(f"  {problem.says.in_(language())}" for problem in result.problems[:_SHOWN])
        more = len(result.problems) - _SHOWN
        if more > 0:
            say(Text(f"  另有 {more} 个单位有问题，全部清单用 --problems 写出", f"  and {more} more; see --problems"))
    _blanks(result, result.not_added, Text("不能相加，请填写", "do not add up; fill them in"))
    _blanks(result, result.undecided, Text("有的单位空白，合计不了，请填写", "are blank in some unit; fill them in"))
    say(
        Text(
            f"接下来：写好文字部分，运行 reportgen check {path}；查一个数的来源：reportgen explain {path} 数字的名称",
            f"Next: write the prose, then reportgen check {path}; reportgen explain {path} ADDRESS shows the units",
        )
    )


def _blanks(result: RolledUp, addresses: tuple[str, ...], words: Text) -> None:
    if addresses:
        book = result.report.addresses
        names = [f"{book[name].label.in_(language())} [{name}]" for name in addresses[:_SHOWN]]
        more = len(addresses) - len(names)
        rest = Text(f"等 {len(addresses)} 个", f" and {more} more").in_(language()) if more else ""
        separator = Text("、", ", ").in_(language())
        say_lines([f"{words.in_(language())}{Text('：', ': ').in_(language())}{separator.join(names)}{rest}"])
