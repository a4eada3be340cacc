"""An installed copy works outside a checkout, with its data inside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAFELY: Any = {"filter": "data"} if sys.version_info >= (3, 11, 4) else {}


@pytest.mark.slow
def test_the_wheel_carries_its_data_and_runs_outside_the_checkout(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
             "--disable-pip-version-check", "--wheel-dir", tmp_path, ROOT]  # fmt: skip
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    assert (site / "geo" / "_data" / "checkpoints.csv").is_file()
    assert (site / "geo" / "_data" / "weights" / "events.csv").is_file()
    assert (site / "geo" / "_data" / "encoder" / "encoder.onnx").is_file()
    assert not (site / "geo" / "_data" / "compile").exists()
    assert not (site / "geo" / "_data" / "examples").exists()
    code = (
        "import geo.tables, geo; print(geo.__file__); print(geo.tables.data_folder());"
        "from geo.cli import main; main(['checkpoint', 'list'])"
    )
    environment = os.environ | {"PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    where, data, *listing = result.stdout.splitlines()
    assert Path(where).is_relative_to(site)
    assert Path(data) == site / "geo" / "_data"
    assert any("Mộc Bài" in line for line in listing)


@pytest.mark.slow
def test_the_source_archive_builds_the_same_wheel(tmp_path: Path) -> None:
    def build(kind: str, source: Path, target: Path) -> Path:
        command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target]
        subprocess.run(command, cwd=source, check=True, capture_output=True)
        (found,) = target.iterdir()
        return found

    archive = build("sdist", ROOT, tmp_path / "sdist")
    shutil.unpack_archive(archive, tmp_path / "unpacked", **SAFELY)
    (source,) = (tmp_path / "unpacked").iterdir()
    here, there = build("wheel", ROOT, tmp_path / "a"), build("wheel", source, tmp_path / "b")
    assert here.read_bytes() == there.read_bytes()
