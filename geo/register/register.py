"""The register of checkpoints: adding, changing, checking, and taking back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from geo.errors import Fault, RegisterError, UsageError
from geo.gazetteer.checkpoints import parse_list, read_checkpoints
from geo.names import key
from geo.register import changes
from geo.register.findings import refuse
from geo.register.log import By, Entry, entries_between
from geo.register.store import Store
from geo.register.validation import Examined, Ground, examine
from geo.tables import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from geo.model import Checkpoint
    from geo.register.findings import Finding
    from geo.tables import Sheet

__all__ = ["Outcome", "Register"]

Cells = dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """What a change did: its number, the row before and after, the warnings taken, the notes."""

    number: int
    id: str
    before: Cells
    after: Cells
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()

    @property
    def changed(self) -> dict[str, tuple[str, str]]:
        """Column → (before, after) of every cell that differs."""
        return {
            name: (self.before.get(name, ""), text)
            for name, text in self.after.items()
            if text != self.before.get(name, "")
        }


class Register:
    """The register of one data folder.

    Parameters
    ----------
    data
        The folder; None for the one that ``geo.tables.data_folder`` finds.
    ground
        Check against border and units (default). Without, only what is written is checked.

    Examples
    --------
    >>> register = Register("data")
    >>> by = By("Border desk", "2026-03-01", "https://example.org/report")
    >>> register.close("cp-moc-bai", "2026-02-28", by)  # doctest: +SKIP
    """

    def __init__(self, data: Path | str | None = None, *, ground: bool = True) -> None:
        self.folder = data_folder(data)
        self.store = Store(self.folder)
        self._ground = Ground(self.folder) if ground else None

    @property
    def is_installed(self) -> bool:
        """Say whether this is the copy inside the program, which an upgrade replaces."""
        return self.folder.name == "_data" and self.folder.parent.name == "geo"

    # --- reading ----------------------------------------------------------------------------

    def sheet(self) -> Sheet:
        """Return the register as it stands in the file."""
        return self.store.read()

    def checkpoints(self) -> list[Checkpoint]:
        """Return all pairs; DataError where the file is not what its schema says."""
        return read_checkpoints(self.folder)

    def find(self, name: str) -> str:
        """Return the id of the pair that is meant by an id, a name or an alias of either half.

        Raises
        ------
        UsageError
            Nothing is called so, or several pairs are; the nearest ids are named.
        """
        rows = self.sheet().rows()
        ids = [row["id"] for row in rows]
        if name in ids:
            return name
        found = [row["id"] for row in rows if key(name) in _keys(row)]
        if len(found) == 1:
            return found[0]
        if found:
            msg = f"{name!r} may be any of {', '.join(found)}. Give the id."
            raise UsageError(msg)
        from difflib import get_close_matches

        near = get_close_matches(name, ids, n=3, cutoff=0.5)
        near = near or get_close_matches(f"cp-{key(name)}", ids, n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(near)}?" if near else " See: checkpoint list."
        msg = f"The register has no checkpoint {name!r}.{hint}"
        raise UsageError(msg)

    def log(self, id_: str | None = None) -> list[Entry]:
        """Return the log, oldest first: of one pair, or of all."""
        return [entry for entry in self.store.log() if id_ is None or entry.id == id_]

    # --- checking ---------------------------------------------------------------------------

    def examine(self, draft: Mapping[str, str], today: date, id_: str | None = None) -> Examined:
        """Check and complete a draft without writing: of a new pair, or of a change to one.

        In a change, warnings are told only of what it touches.
        """
        sheet = self.sheet()
        before = sheet.row(id_) if id_ is not None else None
        return self._examine(sheet, draft, today, before, before)

    def check(self, today: date) -> list[tuple[int, str, Finding]]:
        """Check every row of the register; return (line, id, finding) of all that was found.

        Raises
        ------
        DataError
            The file is not what its schema says.
        """
        self.checkpoints()
        sheet = self.sheet()
        return [
            (sheet.line_number(row["id"]), row["id"], finding)
            for row in sheet.rows()
            for finding in self._examine(sheet, {}, today, row, None).findings
        ]

    def _examine(
        self,
        sheet: Sheet,
        draft: Mapping[str, str],
        today: date,
        row: Mapping[str, str] | None,
        before: Mapping[str, str] | None,
    ) -> Examined:
        return examine(
            draft if row is None else changes.merged(row, draft),
            sheet.rows(),
            data=self.folder,
            today=today,
            ground=self._ground,
            columns=sheet.header,
            before=before,
        )

    # --- changing ---------------------------------------------------------------------------

    def add(self, draft: Mapping[str, str], by: By, *, accept_warnings: bool = False) -> Outcome:
        """Add a pair; the checks fill in what they can.

        Raises
        ------
        RegisterError
            There are errors, or warnings that are not accepted; all are named.
        """
        draft = {"last_confirmed": by.day, **draft}
        source = by.source or next(iter(parse_list(draft.get("sources", ""))), "")
        return self._change(
            None, lambda _: dict(draft), "add", By(by.who, by.day, source), accept_warnings
        )

    def edit(
        self,
        id_: str,
        draft: Mapping[str, str],
        by: By,
        *,
        on: str = "",
        accept_warnings: bool = False,
    ) -> Outcome:
        """Change cells of a pair; in lists, a value that begins with ``+`` is added.

        A new class or status goes into the history, as holding since ``on`` (an ISO prefix; empty
        where nobody knows).

        Raises
        ------
        RegisterError
            As for ``add``; also where an id is to be changed.
        """
        if draft.get("id", id_) != id_:
            hint = "Ids are for ever: maps, links and logs use them."
            raise RegisterError(Fault(self.store.path, "the id cannot be changed.", hint=hint))
        return self._change(id_, _merging(draft, on, by), "edit", by, accept_warnings)

    def close(self, id_: str, on: str, by: By, *, accept_warnings: bool = False) -> Outcome:
        """Mark a pair as closed since a date (an ISO prefix). Its row stays."""
        return self._change(
            id_, lambda row: changes.closed(row, on, by), "close", by, accept_warnings
        )

    def open(self, id_: str, on: str, by: By, *, accept_warnings: bool = False) -> Outcome:
        """Mark a pair that was planned, closed or unconfirmed as open since a date."""
        return self._change(
            id_, lambda row: changes.opened(row, on, by), "open", by, accept_warnings
        )

    def rename(
        self, id_: str, half: str, name: str, on: str, by: By, *, accept_warnings: bool = False
    ) -> Outcome:
        """Give one half (``vi``, ``kh``, ``km``) a new name; the old one becomes an alias."""
        return self._change(
            id_, lambda row: changes.renamed(row, half, name, on, by), "rename", by, accept_warnings
        )

    def reclassify(
        self, id_: str, class_: str, since: str, by: By, *, accept_warnings: bool = False
    ) -> Outcome:
        """Give a pair another class since a date (an ISO prefix)."""
        return self._change(
            id_,
            lambda row: changes.reclassified(row, class_, since, by),
            "reclassify",
            by,
            accept_warnings,
        )

    def undo(self, who: str, day: str, *, force: bool = False) -> tuple[int, list[str]]:
        """Take the last change back; return its number and the ids that it had touched."""
        refuse(changes.signed(who), self.store.log_path, accept_warnings=True)
        return self.store.undo(who, day, force=force)

    def redo(self, who: str, day: str, *, force: bool = False) -> tuple[int, list[str]]:
        """Make the change again that the last undo took back; return its number and its ids."""
        refuse(changes.signed(who), self.store.log_path, accept_warnings=True)
        return self.store.redo(who, day, force=force)

    def bring(
        self,
        drafts: Sequence[Mapping[str, str]],
        by: By,
        *,
        accept_warnings: bool = False,
        write: bool = True,
    ) -> list[Outcome]:
        """Add or change several pairs as one change: all of them or none.

        A draft with the id of a pair changes it (its empty cells change nothing); the others are
        added. A change rests on ``by``'s source, else on a source that the draft adds. Returns one
        outcome a draft, in their order. Without ``write`` that is what would be done; nothing is.

        Raises
        ------
        RegisterError
            A draft is refused; the faults of all are named, each with the draft's number.
        """
        steps = []
        known = {row["id"]: parse_list(row["sources"]) for row in self.sheet().rows()}
        for draft in drafts:
            filled = {name: text for name, text in draft.items() if text}
            id_ = filled.get("id") if filled.get("id") in known else None
            if id_ is None:
                filled = {"last_confirmed": by.day, **filled}
            given = parse_list(filled.get("sources", "").removeprefix("+"))
            own = next((source for source in given if source not in known.get(id_ or "", ())), "")
            source = own or by.source if id_ is None else by.source or own
            signed = By(by.who, by.day, source)
            steps.append(_Step(id_, "import", _merging(filled, "", signed), signed))
        return self._commit(steps, accept_warnings, write=write)

    def _change(
        self,
        id_: str | None,
        make: Callable[[Cells], Cells],
        action: str,
        by: By,
        accept_warnings: bool,
    ) -> Outcome:
        return self._commit([_Step(id_, action, make, by)], accept_warnings)[0]

    def _commit(
        self, steps: Sequence[_Step], accept_warnings: bool, *, write: bool = True
    ) -> list[Outcome]:
        done: list[Outcome] = []

        def change(sheet: Sheet) -> tuple[Sheet, list[Entry]]:
            done.clear()
            entries: list[Entry] = []
            faults: list[Fault] = []
            only_warnings = True
            for number, step in enumerate(steps, 1):
                outcome = self._step(sheet, step)
                try:
                    refuse(outcome.findings, sheet.file, accept_warnings=accept_warnings)
                except RegisterError as refused:
                    faults += [_numbered(f, number, len(steps)) for f in refused.faults]
                    only_warnings &= refused.only_warnings
                    continue
                done.append(outcome)
                sheet = (
                    sheet.added(outcome.after)
                    if step.id is None
                    else sheet.changed(step.id, outcome.after)
                )
                entries += entries_between(
                    outcome.before, outcome.after, action=step.action, by=step.by
                )
            if faults:
                raise RegisterError(faults, only_warnings=only_warnings)
            return sheet, entries

        if not write:
            change(self.sheet())
            return done
        number, _ = self.store.commit(change)
        return [replace(outcome, number=number) for outcome in done]

    def _step(self, sheet: Sheet, step: _Step) -> Outcome:
        before = {} if step.id is None else sheet.row(step.id)
        made = step.make(dict(before))
        if made == before and step.action == "import":  # a file may hold more than what changed
            return Outcome(0, step.id or "", before, before)
        draft, wrong = changes.sourced(made, step.by)
        today = date.fromisoformat(step.by.day)
        examined = self._examine(sheet, draft, today, None, before or None)
        findings = (*wrong, *examined.findings)
        id_ = examined.cells["id"]
        return Outcome(0, id_, before, examined.cells, findings, examined.notes)


@dataclass(frozen=True)
class _Step:
    """A change to one row: of a new one where ``id`` is None."""

    id: str | None
    action: str
    make: Callable[[Cells], Cells]
    by: By


def _merging(draft: Mapping[str, str], on: str, by: By) -> Callable[[Cells], Cells]:
    def merge(row: Cells) -> Cells:
        after = changes.merged(row, draft)
        return changes.told(row, after, on, by) if row else after

    return merge


def _numbered(fault: Fault, number: int, count: int) -> Fault:
    if count == 1:
        return fault
    what = f"(entry {number}) {fault.what}"
    return Fault(fault.file, what, row=fault.row, column=fault.column, hint=fault.hint)


def _keys(row: Mapping[str, str]) -> set[str]:
    names = [row["name_vi"], row["name_kh"], row["name_km"]]
    names += [*parse_list(row["aliases_vi"]), *parse_list(row["aliases_kh"])]
    names.append(f"{row['name_vi']} {row['name_kh']}")
    return {key(name) for name in names} - {""}
