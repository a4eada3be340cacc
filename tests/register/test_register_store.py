"""Nothing is lost: writers at once, stopped programs, full disks, read-only files."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from random import Random

import pytest

from geo.errors import RegisterError, UsageError
from geo.gazetteer.checkpoints import read_checkpoints
from geo.register import By, Register
from geo.register.differences import differences
from geo.register.store import Store

DRAFT = {
    "name_kh": "Phum Svay",
    "class": "secondary",
    "province_vn": "Tây Ninh",
    "province_kh": "Svay Rieng",
    "sources": "https://example.org/a",
}
BY = By("Anna", "2026-03-01", "https://example.org/b")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    """Return a data folder with a register of its own."""
    shutil.copy(data / "checkpoints.csv", tmp_path)
    (tmp_path / "vocabulary").mkdir()
    shutil.copy(data / "vocabulary" / "checkpoints.txt", tmp_path / "vocabulary")
    return tmp_path


def register_of(folder: Path) -> Register:
    return Register(folder, ground=False)


def start(code: str, *args: object) -> subprocess.Popen[bytes]:
    """Run a piece of Python in a process of its own, with a register at hand."""
    head = """
        import sys
        from geo.register import By, Register
        register = Register(sys.argv[1], ground=False)
        by = By("Anna", "2026-03-01", "https://example.org/b")
    """
    script = textwrap.dedent(head) + textwrap.dedent(code)
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, args)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def end(process: subprocess.Popen[bytes], code: int) -> None:
    """Wait for a process and see that it ended with a code."""
    _, errors = process.communicate(timeout=60)
    assert process.returncode == code, errors.decode()


def test_an_added_pair_is_one_more_line_and_can_be_read(folder: Path) -> None:
    before = (folder / "checkpoints.csv").read_text(encoding="utf-8")
    outcome = register_of(folder).add(DRAFT | {"name_vi": "Cây Me"}, BY)
    after = (folder / "checkpoints.csv").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.count("\n") == before.count("\n") + 1
    assert read_checkpoints(folder)[-1].id == outcome.id == "cp-cay-me"


def test_comments_and_unknown_columns_stay(folder: Path) -> None:
    path = folder / "checkpoints.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    marked = ["# kept by hand", lines[0] + ",phone", *(line + ",+84 1" for line in lines[1:])]
    path.write_text("\n".join([*marked[:3], "# the rest", *marked[3:]]) + "\n", encoding="utf-8")
    register = register_of(folder)
    register.edit("cp-moc-bai", {"notes": "new"}, BY, accept_warnings=True)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# kept by hand\n")
    assert "\n# the rest\n" in text
    assert register.sheet().row("cp-moc-bai")["phone"] == "+84 1"
    register.edit("cp-moc-bai", {"phone": "+84 2"}, BY, accept_warnings=True)
    assert register.sheet().row("cp-moc-bai")["phone"] == "+84 2"


def test_an_edit_touches_no_other_cell(folder: Path) -> None:
    register = register_of(folder)
    for row in register.sheet().rows():
        outcome = register.edit(row["id"], {"notes": "new"}, By("Anna", "2026-12-01", "a slip"))
        assert set(outcome.changed) == {"notes"}, row["id"]


def test_a_refused_change_leaves_no_trace(folder: Path) -> None:
    before = (folder / "checkpoints.csv").read_bytes()
    with pytest.raises(RegisterError, match="class"):
        register_of(folder).add(DRAFT | {"name_vi": "Cây Me", "class": "x"}, BY)
    assert (folder / "checkpoints.csv").read_bytes() == before
    assert register_of(folder).log() == []


def test_warnings_block_until_they_are_taken(folder: Path) -> None:
    draft = DRAFT | {"name_vi": "Tân Namm"}
    with pytest.raises(RegisterError) as refused:
        register_of(folder).add(draft, BY)
    assert refused.value.only_warnings
    assert register_of(folder).add(draft, BY, accept_warnings=True).id == "cp-tan-namm"


def test_a_class_gets_a_date_a_source_and_a_history(folder: Path) -> None:
    register = register_of(folder)
    register.reclassify("cp-bac-dai", "main", "2026-02", BY)
    pair = next(c for c in read_checkpoints(folder) if c.id == "cp-bac-dai")
    assert (pair.class_, pair.class_from, pair.class_source) == ("main", "2026-02", BY.source)
    assert pair.history[-1] == ("2026-02", "class", "main", BY.source)
    assert BY.source in pair.sources


def test_a_renamed_half_is_still_found_by_its_old_name(folder: Path) -> None:
    register = register_of(folder)
    register.rename("cp-moc-bai", "kh", "Bavet Thmei", "2026", BY)
    assert register.find("Bavet") == register.find("bavet thmei") == "cp-moc-bai"


def test_closing_keeps_the_row(folder: Path) -> None:
    outcome = register_of(folder).close("cp-phuoc-chi", "2026-01-05", BY)
    assert outcome.changed["status"] == ("unconfirmed", "closed")
    assert len(read_checkpoints(folder)) == 39


def test_ids_never_change_and_nameless_changes_are_refused(folder: Path) -> None:
    register = register_of(folder)
    with pytest.raises(RegisterError, match="id cannot be changed"):
        register.edit("cp-moc-bai", {"id": "cp-x"}, BY)
    with pytest.raises(RegisterError, match="source"):
        register.edit("cp-moc-bai", {"notes": "x"}, By("Anna", "2026-03-01"))
    with pytest.raises(UsageError, match="cp-moc-bai"):
        register.find("cp-moc-bay")


def test_undo_gives_back_the_very_bytes_and_goes_further_back(folder: Path) -> None:
    path, register = folder / "checkpoints.csv", register_of(folder)
    states = [path.read_bytes()]
    for radius in ("310", "320", "330"):
        register.edit("cp-moc-bai", {"radius_m": radius}, BY)
        states.append(path.read_bytes())
    for state in reversed(states[:-1]):
        register.undo("Bert", "2026-03-02")
        assert path.read_bytes() == state
    with pytest.raises(RegisterError, match="no change to undo"):
        register.undo("Bert", "2026-03-02")
    kept = {p.read_bytes() for p in (folder / ".checkpoints").glob("*.undone.csv")}
    assert kept == set(states[1:])


@pytest.mark.parametrize("seed", range(6))
def test_undo_and_redo_walk_through_the_states_like_an_editor(folder: Path, seed: int) -> None:
    path, register, chance = folder / "checkpoints.csv", register_of(folder), Random(seed)
    past: list[bytes] = []
    future: list[bytes] = []
    for step in range(25):
        now = path.read_bytes()
        what = chance.choice(["edit", "undo", "redo"])
        if what == "edit":
            register.edit("cp-moc-bai", {"notes": f"note {step}"}, BY)
            past, future = [*past, now], []
            continue
        source, sink, do = (past, future, register.undo) if what == "undo" else (
            future, past, register.redo
        )  # fmt: skip
        if not source:
            with pytest.raises(RegisterError, match=r"no change to undo|nothing to make again"):
                do("Bert", "2026-03-02")
            continue
        do("Bert", "2026-03-02")
        sink.append(now)
        assert path.read_bytes() == source.pop()


def test_redo_does_not_swallow_what_was_written_by_hand(folder: Path) -> None:
    path, register = folder / "checkpoints.csv", register_of(folder)
    register.edit("cp-moc-bai", {"radius_m": "310"}, BY)
    register.undo("Bert", "2026-03-02")
    path.write_text(path.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="changed by other means"):
        register.redo("Bert", "2026-03-02")
    assert register.redo("Bert", "2026-03-02", force=True) == (1, ["cp-moc-bai"])


def test_undo_does_not_swallow_what_was_written_by_hand(folder: Path) -> None:
    path, register = folder / "checkpoints.csv", register_of(folder)
    register.edit("cp-moc-bai", {"radius_m": "310"}, BY)
    path.write_text(path.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="changed by other means"):
        register.undo("Bert", "2026-03-02")
    assert register.undo("Bert", "2026-03-02", force=True)[1] == ["cp-moc-bai"]


def test_the_log_says_who_when_what_and_on_what_source(folder: Path) -> None:
    register = register_of(folder)
    register.edit("cp-moc-bai", {"radius_m": "310"}, BY)
    register.undo("Bert", "2026-03-02")
    story = register.log("cp-moc-bai")
    radius = next(entry for entry in story if entry.column == "radius_m")
    assert (radius.who, radius.day, radius.before, radius.after, radius.source) == (
        "Anna", "2026-03-01", "300", "310", BY.source,
    )  # fmt: skip
    assert (story[-1].action, story[-1].who, story[-1].after) == ("undo", "Bert", "change 1")


def test_the_difference_to_an_earlier_state_names_the_cells(folder: Path) -> None:
    register = register_of(folder)
    register.edit("cp-moc-bai", {"radius_m": "310"}, BY)
    (found,) = differences(Store(folder).before(), register.sheet())
    assert (found.kind, found.id, found.cells["radius_m"]) == (
        "changed", "cp-moc-bai", ("300", "310"),
    )  # fmt: skip


@pytest.mark.slow
def test_all_who_add_at_once_win(folder: Path) -> None:
    code = """
        for number in range(4):
            register.add({"name_vi": f"{sys.argv[2]} {'ABCD'[number] * 9}", "name_kh": "",
                          "class": "secondary", "province_vn": "Tây Ninh",
                          "province_kh": "Svay Rieng", "sources": "https://example.org/a"},
                         by, accept_warnings=True)
    """
    writers = [start(code, folder, name) for name in ("Sông", "Núi", "Rừng")]
    for writer in writers:
        end(writer, 0)
    assert len(read_checkpoints(folder)) == 39 + 12
    changes = {e.change for e in register_of(folder).log()}
    assert changes == set(range(1, 13))


@pytest.mark.slow
def test_a_killed_writer_leaves_the_old_or_the_new_file(folder: Path) -> None:
    code = """
        print(flush=True)
        for number in range(10_000):
            register.edit("cp-moc-bai", {"notes": f"note {number}"}, by)
    """
    for attempt in range(8):
        writer = start(code, folder)
        assert writer.stdout is not None
        writer.stdout.readline()  # it writes from now on
        time.sleep(0.15 + 0.037 * attempt)
        writer.send_signal(signal.SIGKILL)
        end(writer, -signal.SIGKILL)
        row = Store(folder).read().row("cp-moc-bai")  # readable before any repair
        log = register_of(folder).log()
        notes = [entry for entry in log if entry.column == "notes"]
        assert not notes or notes[-1].after == row["notes"]
        numbers = sorted({entry.change for entry in log})
        assert numbers == list(range(1, len(numbers) + 1))
    assert numbers, "no change was made before the kills; give the writers more time"
    register = register_of(folder)
    register.undo("Bert", "2026-03-02")
    register.edit("cp-moc-bai", {"notes": "at the end"}, BY)
    assert read_checkpoints(folder)
    assert not list(folder.glob(".checkpoints.csv.*~"))


KILL_AT = """
    import os, pathlib, signal
    left = [int(sys.argv[2])]

    def deadly(function):
        def call(*args, **options):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **options)
        return call

    os.fsync = deadly(os.fsync)
    pathlib.Path.replace = deadly(pathlib.Path.replace)
    pathlib.Path.unlink = deadly(pathlib.Path.unlink)
"""


@pytest.mark.slow
@pytest.mark.parametrize("action", ["edit", "undo", "redo"])
def test_killed_at_any_step_a_change_is_made_with_its_log_or_not_at_all(
    folder: Path, action: str
) -> None:
    register, path = register_of(folder), folder / "checkpoints.csv"
    do = {
        "edit": 'register.edit("cp-moc-bai", {"notes": "second"}, by)',
        "undo": 'register.undo("Bert", "2026-03-02")',
        "redo": 'register.redo("Bert", "2026-03-02")',
    }[action]
    register.edit("cp-moc-bai", {"notes": "first"}, BY)
    if action == "redo":
        register.undo("Bert", "2026-03-02")
    first = len({entry.change for entry in register.log()})
    start_state = shutil.copytree(folder, folder.with_name(f"{folder.name}-start"))
    old = path.read_bytes()
    seen = set()
    for step in range(1, 100):
        shutil.rmtree(folder)
        shutil.copytree(start_state, folder)
        writer = start(textwrap.dedent(KILL_AT) + do, folder, step)
        _, errors = writer.communicate(timeout=60)
        made = path.read_bytes() != old
        assert Store(folder).read().rows()
        changes = {entry.change for entry in register.log()}  # repairs what was left
        assert changes == set(range(1, first + 1 + made)), f"killed at step {step}"
        register.edit("cp-moc-bai", {"notes": "third"}, BY)
        assert register.undo("Bert", "2026-03-02")[0] == first + made + 1
        seen.add(made)
        if writer.returncode == 0:
            break
        assert writer.returncode == -signal.SIGKILL, errors.decode()
    assert seen == {True, False}
    assert step > 8


@pytest.mark.slow
def test_a_full_disk_is_told_by_undo_as_well(folder: Path) -> None:
    register_of(folder).edit("cp-moc-bai", {"notes": "x"}, BY)
    before = (folder / "checkpoints.csv").read_bytes()
    code = """
        import resource, signal
        from geo.errors import RegisterError
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            register.undo("Bert", "2026-03-02")
        except RegisterError as error:
            assert "checkpoints.csv: cannot be written" in str(error), error
            sys.exit(7)
    """
    end(start(code, folder), 7)
    assert (folder / "checkpoints.csv").read_bytes() == before
    assert register_of(folder).undo("Bert", "2026-03-02")[0] == 1


@pytest.mark.slow
@pytest.mark.parametrize("room", [200, 20_000, 60_000])
def test_a_full_disk_leaves_the_old_file(folder: Path, room: int) -> None:
    """The limit on a file's size fails a write in its middle, as a full disk does."""
    before = (folder / "checkpoints.csv").read_bytes()
    code = """
        import resource, signal
        from geo.errors import RegisterError
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
        try:
            register.edit("cp-moc-bai", {"notes": "x" * 3000}, by)
        except RegisterError as error:
            assert "cannot be written" in str(error), error
            sys.exit(7)
    """
    writer = start(code, folder, min(room, len(before) - 1))
    end(writer, 7)
    assert (folder / "checkpoints.csv").read_bytes() == before
    assert register_of(folder).log() == []
    assert register_of(folder).edit("cp-moc-bai", {"notes": "x"}, BY).number == 1


def test_a_read_only_register_is_left_alone_and_says_so(folder: Path) -> None:
    path = folder / "checkpoints.csv"
    before = path.read_bytes()
    path.chmod(0o444)
    with pytest.raises(RegisterError, match="read-only"):
        register_of(folder).edit("cp-moc-bai", {"notes": "x"}, BY)
    path.chmod(0o644)
    assert path.read_bytes() == before


def test_a_lock_that_is_held_is_waited_for_and_then_told(folder: Path) -> None:
    from filelock import FileLock

    (folder / ".checkpoints").mkdir()
    with (
        FileLock(folder / ".checkpoints" / "lock"),
        pytest.raises(RegisterError, match="by somebody else"),
    ):
        Store(folder, wait=0.1).commit(lambda sheet: (sheet.added({"id": "cp-x"}), []))
