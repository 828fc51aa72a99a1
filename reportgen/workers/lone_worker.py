"""Does items one at a time in a process of our own, so that a data file that ends its process is identified.

multiprocessing is not used: it would import the caller's program again, or fork a process that has threads.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, Final, Generic, Self, TypeVar

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.remote_files import Place
from reportgen.workers.tasks import Task

_START: Final = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from reportgen.workers.lone_worker import serve; serve()"
)
_READY: Final = "ready"
_DIED: Final = (EOFError, pickle.UnpicklingError, OSError)
"""The errors at the pipes of a process that ended."""
Item = TypeVar("Item")
Result = TypeVar("Result")


class StartError(Exception):
    """The process cannot be started."""


def can_travel(task: object) -> bool:
    """Return whether ``task`` can be sent to a process that does not know the caller's program."""
    try:
        return b"__main__" not in pickle.dumps(task)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False


class LoneWorker(Generic[Item, Result]):
    """A process of our own that does one item after another; it starts with the first and ends with the block."""

    def __init__(self, task: Task[Item, Result]) -> None:
        self._task = task
        self._stack = contextlib.ExitStack()
        self._ask: Callable[[Item], Result] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def each(self, items: Iterable[Item]) -> Iterator[Result]:
        """Yield the result of every item; one that ends its process twice is refused."""
        for item in items:
            yield self._once(item, self._again)

    def _again(self, item: Item) -> Result:
        return self._once(item, lambda item: self._task.refused(item, _killed(self._task.source(item))))

    def _once(self, item: Item, otherwise: Callable[[Item], Result]) -> Result:
        """Return the result for ``item``, or what is to be done ``otherwise`` where its process ended."""
        try:
            if self._ask is None:
                self._ask = self._stack.enter_context(_worker(self._task))
            return self._ask(item)
        except StartError:
            return self._task.refused(item, _not_started(self._task.source(item)))
        except _DIED:
            self._stack.close()
            self._ask = None
            return otherwise(item)


@contextlib.contextmanager
def _worker(task: Task[Item, Result]) -> Iterator[Callable[[Item], Result]]:
    """Yield a function that does an item in a new process; it raises one of ``_DIED`` if the process ends meanwhile."""
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
            ask(task)
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
    task = pickle.load(jobs)  # noqa: S301 — written by our own process
    answer: object = _READY
    with contextlib.suppress(EOFError):
        while True:
            answers.write(pickle.dumps(answer))
            answers.flush()
            answer = task(pickle.load(jobs))  # noqa: S301 — the same


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # never with PIPE
        raise StartError
    return stream


def _killed(source: Place) -> Fault:
    says = Text(
        "处理这个文件的进程两次被系统强行结束（多半是内存不足），没有写出这份报告",
        "the process that handled this file was killed twice, most likely for want of memory; nothing was written",
    )
    remedy = Text("请检查这个文件是否损坏，再单独运行一次", "See whether the file is damaged, and run it alone")
    return Fault("worker-killed", says, Origin(str(source)), remedy)


def _not_started(source: Place) -> Fault:
    says = Text(
        "处理文件的进程中途退出，系统又不能启动新的进程，没有写出这份报告",
        "the worker processes ended, and the system started no other; this report was not written",
    )
    remedy = Text("请稍后再运行一次", "Run the batch again later")
    return Fault("worker-not-started", says, Origin(str(source)), remedy)
