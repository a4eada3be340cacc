"""What README.md and CONTRIBUTING.md show of the register is what the program prints.

Every console block that calls ``borderatlas checkpoint`` or ``borderatlas edit`` is run, the
commands of a block one after the other. ``…`` stands for anything: a line of it for any lines.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.cli.checkpoint.dialogue import QUESTIONS

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
BORDERATLAS = [sys.executable, "-c", "from geo.cli import main; main()"]
COMMAND = re.compile(r"\$ borderatlas ((?:checkpoint|edit)\b[^\n]*)\n")
SENT = {  # as the map's page writes it
    "name_vi": "Cây Me", "name_kh": "Phum Svay", "class": "secondary", "status": "open",
    "mode": "road", "province_vn": "Tây Ninh", "province_kh": "Svay Rieng", "radius_m": 500,
    "sources": "https://example.org/report", "confidence": "medium", "name_en": "Cay Me",
    "point_method": "Clicked on the map of the atlas.",
}  # fmt: skip


def blocks(document: str) -> list[str]:
    text = (ROOT / document).read_text(encoding="utf-8")
    found = re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL)
    return [block for block in found if COMMAND.match(block)]


SHOWN = [(name, block) for name in DOCUMENTS for block in blocks(name)]


def matches(shown: str, printed: str) -> bool:
    lines = [
        r"(?:.*\n)*" if line.strip() == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in shown.splitlines()
    ]
    return re.fullmatch("".join(lines), printed) is not None


@pytest.fixture
def place(data: Path, tmp_path: Path) -> Path:
    """Return a folder with a register of its own and a file that the page gave."""
    ignored = shutil.ignore_patterns("articles", "compile", ".checkpoints", "*.log.csv")
    shutil.copytree(data, tmp_path / "data", ignore=ignored)
    point = {"type": "Point", "coordinates": [105.89, 11.358333]}
    feature = {"type": "Feature", "geometry": point, "properties": SENT}
    content = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "cay-me.geojson").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def settings(place: Path) -> dict[str, str]:
    own = {"BORDERATLAS_DATA": str(place / "data"), "BORDERATLAS_AUTHOR": "Border desk"}
    return os.environ | own | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "COLUMNS": "100"}


def printed_by(command: str, place: Path) -> str:
    done = subprocess.run(
        [*BORDERATLAS, *shlex.split(command)], cwd=place, env=settings(place), text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
        check=False,
    )  # fmt: skip
    return done.stdout


def begun_by(command: str, lines: int, place: Path) -> str:
    """Return the first lines of a command that goes on until it is stopped."""
    with subprocess.Popen(
        [*BORDERATLAS, *shlex.split(command), "--no-browser"], cwd=place, env=settings(place),
        text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        seen = "".join(running.stdout.readline() for _ in range(lines))
        running.terminate()
    return seen


def asked_by(command: str, shown: str, place: Path) -> str:
    """Return the screen of a dialogue that is answered as it is shown to be."""
    import pty
    import select

    def read() -> bytes:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, f"nothing more came after:\n{screen.decode()}"
        try:
            return os.read(terminal, 4096)
        except OSError:  # Linux says so when the other side is gone
            return b""

    asked = [question for _, question, _ in QUESTIONS]
    answers = [
        line.removeprefix(f"{question}:").strip()
        for line in shown.splitlines()
        for question in asked
        if line.startswith(f"{question}:")
    ]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(place)
        os.execve(BORDERATLAS[0], [*BORDERATLAS, *shlex.split(command)], settings(place))  # noqa: S606
    screen = b""
    for answer in answers:
        while not screen.endswith(b": "):
            screen += read()
        os.write(terminal, f"{answer}\n".encode())
        screen += read()
    while piece := read():
        screen += piece
    os.waitpid(child, 0)
    os.close(terminal)
    plain = re.sub(r"\x1b\[\d+m", "", screen.decode())
    return "".join(f"{line.rstrip()}\n" for line in plain.splitlines())


@pytest.mark.parametrize(("document", "block"), SHOWN, ids=lambda text: text[:30])
def test_the_example_prints_what_is_shown(document: str, block: str, place: Path) -> None:
    parts = COMMAND.split(block)[1:]
    for command, shown in zip(parts[::2], parts[1::2], strict=True):
        if command.startswith("edit"):
            printed = begun_by(command, len(shown.splitlines()), place)
        elif command.startswith("checkpoint add") and "--vi" not in command:
            if sys.platform == "win32":
                pytest.skip("needs a terminal of the Unix kind")
            printed = asked_by(command, shown, place)
        else:
            printed = printed_by(command, place)
        assert matches(shown, printed), f"{document}: {command}\n{printed}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_all_three_ways_are_shown(document: str) -> None:
    shown = "".join(block for name, block in SHOWN if name == document)
    for way in ("checkpoint import", "edit", "checkpoint add"):
        assert f"$ borderatlas {way}" in shown, way
