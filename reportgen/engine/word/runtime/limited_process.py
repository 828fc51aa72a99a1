"""Work on a template that nobody vouches for, in a process of its own that cannot outgrow its limits.

A template cannot call, calculate or name anything outside the data, and a rendering charges what it does before it does
it; what remains to be bounded from outside is the time of reading a hostile template, and the docxtpl fallback.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeVar

import attrs

from reportgen.core.errors import Fault, ReportgenError, TemplateError
from reportgen.core.limits import DEFAULT, MEBIBYTE, Limits
from reportgen.core.text import Text

Result = TypeVar("Result")
_WALL_FACTOR: Final = 3 if os.name == "nt" else 30
"""After this many times its CPU limit a process is stopped though it did not work so long.

Nothing of ours waits, so that only a busy machine is as slow; Windows has no other limit on time.
"""
_START: Final = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from reportgen.engine.word.runtime.limited_process import serve; serve()"
)
_KILLED_BY_CPU: Final = -24  # SIGXCPU where there are signals
_KILLED: Final = -9
_SHOWN_CHARACTERS: Final = 200
_FROM_SOMEBODY: Final = Text(zh="请不要使用来历不明的模板", en="Do not use a template from an unknown sender")
_AGAIN: Final = Text(
    zh="请重试；仍然如此时，请检查内存是否足够，并且不要使用来历不明的模板",
    en="Try again; if it happens again, see whether memory is short, and do not use a template from an unknown sender",
)


def run_limited(function: Callable[..., Result], /, *arguments: Any, limits: Limits = DEFAULT, **named: Any) -> Result:
    """Return ``function(*arguments, **named)``, run in a new process under the limits on CPU time and memory.

    ``function`` is a public one of an importable module; arguments and result can be pickled. Memory is limited where
    the system can do so (not on Windows).

    Raises:
        ReportgenError: what the function raised.
        TemplateError: ``limit-time``, ``limit-memory`` or ``limit-crash``, if the process was stopped; ``limit-start``,
            if there could be none; ``internal``, if the function failed by a fault of its own.
    """
    limits = _allowed(limits)
    job = pickle.dumps(sys.path) + pickle.dumps((limits, function, arguments, named))
    try:
        process = subprocess.Popen(  # noqa: S603 — this interpreter, these modules
            [sys.executable, "-I", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as problem:
        raise TemplateError(_not_started(problem)) from None
    longest = limits.render_cpu_seconds * _WALL_FACTOR
    try:
        answer, _ = process.communicate(job, timeout=longest)
    except subprocess.TimeoutExpired:
        raise TemplateError(_slow(longest)) from None
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
    if kind == "failed":
        raise TemplateError(_internal(value))
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
    remedy = _FROM_SOMEBODY if id != "limit-crash" else _AGAIN
    raise TemplateError(Fault(id, says, remedy=remedy))


def _slow(seconds: int) -> Fault:
    says = Text(
        zh=f"处理模板用了 {seconds} 秒还没有结束，已停止",
        en=f"the template was not done after {seconds} seconds; stopped",
    )
    remedy = Text(
        zh="电脑正忙时请稍后重试；仍然如此时，不要使用该模板",
        en="Try again when the machine is less busy; if it happens again, do not use the template",
    )
    return Fault("limit-time", says, remedy=remedy)


def _not_started(problem: OSError) -> Fault:
    why = problem.strerror or str(problem)
    says = Text(
        zh=f"无法启动处理模板的进程（{why}）", en=f"the process that handles the template cannot be started ({why})"
    )
    return Fault("limit-start", says, remedy=_AGAIN)


def _internal(problem: str) -> Fault:
    says = Text(
        zh=f"处理模板时程序内部出错（{problem}）", en=f"reportgen itself failed while handling the template ({problem})"
    )
    remedy = Text(
        zh="这不是模板的错误；请把这条提示和模板一起发给程序的维护者",
        en="The template is not to blame; send this message and the template to whoever maintains reportgen",
    )
    return Fault("internal-error", says, remedy=remedy)


def _allowed(limits: Limits) -> Limits:
    """Return ``limits``, lowered to those that the system has already set for this process."""
    if os.name == "nt":
        return limits
    import resource  # noqa: PLC0415 — only where there is one

    seconds, memory = (
        min((wanted, *(bound for bound in resource.getrlimit(kind) if bound != resource.RLIM_INFINITY)))
        for kind, wanted in (
            (resource.RLIMIT_CPU, limits.render_cpu_seconds),
            (resource.RLIMIT_AS, limits.memory_bytes),
        )
    )
    return attrs.evolve(limits, render_cpu_seconds=seconds, memory_bytes=memory)


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
    except Exception as problem:  # noqa: BLE001 — whatever it was, it is reported, not blamed on the template
        answer = pickle.dumps(("failed", f"{type(problem).__name__}: {problem}"[:_SHOWN_CHARACTERS]))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _limit(limits: Limits) -> None:
    if os.name == "nt":
        return
    import resource  # noqa: PLC0415 — only where there is one

    _lower(resource.RLIMIT_CPU, limits.render_cpu_seconds, limits.render_cpu_seconds + 1)
    _lower(resource.RLIMIT_CORE, 0, 0)
    if sys.platform != "darwin":  # macOS knows the limit and does not keep it
        _lower(resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes)


def _lower(kind: int, soft: int, hard: int) -> None:
    """Set a limit of this process, which may be lowered only."""
    import resource  # noqa: PLC0415 — only where there is one

    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(kind, (soft, hard))
