"""The renderers side by side: every document compared with docxtpl's first, then all of them timed in turns."""

from __future__ import annotations

from contextlib import ExitStack

from benchmarks import node_engines
from benchmarks.comparing import DifferentError, canonical, require_same, visible
from benchmarks.flat import write_forms
from benchmarks.floor import changed_bytes
from benchmarks.renderers import BY_NAME, RENDERERS, Render, Renderer
from benchmarks.results import Rendered, Result
from benchmarks.sample import TEMPLATE
from benchmarks.session import Session
from benchmarks.timing import Sampler, interleaved, pairs, sampler, summary
from benchmarks.workbench import Workbench

RATIOS = {
    "published": ("docxtpl", "published-yaml"),
    "published-json": ("docxtpl", "published-json"),
    "warm": ("docxtpl", "reportgen"),
    "json": ("docxtpl", "reportgen-json"),
    "yaml": ("docxtpl", "reportgen-yaml"),
    "floor": ("reportgen", "floor"),
}
"""Which renderer's time is divided by which other's, for each row."""

_TEXT_COMPARED = 3
"""How many documents of the other engines are compared; ours are compared all."""


def compare_exactly(expected: bytes, actual: bytes) -> None:
    """Raise DifferentError unless both documents hold the same parts with the same canonical XML."""
    require_same(canonical(expected), canonical(actual))


def compare_text(expected: bytes, actual: bytes) -> None:
    """Raise DifferentError unless a reader sees the same text in each part."""
    require_same(visible(expected), visible(actual))


def measure(session: Session) -> list[Result]:
    """Measure all renderers, or only those that the wanted rows need."""
    everything = session.wanted.issuperset(RATIOS)
    needed = {name for row, names in RATIOS.items() if row in session.wanted for name in names} | {"docxtpl"}
    bench = session.bench
    docxtpl = BY_NAME["docxtpl"].make(bench)
    expected = [docxtpl(number) for number in range(bench.count)]
    write_forms(bench.folder, expected)
    samplers: dict[str, Sampler] = {}
    notes: dict[str, str] = {}
    peaks: dict[str, float] = {}
    with ExitStack() as engines:
        for renderer in RENDERERS:
            if everything or renderer.name in needed:
                try:
                    samplers[renderer.name] = _compared(renderer, bench, expected)
                except (ImportError, DifferentError, NotRunError) as error:
                    notes[renderer.name] = f"{error}"
        started = {}
        for name in node_engines.ENGINES if everything else ():
            reason = node_engines.missing(name)
            if reason is not None:
                notes[name] = reason
                continue
            try:
                engine = engines.enter_context(node_engines.NodeEngine(name, bench))
                compare_text(expected[0], engine.document(0))
                samplers[name], started[name] = engine.sampler(), engine
            except (RuntimeError, DifferentError) as error:
                notes[name] = f"{error}"
        measured = interleaved(samplers, session.effort.rounds)
        peaks = {name: engine.peak() for name, engine in started.items()}
    session.rendered.extend(_lines(measured, notes, peaks))
    size = changed_bytes(BY_NAME["reportgen"].make(bench)(0), TEMPLATE.read_bytes()) if "reportgen" in measured else 0
    results = []
    for row, (above, below) in RATIOS.items():
        if above in measured and below in measured:
            more = {f"{name}_ms": summary(measured[name]).median * 1000 for name in (above, below)}
            results.append(Result(row, summary(pairs(measured[above], measured[below])), more=more | {"bytes": size}))
        else:
            results.append(Result(row, note=notes.get(below) or notes.get(above) or "not asked for"))
    return results


class NotRunError(RuntimeError):
    """A renderer that cannot run here, and why."""


def _compared(renderer: Renderer, bench: Workbench, expected: list[bytes]) -> Sampler:
    """Return the renderer's sampler once its documents have been found equal to docxtpl's."""
    reason = renderer.missing()
    if reason is not None:
        raise NotRunError(reason)
    if renderer.name == "reportgen-isal":
        _compile_for_isal(bench)
    render: Render = renderer.make(bench)
    if renderer.exact:
        for number, document in enumerate(expected):
            compare_exactly(document, render(number))
    else:
        for number, document in enumerate(expected[:_TEXT_COMPARED]):
            compare_text(document, render(number))
    return sampler(render, bench.count)


def _compile_for_isal(bench: Workbench) -> None:
    import pickle

    from reportgen.engine.word.compiler.compile import compile_template

    template = compile_template(TEMPLATE, deflate="isal")
    (bench.folder / "template-isal.pickle").write_bytes(pickle.dumps(template))


def _lines(measured: dict[str, list[float]], notes: dict[str, str], peaks: dict[str, float]) -> list[Rendered]:
    says = {renderer.name: renderer.says for renderer in RENDERERS} | node_engines.ENGINES
    lines = []
    for name, text in says.items():
        if name in measured:
            milliseconds = summary([seconds * 1000 for seconds in measured[name]])
            against = summary(pairs(measured["docxtpl"], measured[name]))
            lines.append(Rendered(name, text, milliseconds, against, peaks.get(name)))
        elif name in notes:
            lines.append(Rendered(name, text, note=f"not run: {notes[name]}"))
    return lines
