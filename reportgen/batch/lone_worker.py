"""Does jobs one at a time in a process of our own, so that a data file that ends its process is identified.

multiprocessing is not used: it would import the caller's program again, or fork a process that has threads.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any, Final

from reportgen.batch.outcomes import Done, Job, Outcome, Work, attempt, refusal
from reportgen.core.errors import Fault
from reportgen.core.text import Text

_START: Final = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from reportgen.batch.lone_worker import serve; serve()"
)
_READY: Final = "ready"
_DIED: Final = (EOFError, pickle.UnpicklingError, OSError)
"""The errors at the pipes of a process that ended."""


class StartError(Exception):
    """The process cannot be started."""


def one_at_a_time(work: Work, program: str, jobs: Mapping[int, Job]) -> Iterator[tuple[int, Done]]:
    """Yield each job's number and its result; a data file that ends its process twice is refused."""
    waiting = deque(jobs.items())
    suspects: set[int] = set()
    while waiting:
        try:
            with _worker(work, program) as ask:
                while waiting:
                    number, job = waiting[0]
                    done = ask(job)
                    waiting.popleft()
                    yield number, done
        except StartError:
            for number, job in waiting:
                yield number, (Outcome(job.source, job.target, "refused", (_not_started(job),)), None)
            return
        except _DIED:
            number, job = waiting[0]
            if number in suspects:
                waiting.popleft()
                yield number, (Outcome(job.source, job.target, "refused", (_killed(job),)), None)
            suspects.add(number)


@contextlib.contextmanager
def _worker(work: Work, program: str) -> Iterator[Callable[[Job], Done]]:
    """Yield a function that does a job in a new process; it raises one of ``_DIED`` if the process ends meanwhile."""
    try:
        process = subprocess.Popen(  # noqa: S603 — this interpreter, these modules
            [sys.executable or "", "-I", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise StartError from error
    jobs, answers = _pipe(process.stdin), _pipe(process.stdout)

    def ask(message: object) -> Any:
        jobs.write(pickle.dumps(message))
        jobs.flush()
        return pickle.load(answers)  # noqa: S301 — written by our own process

    try:
        try:
            jobs.write(pickle.dumps(sys.path))
            ask((work, program))
        except _DIED as error:
            raise StartError from error
        yield ask
    finally:
        process.kill()
        process.wait()
        answers.close()
        with contextlib.suppress(OSError):  # unread input of a process that ended
            jobs.close()


def serve() -> None:
    """Do jobs from standard input until it ends, and answer on standard output: the other end of ``_worker``."""
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may print into the answers
    work, program = pickle.load(jobs)  # noqa: S301 — written by our own process
    answer: object = _READY
    with contextlib.suppress(EOFError):
        while True:
            answers.write(pickle.dumps(answer))
            answers.flush()
            answer = attempt(work, program, pickle.load(jobs))  # noqa: S301 — the same


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # never with PIPE
        raise StartError
    return stream


def _killed(job: Job) -> Fault:
    says = Text(
        "处理这个文件的进程两次被系统强行结束（多半是内存不足），没有写出这份报告",
        "the process that handled this file was killed twice, most likely for want of memory; nothing was written",
    )
    remedy = Text("请检查这个文件是否损坏，再单独运行一次", "See whether the file is damaged, and run it alone")
    return refusal(job.source, "worker-killed", says, remedy)


def _not_started(job: Job) -> Fault:
    says = Text(
        "处理文件的进程中途退出，系统又不能启动新的进程，没有写出这份报告",
        "the worker processes ended, and the system started no other; this report was not written",
    )
    return refusal(job.source, "worker-not-started", says, Text("请稍后再运行一次", "Run the batch again later"))
