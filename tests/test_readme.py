"""What the README shows works as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import geo
from geo.cli.root import root

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")
}
HEAVY = {
    "numpy", "pandas", "geopandas", "shapely", "pyproj", "pyogrio", "pyarrow", "click", "folium",
    "flask", "trafilatura", "yaml", "json", "dataclasses",
}  # fmt: skip
EVERYTHING = "\n".join(PAGES.values())


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", EVERYTHING, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.slow
def test_the_python_runs(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("Officials met in Tay Ninh province on May 3, 2024.\n", "utf-8")
    found = blocks("python")
    assert found
    for code in found:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def test_every_command_and_option_that_it_shows_exists() -> None:
    lines = [
        line for kind in ("sh", "console") for code in blocks(kind) for line in code.split("\n")
    ]
    shown = [re.split(r"\s[#|>]|;", line.removeprefix("$ "))[0] for line in lines]
    shown += re.findall(r"`(borderatlas [^`]+)`", EVERYTHING)
    calls = [line.split()[1:] for line in shown if line.startswith("borderatlas ")]
    assert len(calls) > 10
    for words in calls:
        command, rest = _command([word for word in words if word.isascii()])
        options = {o for p in command.params for o in p.opts} | {"--help", "-h"}
        used = {w.partition("=")[0] for w in rest if re.fullmatch(r"-{1,2}[a-z][a-z-]*(=.*)?", w)}
        assert used <= options, (words, used - options)


def _command(words: list[str]) -> tuple[click.Command, list[str]]:
    command: click.Command = root
    while words and isinstance(command, click.Group):
        context = click.Context(command)
        found = command.get_command(context, words[0])
        if found is None:
            assert words[0].isupper() or words[0].startswith("-"), words  # COMMAND, --help
            break
        command, words = found, words[1:]
    return command, words


def test_every_public_name_is_there_and_tells_what_it_is() -> None:
    assert geo.__all__ == sorted(geo.__all__)
    for name in geo.__all__:
        assert (getattr(geo, name).__doc__ or "").strip(), name
    assert set(geo.__all__) <= set(dir(geo))


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, geo; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())
