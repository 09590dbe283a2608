"""The wheel carries all it needs, and nothing of the workshop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from gumru_kg.dataset import shipped_graph

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "COV_", "GUMRU_", "PYTEST_"))
    }
    environment |= {"XDG_CACHE_HOME": str(cwd / "cache"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(kind: str, *, of: Path, into: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", into, cwd=of)
    (built,) = into.iterdir()
    return built


def find_dependencies(name: str) -> dict[str, Distribution]:
    """Find what an installation of the package brings with it, and no more."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            requirement = Requirement(line)
            extras = [{"extra": extra} for extra in ("", *requirement.extras)]
            needed = requirement.marker is None or any(
                requirement.marker.evaluate(extra) for extra in extras
            )
            if needed and requirement.name not in found:
                found[requirement.name] = distribution(requirement.name)
                waiting.append(requirement.name)
    return found


def lay_in(package: Distribution, folder: Path) -> None:
    # The same files that pip would unpack, without asking an index for them.
    for file in package.files or ():
        target = folder / file
        if ".." in file.parts or target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(Path(str(package.locate_file(file))).resolve())


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", of=checkout, into=tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        # Python before 3.11.4 knows no filters.
        if hasattr(tarfile, "data_filter"):
            archive.extraction_filter = tarfile.data_filter
        archive.extractall(folder)  # noqa: S202 - an archive of our own
    (root,) = folder.iterdir()
    return root


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", of=unpacked, into=tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment that holds the wheel and its dependencies only."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=wheel.parent)
    python = folder / "bin" / "python"
    site_packages = run(
        python, "-c", "import site; print(site.getsitepackages()[0])", cwd=wheel.parent
    )
    for package in find_dependencies("gumru-kg").values():
        lay_in(package, Path(site_packages.strip()))
    run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check"),
        *("--python", python, "install", "--no-index", "--no-deps", wheel),
        cwd=wheel.parent,
    )
    return folder / "bin"


def test_wheel_from_the_sdist_equals_the_wheel_from_the_checkout(
    checkout: Path, wheel: Path, tmp_path: Path
) -> None:
    direct = build("wheel", of=checkout, into=tmp_path)
    assert direct.read_bytes() == wheel.read_bytes()


def test_wheel_holds_data_ontology_shapes_and_queries(
    wheel: Path, checkout: Path
) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {"gumru_kg/data/gumru.ttl", "gumru_kg/py.typed"}
    for folder in ("ontology", "shapes"):
        expected |= {
            f"gumru_kg/{path.relative_to(checkout).as_posix()}"
            for path in (checkout / folder).rglob("*")
            if path.suffix in {".ttl", ".jsonld"}
        }
    expected |= {
        path.relative_to(checkout / "src").as_posix()
        for path in (checkout / "src").rglob("*.rq")
    }
    assert expected <= names


def test_wheel_holds_nothing_of_the_workshop(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    foreign = [
        name
        for name in names
        if "/parts/" in name
        or name.endswith((".md", ".pyc"))
        or not name.startswith(("gumru_kg/", "gumru_kg-"))
    ]
    assert foreign == []


def test_wheel_holds_both_licences(wheel: Path) -> None:
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}
    assert {"MIT.txt", "CC0-1.0.txt"} <= names


def test_sdist_holds_the_parts_and_the_tests(unpacked: Path) -> None:
    for name in ("data/parts", "tests/conftest.py", "Makefile", "REUSE.toml"):
        assert (unpacked / name).exists()


def test_installed_command_tells_its_version(
    installed: Path, wheel: Path, tmp_path: Path
) -> None:
    version = wheel.name.split("-")[1]
    assert version in run(installed / "gumru", "--version", cwd=tmp_path)


def test_installed_command_answers_from_its_own_data(
    installed: Path, tmp_path: Path
) -> None:
    place = run(
        installed / "python",
        "-c",
        "from gumru_kg._resources import resource; print(resource('data','gumru.ttl'))",
        cwd=tmp_path,
    )
    assert place.startswith(str(installed.parent))
    answer = json.loads(run(installed / "gumru", "treaties", "--json", cwd=tmp_path))
    assert "treaty-gumru-1920" in json.dumps(answer)


def test_installed_command_validates_its_own_data(
    installed: Path, tmp_path: Path
) -> None:
    run(installed / "gumru", "validate", cwd=tmp_path)


def test_installed_plugin_opens_its_own_data_in_rdflib(
    installed: Path, tmp_path: Path
) -> None:
    code = (
        "import rdflib; graph = rdflib.Graph(store='gumru'); "
        "print(len(graph), graph.query('ASK { ?t a gum:Treaty }').askAnswer)"
    )
    answer = run(installed / "python", "-c", code, cwd=tmp_path)
    assert answer.split() == [str(len(shipped_graph())), "True"]
