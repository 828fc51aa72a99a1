"""Batches and checks over URLs: the documents of a disk, byte for byte, without a disk that machines share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import reportgen
from reportgen.batch.remote_documents import write
from reportgen.commands.command_line.group import main
from reportgen.remote_files import RemoteFile
from reportgen.workers.processes import workers
from tests import remote_storage
from tests.batch.works import THREAD

pytestmark = pytest.mark.filterwarnings("default")  # of the S3 server, its client and Dask
SAMPLE = "samples/disclosure_2021/kaifeng-2021.yaml"


@pytest.fixture(params=["memory", "s3"])
def storage(request: pytest.FixtureRequest) -> Iterator[RemoteFile]:
    with getattr(remote_storage, request.param)() as url:
        yield RemoteFile(url)


@pytest.fixture
def here(root: Path, tmp_path: Path) -> Path:
    """Return a folder of this machine with the data of four offices, of which the second does not reconcile."""
    text = (root / SAMPLE).read_text("utf-8")
    (tmp_path / "data" / "乙").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    for number, name in enumerate(("0.yaml", "1.yaml", "2.yaml", "乙/3.yaml")):
        spoilt = text.replace("[508, 2", "[509, 2") if number == 1 else text
        data = spoilt.replace("organ: 开封市", f"organ: 第{number}市")
        (tmp_path / "data" / name).write_text(data, "utf-8")
    return tmp_path


def uploaded(here: Path, to: RemoteFile) -> str:
    for file in (here / "data").rglob("*.yaml"):
        (to / "data" / file.relative_to(here / "data").as_posix()).write(file.read_bytes())
    return f"{to}/data"


def documents(folder: RemoteFile) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name, _ in folder.entries() if name.endswith(".docx")}


def states(given: Any, to: Any, executor: Executor | None = THREAD, **ways: Any) -> list[str]:
    return [one.state for one in reportgen.render_each([given], to, executor=executor, **ways)]


def test_documents_are_those_of_a_disk_and_an_earlier_run_is_continued(here: Path, storage: RemoteFile) -> None:
    data = uploaded(here, storage)
    assert states(data, f"{storage}/out") == ["written", "refused", "written", "written"]
    assert states(here / "data", here / "out") == ["written", "refused", "written", "written"]
    wanted = {file.name: file.read_bytes() for file in (here / "out").glob("*.docx")}
    assert documents(storage / "out") == wanted != {}
    (storage / "out" / "2.docx").write(b"somebody's")
    assert states(data, f"{storage}/out") == ["kept", "refused", "written", "kept"]
    kept = {name: content for name, content in documents(storage / "out").items() if name not in wanted}
    assert kept == {"2（改动前）.docx": b"somebody's"}


def test_a_check_finds_what_it_finds_on_a_disk(here: Path, storage: RemoteFile) -> None:
    data = uploaded(here, storage)
    there = list(reportgen.check_each([data], executor=THREAD))
    local = list(reportgen.check_each([here / "data"], executor=THREAD))
    assert [(one.state, one.organ, [f.rule for f in one.findings]) for one in there] == [
        (one.state, one.organ, [f.rule for f in one.findings]) for one in local
    ]
    assert {one.findings[0].place.file for one in there if one.failed and one.findings[0].place} == {f"{data}/1.yaml"}


def test_a_zip_file_is_written_there_and_nothing_else_left(here: Path, storage: RemoteFile) -> None:
    data = uploaded(here, storage)
    (storage / "data" / "1.yaml").write((storage / "data" / "2.yaml").read_bytes())
    assert states(data, f"{storage}/reports.zip", resume=False) == ["written"] * 4
    with zipfile.ZipFile(io.BytesIO((storage / "reports.zip").read_bytes())) as archive:
        assert archive.namelist() == ["0.docx", "1.docx", "2.docx", "3.docx"]
    assert {name for name, _ in storage.entries()} == {"data", "reports.zip"}
    with pytest.raises(reportgen.OutputError):
        states(data, f"{storage}/reports.zip", resume=False)
    assert states(data, f"{storage}/reports.zip") == ["written"] * 4


def test_template_and_summary_may_be_there_too(here: Path, storage: RemoteFile, root: Path) -> None:
    data = uploaded(here, storage)
    reportgen.render(reportgen.load(here / "data" / "0.yaml"), here / "0.docx")
    (storage / "own" / "0.docx").write((root / "templates" / "disclosure_2021" / "report.docx").read_bytes())
    template = f"{storage}/own/0.docx"
    assert states(data, f"{storage}/out", template=template) == ["written", "refused", "written", "written"]
    assert documents(storage / "out")["0.docx"] == (here / "0.docx").read_bytes()
    with pytest.raises(reportgen.OutputError) as refused:  # the first document would be written over it
        states(data, f"{storage}/own", template=template)
    assert [fault.id for fault in refused.value.faults] == ["output-is-input"]
    with pytest.raises(reportgen.TemplateError) as missing:
        states(data, f"{storage}/out", template=f"{storage}/none.docx")
    assert [fault.id for fault in missing.value.faults] == ["package-missing"]
    summary = f"{storage}/summary.json"
    arguments = ["check", data, "--format", "json", "-o", summary, "--jobs", "1"]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    assert b"1.yaml" in RemoteFile(summary).read_bytes()


def test_a_document_that_nobody_edited_is_not_kept_twice(here: Path, storage: RemoteFile) -> None:
    target = storage / "a.docx"
    reportgen.render(reportgen.load(here / "data" / "0.yaml"), here / "a.docx")
    first = (here / "a.docx").read_bytes()
    assert write(target, first) is None
    assert write(target, b"another") is None
    assert write(target, first) == storage / "a（改动前）.docx"


def test_a_cluster_that_shares_no_disk_makes_the_same(here: Path) -> None:
    from distributed import LocalCluster

    with remote_storage.s3() as url:
        data = uploaded(here, RemoteFile(url))
        with (
            LocalCluster(
                n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=60, host="127.0.0.1"
            ) as cluster,
            workers(dask=cluster.scheduler_address) as crew,
        ):
            assert states(data, f"{url}/out", crew.executor) == ["written", "refused", "written", "written"]
        assert states(here / "data", here / "out") == ["written", "refused", "written", "written"]
        assert documents(RemoteFile(url) / "out") == {
            file.name: file.read_bytes() for file in (here / "out").glob("*.docx")
        }
