"""The workers of a batch: processes of this machine, or a Dask cluster that somebody runs."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import Final

import attrs

from reportgen.core.errors import Fault, UsageError
from reportgen.core.extras import install
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.export.receipts.json_text import engine_digest

_CHUNKS_A_WORKER: Final = 4
_SECONDS: Final = 10
"""How long a cluster may take to answer."""


@attrs.frozen
class Workers:
    """An executor, or None where a single process of our own does the work, and how many chunks it takes at a time."""

    executor: Executor | None
    flying: int | None = None


@contextlib.contextmanager
def workers(jobs: int | None = None, dask: str | None = None) -> Iterator[Workers]:
    """Yield ``jobs`` processes, by default one for each processor, or the Dask cluster at the address ``dask``.

    Raises:
        UsageError: Dask is not installed, nothing answers at its address, or its workers have another reportgen.
    """
    if dask is not None:
        with _cluster(dask) as cluster:
            yield cluster
        return
    many = jobs or len(_processors())
    if many == 1:
        yield Workers(None)
        return
    spawn = multiprocessing.get_context("spawn")  # the same on every system; a fork would copy our threads' locks
    with ProcessPoolExecutor(many, mp_context=spawn, initializer=_start) as pool:
        yield Workers(pool, _CHUNKS_A_WORKER * many)


def _processors() -> range:
    affinity = getattr(os, "sched_getaffinity", None)
    return range(os.cpu_count() or 1 if affinity is None else len(affinity(0)))


def _start() -> None:
    """Leave Ctrl-C to the process that started this one, and end with it, also where it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)


@contextlib.contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    try:
        from distributed import Client  # noqa: PLC0415 — an extra
    except ImportError:
        says = Text("--dask 需要 Dask", "--dask needs Dask")
        remedy = install("dask")
        raise UsageError(Fault("missing-extra", says, Origin(address), remedy)) from None
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError):
        says = Text("这个地址没有 Dask 调度程序应答", "no Dask scheduler answers at this address")
        remedy = Text(
            "请核对地址（例如 tcp://192.168.1.5:8786），并确认 dask scheduler 正在运行",
            "check the address, as in tcp://192.168.1.5:8786, and that dask scheduler is running",
        )
        raise UsageError(Fault("dask-unreachable", says, Origin(address), remedy)) from None
    with client:
        threads = client.nthreads()
        if not threads:
            says = Text("集群里没有工作进程", "the cluster has no workers")
            remedy = Text("请在各台机器上运行 dask worker 地址", "run dask worker ADDRESS on its machines")
            raise UsageError(Fault("dask-no-workers", says, Origin(address), remedy))
        _check_same_program(client, address)
        yield Workers(client.get_executor(pure=False), _CHUNKS_A_WORKER * sum(threads.values()))


def _check_same_program(client: object, address: str) -> None:
    """Refuse workers whose reportgen is another one: they would make other documents."""
    found = client.run(_digest, on_error="return")  # type: ignore[attr-defined]  # distributed has no types
    others = sorted(worker for worker, digest in found.items() if digest != engine_digest())
    if others:
        listed = "、".join(others[:5])
        says = Text(
            f"{len(others)} 个工作进程上没有装 reportgen，或版本不同：{listed}",
            f"{len(others)} workers have no reportgen, or another one: {listed}",
        )
        remedy = Text("请在所有机器上安装同一个版本", "install the same version on all machines")
        raise UsageError(Fault("dask-other-program", says, Origin(address), remedy))


def _digest() -> str:
    return engine_digest()
