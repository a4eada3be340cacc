"""The command line is quick, helps with examples, and says with its exit code what happened."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from geo.cli.root import COMMANDS, root
from geo.corpus import CHUNK

if TYPE_CHECKING:
    from pathlib import Path


def run(*args: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from geo.cli import main; main()", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    command = root.get_command(click.Context(root), name)
    assert command is not None
    result = CliRunner().invoke(root, [name, "--help"])
    assert result.exit_code == 0
    assert f"borderatlas {name}" in result.output


def test_help_needs_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from geo.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'geopandas', 'folium', 'shapely', 'pyproj', 'trafilatura', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stderr.strip() == "[]"


def test_a_slip_of_the_keyboard_gets_a_suggestion() -> None:
    result = run("bild")
    assert result.returncode == 2
    assert "Did you mean 'build'?" in result.stderr


def test_articles_that_cannot_be_read_do_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(
        "A meeting was held in Tay Ninh province on May 3, 2024.\n", encoding="utf-8"
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "latin.txt").write_bytes("La frontière à Hà Tiên.".encode("latin-1"))
    result = run("extract", *sorted(tmp_path.glob("*.txt")))
    assert result.returncode == 3
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["good"]
    for name in ("empty.txt", "binary.txt", "latin.txt"):
        assert name in result.stderr


def test_json_is_printed_wherever_it_is_asked_for(tmp_path: Path) -> None:
    article, out = tmp_path / "a.txt", tmp_path / "out"
    article.write_text("A meeting was held in Tay Ninh province on May 3, 2024.", encoding="utf-8")
    check = run("build", article, "-o", out, "--layers", "border", "--check", "--json")
    assert check.returncode == 4
    told = json.loads(check.stdout)
    old = [str(out / name) for name in ("index.html", "layers/border.geojson")]
    assert (told["out_of_date"], told["articles"]) == (old, 1)
    assert "gpkg" in json.loads(run("export", "list", "--json").stdout)
    written = run("export", "csv", "-o", out, "--articles", article, "--layers", "border", "--json")
    told = json.loads(written.stdout)
    assert (told["files"], told["not_read"]) == ([str(out / "border.csv")], [])


def test_export_writes_what_another_reader_finds_on_better_areas(
    data: Path, tmp_path: Path
) -> None:
    article, out = tmp_path / "a.txt", tmp_path / "out"
    article.write_text("A meeting was held in Tay Ninh province on May 3, 2024.", encoding="utf-8")
    result = run(
        "export", "geojson", "--articles", article, "-o", out, "--layers", "provinces,events",
        "--reader", "swift", "--boundaries", data / "provinces.geojson",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    events, provinces = (
        json.loads((out / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        for name in ("events", "provinces")
    )
    assert len(events) == 1
    assert not all(province["properties"]["approximate"] for province in provinces)


def test_a_bad_row_of_the_data_is_named_and_the_last_good_map_stays(
    tmp_path: Path, data: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("compile"))
    maps = tmp_path / "maps"
    maps.mkdir()
    (maps / "index.html").write_text("the last good map", encoding="utf-8")
    register = folder / "checkpoints.csv"
    lines = register.read_text(encoding="utf-8").splitlines(keepends=True)
    header = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    column = lines[header].strip().split(",").index("lat")
    lines.append(
        "cp-nowhere" + "," * (column) + "north" + "," * (lines[header].count(",") - column) + "\n"
    )
    register.write_text("".join(lines), encoding="utf-8")
    result = run("build", "--data", folder, "-o", maps)
    assert result.returncode == 2
    assert f"checkpoints.csv, line {len(lines)}, column lat" in result.stderr
    assert (maps / "index.html").read_text(encoding="utf-8") == "the last good map"
    assert list(maps.iterdir()) == [maps / "index.html"]


def test_a_data_folder_given_as_option_is_the_one_of_the_environment(
    tmp_path: Path, data: Path
) -> None:
    """Its vocabulary and its base map too; and the next command has that of the program again."""
    folder, article = tmp_path / "data", tmp_path / "news.md"
    left = shutil.ignore_patterns("articles", "compile", "encoder", "annotated", "examples")
    shutil.copytree(data, folder, ignore=left)
    for name, old, new in (
        ("vocabulary/dates.txt", "[month 1]\n", "[month 1]\nBrumaire\n"),
        ("basemap.geojson", "Base map around", "Our own base map around"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    article.write_text(
        "---\npublished: 2026-02-03\n---\nOn Brumaire 2, 2026, border guards of Tay Ninh "
        "province opened a clinic.\n",
        encoding="utf-8",
    )

    def built(name: str, *args: str) -> str:
        build = ["build", str(article), "--reader", "swift", "-q", "-o", str(tmp_path / name)]
        result = CliRunner().invoke(root, [*build, *args])
        assert result.exit_code == 0, result.output
        return written(name)

    def written(name: str) -> str:
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        return "\n".join(path.read_text(encoding="utf-8") for path in files)

    given = built("given", "--data", str(folder))
    assert '"date_start":"2026-01-02"' in given
    assert "Our own base map around" in given
    own = built("own")
    assert '"date_start":"2026-01-02"' not in own
    assert "Our own base map around" not in own
    command = [sys.executable, "-c", "from geo.cli import main; main()", "build", str(article)]
    subprocess.run(
        [*command, "--reader", "swift", "-q", "-o", str(tmp_path / "found")],
        env=os.environ | {"BORDERATLAS_DATA": str(folder)},
        check=True,
    )
    assert written("found") == given


@pytest.mark.slow
@pytest.mark.parametrize("command", ["build", "export csv --articles"])
def test_several_processes_write_the_same_as_one(command: str, tmp_path: Path) -> None:
    articles, told = tmp_path / "articles", []
    for number in range(CHUNK + 1):
        path = articles / str(number) / "news.txt"
        path.parent.mkdir(parents=True)
        text = f"A meeting was held in Tay Ninh province on May {number + 1}, 2024.\n"
        path.write_text(text, encoding="utf-8")
    (articles / "empty.txt").write_bytes(b"")
    for jobs in ("1", "2"):
        out = tmp_path / "out"
        options = ["--reader", "swift", "--jobs", jobs, "--json", "-o", str(out)]
        result = CliRunner().invoke(root, [*command.split(), str(articles), *options])
        assert result.exit_code == 3, result.output
        files = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}
        told.append((result.output, files))
        shutil.rmtree(out)
    assert told[0] == told[1]


def test_output_that_is_piped_away_ends_quietly() -> None:
    command = f"{sys.executable} -c 'from geo.cli import main; main()' checkpoint list | head -1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)  # noqa: S602
    assert "Traceback" not in result.stderr


@pytest.mark.slow
def test_help_appears_at_once() -> None:
    best = min(_seconds("--help") for _ in range(3))
    assert best < 1.0  # the goal is 0.3 s; this catches a heavy import on a busy machine


def _seconds(*args: str) -> float:
    start = time.perf_counter()
    run(*args)
    return time.perf_counter() - start
