"""The fuzzers find what is planted, repeat what they did, and find nothing in their corpus, which holds old faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzzing import __main__ as command
from fuzzing import running
from fuzzing.changes import smaller
from fuzzing.findings import Result, fault, guarded
from fuzzing.fuzzers import corpus, corpus_folder, fuzzer, names, packages, templates
from reportgen.core.errors import DataError, Fault
from reportgen.core.text import Text

NAMES = names()
INPUTS = [
    (name, file.name) for name in NAMES for file in sorted(corpus_folder(name).iterdir()) if file.suffix != ".dict"
]


def refuse() -> Result:
    raise DataError(Fault("x", Text("错", "wrong")))


def fail() -> Result:
    raise ZeroDivisionError


def test_there_is_a_fuzzer_of_every_kind_of_file() -> None:
    assert NAMES == ["data_files", "packages", "published_reports", "templates", "word_forms", "workbooks"]
    assert all(corpus(name) for name in NAMES)


@pytest.mark.parametrize(("name", "file"), INPUTS)
def test_no_input_of_the_corpus_shows_a_fault(name: str, file: str) -> None:
    text = (corpus_folder(name) / file).read_text(encoding="utf-8")
    result = running.examined(fuzzer(name), text)
    assert result.problem is None, result.problem


@pytest.mark.parametrize("name", NAMES)
def test_an_input_is_made_of_seed_and_number_alone(name: str) -> None:
    made = [running.made(name, 5, number) for number in range(40)]
    assert made == [running.made(name, 5, number) for number in range(40)]
    assert made != [running.made(name, 6, number) for number in range(40)]
    assert len(set(made)) > 30


@pytest.mark.parametrize("name", NAMES)
def test_some_inputs_of_each_fuzzer_are_accepted(name: str) -> None:
    outcomes = {running.examined(fuzzer(name), running.made(name, 3, number)).outcome for number in range(15)}
    assert outcomes & {"same", "made", "checked", "read"}
    assert "fault" not in outcomes


def test_an_exception_is_a_fault_and_a_refusal_is_none() -> None:
    assert guarded(refuse) == Result("refused")
    found = guarded(fail)
    assert found.kind == "ZeroDivisionError in test_fuzzing.py:fail"
    assert "Traceback" in (found.problem or "")


def test_another_text_than_docxtpls_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = iter(("a", "b"))
    monkeypatch.setattr(templates, "shown", lambda _: next(shown))
    assert templates.examine("{{ name }}").kind == "differs from docxtpl"


def test_a_template_is_built_as_its_text_says() -> None:
    document = templates.package("a¦b\n| c | {{ x|first }} |\nd")
    assert document is not None
    assert templates.shown(document) == "ab¶\n c ¶\n| {{ x|first }} ¶\n|—\nd¶\n¶\n"


def test_bytes_of_a_package_are_changed_as_its_text_says() -> None:
    plain = packages.packed("=== a stored\nhello\n")
    assert plain is not None
    assert packages.packed("=== a stored\nhello\n!!! put 3 ff\n") == plain[:3] + b"\xff" + plain[3:]
    assert packages.packed("=== a stored\nhello\n!!! cut 10\n") == plain[:10]
    assert packages.packed("=== a stored\nhello\n!!! double 0 4\n") == plain[:4] + plain
    assert packages.packed("=== a stored\nhello\n!!! nonsense\n") == plain


def test_a_faulty_input_is_made_smaller_while_it_shows_the_fault() -> None:
    assert smaller("one\ntwo (x)\nthree\n", lambda text: "x" in text) == "x"


def test_a_new_fault_is_printed_with_the_way_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "KEPT", tmp_path / "fuzz")
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setattr(command, "examined", lambda _, text: fault("planted", "no") if "x" in text else Result("made"))
    summary = running.Summary(inputs=7)

    def run(name: str, _seed: int, _seconds: float, tell: command.Tell) -> running.Summary:
        if name == "packages":
            summary.found["planted"] = "a x b"
            tell(("planted", "no", "a x b"))
        return summary

    monkeypatch.setattr(command, "run", run)
    assert command.main(["--seed", "1", "--only", "packages"]) == 1
    said = capsys.readouterr().out
    assert "--only packages --input fuzz/packages-1.txt" in said
    kept = tmp_path / "fuzz" / "packages-1.txt"
    assert kept.read_text(encoding="utf-8") == "x"
    assert command.main(["--only", "packages", "--input", str(kept)]) == 1
    kept.write_text("harmless", encoding="utf-8")
    assert command.main(["--only", "packages", "--input", str(kept)]) == 0


def test_a_run_answers_for_every_input_within_its_time() -> None:
    told: list[tuple[str, str, str]] = []
    summary = running.run("packages", 1, 0.5, told.append)
    assert summary.inputs == summary.outcomes.total() >= len(corpus("packages"))
    assert not told
