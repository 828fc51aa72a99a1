"""What ships: the package, the templates inside it, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

import reportgen

ROOT = Path(__file__).resolve().parent.parent
LOCK_FILES = ("~$report.docx", "~$rative.md", ".~lock.report.docx#")
DROSS = shutil.ignore_patterns("__pycache__", "*.pyc", "~$*", ".~lock.*")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the checkout in which somebody has a template open in Word and another in LibreOffice."""
    copy = tmp_path_factory.mktemp("checkout")
    for folder in ("reportgen", "templates", "samples", "tests", "docs"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=DROSS)
    for file in ("pyproject.toml", "README.md", "LICENSE", ".gitignore", "dev.py", "constraints.txt"):
        shutil.copy(ROOT / file, copy / file)
    open_template = copy / "templates" / "example_type"
    open_template.mkdir()
    (open_template / "report.docx").write_bytes(b"a template")
    for name in LOCK_FILES:
        (open_template / name).write_bytes(b"who has it open")
    cache = copy / "reportgen" / "__pycache__"
    cache.mkdir()
    (cache / "api.cpython-311.pyc").write_bytes(b"compiled")
    return copy


def built_wheel(checkout: Path, to: Path, version: str = "standard") -> zipfile.ZipFile:
    """Build a wheel with the same builder that pip and ``dev.py wheel`` use."""
    return zipfile.ZipFile(next(WheelBuilder(str(checkout)).build(directory=str(to), versions=[version])))


def shipped(wheel: zipfile.ZipFile) -> list[str]:
    """Return the names of the files that land in site-packages, without the package's own metadata."""
    return sorted(name for name in wheel.namelist() if ".dist-info/" not in name)


def expected(checkout: Path) -> list[str]:
    """Return what an office must receive: each module, each template, and what each message means."""
    package = [path for path in (checkout / "reportgen").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    templates = [path for path in (checkout / "templates").rglob("*") if path.is_file() and path.name not in LOCK_FILES]
    names = [path.relative_to(checkout).as_posix() for path in package]
    names += ["reportgen/templates/" + path.relative_to(checkout / "templates").as_posix() for path in templates]
    return sorted([*names, "reportgen/docs/messages.md", "reportgen/docs/messages.zh.md"])


def test_the_wheel_holds_every_module_and_template_and_nothing_else(checkout: Path, tmp_path: Path) -> None:
    with built_wheel(checkout, tmp_path) as wheel:
        assert shipped(wheel) == expected(checkout)


def test_a_template_is_shipped_in_the_package(checkout: Path, tmp_path: Path) -> None:
    with built_wheel(checkout, tmp_path) as wheel:
        assert wheel.read("reportgen/templates/example_type/report.docx") == b"a template"
        assert "reportgen/templates/disclosure_2021/narrative.md" in wheel.namelist()


def test_the_installed_package_finds_its_template_and_its_prose(checkout: Path, tmp_path: Path) -> None:
    with built_wheel(checkout, tmp_path) as wheel:
        shutil.unpack_archive(str(wheel.filename), tmp_path / "site-packages", "zip")
    program = (
        "import sys; sys.path.insert(0, 'site-packages'); import reportgen; "
        "print(bool(reportgen.new('disclosure_2021', 'A', 2025)), reportgen.compile_template('disclosure_2021').name)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    template = Path("site-packages", "reportgen", "templates", "disclosure_2021", "report.docx")
    assert done.stdout.split() == ["True", str(tmp_path / template)]


def test_lock_files_of_word_and_libreoffice_never_ship(checkout: Path, tmp_path: Path) -> None:
    with built_wheel(checkout, tmp_path) as wheel:
        assert [name for name in wheel.namelist() if "~" in name] == []


def test_tests_and_samples_stay_out_of_the_wheel(checkout: Path, tmp_path: Path) -> None:
    with built_wheel(checkout, tmp_path) as wheel:
        assert {name.partition("/")[0] for name in shipped(wheel)} == {"reportgen"}


def test_the_wheel_carries_the_licence_and_the_command(checkout: Path, tmp_path: Path) -> None:
    with built_wheel(checkout, tmp_path) as wheel:
        metadata = next(name.partition("/")[0] for name in wheel.namelist() if ".dist-info/" in name)
        assert wheel.read(f"{metadata}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
        assert "reportgen = reportgen.cli:main" in wheel.read(f"{metadata}/entry_points.txt").decode()


def test_a_wheel_built_from_the_source_archive_is_the_same(checkout: Path, tmp_path: Path) -> None:
    archive = next(SdistBuilder(str(checkout)).build(directory=str(tmp_path / "sdist"), versions=["standard"]))
    with tarfile.open(archive) as source:
        source.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    with built_wheel(unpacked, tmp_path / "wheel") as wheel:
        assert shipped(wheel) == expected(checkout)


def test_an_editable_install_points_at_the_checkout(checkout: Path, tmp_path: Path) -> None:
    with built_wheel(checkout, tmp_path, "editable") as wheel:
        (pointer,) = shipped(wheel)
        assert wheel.read(pointer).decode().split() == [str(checkout)]


def test_every_folder_of_modules_is_a_package() -> None:
    """Every folder of modules is a package so that the import contracts see it."""
    folders = {
        folder for module in (ROOT / "reportgen").rglob("*.py") for folder in module.parents if ROOT in folder.parents
    }
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").is_file()) == []


def test_the_package_and_the_project_name_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == reportgen.__version__
