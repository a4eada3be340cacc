"""``borderatlas checkpoint``: what it prints, asks, refuses, and its exit codes."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from geo.cli.checkpoint import checkpoint
from geo.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

ADD = [
    "add", "--vi", "Cây Me", "--kh", "Phum Svay", "--class", "phụ", "--point",
    "11°21.5, 105°53.4", "--radius", "500", "--source", "https://example.org/a",
]  # fmt: skip


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    """Return a data folder of its own with what the checks need."""
    folder = tmp_path / "data"
    shutil.copytree(
        data, folder, ignore=shutil.ignore_patterns("articles", "compile", ".checkpoints", "*.log*")
    )
    return folder


@pytest.fixture
def run(folder: Path) -> Callable[..., Result]:
    """Return a function that runs a checkpoint command on the folder."""

    def call(*args: str) -> Result:
        name, *rest = args
        return CliRunner().invoke(
            checkpoint, [name, "--data", str(folder), *rest], env={"BORDERATLAS_AUTHOR": "Anna"}
        )

    return call


def test_every_command_has_help_with_an_example() -> None:
    for name, command in checkpoint.commands.items():
        result = CliRunner().invoke(checkpoint, [name, "--help"])
        assert result.exit_code == 0
        assert command.help, name
        assert f"borderatlas checkpoint {name}" in result.output, name
        assert name in ("show", "list", "log") or "Exit codes" in result.output, name
        assert command.short_help, name


def test_add_writes_a_pair_and_says_what_it_filled_in(run: Callable[..., Result]) -> None:
    result = run(*ADD)
    assert result.exit_code == 0, result.stderr
    assert "cp-cay-me: written as change 1." in result.stdout
    assert "province_vn: Tây Ninh" in result.stdout
    shown = json.loads(run("show", "cay me", "--json").stdout)
    assert (shown["class"], shown["lat"], shown["name_en"]) == ("secondary", "11.358333", "Cay Me")


def test_add_refuses_with_every_reason_and_exit_code_2(
    run: Callable[..., Result], folder: Path
) -> None:
    before = (folder / "checkpoints.csv").read_bytes()
    result = run("add", "--vi", "X", "--class", "foo", "--lat", "106", "--lon", "11", "--json")
    assert result.exit_code == 2
    codes = {f["code"] for f in json.loads(result.stdout)["findings"]}
    assert {"bad-class", "swapped", "no-source", "no-counterpart"} <= codes
    assert "nothing was written" in result.stderr
    assert (folder / "checkpoints.csv").read_bytes() == before


def test_warnings_need_yes_where_nobody_can_be_asked(run: Callable[..., Result]) -> None:
    near = [*ADD]
    near[near.index("11°21.5, 105°53.4")] = "11.0770, 106.1732"
    refused = run(*near)
    assert refused.exit_code == 2
    assert "Mộc Bài – Bavet (cp-moc-bai) stands" in refused.stderr
    assert "--yes" in refused.stderr
    assert run(*near, "--yes", "--quiet").stdout == ""


def test_the_story_of_a_pair(run: Callable[..., Result]) -> None:
    source = ("--source", "https://example.org/b")
    assert run("reclassify", "Bắc Đai", "main", "--since", "2026-05-04", *source).exit_code == 0
    assert (
        run("rename", "cp-bac-dai", "kh", "Bak Day Thmei", "--on", "2026-06", *source).exit_code
        == 0
    )
    assert run("close", "bak day thmei", "--on", "2026-07", *source).exit_code == 0
    assert run("edit", "bak dai", "--alias-kh", "+Bakdai", "--source", "a slip").exit_code == 0
    story = run("log", "bakdai").stdout
    for line in ("2026-05-04  class: main", "change 1: reclassify, Anna", "change 3: close",
                 "status: open → closed", "aliases_kh: + Bakdai"):  # fmt: skip
        assert line in story
    assert run("diff", "--change", "1").exit_code == 4
    for number in (4, 3, 2, 1):
        assert f"Change {number} is undone" in run("undo").stdout
    nothing = run("undo")
    assert (nothing.exit_code, "no change to undo" in str(nothing.exception)) == (1, True)
    assert "Change 1 is made again: cp-bac-dai." in run("redo").stdout
    assert json.loads(run("redo", "--json").stdout) == {"redone": 2, "ids": ["cp-bac-dai"]}
    assert "redo of change 2" in run("log", "bak dai").stdout
    assert run("undo").exit_code == run("undo").exit_code == 0
    assert run("diff", "--change", "1").exception is not None


def test_list_filters_by_class_status_and_province(run: Callable[..., Result]) -> None:
    assert len(json.loads(run("list", "--class", "international", "--json").stdout)) == 11
    assert len(json.loads(run("list", "--status", "planned", "--json").stdout)) == 2
    ids = {row["id"] for row in json.loads(run("list", "--province", "long an", "--json").stdout)}
    assert ids == {"cp-binh-hiep", "cp-my-quy-tay", "cp-hung-dien-a", "cp-tan-hung"}


def test_list_takes_the_words_of_the_country_and_refuses_others(
    run: Callable[..., Result],
) -> None:
    assert len(json.loads(run("list", "--class", "quốc tế", "--json").stdout)) == 11
    refused = run("list", "--status", "shut")
    assert (refused.exit_code, "expected one of: open" in refused.stderr) == (2, True)


def test_a_class_or_status_that_is_edited_goes_into_the_history(
    run: Callable[..., Result],
) -> None:
    source = ("--source", "https://example.org/b")
    assert run("edit", "cp-go-noi", "--status", "open", "--on", "2026-10", *source).exit_code == 0
    edited = ("--class", "main", "--class-from", "2026-11", *source)
    assert run("edit", "cp-go-noi", *edited).exit_code == 0
    assert run("edit", "cp-go-noi", "--class", "secondary", "--source", "a slip").exit_code == 0
    assert run("close", "cp-go-noi", "--on", "2026-11-02", *source).exit_code == 0
    assert run("open", "cp-go-noi", "--on", "2026-11-03", *source).exit_code == 0
    story = json.loads(run("log", "cp-go-noi", "--json").stdout)["history"]
    assert [(e["date"], e["what"], e["value"]) for e in story[-4:]] == [
        ("2026-10", "status", "open"), ("2026-11", "class", "main"),
        ("2026-11-02", "status", "closed"), ("2026-11-03", "status", "open"),
    ]  # fmt: skip
    early = run("close", "cp-tan-nam", "--on", "2001", *source)
    assert (early.exit_code, "What was not open yet" in early.stderr) == (2, True)


def test_show_tells_everything_that_the_row_holds(run: Callable[..., Result]) -> None:
    row = json.loads(run("show", "bavet", "--json").stdout)
    shown = run("show", "bavet").stdout
    missing = [
        name
        for name, text in row.items()
        if name != "history" and any(part not in shown for part in text.split(" ; "))
    ]
    assert missing == []


def test_the_shell_completes_a_name_to_the_id_of_its_pair(folder: Path) -> None:
    from click.shell_completion import ShellComplete

    def completed(*words: str) -> list[str]:
        asked = ShellComplete(checkpoint, {}, "checkpoint", "_COMPLETE")
        found = asked.get_completions([*words[:-1], "--data", str(folder)], words[-1])
        return [item.value for item in found]

    assert completed("show", "bave") == ["cp-moc-bai"]
    assert completed("close", "cp-moc") == ["cp-moc-bai"]
    assert len(completed("log", "")) == 39


def test_diff_without_a_change_says_so(run: Callable[..., Result]) -> None:
    result = run("diff")
    assert (result.exit_code, "No change was made" in result.stderr) == (0, True)
    assert run(*ADD).exit_code == run("undo").exit_code == 0
    result = run("diff")
    assert (result.exit_code, "No change is left to compare with" in result.stderr) == (0, True)


def test_diff_compares_with_one_state_alone(run: Callable[..., Result], folder: Path) -> None:
    refused = run("diff", str(folder), "--change", "99")
    assert isinstance(refused.exception, UsageError)
    assert "not both" in str(refused.exception)


def test_a_register_that_lacks_a_column_is_refused_alike_by_every_command(
    run: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    shutil.copy(folder / "checkpoints.csv", other)
    path = folder / "checkpoints.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(["# kept", *(line.partition(",")[2] for line in lines)]) + "\n")
    told = str(run("check").exception)
    assert "checkpoints.csv, line 2: lacks the column id. Expected: id, name_vi" in told
    close = ("close", "bavet", "--on", "2026-07", "--source", "https://example.org/b")
    for command in (("list",), ("show", "bavet"), ("log", "bavet"), ("diff", str(other)), close):
        refused = run(*command)
        assert isinstance(refused.exception, DataError), command
        assert str(refused.exception) == told, command


def test_check_passes_the_shipped_register_and_finds_a_fault(
    run: Callable[..., Result], folder: Path
) -> None:
    assert run("check").exit_code == 0
    path = folder / "checkpoints.csv"
    text = path.read_text(encoding="utf-8").replace("11.07659,106.17300", "11.47659,106.47300")
    path.write_text(text, encoding="utf-8")
    result = run("check", "--quiet")
    assert result.exit_code == 4
    assert "line 6, cp-moc-bai: error: lat" in result.stdout


def test_import_adds_and_tells_what_it_leaves_out(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / "drawn.geojson"
    path.write_text(
        json.dumps({
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [105.899, 11.3]},
            "properties": {"name": "Gò Dưa – Phum Ta", "marker-color": "#f00"},
        }),
        encoding="utf-8",
    )  # fmt: skip
    options = ("--class", "secondary", "--radius", "400", "--source", "https://example.org/c")
    dry = run("import", str(path), *options, "--dry-run", "--json")
    assert json.loads(dry.stdout) == {"entries": 1, "changed": 1, "findings": []}
    dry = run("import", str(path), *options, "--dry-run")
    assert (dry.exit_code, "1 entry would be written" in dry.stdout) == (0, True)
    result = run("import", str(path), *options)
    assert result.exit_code == 0, result.stderr
    assert "cp-go-dua: written as change 1." in result.stdout
    assert "marker-color" in result.stderr
    assert run("import", str(path), *options).exit_code == 2


def test_import_tells_what_is_in_the_register_as_it_is(
    run: Callable[..., Result], folder: Path
) -> None:
    source = ("--source", "https://example.org/b")
    assert run("close", "bavet", "--on", "2026-07", *source).exit_code == 0
    sent = ("import", str(folder / "checkpoints.csv"))
    same = "39 entries are in the register as they are.\n"
    assert run(*sent, "--dry-run").stdout == f"0 entries would be written.\n{same}"
    dry = json.loads(run(*sent, "--dry-run", "--json").stdout)
    assert (dry["entries"], dry["changed"]) == (39, 0)
    assert run(*sent).stdout == same
    told = json.loads(run(*sent, "--json").stdout)
    assert len(told) == 39
    assert told[4] == {"change": None, "id": "cp-moc-bai", "changed": False}
    assert json.loads(run("edit", "bavet", "--notes", "new", *source, "--json").stdout)["change"]
    again = json.loads(run("edit", "bavet", "--notes", "new", *source, "--json").stdout)
    assert (again["change"], again["changed"]) == (None, {})


def test_a_dry_run_is_refused_where_the_import_would_be(
    run: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,mode\ncp-moc-bai,river\n", encoding="utf-8")
    sent = ("import", str(path), "--yes")
    assert "source: is empty" in str(run(*sent, "--dry-run").exception)
    assert not (folder / ".checkpoints").exists()
    assert "source: is empty" in str(run(*sent).exception)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of the Unix kind")
def test_add_asks_for_what_is_missing_at_a_terminal(folder: Path) -> None:
    import pty

    answers = [
        "Cây Me", "Phum Svay", "", "wrong", "secondary", "", "105.89, 11.3583",
        "11.3583, 105.89", "500", "nobody", "https://example.org/a",
    ]  # fmt: skip
    child, terminal = pty.fork()
    if child == 0:
        args = [sys.executable, "-c", "from geo.cli import main; main()"]
        os.chdir(Path(__file__).parents[2])
        args += ["checkpoint", "add", "--data", str(folder), "--by", "Anna"]
        os.execv(args[0], args)  # noqa: S606 - our own program, at a terminal
    screen = ""
    for answer in answers:
        while not screen.rstrip().endswith(":"):
            screen += os.read(terminal, 4096).decode(errors="replace")
        os.write(terminal, f"{answer}\n".encode())
        screen = screen.rstrip().rstrip(":")
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux says so when the other side is gone
            break
        if not piece:
            break
        screen += piece.decode(errors="replace")
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0, screen
    for seen in ("'wrong' is no class", "are swapped", "lies in: ", "cp-cay-me: written"):
        assert seen in screen, seen


def test_who_writes_into_the_installed_copy_is_warned(folder: Path) -> None:
    installed = folder.parent / "geo" / "_data"
    shutil.copytree(folder, installed)
    result = CliRunner().invoke(checkpoint, [*ADD, "--data", str(installed), "--by", "Anna"])
    assert result.exit_code == 0
    assert "an upgrade replaces it" in result.stderr
    own = CliRunner().invoke(checkpoint, [*ADD, "--data", str(folder), "--by", "Anna"])
    assert "an upgrade replaces it" not in own.stderr
