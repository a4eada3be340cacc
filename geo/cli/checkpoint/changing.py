"""``checkpoint edit``, ``open``, ``close``, ``rename``, ``reclassify``, ``undo``, ``redo``."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from geo.cli.checkpoint.fields import draft_of, field_options, pair_argument
from geo.cli.checkpoint.telling import WRITTEN, tell_folder, tell_json, tell_outcome
from geo.cli.common import (
    author_options,
    data_option,
    json_option,
    quiet_option,
    source_option,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.register import By, Outcome, Register

__all__ = ["close", "edit", "open_", "reclassify", "redo", "rename", "undo"]


def _make(trial: Callable[[bool], Outcome], *, yes: bool, as_json: bool, quiet: bool) -> None:
    """Try a change; where only warnings stand against it, ask, and make it."""
    from geo.errors import RegisterError

    try:
        outcome = trial(yes)
    except RegisterError as refused:
        if as_json:
            faults = [{"column": f.column, "what": f.what, "do": f.hint} for f in refused.faults]
            tell_json({"refused": True, "findings": faults})
        if not refused.only_warnings or not sys.stdin.isatty():
            hint = "\nGive --yes to take the warnings." if refused.only_warnings else ""
            click.echo(f"borderatlas: nothing was written:\n{refused}{hint}", err=True)
            sys.exit(2)
        click.echo(str(refused), err=True)
        if not click.confirm("Write it all the same?", default=False, err=True):
            click.echo("Nothing was written.", err=True)
            sys.exit(2)
        outcome = trial(True)
    tell_outcome(outcome, as_json=as_json, quiet=quiet)


def _register(data: Path | None) -> Register:
    from geo.register import Register

    register = Register(data)
    tell_folder(register)
    return register


@click.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas checkpoint edit cp-moc-bai --radius 150 --source 'Survey, 2026-03'\n"
        "  borderatlas checkpoint edit bavet --alias-kh '+Bavĕt' --source https://...\n\n"
        "A list option that begins with + adds to what is there; without, it replaces. An empty "
        "text empties the field. A new class or status goes into the history.\n\n" + WRITTEN
    )
)
@pair_argument()
@field_options
@click.option("--on", default="", help="Since when a new class or status holds: 2026-02-01.")
@author_options
@data_option
@json_option
@quiet_option
def edit(
    name: str,
    on: str,
    by: By,
    yes: bool,
    data: Path | None,
    as_json: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Change fields of the pair NAME (its id, or a name of either half).

    --source is the source, or the reason, of the change; a URL or citation joins the pair's own.
    """
    from geo.errors import UsageError

    register = _register(data)
    draft = draft_of(options)
    source = draft.pop("sources", "").removeprefix("+").strip()
    if not draft and not source:
        msg = "Nothing to change: give at least one field."
        raise UsageError(msg)
    id_ = register.find(name)
    by = replace(by, source=source)
    _make(
        lambda accept: register.edit(id_, draft, by, on=on, accept_warnings=accept),
        yes=yes, as_json=as_json, quiet=quiet,
    )  # fmt: skip


@click.command(
    "open",
    epilog=(
        "Example:\n\n\b\n"
        "  borderatlas checkpoint open cp-go-noi --on 2027-01-04 --source https://...\n\n" + WRITTEN
    ),
)
@pair_argument()
@click.option("--on", required=True, help="Since when: 2026, 2026-02 or 2026-02-01.")
@source_option
@author_options
@data_option
@json_option
@quiet_option
def open_(name: str, on: str, **options: Any) -> None:
    """Mark the pair NAME as open: it was planned, closed or unconfirmed."""
    register, by, how = _common(options)
    id_ = register.find(name)
    _make(lambda accept: register.open(id_, on, by, accept_warnings=accept), **how)


@click.command(
    epilog=(
        "Example:\n\n\b\n"
        "  borderatlas checkpoint close cp-phuoc-chi --on 2026-02-01 --source https://...\n\n"
        + WRITTEN
    )
)
@pair_argument()
@click.option("--on", required=True, help="Since when: 2026, 2026-02 or 2026-02-01.")
@source_option
@author_options
@data_option
@json_option
@quiet_option
def close(name: str, on: str, **options: Any) -> None:
    """Mark the pair NAME as closed. Its row and history stay."""
    register, by, how = _common(options)
    id_ = register.find(name)
    _make(lambda accept: register.close(id_, on, by, accept_warnings=accept), **how)


@click.command(
    epilog=(
        "Example:\n\n\b\n"
        "  borderatlas checkpoint rename cp-vinh-xuong kh 'Kaorm Samnor' --on 2023-02-23 "
        "--source https://...\n\n" + WRITTEN
    )
)
@pair_argument()
@click.argument("half", type=click.Choice(["vi", "kh", "km"]))
@click.argument("new_name")
@click.option("--on", required=True, help="Since when: 2026, 2026-02 or 2026-02-01.")
@source_option
@author_options
@data_option
@json_option
@quiet_option
def rename(name: str, half: str, new_name: str, on: str, **options: Any) -> None:
    """Give one half of the pair NAME a new name; the old one stays as an alias.

    HALF is vi (Vietnamese), kh (Cambodian, Latin letters) or km (Khmer script). The id stays.
    """
    register, by, how = _common(options)
    id_ = register.find(name)
    _make(
        lambda accept: register.rename(id_, half, new_name, on, by, accept_warnings=accept), **how
    )


@click.command(
    epilog=(
        "Example:\n\n\b\n"
        "  borderatlas checkpoint reclassify cp-bac-dai main --since 2026-05-04 --source https://...\n\n"
        + WRITTEN
    )
)
@pair_argument()
@click.argument("class_", metavar="CLASS")
@click.option("--since", required=True, help="Since when: 2026, 2026-05 or 2026-05-04.")
@source_option
@author_options
@data_option
@json_option
@quiet_option
def reclassify(name: str, class_: str, since: str, **options: Any) -> None:
    """Give the pair NAME another CLASS: international, main or secondary."""
    register, by, how = _common(options)
    id_ = register.find(name)
    _make(lambda accept: register.reclassify(id_, class_, since, by, accept_warnings=accept), **how)


@click.command(
    epilog=(
        "Example:\n\n\b\n"
        "  borderatlas checkpoint undo          takes the last change back\n"
        "  borderatlas checkpoint undo          and the one before it\n"
        "  borderatlas checkpoint redo          makes that one again\n\n"
        "Exit codes: 0 undone; 2 there is nothing to undo, or the file was changed by other means "
        "since (--yes gives that up)."
    )
)
@author_options
@data_option
@json_option
@quiet_option
def undo(by: By, yes: bool, data: Path | None, as_json: bool, quiet: bool) -> None:
    """Take the last change back; again, the one before. Nothing is lost: see redo."""
    number, ids = _register(data).undo(by.who, by.day, force=yes)
    if as_json:
        tell_json({"undone": number, "ids": ids})
    elif not quiet:
        click.echo(f"Change {number} is undone: {', '.join(ids)}.")


@click.command(
    epilog=(
        "Example:\n\n\b\n"
        "  borderatlas checkpoint redo\n\n"
        "Exit codes: 0 made again; 2 nothing was undone last, or the file was changed by other "
        "means since (--yes gives that up)."
    )
)
@author_options
@data_option
@json_option
@quiet_option
def redo(by: By, yes: bool, data: Path | None, as_json: bool, quiet: bool) -> None:
    """Make the change again that was undone last; again, the one after it."""
    number, ids = _register(data).redo(by.who, by.day, force=yes)
    if as_json:
        tell_json({"redone": number, "ids": ids})
    elif not quiet:
        click.echo(f"Change {number} is made again: {', '.join(ids)}.")


def _common(options: dict[str, Any]) -> tuple[Register, By, dict[str, bool]]:
    how = {name: options[name] for name in ("yes", "as_json", "quiet")}
    return _register(options["data"]), options["by"], how
