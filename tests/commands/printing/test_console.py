"""What is printed reaches its reader whole, whatever the console's encoding."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from tests.strategies import document_of, evolve_at, zero

ORGAN = "某市𬭊镇人民政府"
"""A name with a character that GBK and Latin-1 do not have."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data file of an office with that name whose figures do not reconcile."""
    path = tmp_path / "2025.json"
    figures = evolve_at(zero(), "applications.new.enterprises", 1)
    path.write_text(json.dumps(document_of(figures, organ=ORGAN), ensure_ascii=False), "utf-8")
    return path


def reportgen(encoding: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a console of another encoding does."""
    settings = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "reportgen", "--lang", "zh", *map(str, arguments)]
    return subprocess.run(command, env=settings, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["gbk", "latin-1", "utf-8"])
def test_documents_for_programs_are_utf_8_under_every_locale(data: Path, encoding: str) -> None:
    told = {style: reportgen(encoding, "check", data, "--format", style) for style in ("json", "sarif", "junit")}
    assert {done.returncode for done in told.values()} == {1}
    assert json.loads(told["json"].stdout.decode("utf-8"))["report"]["organ"] == ORGAN
    assert json.loads(told["sarif"].stdout.decode("utf-8"))["runs"][0]["results"]
    root = fromstring(told["junit"].stdout)  # noqa: S314 — written by us
    assert root[0].attrib["name"].startswith(ORGAN)
    assert all(done.stdout.count(b"\r") == 0 and done.stdout.endswith(b"\n") for done in told.values())


@pytest.mark.parametrize("command", ["check", "render"])
def test_a_console_that_lacks_a_character_shows_its_code_and_no_traceback(data: Path, command: str) -> None:
    done = reportgen("gbk", command, data)
    assert done.returncode == 1
    shown = (done.stdout + done.stderr).decode("gbk")
    assert "某市\\U0002cb4a镇人民政府" in shown
    assert "× 错误 T3-BAL" in shown
    assert "Traceback" not in shown


@pytest.mark.skipif(os.name != "posix", reason="closed streams and devices of POSIX")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-", ">/dev/full", "2>/dev/full"])
def test_a_stream_that_is_closed_or_full_never_ends_in_a_traceback(data: Path, root: Path, closed: str) -> None:
    sound = root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"
    starting = "new --type disclosure_2021 --organ 某局 --year 2021 -o -"
    told = {}
    for line in (
        "--help",
        "--lang zh --help",
        "check --help",
        "--version",
        f"render {sound} -o -",
        f"check {data}",
        f"check {data} --format json",
        starting,
    ):
        command = ["sh", "-c", f'"$0" -m reportgen {line} {closed}', sys.executable]
        settings = {**os.environ, "REPORTGEN_LANG": "zh"}
        done = subprocess.run(command, capture_output=True, check=False, cwd=data.parent, env=settings)
        told[line] = done.returncode, done.stderr.decode("utf-8")
    assert not [text for _, text in told.values() if "Traceback" in text or "Error" in text]
    if closed == ">&-":
        says = "<stdout>：没有标准输出可写。请用 -o 写出文件名。\n"
        assert [told[line] for line in told if line.endswith("-o -")] == [(2, says)] * 2
    elif closed == ">/dev/full":
        assert {code for code, _ in told.values()} == {2}
        assert all(text.startswith("输出写不下去：") for _, text in told.values())
