"""``checkpoint add`` and ``checkpoint import``: new pairs."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.checkpoint.dialogue import fill_in
from geo.cli.checkpoint.fields import draft_of, field_options
from geo.cli.checkpoint.telling import (
    WRITTEN,
    decide,
    tell_findings,
    tell_folder,
    tell_json,
    tell_outcome,
)
from geo.cli.common import author_options, data_option, json_option, quiet_option

if TYPE_CHECKING:
    from geo.register import By, Finding, Register

__all__ = ["add", "bring"]

NEEDED = ("name_vi", "name_kh", "class", "sources")


@click.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas checkpoint add\n"
        "      asks for everything, one question after the other\n"
        "  borderatlas checkpoint add --vi 'Cây Me' --kh 'Phum Svay' --class phụ \\\n"
        "      --point '11°21.5, 105°53.4' --radius 500 \\\n"
        "      --source https://baotayninh.vn/...\n\n"
        "Province and commune are filled in from the point, and the program says how sure that "
        "is.\n\n" + WRITTEN
    )
)
@field_options
@author_options
@data_option
@json_option
@quiet_option
def add(
    by: By,
    yes: bool,
    data: Path | None,
    as_json: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Add a checkpoint pair to the register.

    Where fields are missing and somebody sits at the terminal, they are asked for.
    """
    from geo.register import Register

    register = Register(data)
    tell_folder(register)
    draft = draft_of(options)
    today = date.fromisoformat(by.day)
    if any(name not in draft for name in NEEDED) and sys.stdin.isatty() and not yes:
        draft = fill_in(register, draft, today)
    findings = register.examine({"last_confirmed": by.day, **draft}, today).findings
    tell_findings(findings)
    if not decide(findings, yes=yes, as_json=as_json):
        sys.exit(2)
    tell_outcome(register.add(draft, by, accept_warnings=True), as_json=as_json, quiet=quiet)


@click.command(
    "import",
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas checkpoint import drawn.geojson     from the map's page, geojson.io, QGIS\n"
        "  borderatlas checkpoint import gates.kml --source 'Survey of Svay Rieng, 2026-03'\n"
        "  borderatlas checkpoint import list.csv --dry-run\n\n"
        "A point's name 'Mộc Bài – Bavet' gives both halves. Entries with the id of a pair change "
        "that pair. All of the file is written, or nothing.\n\n" + WRITTEN
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--source", default="", help="Source of all entries that have none of their own.")
@click.option("--class", "class_", default="", help="Class of all entries that have none.")
@click.option("--radius", default="", help="Radius in metres of all entries that have none.")
@click.option("--dry-run", is_flag=True, help="Check, say what would be done, write nothing.")
@author_options
@data_option
@json_option
@quiet_option
def bring(
    file: Path,
    source: str,
    class_: str,
    radius: str,
    dry_run: bool,
    by: By,
    yes: bool,
    data: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Import checkpoint pairs from FILE: GeoJSON, CSV, KML or GeoPackage."""
    from geo.register import Register
    from geo.register.intake import read_drafts

    register = Register(data)
    tell_folder(register)
    drafts, left_out = read_drafts(file, register.folder)
    known = {row["id"] for row in register.sheet().rows()}
    for draft in drafts:
        if draft.get("id") not in known:
            draft.setdefault("sources", source)
            draft.setdefault("class", class_)
            if draft.get("lat") and radius:
                draft.setdefault("radius_m", radius)
    by = replace(by, source=source)
    findings = _check(register, drafts, known, file, date.fromisoformat(by.day))
    if left_out and not quiet:
        click.echo(f"Left out, no column of the register: {', '.join(left_out)}.", err=True)
    if not decide(findings, yes=yes or dry_run, as_json=as_json):
        sys.exit(2)
    outcomes = register.bring(drafts, by, accept_warnings=True, write=not dry_run)
    changed = [outcome for outcome in outcomes if outcome.changed]
    if as_json and dry_run:
        told = [f.as_dict() for f in findings]
        tell_json({"entries": len(outcomes), "changed": len(changed), "findings": told})
        return
    if as_json:
        tell_json([
            {"change": o.number if o.changed else None, "id": o.id, "changed": bool(o.changed)}
            for o in outcomes
        ])  # fmt: skip
        return
    if dry_run:
        count = len(changed)
        click.echo(f"{count} {'entry' if count == 1 else 'entries'} would be written.")
    else:
        for outcome in changed:
            tell_outcome(outcome, as_json=False, quiet=quiet)
    if len(changed) < len(outcomes) and not quiet:
        same = len(outcomes) - len(changed)
        click.echo(
            f"{same} {'entries are' if same > 1 else 'entry is'} in the register as they are."
        )


def _check(
    register: Register, drafts: list[dict[str, str]], known: set[str], file: Path, today: date
) -> list[Finding]:
    """Print what is wrong with each entry of a file; return all of it."""
    findings: list[Finding] = []
    for number, draft in enumerate(drafts, 1):
        filled = {name: text for name, text in draft.items() if text}
        id_ = filled["id"] if filled.get("id") in known else None
        found = register.examine(filled, today, id_).findings
        if found:
            title = filled.get("name_vi") or filled.get("id") or "?"
            click.echo(f"{file}, entry {number} ({title}):", err=True)
            tell_findings(found)
            findings += found
    return findings
