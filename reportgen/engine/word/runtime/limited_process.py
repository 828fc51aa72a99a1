"""Work on a template that nobody vouches for, in a process of its own that cannot outgrow its limits.

A template cannot call, calculate or name anything outside the data, and a rendering counts what it writes and how often
it loops; what remains to be bounded from outside is the time of reading a hostile template, and docxtpl's own road.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeVar

from reportgen.core.errors import Fault, ReportgenError, TemplateError
from reportgen.core.limits import DEFAULT, MEBIBYTE, Limits
from reportgen.core.text import Text

Result = TypeVar("Result")
_WALL_FACTOR: Final = 3
"""A process that waits instead of working is stopped after this many times its CPU limit."""
_START: Final = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from reportgen.engine.word.runtime.limited_process import serve; serve()"
)
_KILLED_BY_CPU: Final = -24  # SIGXCPU where there are signals
_KILLED: Final = -9


def run_limited(function: Callable[..., Result], /, *arguments: Any, limits: Limits = DEFAULT, **named: Any) -> Result:
    """Return ``function(*arguments, **named)``, run in a new process under the limits on CPU time and memory.

    ``function`` is a public one of an importable module; arguments and result can be pickled. Memory is limited where
    the system can do so (not on Windows).

    Raises:
        ReportgenError: what the function raised.
        TemplateError: ``limit-time``, ``limit-memory`` or ``limit-crash``, if the process was stopped.
    """
    job = pickle.dumps(sys.path) + pickle.dumps((limits, function, arguments, named))
    process = subprocess.Popen(  # noqa: S603 — this interpreter, these modules
        [sys.executable, "-I", "-c", _START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        answer, _ = process.communicate(job, timeout=limits.render_cpu_seconds * _WALL_FACTOR)
    except subprocess.TimeoutExpired:
        _stopped("limit-time", limits)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    if process.returncode in (_KILLED_BY_CPU, _KILLED):
        _stopped("limit-time", limits)
    try:
        kind, value = pickle.loads(answer)  # noqa: S301 — written by our own process
    except (EOFError, pickle.UnpicklingError):
        _stopped("limit-crash", limits)
    if kind == "raised":
        raise value
    if kind == "memory":
        _stopped("limit-memory", limits)
    result: Result = value
    return result


def _stopped(id: str, limits: Limits) -> NoReturn:
    seconds, most = limits.render_cpu_seconds, limits.memory_bytes // MEBIBYTE
    says = {
        "limit-time": Text(
            zh=f"处理模板超过 {seconds} 秒，已停止", en=f"the template took more than {seconds} seconds; stopped"
        ),
        "limit-memory": Text(
            zh=f"处理模板需要的内存超过 {most} MB，已停止", en=f"the template needed more than {most} MB; stopped"
        ),
        "limit-crash": Text(zh="处理模板的进程意外结束", en="the process that handled the template ended unexpectedly"),
    }[id]
    remedy = Text(zh="请不要使用来历不明的模板", en="Do not use a template from an unknown sender")
    raise TemplateError(Fault(id, says, remedy=remedy))


def serve() -> None:
    """Do one job from standard input and answer on standard output: the other end of :func:`run_limited`."""
    limits, function, arguments, named = pickle.load(sys.stdin.buffer)  # noqa: S301 — written by our own process
    _limit(limits)
    try:
        answer = pickle.dumps(("done", function(*arguments, **named)))
    except ReportgenError as problem:
        answer = pickle.dumps(("raised", problem))
    except (MemoryError, RecursionError):
        answer = pickle.dumps(("memory", None))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _limit(limits: Limits) -> None:
    if os.name == "nt":
        return
    import resource  # noqa: PLC0415 — only where there is one

    seconds = limits.render_cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":  # macOS knows the limit and does not keep it
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
