"""``checkpoint show``, ``list``, ``check``, ``diff``, ``log``: what the register holds."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
@click.argument("name")
@data_option
@json_option
def show(name: str, data: Path | None, as_json: bool) -> None:
    """Show everything that the register holds of the pair NAME."""
    from geo.gazetteer.checkpoints import parse_history, parse_list
    from geo.register import Register

    register = Register(data)
    row = register.sheet().row(register.find(name))
    if as_json:
        tell_json(row)
        return
    click.secho(f"{row['name_vi']} – {row['name_kh'] or '?'}  ({row['id']})", bold=True)
    for column, text in row.items():
        if not text or column in ("id", "history", "sources"):
            continue
        click.echo(f"  {column.replace('_', ' ')}: {text}")
    for title, lines in (
        ("history", [" | ".join(e) for e in parse_history(row["history"])]),
        ("sources", parse_list(row["sources"])),
    ):
        if lines:
            click.echo(f"  {title}:")
            for line in lines:
                click.echo(f"    {line}")


@click.command(
    "list",
    epilog="Examples:\n\n\b\n  borderatlas checkpoint list --class international\n"
    "  borderatlas checkpoint list --province 'Tây Ninh' --status unconfirmed",
)
@click.option("--class", "class_", help="Only this class.")
@click.option("--status", help="Only this status.")
@click.option("--province", help="Only in this province of either side, of today or before.")
@data_option
@json_option
def list_(
    class_: str | None, status: str | None, province: str | None, data: Path | None, as_json: bool
) -> None:
    """List the checkpoint pairs."""
    from geo.names import key
    from geo.register import Register

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
    click.echo(f"{len(rows)} pairs", err=True)


@click.command(
    epilog="Exit codes: 0 no errors; 2 the file is not what its schema says; 4 errors were found."
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
    found = differences(_earlier(register.folder, other, change), now)
    if as_json:
        tell_json([
            {"kind": d.kind, "id": d.id,
             "cells": {k: {"before": b, "after": a} for k, (b, a) in d.cells.items()}}
            for d in found
        ])  # fmt: skip
    else:
        for difference in found:
            click.echo(f"{difference.id}: {difference.kind}")
            tell_cells(difference.cells)
    sys.exit(EXIT_DIFFERENT if found else 0)


def _earlier(folder: Path, other: Path | None, change: int | None) -> Sheet:
    from geo.register.store import Store

    if other is None:
        return Store(folder).before(change)
    if other.is_dir():
        return Store(other).read()
    return Store(other.parent, name=other.name).read()


@click.command(
    epilog="Examples:\n\n\b\n  borderatlas checkpoint log              all changes\n"
    "  borderatlas checkpoint log bavet        the story of one pair"
)
@click.argument("name", required=False)
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
        click.secho(f"{id_}: what happened", bold=True)
        for when, what, value, source in history:
            click.echo(f"  {when or '?':10}  {what}: {value}  [{source}]")
        click.secho("what was changed in the register", bold=True)
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
    return f"undo of {entry.after}" if entry.action == "undo" else entry.action
