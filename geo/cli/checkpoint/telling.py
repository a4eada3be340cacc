"""How the checkpoint commands print: findings, changes, refusals."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.register import Finding, Outcome, Register

__all__ = [
    "WRITTEN",
    "decide",
    "refuse_at",
    "tell_cell",
    "tell_cells",
    "tell_findings",
    "tell_folder",
    "tell_json",
    "tell_outcome",
]


WRITTEN = "Exit codes: 0 written, or nothing to change; 2 refused, with every reason."
"""The last sentence of the help of every command that changes the register."""
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_ORDER = tuple(_COLOURS)


def tell_folder(register: Register) -> None:
    """Warn who is about to write into the copy that came with the program."""
    if register.is_installed:
        click.secho(
            f"warning: {register.folder} came with the program; an upgrade replaces it.\n"
            "  Copy that folder, and give yours with --data or $BORDERATLAS_DATA.",
            fg="yellow",
            err=True,
        )


def tell_json(content: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))


def tell_findings(findings: Iterable[Finding]) -> None:
    """Print findings to standard error, errors first: what, then why and what to do."""
    for finding in sorted(findings, key=lambda f: _ORDER.index(f.level)):
        where = f"{finding.column}: " if finding.column else ""
        colour = _COLOURS[finding.level]
        click.secho(f"{finding.level}: {where}{finding.what}", fg=colour, err=True)
        click.echo(f"  {finding.why}\n  {finding.do}", err=True)


def refuse_at(findings: Sequence[Finding], *, as_json: bool, why: str) -> None:
    """End the program with exit code 2, saying why nothing was written."""
    if as_json:
        tell_json({"refused": True, "findings": [f.as_dict() for f in findings]})
    click.echo(f"borderatlas: {why}", err=True)
    sys.exit(2)


def decide(findings: Sequence[Finding], *, yes: bool, as_json: bool) -> bool:
    """Say whether a change goes on, asking where there are warnings; errors end the program."""
    errors = [f for f in findings if f.level == "error"]
    if errors:
        count = f"{len(errors)} error{'s' if len(errors) > 1 else ''}"
        refuse_at(findings, as_json=as_json, why=f"nothing was written: {count}.")
    if not findings or yes:
        return True
    if not sys.stdin.isatty():
        why = "nothing was written: give --yes to take the warnings."
        refuse_at(findings, as_json=as_json, why=why)
    if click.confirm("Write it all the same?", default=False, err=True):
        return True
    click.echo("Nothing was written.", err=True)
    return False


def tell_outcome(outcome: Outcome, *, as_json: bool, quiet: bool) -> None:
    """Print what a change did."""
    if as_json:
        tell_json({
            "change": outcome.number if outcome.changed else None,
            "id": outcome.id,
            "changed": {k: {"before": b, "after": a} for k, (b, a) in outcome.changed.items()},
            "warnings": [f.as_dict() for f in outcome.findings],
            "notes": [f.as_dict() for f in outcome.notes],
        })  # fmt: skip
        return
    if quiet:
        return
    if not outcome.changed:
        click.echo(f"{outcome.id}: nothing changed.")
        return
    tell_findings(outcome.notes)
    click.echo(f"{outcome.id}: written as change {outcome.number}.")
    tell_cells(outcome.changed)


def tell_cells(cells: Mapping[str, tuple[str, str]]) -> None:
    """Print what became of each cell; of lists, the items that came and went."""
    for name, (before, after) in cells.items():
        tell_cell(name, before, after)


def tell_cell(name: str, before: str, after: str, indent: str = "  ") -> None:
    """Print what became of one cell."""
    from geo.gazetteer.checkpoints import parse_list
    from geo.register.changes import LISTS

    if name in LISTS and before and after:
        old, new = parse_list(before), parse_list(after)
        signed = [f"- {item}" for item in old if item not in new]
        signed += [f"+ {item}" for item in new if item not in old]
        for line in signed or ["(in another order)"]:
            click.echo(f"{indent}{name}: {line}")
        return
    click.echo(f"{indent}{name}: {before + ' → ' if before else ''}{after or '(empty)'}")
