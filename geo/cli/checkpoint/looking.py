"""``checkpoint show``, ``list``, ``check``, ``diff``, ``log``: what the register holds."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo.cli.checkpoint.fields import pair_argument, said_for
from geo.cli.checkpoint.telling import tell_cell, tell_cells, tell_json
from geo.cli.common import (
    EXIT_DIFFERENT,
    as_day,
    data_option,
    json_option,
    quiet_option,
    today,
)

if TYPE_CHECKING:
    from geo.register import Entry
    from geo.tables import Sheet

__all__ = ["check", "diff", "list_", "log", "show"]


@click.command(
    epilog="Examples:\n\n\b\n  borderatlas checkpoint show cp-moc-bai\n"
    "  borderatlas checkpoint show bavet --json"
)
@pair_argument()
@data_option
@json_option
def show(name: str, data: Path | None, as_json: bool) -> None:
    """Show everything that the register holds of the pair NAME."""
    from geo.cli.checkpoint.showing import tell_pair
    from geo.register import Register

    register = Register(data)
    row = register.sheet().row(register.find(name))
    if as_json:
        tell_json(row)
    else:
        tell_pair(row)


@click.command(
    "list",
    epilog="Examples:\n\n\b\n  borderatlas checkpoint list --class international\n"
    "  borderatlas checkpoint list --province 'Tây Ninh' --status unconfirmed\n"
    "  borderatlas checkpoint list --json | jq '.[].id'",
)
@click.option("--class", "class_", help="Only this class; also quốc tế, chính, phụ.")
@click.option("--status", help="Only this status: open, planned, closed …")
@click.option("--province", help="Only in this province of either side, of today or before.")
@data_option
@json_option
def list_(
    class_: str | None, status: str | None, province: str | None, data: Path | None, as_json: bool
) -> None:
    """List the checkpoint pairs."""
    from geo.names import key
    from geo.register import Register

    class_ = said_for("class", class_, data)
    status = said_for("status", status, data)
    rows = [
        row
        for row in Register(data).sheet().rows()
        if (class_ is None or row["class"] == class_)
        and (status is None or row["status"] == status)
        and (
            province is None
            or key(province)
            in {key(row[c]) for c in ("province_vn", "province_vn_before", "province_kh")}
        )
    ]
    if as_json:
        tell_json(rows)
        return
    for row in rows:
        pair = f"{row['name_vi']} – {row['name_kh'] or '?'}"
        where = f"{row['province_vn']} / {row['province_kh']}"
        click.echo(f"{row['id']:20} {pair:36} {row['class']:13} {row['status']:11} {where}")
    click.echo(f"{len(rows)} pair{'' if len(rows) == 1 else 's'}", err=True)


@click.command(
    epilog="Examples:\n\n\b\n  borderatlas checkpoint check --quiet        errors only\n"
    "  borderatlas checkpoint check --strict       warnings count too, as for a release\n\n"
    "Exit codes: 0 no errors; 2 the file is not what its schema says; 4 errors were found."
)
@click.option("--strict", is_flag=True, help="Exit with 4 for warnings too.")
@click.option("--date", "day", callback=as_day, help="Day to check on. [default: today]")
@data_option
@json_option
@quiet_option
def check(strict: bool, day: str | None, data: Path | None, as_json: bool, quiet: bool) -> None:
    """Check every pair of the register as if it were added today."""
    from geo.register import Register

    register = Register(data)
    found = register.check(date.fromisoformat(day) if day else today())
    errors = sum(finding.level == "error" for _, _, finding in found)
    if as_json:
        tell_json([{"line": line, "id": id_, **f.as_dict()} for line, id_, f in found])
    else:
        for line, id_, finding in found:
            if finding.level == "error" or not quiet:
                click.echo(f"{register.store.path}, line {line}, {id_}: {finding}")
        if not quiet:
            click.echo(f"{errors} errors, {len(found) - errors} warnings", err=True)
    sys.exit(EXIT_DIFFERENT if errors or (strict and found) else 0)


@click.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas checkpoint diff                   what the last change did\n"
        "  borderatlas checkpoint diff --change 3        what changed since before change 3\n"
        "  borderatlas checkpoint diff ../theirs/checkpoints.csv\n\n"
        "Exit codes: 0 no difference; 4 there are some."
    )
)
@click.argument("other", required=False, type=click.Path(path_type=Path))
@click.option("--change", type=int, help="Compare with the state before this change.")
@data_option
@json_option
def diff(other: Path | None, change: int | None, data: Path | None, as_json: bool) -> None:
    """Show what differs between OTHER (a register, or its folder) and the register."""
    from geo.register import Register
    from geo.register.differences import differences

    register = Register(data)
    now = register.sheet()
    earlier = _earlier(register.folder, other, change)
    found = differences(earlier or now, now)
    if as_json:
        tell_json([
            {"kind": d.kind, "id": d.id,
             "cells": {k: {"before": b, "after": a} for k, (b, a) in d.cells.items()}}
            for d in found
        ])  # fmt: skip
    else:
        for difference in found:
            click.secho(f"{difference.id}: {difference.kind}", bold=True)
            tell_cells(difference.cells)
        if earlier is None:
            yet = "was made through the register yet."
            left = "is left to compare with; see checkpoint log."
            click.echo(f"No change {left if register.log() else yet}", err=True)
        elif not found:
            click.echo("No difference.", err=True)
    sys.exit(EXIT_DIFFERENT if found else 0)


def _earlier(folder: Path, other: Path | None, change: int | None) -> Sheet | None:
    from geo.errors import UsageError
    from geo.register.store import Store

    if other is not None and change is not None:
        msg = "Give either another register or --change, not both."
        raise UsageError(msg)
    if other is None:
        store = Store(folder)
        return store.before(change) if change is not None or store.has_states else None
    if other.is_dir():
        return Store(other).read()
    return Store(other.parent, name=other.name).read()


@click.command(
    epilog="Examples:\n\n\b\n  borderatlas checkpoint log              all changes\n"
    "  borderatlas checkpoint log bavet        the story of one pair"
)
@pair_argument(required=False)
@data_option
@json_option
def log(name: str | None, data: Path | None, as_json: bool) -> None:
    """Tell what happened to the pair NAME, and who changed its row; without NAME, all changes."""
    from dataclasses import asdict

    from geo.gazetteer.checkpoints import parse_history
    from geo.register import Register

    register = Register(data)
    id_ = register.find(name) if name else None
    entries = register.log(id_)
    history = parse_history(register.sheet().row(id_)["history"]) if id_ else ()
    if as_json:
        happened = [dict(zip(("date", "what", "value", "source"), e, strict=True)) for e in history]
        tell_json({"id": id_, "history": happened, "changes": [asdict(e) for e in entries]})
        return
    if id_:
        from geo.cli.checkpoint.showing import tell_history

        tell_history(history)
        click.secho("What was changed in the register", bold=True)
    last = 0
    for entry in entries:
        if entry.change != last:
            source = f"  [{entry.source}]" if entry.source else ""
            subject = "" if id_ else f" {entry.id}"
            click.echo(f"  {entry.day}  change {entry.change}: {_action(entry)}{subject}, "
                       f"{entry.who}{source}")  # fmt: skip
            last = entry.change
        if entry.column and entry.action != "add":
            tell_cell(entry.column, entry.before, entry.after, indent="      ")
    if not entries:
        click.echo("  nothing yet")


def _action(entry: Entry) -> str:
    return entry.action if entry.column else f"{entry.action} of {entry.after}"
