#!/usr/bin/env python3
"""Runs everything a developer needs from a checkout, on any system: ``python3 dev.py demo``, ``python3 dev.py test``.

Standard library only. The first run makes ``.venv`` with the versions of ``constraints.txt``; later ones reuse it.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

NEEDED = (3, 11)
if sys.version_info < NEEDED:  # before any line that an older Python cannot run
    sys.exit(
        f"本项目需要 Python 3.11 或更高版本,当前是 {sys.version.split()[0]}。请安装后用它运行 dev.py。\n"
        f"This project needs Python 3.11 or newer; this is {sys.version.split()[0]}. Install it and run dev.py again."
    )

import tomllib  # noqa: E402  an older Python does not have it

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "dev-stamp"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
SAMPLE = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")
DEMO = Path("out", "kaifeng-2021.docx")
TOOLS = ("docxtpl", "hatchling", "hypothesis", "importlinter", "isal", "mypy", "pytest", "reportgen", "ruff", "xdist")

COMMANDS = {
    "setup": "准备开发环境 .venv(其他命令会自动执行)/ make .venv (every other command does so by itself)",
    "demo": f"由开封样例生成 {DEMO.as_posix()} / render the Kaifeng sample to {DEMO.as_posix()}",
    "test": "全部检查与测试;「test -- 参数」只运行 pytest / every check and test; 'test -- ARGS' runs pytest only",
    "lint": "代码风格与格式 / style and formatting (ruff)",
    "types": "类型 / types (mypy)",
    "contracts": "模块之间的方向 / directions between modules (import-linter)",
    "soak": "十万个文本和数字原样通过 / 100,000 texts and numbers through every part",
    "bench": "性能对比 / speed, side by side",
    "mutate": "测试能否发现规则与定位中的小改动 / do tests notice small changes to rules and localiser",
    "wheel": "生成安装包到 dist/ / build the package into dist/",
    "run": "运行 reportgen,例如「run -- check 文件」/ run reportgen, as in 'run -- check FILE'",
}


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""


def say(chinese: str, english: str) -> None:
    """Print one message in both languages."""
    print(f"{chinese}\n{english}", flush=True)


def environment() -> dict[str, str]:
    """Return what the tools run with: UTF-8 everywhere, and no other Python's settings."""
    others = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in others}
    kept["PATH"] = os.pathsep.join([str(SCRIPTS), kept.get("PATH", "")])
    return kept | {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}


def stamp(pyproject: bytes, constraints: bytes, python: str, root: Path) -> str:
    """Return a hash of all that decides what ``.venv`` holds.

    Of pyproject.toml only what is installed counts, so that a changed lint rule does not rebuild the environment.
    The place counts because an editable install and its scripts hold absolute paths.
    """
    settings = tomllib.loads(pyproject.decode())
    installed = [settings.get("project"), settings.get("build-system"), settings.get("tool", {}).get("hatch")]
    parts = [json.dumps(installed, sort_keys=True), constraints.decode(), python, str(root)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def current_stamp() -> str:
    """Return the stamp that a good environment of this checkout and this Python has."""
    pyproject, constraints = (ROOT / "pyproject.toml").read_bytes(), (ROOT / "constraints.txt").read_bytes()
    return stamp(pyproject, constraints, f"{sys.version} {sys.base_prefix}", ROOT)


def is_ready(wanted: str) -> bool:
    """Tell whether ``.venv`` was finished for this stamp and its Python still finds every tool."""
    if not STAMP.is_file() or STAMP.read_text(encoding="utf-8") != wanted or not PYTHON.exists():
        return False
    question = f"import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, {TOOLS!r})))"
    try:
        answer = subprocess.run([PYTHON, "-c", question], env=environment(), capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def captured(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a tool from the checkout and keep what it prints, so that it can be shown only when it matters."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def quietly(*command: str | Path, remedy: str) -> None:
    """Run a step of the setup; show what it printed only when it fails."""
    done = captured(*command)
    if done.returncode != 0:
        told = done.stdout.strip().splitlines()[-20:]
        raise SetupError("\n".join([*told, "", remedy]))


def setup() -> None:
    """Make ``.venv`` unless it is ready; a half-made or damaged one is made anew."""
    wanted = current_stamp()
    if is_ready(wanted):
        return
    say("正在准备开发环境 .venv(只在第一次,约一两分钟)……", "Setting up .venv (once, a minute or two) ...")
    shutil.rmtree(VENV, ignore_errors=True)
    base = getattr(sys, "_base_executable", None) or sys.executable  # another environment's Python may run this
    remedy = (
        "无法创建虚拟环境:请安装 Python 的 venv 与 pip(Debian/Ubuntu:apt install python3-venv)。\n"
        "No virtual environment could be made: install Python's venv and pip (Debian: apt install python3-venv)."
    )
    quietly(base, "-m", "venv", "--clear", VENV, remedy=remedy)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--constraint", "constraints.txt")
    remedy = (
        "依赖包安装失败:请检查网络或 pip 的设置,然后重试。\n"
        "The packages could not be installed: check the network or pip's settings and try again."
    )
    quietly(*pip, "hatchling", remedy=remedy)  # first, so that the build uses the pinned one
    quietly(*pip, "--no-build-isolation", "--editable", ".[dev]", remedy=remedy)
    unfinished = STAMP.with_suffix(".part")
    unfinished.write_text(wanted, encoding="utf-8")
    unfinished.replace(STAMP)


def run(*command: str | Path, cwd: Path = ROOT) -> int:
    """Run a tool of the environment with this terminal and return its exit code."""
    return subprocess.run(command, cwd=cwd, env=environment(), check=False).returncode


def tool(module: str, *arguments: str) -> int:
    """Run a module of the environment's Python from the checkout."""
    return run(PYTHON, "-m", module, *arguments)


def lint(rest: list[str]) -> int:
    """Check style and formatting; with arguments, only style with them (``lint -- --fix``)."""
    style = tool("ruff", "check", "--quiet", *rest)
    if rest:
        return style
    layout = captured(SCRIPTS / "ruff", "format", "--check", "--output-format", "concise")
    if layout.returncode != 0:
        say(layout.stdout.strip(), f"({SCRIPTS.relative_to(ROOT) / 'ruff'} format)")
    return max(style, layout.returncode)


def types(rest: list[str]) -> int:
    """Check types."""
    return tool("mypy", "--no-error-summary", *rest)


def contracts(rest: list[str]) -> int:
    """Check the directions between modules; speak only when one is broken."""
    done = captured(SCRIPTS / "lint-imports", "--cache-dir", ".cache/import-linter", *rest)
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
    rows = []
    for name, step in steps.items():
        started = time.monotonic()
        rows.append((name, step(), time.monotonic() - started))
    print()
    for name, code, seconds in rows:
        print(f"{'通过 ok    ' if code == 0 else '失败 FAILED'}  {seconds:6.1f} s  {name}")
    sys.stdout.flush()
    return max(min(abs(code), 1) for _, code, _ in rows)


def demo(_: list[str]) -> int:
    """Render the Kaifeng sample and say what was done."""
    (ROOT / DEMO).parent.mkdir(exist_ok=True)
    code = run(SCRIPTS / "reportgen", "render", SAMPLE, "-o", DEMO)
    if code == 0:
        say(
            f"已由 {SAMPLE.as_posix()} 生成 {DEMO.as_posix()}:先核对勾稽关系,再读回逐格比对。请用 Word 或 WPS 打开。",
            f"Rendered {SAMPLE.as_posix()} to {DEMO.as_posix()}: the rules were checked first, then the document was "
            "read back and compared cell by cell. Open it with Word or WPS.",
        )
    else:
        say(f"演示没有完成(退出码 {code}),原因见上。", f"The demo did not finish (exit code {code}): see above.")
    return code


def wheel(rest: list[str]) -> int:
    """Build the wheel into ``dist/`` with the pinned hatchling."""
    return tool("hatchling", "build", "--target", "wheel", "--directory", "dist", *rest)


def bench(rest: list[str]) -> int:
    """Measure, side by side."""
    return tool("benchmarks", *rest)


def soak(rest: list[str]) -> int:
    """Send 100,000 generated texts and numbers through every part of a document."""
    os.environ.setdefault("REPORTGEN_SOAK", "100000")
    return tool("pytest", "--quiet", "-s", "tests/engine/filling/test_soaking.py", *rest)


def mutate(rest: list[str]) -> int:
    """Change the rules and the localiser in a copy, one small change at a time, and count what the tests notice."""
    return tool("benchmarks.mutating", *rest)


def office(rest: list[str]) -> int:
    """Run reportgen where the caller stands, so that file names mean what they say."""
    return run(SCRIPTS / "reportgen", *rest, cwd=Path.cwd())


ACTIONS = {
    "demo": demo,
    "test": test,
    "lint": lint,
    "types": types,
    "contracts": contracts,
    "bench": bench,
    "soak": soak,
    "mutate": mutate,
    "wheel": wheel,
    "run": office,
}


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
        parser.error(f"{command}: 不接受更多参数 / takes no further arguments")
    return command, rest


def main() -> int:
    """Do what the command line asks and return the exit code."""
    for stream in (sys.stdout, sys.stderr):  # a Windows pipe would otherwise be GBK or Latin
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    command, rest = arguments(sys.argv[1:])
    try:
        setup()
        if command == "setup":
            say(f"开发环境已就绪:{VENV}", f"The environment is ready: {VENV}")
            return 0
        return ACTIONS[command](rest)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"无法运行 / could not be run: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
