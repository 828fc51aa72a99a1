#!/usr/bin/env python3
"""Runs everything a developer needs from a checkout, on any system: ``python3 dev.py demo``, ``python3 dev.py test``.

Standard library only. The first run makes ``.venv`` with the versions of ``constraints.txt``; later ones reuse it.
"""

import argparse
import functools
import hashlib
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

NEEDED = (3, 11)
if sys.version_info < NEEDED:  # before any line that an older Python cannot run
    sys.exit(
        f"本项目需要 Python 3.11 或更高版本，当前是 {sys.version.split()[0]}。请安装后用它运行 dev.py。\n"
        f"This project needs Python 3.11 or newer; this is {sys.version.split()[0]}. Install it and run dev.py again."
    )

import tomllib  # noqa: E402  an older Python does not have it

ROOT = Path(__file__).resolve().parent
MINORS = (11, 12, 13, 14)
SAMPLE = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")
BROKEN_SAMPLE = SAMPLE.parent / "broken" / "unbalanced-column.yaml"
DEMO = Path("out", "kaifeng-2021.docx")
DEMO_WORKBOOK = DEMO.with_suffix(".xlsx")
DEMO_DRAFT = DEMO.with_stem("kaifeng-2021-draft")
USER, DEVELOPER = "user", "developer"
MODULES = {
    USER: ("docxtpl", "hatchling", "python_calamine", "reportgen", "xlsxwriter"),
    DEVELOPER: ("hypothesis", "importlinter", "isal", "mypy", "openpyxl", "pytest", "ruff", "xdist"),
}
"""What an environment holds at each level; a developer's holds a user's too."""

COMMANDS = {
    "setup": "准备开发环境 .venv（其他命令会自动执行）/ make .venv with every tool (other commands do so when needed)",
    "demo": f"由开封样例生成 {DEMO.as_posix()}、工作簿和草稿 / Kaifeng: {DEMO.as_posix()}, a workbook, a draft",
    "test": "全部检查与测试；「test -- 参数」只运行 pytest / every check and test; 'test -- ARGS' runs pytest only",
    "seeds": "以新的随机种子运行性质测试 / the property tests with a fresh seed",
    "pythons": "在本机其他各版 Python 下运行测试 / the tests under every other Python of this machine",
    "lint": "代码风格与格式 / style and formatting (ruff)",
    "types": "类型 / types (mypy)",
    "contracts": "模块之间的方向 / directions between modules (import-linter)",
    "soak": "十万个文本和数字原样通过 / 100,000 texts and numbers through every part",
    "accessibility": "网页和图解是否人人能读（axe-core）/ can everybody read the pages (axe-core in Chromium)",
    "archives": "归档的 PDF 是否符合 PDF/A（Apache PDFBox）/ do PDFs for archives keep to PDF/A (Apache PDFBox)",
    "schemas": "生成的文档是否符合 Open XML 规范 / do documents keep to the schemas of Office Open XML",
    "bench": "性能对比 / speed, side by side",
    "mutate": "测试能否发现规则、定位与核验中的小改动 / do tests notice small changes to rules, localiser and proof",
    "fuzz": "用不断变化的输入寻找错误 / changed inputs without end, looking for faults",
    "docs": "由各命令的 --help 更新 docs/commands.md / write docs/commands.md from the help of every command",
    "pictures": "重做 README 里的图片（需要 LibreOffice 和 poppler）/ make the pictures of README again",
    "wheel": "生成安装包到 dist/ / build the package into dist/",
    "run": "运行 reportgen，例如「run -- check 文件」/ run reportgen, as in 'run -- check FILE'",
}


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""


def say(chinese: str, english: str) -> None:
    """Print one message in both languages."""
    print(f"{chinese}\n{english}", flush=True)


@dataclass(frozen=True)
class Environment:
    """A virtual environment in ``folder``, made with the Python ``base``, whose full version is ``version``."""

    folder: Path
    base: str
    version: str

    @property
    def stamp(self) -> Path:
        """Return the file that the setup writes last: the level, and the hash of all that decides what is installed."""
        return self.folder / "dev-stamp"

    @property
    def scripts(self) -> Path:
        """Return the folder of its commands."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        """Return its Python."""
        return self.scripts / ("python.exe" if os.name == "nt" else "python")


MAIN = Environment(
    ROOT / ".venv",
    getattr(sys, "_base_executable", None) or sys.executable,  # another environment's Python may run this
    f"{sys.version} {sys.base_prefix}",
)


def variables(of: Environment) -> dict[str, str]:
    """Return what the tools run with: UTF-8 everywhere, and no other Python's settings.

    Tests start Python some hundred times: where no bytecode were written, each would compile every module anew.
    """
    others = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in others}
    kept["PATH"] = os.pathsep.join([str(of.scripts), kept.get("PATH", "")])
    return kept | {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}


def stamp(pyproject: bytes, constraints: bytes, python: str, root: Path) -> str:
    """Return a hash of all that decides what an environment holds.

    Of pyproject.toml only what is installed counts, so that a changed lint rule does not rebuild the environment.
    The place counts because an editable install and its scripts hold absolute paths.
    """
    settings = tomllib.loads(pyproject.decode())
    installed = [settings.get("project"), settings.get("build-system"), settings.get("tool", {}).get("hatch")]
    parts = [json.dumps(installed, sort_keys=True), constraints.decode(), python, str(root)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def current_stamp(of: Environment) -> str:
    """Return the stamp that the environment has when it is good for this checkout."""
    pyproject, constraints = (ROOT / "pyproject.toml").read_bytes(), (ROOT / "constraints.txt").read_bytes()
    return stamp(pyproject, constraints, of.version, ROOT)


def is_ready(of: Environment, wanted: str, level: str = DEVELOPER) -> bool:
    """Tell whether the environment was finished for this stamp and level, and its Python still finds what it needs."""
    if level not in levels_of(of, wanted) or not of.python.exists():
        return False
    needed = MODULES[USER] + (MODULES[DEVELOPER] if level == DEVELOPER else ())
    question = f"import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, {needed!r})))"
    try:
        answer = subprocess.run([of.python, "-c", question], env=variables(of), capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def levels_of(of: Environment, wanted: str) -> tuple[str, ...]:
    """Return the levels that an environment was finished for with this stamp."""
    level, _, made_for = of.stamp.read_text(encoding="utf-8").partition(" ") if of.stamp.is_file() else ("", "", "")
    return () if made_for != wanted else (USER, DEVELOPER) if level == DEVELOPER else (USER,)


def captured(*command: str | Path, of: Environment = MAIN) -> subprocess.CompletedProcess[str]:
    """Run a tool from the checkout and keep what it prints, so that it can be shown only when it matters."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=variables(of),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def quietly(*command: str | Path, of: Environment, remedy: str) -> None:
    """Run a step of the setup; show what it printed only when it fails."""
    done = captured(*command, of=of)
    if done.returncode != 0:
        told = done.stdout.strip().splitlines()[-20:]
        raise SetupError("\n".join([*told, "", remedy]))


def setup(of: Environment = MAIN, level: str = DEVELOPER) -> None:
    """Make the environment unless it is ready; a half-made or damaged one is made anew, a user's is added to."""
    wanted = current_stamp(of)
    if is_ready(of, wanted, level):
        return
    folder = of.folder.name
    if level == USER:
        say(f"正在安装到 {folder}（只在第一次）……", f"Installing into {folder} (once) ...")
    else:
        say(
            f"正在准备开发环境 {folder}（只在第一次，约一两分钟）……",
            f"Setting up {folder} with the developers' tools (once, a minute or two) ...",
        )
    pip = (of.python, "-m", "pip", "install", "--quiet", "--constraint", "constraints.txt")
    remedy = (
        "依赖包安装失败：请检查网络或 pip 的设置，然后重试。\n"
        "The packages could not be installed: check the network or pip's settings and try again."
    )
    if not is_ready(of, wanted, USER):
        make(of)
        quietly(*pip, "hatchling", of=of, remedy=remedy)  # first, so that the build uses the pinned one
    of.stamp.unlink(missing_ok=True)
    what = ".[dev]" if level == DEVELOPER else ".[excel,pdf,progress]"
    quietly(*pip, "--no-build-isolation", "--editable", what, of=of, remedy=remedy)
    unfinished = of.stamp.with_suffix(".part")
    unfinished.write_text(f"{level} {wanted}", encoding="utf-8")
    unfinished.replace(of.stamp)


def make(of: Environment) -> None:
    """Make an empty environment in the place of whatever is there."""
    shutil.rmtree(of.folder, ignore_errors=True)
    remedy = (
        "无法创建虚拟环境：请安装 Python 的 venv 与 pip（Debian/Ubuntu：apt install python3-venv）。\n"
        "No virtual environment could be made: install Python's venv and pip (Debian: apt install python3-venv)."
    )
    quietly(of.base, "-m", "venv", "--clear", of.folder, of=of, remedy=remedy)


def candidates(minor: int) -> Iterator[Path]:
    """Give the places where Python 3.``minor`` may be: on the PATH, then pyenv's, the newest first."""
    on_the_path = shutil.which(f"python3.{minor}")
    if on_the_path is not None:
        yield Path(on_the_path)
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    released = [path for path in versions.glob(f"3.{minor}.*") if re.fullmatch(r"[0-9.]+", path.name)]
    for path in sorted(released, key=lambda each: int(each.name.rpartition(".")[2]), reverse=True):
        yield path / "bin" / "python"


def find_python(minor: int) -> Environment | None:
    """Return the environment of Python 3.``minor`` where one is found that runs and can make it, else None."""
    question = "import ensurepip, sys, venv; print(sys.version_info[1]); print(sys.version, sys.base_prefix)"
    for base in candidates(minor):
        try:  # pyenv's commands on the PATH exist also for versions that are not switched on
            answer = captured(base, "-c", question)
        except OSError:
            continue
        number, _, version = answer.stdout.partition("\n")
        if answer.returncode == 0 and number.strip() == str(minor):
            return Environment(ROOT / f".venv-3.{minor}", str(base), version.strip())
    return None


def run(*command: str | Path, cwd: Path = ROOT, of: Environment = MAIN) -> int:
    """Run a tool of the environment with this terminal and return its exit code."""
    return subprocess.run(command, cwd=cwd, env=variables(of), check=False).returncode


def tool(module: str, *arguments: str, of: Environment = MAIN) -> int:
    """Run a module of the environment's Python from the checkout."""
    return run(of.python, "-m", module, *arguments, of=of)


def lint(rest: list[str]) -> int:
    """Check style and formatting; with arguments, only style with them (``lint -- --fix``)."""
    style = tool("ruff", "check", "--quiet", *rest)
    if rest:
        return style
    layout = captured(MAIN.scripts / "ruff", "format", "--check", "--output-format", "concise")
    if layout.returncode != 0:
        say(layout.stdout.strip(), f"({MAIN.scripts.relative_to(ROOT) / 'ruff'} format)")
    return max(style, layout.returncode)


def types(rest: list[str]) -> int:
    """Check types."""
    return tool("mypy", "--no-error-summary", *rest)


def contracts(rest: list[str]) -> int:
    """Check the directions between modules; speak only when one is broken."""
    done = captured(MAIN.scripts / "lint-imports", "--cache-dir", ".cache/import-linter", *rest)
    if done.returncode != 0 or rest:
        print(done.stdout, flush=True)
    return done.returncode


def test(rest: list[str]) -> int:
    """Run every check and all tests, then show which failed; with arguments, only pytest with them."""
    if rest:
        return tool("pytest", *rest)
    steps: dict[str, Callable[[], int]] = {
        "风格 lint": lambda: lint([]),
        "类型 types": lambda: types([]),
        "方向 contracts": lambda: contracts([]),
        "测试 tests": lambda: tool("pytest", "--quiet", "-n", "2"),
    }
    return in_turn(steps)


def in_turn(steps: dict[str, Callable[[], int]]) -> int:
    """Take every step, whatever becomes of the others, then print a line for each; 1 if any failed."""
    rows = []
    for name, step in steps.items():
        started = time.monotonic()
        rows.append((name, step(), time.monotonic() - started))
    print()
    for name, code, seconds in rows:
        print(f"{'通过 ok    ' if code == 0 else '失败 FAILED'}  {seconds:6.1f} s  {name}")
    sys.stdout.flush()
    return max((min(abs(code), 1) for _, code, _ in rows), default=0)


def seeds(rest: list[str]) -> int:
    """Run the property tests with a fresh seed; a failure says how to run the same examples again."""
    seed = secrets.randbelow(2**32)
    given = [] if any(each.startswith("--hypothesis-seed") for each in rest) else [f"--hypothesis-seed={seed}"]
    code = tool("pytest", "--quiet", "-n", "2", "-m", "hypothesis", "--hypothesis-profile=fresh", *given, *rest)
    if code != 0:
        again = " ".join(["python3 dev.py seeds --", *given, *rest])
        say(f"再次运行同样的例子：{again}", f"The same examples again: {again}")
    return code


def pythons(rest: list[str]) -> int:
    """Run the tests under every other Python of this machine, and say which of them are not there."""
    steps: dict[str, Callable[[], int]] = {}
    missing = []
    for minor in MINORS:
        if minor == sys.version_info[1]:
            continue
        found = find_python(minor)
        if found is None:
            missing.append(f"3.{minor}")
        else:
            steps[f"Python {found.version.split()[0]}"] = functools.partial(test_under, found, rest)
    code = in_turn(steps)
    print(f"           {sys.version_info[0]}.{sys.version_info[1]}: python3 dev.py test")
    if missing:
        say(
            f"未找到（不在 PATH 上，也不在 pyenv 中）：Python {'、'.join(missing)}",
            f"Not found, neither on the PATH nor in pyenv: Python {', '.join(missing)}",
        )
    return code


def test_under(of: Environment, rest: list[str]) -> int:
    """Run the tests in an environment of another Python."""
    say(f"—— Python {of.version.split()[0]}", of.base)
    try:
        setup(of)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    return tool("pytest", "--quiet", "-n", "2", *rest, of=of)


def demo(_: list[str]) -> int:
    """Render the Kaifeng sample, make its workbook unless one is there, and a draft with a wrong figure; say so."""
    (ROOT / DEMO).parent.mkdir(exist_ok=True)
    code = run(MAIN.scripts / "reportgen", "render", SAMPLE, "-o", DEMO)
    if code == 0 and not (ROOT / DEMO_WORKBOOK).exists():  # somebody may have filled it in
        code = run(MAIN.scripts / "reportgen", "convert", SAMPLE, "-o", DEMO_WORKBOOK)
    if code == 0:  # of figures of which one is wrong, since that is what a draft is for
        code = run(MAIN.scripts / "reportgen", "render", BROKEN_SAMPLE, "--draft", "-o", DEMO_DRAFT)
    if code == 0:
        say(
            f"已由 {SAMPLE.as_posix()} 生成 {DEMO.as_posix()}：先核对勾稽关系，再读回逐格比对。请用 Word 或 WPS 打开。"
            f"同一份数据的工作簿：{DEMO_WORKBOOK.as_posix()}，请用 Excel 或 WPS 打开。"
            f"有一个数写错的草稿：{DEMO_DRAFT.as_posix()}。",
            f"Rendered {SAMPLE.as_posix()} to {DEMO.as_posix()}: the rules were checked first, then the document was "
            "read back and compared cell by cell. Open it with Word or WPS. The same data as a workbook: "
            f"{DEMO_WORKBOOK.as_posix()}. A draft with one wrong figure: {DEMO_DRAFT.as_posix()}.",
        )
    else:
        say(f"演示没有完成（退出码 {code}），原因见上。", f"The demo did not finish (exit code {code}): see above.")
    return code


def docs(_: list[str]) -> int:
    """Write the command reference."""
    return run(MAIN.python, "-m", "docs.command_reference")


def pictures(_: list[str]) -> int:
    """Make the pictures of README."""
    return run(MAIN.python, "-m", "docs.pictures")


def wheel(rest: list[str]) -> int:
    """Build the wheel into ``dist/`` with the pinned hatchling."""
    return tool("hatchling", "build", "--target", "wheel", "--directory", "dist", *rest)


def bench(rest: list[str]) -> int:
    """Measure, side by side."""
    return tool("benchmarks", *rest)


def soak(rest: list[str]) -> int:
    """Send 100,000 generated texts and numbers through every part of a document."""
    os.environ.setdefault("REPORTGEN_SOAK", "100000")
    return tool("pytest", "--quiet", "-s", "tests/engine/word/test_soaking.py", *rest)


def schemas(rest: list[str]) -> int:
    """Validate documents of every kind against the schemas of Office Open XML."""
    return tool("tests.schemas", *rest)


def accessibility(rest: list[str]) -> int:
    """Open published pages in a browser at two widths and have axe-core look at them; needs npm and Chromium."""
    return tool("tests.accessibility", *rest)


def archives(rest: list[str]) -> int:
    """Have Apache PDFBox look at PDFs for archives; needs Java and LibreOffice."""
    return tool("tests.archives", *rest)


def mutate(rest: list[str]) -> int:
    """Change rules, localiser and proof in a copy, one small change at a time, and count what the tests notice."""
    return tool("benchmarks.mutating", *rest)


def typed() -> str:
    """Return how this script is called on a command line here: ``py dev.py``, ``python3 dev.py``."""
    python = "py" if os.name == "nt" else Path(sys.orig_argv[0] if sys.orig_argv else sys.executable).name
    script = sys.argv[0] if sys.argv and Path(sys.argv[0]).name == "dev.py" else "dev.py"
    return f"{python} {script}"


def welcome() -> int:
    """Say what to do to whoever opened this file with a double click, and wait, so that it can be read."""
    say(
        "这个文件要在命令行窗口里使用，双击不会做什么。请这样做：\n"
        "1. 打开本文件夹，在上方的地址栏里输入 cmd，按回车；\n"
        f"2. 在打开的窗口里输入 {typed()} demo，按回车：会生成一份样例报告 {DEMO.as_posix()}；\n"
        f"3. 核对自己的数据：{typed()} run -- check 2025.yaml。用法见 README.zh-CN.md。",
        "This file is used on the command line; a double click does nothing. Open a terminal in this folder and run\n"
        f"{typed()} demo for a sample report, or {typed()} --help for everything else.",
    )
    if os.name == "nt" and sys.stdin is not None and sys.stdin.isatty():
        input("按回车键关闭 / press Enter to close ")
    return 2


def fuzz(rest: list[str]) -> int:
    """Run changed templates, packages and data files under limits, and print every new fault with its input."""
    return tool("fuzzing", *rest)


def office(rest: list[str]) -> int:
    """Run reportgen where the caller stands, so that file names mean what they say."""
    os.environ.setdefault("REPORTGEN_PROGRAM", f"{typed()} run --")
    return run(MAIN.scripts / "reportgen", *rest, cwd=Path.cwd())


ACTIONS = {
    "demo": demo,
    "test": test,
    "seeds": seeds,
    "pythons": pythons,
    "lint": lint,
    "types": types,
    "contracts": contracts,
    "bench": bench,
    "soak": soak,
    "accessibility": accessibility,
    "archives": archives,
    "schemas": schemas,
    "mutate": mutate,
    "fuzz": fuzz,
    "docs": docs,
    "pictures": pictures,
    "wheel": wheel,
    "run": office,
}


FOR_USERS = frozenset(("demo", "run", "wheel"))
"""The commands that need no developers' tools."""


def arguments(given: list[str]) -> tuple[str, list[str]]:
    """Return the command and what is passed on; ``--`` may be left out after ``run`` and ``mutate``."""
    parser = argparse.ArgumentParser(prog="dev.py", description="开发入口 / the developer's door")
    commands = parser.add_subparsers(dest="command", metavar="命令/COMMAND", required=True)
    for name, summary in COMMANDS.items():
        commands.add_parser(name, help=summary.replace("%", "%%"), description=summary)
    if given[:1] in (["run"], ["mutate"]) and given[1:2] != ["--"]:
        return given[0], given[1:]
    here = given.index("--") if "--" in given else len(given)
    command: str = parser.parse_args(given[:here]).command
    rest = given[here + 1 :]
    if rest and command in {"setup", "demo"}:
        parser.error(f"{command}：不接受更多参数 / takes no further arguments")
    return command, rest


def main() -> int:
    """Do what the command line asks and return the exit code."""
    for stream in (sys.stdout, sys.stderr):  # a Windows pipe would otherwise be GBK or Latin
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not sys.argv[1:]:
        return welcome()
    command, rest = arguments(sys.argv[1:])
    try:
        setup(level=USER if command in FOR_USERS else DEVELOPER)
        if command == "setup":
            say(f"开发环境已就绪：{MAIN.folder}", f"The environment is ready: {MAIN.folder}")
            return 0
        return ACTIONS[command](rest)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"无法运行 / could not be run: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        say("已中断", "interrupted")
        return 130


if __name__ == "__main__":
    sys.exit(main())
