"""Keeping the register on disk: one writer at a time, all or nothing, every state kept.

Beside ``checkpoints.csv`` a folder ``.checkpoints`` holds the lock, the states that the register
was in before each change (``000012.csv``), and for an instant the change that is under way
(``pending.json``). A change is made by replacing the file, which the system does at once or not
at all; its log entries follow. Whoever comes after a crash in between finds ``pending.json``,
sees by the file's hash which side of the replacement the crash came, and finishes or drops it.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from geo.errors import DataError, Fault, RegisterError, UsageError
from geo.gazetteer.checkpoints import COLUMNS, FILE
from geo.register.log import LOG, Entry, append, read_log
from geo.tables import WAIT_SECONDS, Sheet, atomic_write, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from geo.tables import Column

__all__ = ["REDO", "UNDO", "Change", "Store", "undone"]

UNDO, REDO = "undo", "redo"
_WHAT = "change "
_UNCHANGED = "Nothing was changed; make room or allow writing, and try again."

Change = tuple[Sheet, "list[Entry]"]
"""What a change makes of the register: the new sheet, and the entries for the log."""


class Store:
    """The files of a register.

    Parameters
    ----------
    folder
        The data folder.
    wait
        Seconds to wait for another writer before giving up.
    name
        Name of the register's file.
    """

    def __init__(self, folder: Path, *, wait: float = WAIT_SECONDS, name: str = FILE) -> None:
        self.path = folder / name
        self.log_path = folder / LOG
        self.folder = folder / ".checkpoints"
        self._pending = self.folder / "pending.json"
        self._wait = wait

    def read(self) -> Sheet:
        """Return the register as it stands. Needs no lock: the file is never half-written."""
        return self._parse(self._bytes())

    @property
    def has_states(self) -> bool:
        """Say whether there is a change whose earlier state is kept."""
        return bool(self._states())

    def before(self, change: int | None = None) -> Sheet:
        """Return the register as it stood before a change (None: before the last one).

        Raises
        ------
        UsageError
            That state is not kept: there was no such change, or it was undone.
        """
        states = self._states()
        if change is None:
            change = max(states, default=0)
        if change not in states:
            known = ", ".join(map(str, sorted(states))) or "none"
            msg = f"The state before change {change or '(none yet)'} is not kept; kept: {known}."
            raise UsageError(msg)
        return self._parse(states[change].read_bytes(), ())  # perhaps of a time of fewer columns

    def log(self) -> list[Entry]:
        """Return the log, oldest first, with a change whose entries a crash kept out of it."""
        if self._pending.is_file():
            with suppress(RegisterError), self._locked():
                pass  # taking the lock finishes what was left
        return read_log(self.log_path)

    def commit(self, change: Callable[[Sheet], Change]) -> tuple[int, Sheet]:
        """Change the register under the lock; return the change's number and the new sheet.

        ``change`` gets the register as it stands then, so that two who write at once both win.

        Raises
        ------
        RegisterError
            The change was refused, somebody else holds the lock, or the disk cannot be written.
            The register is as it was.
        """
        with self._locked():
            old = self._bytes()
            sheet, entries = change(self._parse(old))
            if sheet.text.encode() == old:
                return self._number(), sheet
            number = self._number() + 1
            self._write(number, old, sheet.text.encode(), entries)
            return number, sheet

    def undo(self, who: str, day: str, *, force: bool = False) -> tuple[int, list[str]]:
        """Take the last change back; return its number and the ids that it had touched.

        What is taken back is kept too (``000012.undone.csv``), and the log keeps the change and
        the undoing of it.

        Raises
        ------
        RegisterError
            There is nothing to undo, or the file was changed by other means since (unless
            ``force``, which gives that change up as well).
        """
        with self._locked():
            states = self._states()
            if not states:
                hint = "Only changes made through the register can be undone."
                raise RegisterError(Fault(self.path, "there is no change to undo.", hint=hint))
            number, state = max(states.items())
            current = self._bytes()
            made = (self.folder / f"{number:06}.sha256").read_text(encoding="ascii").strip()
            if made != _hash(current) and not force:
                raise RegisterError(
                    Fault(
                        self.path,
                        f"was changed by other means since change {number}.",
                        hint="Undoing would lose that; give --yes to do it all the same.",
                    )
                )
            ids = self._touched(number)
            entries = [
                Entry(0, day, who, UNDO, id_, "", "", _WHAT + str(number), "") for id_ in ids
            ]
            before = state.read_bytes()
            try:
                _write_bytes(self.folder / f"{number:06}.undone.csv", current)
                _write_bytes(self.folder / f"{number:06}.undone.sha256", _hash(before).encode())
            except OSError as error:
                raise self._unwritable(error, _UNCHANGED) from None
            self._write(self._number() + 1, current, before, entries, undone=number)
            return number, ids

    def redo(self, who: str, day: str, *, force: bool = False) -> tuple[int, list[str]]:
        """Make the change again that was undone last; return its number and its ids.

        That is a change of its own, which can be undone like any other. Any other change made
        since the undoing ends what can be made again.

        Raises
        ------
        RegisterError
            Nothing was undone last, or the file was changed by other means since (unless
            ``force``, which gives that change up).
        """
        with self._locked():
            number = next(reversed(undone(read_log(self.log_path))), 0)
            kept = self.folder / f"{number:06}.undone.csv"
            if not number or not kept.is_file():
                hint = "Only what was undone last can be made again."
                raise RegisterError(Fault(self.path, "there is nothing to make again.", hint=hint))
            current = self._bytes()
            left = self.folder / f"{number:06}.undone.sha256"
            if not force and (not left.is_file() or left.read_text("ascii") != _hash(current)):
                what = f"was changed by other means since change {number} was undone."
                hint = "Making it again would lose that; give --yes to do it all the same."
                raise RegisterError(Fault(self.path, what, hint=hint))
            ids = self._touched(number)
            entries = [
                Entry(0, day, who, REDO, id_, "", "", _WHAT + str(number), "") for id_ in ids
            ]
            self._write(self._number() + 1, current, kept.read_bytes(), entries)
            return number, ids

    def _touched(self, number: int) -> list[str]:
        log = read_log(self.log_path)
        return list(dict.fromkeys(entry.id for entry in log if entry.change == number))

    # --- one change -------------------------------------------------------------------------

    def _write(
        self, number: int, old: bytes, new: bytes, entries: Sequence[Entry], undone: int = 0
    ) -> None:
        numbered = [replace(entry, change=number) for entry in entries]
        note = {
            "number": number,
            "new": _hash(new),
            "undone": undone,
            "entries": [asdict(entry) for entry in numbered],
        }
        try:
            if not undone:
                _write_bytes(self.folder / f"{number:06}.sha256", _hash(new).encode())
                _write_bytes(self.folder / f"{number:06}.csv", old)
            _write_bytes(self._pending, json.dumps(note, ensure_ascii=False).encode())
            _write_bytes(self.path, new)
            self._finish(note)
        except OSError as error:
            with suppress(OSError, DataError):
                self._recover()
            hint = _UNCHANGED
            if _hash(self._bytes()) == note["new"]:
                hint = "The change was made; only its log entry waits for the next one."
            raise self._unwritable(error, hint) from None

    def _unwritable(self, error: OSError, hint: str) -> RegisterError:
        what = f"cannot be written: {error.strerror or error}."
        return RegisterError(Fault(self.path, what, hint=hint))

    def _finish(self, note: dict[str, object]) -> None:
        """Do what follows on the replacement of the file; doing it twice does no harm."""
        entries = [Entry(**entry) for entry in note["entries"]]  # type: ignore[attr-defined]
        if not any(e.change == note["number"] for e in read_log(self.log_path)):
            append(self.log_path, entries)
        if note["undone"]:
            for suffix in ("csv", "sha256"):
                (self.folder / f"{note['undone']:06}.{suffix}").unlink(missing_ok=True)
        self._pending.unlink(missing_ok=True)

    def _recover(self) -> None:
        """Finish or drop a change in which the program was stopped."""
        for leftover in (*self.folder.glob(".*~"), *self.path.parent.glob(f".{FILE}.*~")):
            leftover.unlink(missing_ok=True)
        numbers = self._states()
        for orphan in self.folder.glob("??????.sha256"):
            if int(orphan.name[:6]) not in numbers and not self._pending.is_file():
                orphan.unlink(missing_ok=True)
        if not self._pending.is_file():
            last = max(numbers, default=0)
            if last and last > self._logged() and numbers[last].read_bytes() == self._bytes():
                numbers[last].unlink(missing_ok=True)  # stopped before the change was noted
            return
        note = json.loads(self._pending.read_text(encoding="utf-8"))
        if _hash(self._bytes()) == note["new"]:
            self._finish(note)
            return
        if not note["undone"]:
            for suffix in ("csv", "sha256"):
                (self.folder / f"{note['number']:06}.{suffix}").unlink(missing_ok=True)
        self._pending.unlink(missing_ok=True)

    # --- files ------------------------------------------------------------------------------

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._check_writable()
        with locked(self.path, wait=self._wait):
            self._recover()
            yield

    def _check_writable(self) -> None:
        for path in (self.path, self.log_path):
            # The mode is asked too: who may do everything should still heed a read-only mark.
            if path.is_file() and (not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222):
                hint = "Give a data folder of your own with --data."
                what = "cannot be changed: it is read-only."
                raise RegisterError(Fault(path, what, hint=hint))

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            raise DataError(Fault(self.path, "does not exist.")) from None
        except OSError as error:
            raise DataError(Fault(self.path, f"cannot be read: {error.strerror}.")) from None

    def _parse(self, content: bytes, columns: Sequence[Column] = COLUMNS) -> Sheet:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            what = f"byte {error.start} is no UTF-8."
            raise DataError(Fault(self.path, what, hint="Save the file as UTF-8.")) from None
        sheet = Sheet.parse(text, self.path)
        missing = [column.name for column in columns if column.name not in sheet.header]
        if missing:
            lines = enumerate(text.removeprefix("\ufeff").splitlines(), 1)
            header = next(number for number, line in lines if line.strip() and line[0] != "#")
            what = f"lacks the column {', '.join(missing)}."
            hint = f"Expected: {', '.join(column.name for column in columns)}."
            raise DataError(Fault(self.path, what, row=header, hint=hint))
        return sheet

    def _states(self) -> dict[int, Path]:
        return {int(p.stem): p for p in self.folder.glob("??????.csv") if p.stem.isdigit()}

    def _logged(self) -> int:
        return max((entry.change for entry in read_log(self.log_path)), default=0)

    def _number(self) -> int:
        return max(self._logged(), *self._states(), 0)


def undone(log: Iterable[Entry]) -> list[int]:
    """Return the changes that may be made again, by a log, the one to begin with last.

    To undo the making again of a change leaves a new one to be made again.
    """
    waiting: list[int] = []
    known: set[int] = set()
    for entry in log:
        if entry.change in known:
            continue
        known.add(entry.change)
        if entry.action == UNDO:
            waiting.append(int(entry.after.removeprefix(_WHAT)))
        elif entry.action == REDO:
            waiting = waiting[:-1]
        else:
            waiting = []
    return waiting


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write_bytes(path: Path, content: bytes) -> None:
    with atomic_write(path, binary=True) as stream:
        stream.write(content)
