"""Runs a fuzzer's inputs in a process of its own, which the system bounds; where it is stopped, its input is known."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any, Final

import attrs

from fuzzing.changes import changed
from fuzzing.findings import Result, guarded
from fuzzing.fuzzers import Fuzzer, corpus, fuzzer, words

HANGS: Final = 60
"""Seconds of CPU after which one input's process is stopped; of wall-clock time it may have twenty times as many."""
ADDRESS_SPACE: Final = 3 * 1024**3
_FOUND: Final = tuple[str, str, str]


@attrs.define
class Summary:
    """What came of a run: the outcomes with their numbers, what was counted, and each kind of fault with its input."""

    inputs: int = 0
    seconds: float = 0.0
    outcomes: Counter[str] = attrs.Factory(Counter)
    counted: Counter[str] = attrs.Factory(Counter)
    found: dict[str, str] = attrs.Factory(dict)


def made(name: str, seed: int, number: int) -> str:
    """Return the input with that number: first the corpus as it is, then changes of it and composed ones."""
    known = corpus(name)
    if number < len(known):
        return known[number]
    chance = random.Random(f"{name} {seed} {number}")  # noqa: S311 — no secret
    one = fuzzer(name)
    return one.composed(chance) if number % 2 else changed(chance.choice(known), known, words(name), chance)


def examined(one: Fuzzer, text: str) -> Result:
    """Return what becomes of an input in this process."""
    return guarded(lambda: one.examine(text))


def run(name: str, seed: int, seconds: float, tell: Callable[[tuple[str, str, str]], None]) -> Summary:
    """Run inputs until they have used ``seconds`` of CPU; ``tell`` gets each new fault: its kind, words and input."""
    summary = Summary()
    with contextlib.suppress(KeyboardInterrupt):  # whoever stops it sees how far it came
        while summary.seconds < seconds or not summary.inputs:
            for number, result, spent in _answers(name, seed, summary.inputs, seconds - summary.seconds):
                summary.inputs = number + 1
                summary.seconds += spent
                summary.outcomes[result.outcome] += 1
                summary.counted.update(result.counts)
                if result.problem is not None and result.kind not in summary.found:
                    text = made(name, seed, number)
                    summary.found[result.kind] = text
                    tell((result.kind, result.problem, text))
    return summary


def _answers(name: str, seed: int, first: int, seconds: float) -> Iterator[tuple[int, Result, float]]:
    """Yield the number, result and CPU time of inputs from ``first`` on, until a process ends or is stopped."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, name, seed, first, seconds), daemon=True)
    process.start()
    theirs.close()
    number = first
    try:
        while True:
            try:
                answer = ours.recv() if ours.poll(20 * HANGS) else None
            except EOFError:
                process.join(5)
                answer = None if process.exitcode else ()
            if answer == ():
                return
            if answer is None:
                why = f"its process ended with {process.exitcode}" if process.exitcode else "it did not end"
                yield number, Result("fault", "stopped", f"{why} (more than {HANGS} s of CPU, or of memory)"), HANGS
                return
            yield answer
            number = answer[0] + 1
    finally:
        process.kill()
        process.join()


def _work(answers: Connection, name: str, seed: int, first: int, seconds: float) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process ends this one
    one: Any = fuzzer(name)
    with contextlib.suppress(AttributeError):
        os.nice(5)
    examined(one, corpus(name)[0])  # what is loaded once is no input's time
    end = time.process_time() + seconds
    number = first
    while time.process_time() < end:
        _bound()
        text = made(name, seed, number)
        begun = time.process_time()
        result = examined(one, text)
        if result.kind == "slow":  # a busy machine is no fault: once more
            result = examined(one, text)
        answers.send((number, result, time.process_time() - begun))
        number += 1
    answers.close()


def _bound() -> None:
    """Let the system end this process where one input takes too much, on systems that can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 — only where there is one

    signal.setitimer(signal.ITIMER_PROF, HANGS)
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
