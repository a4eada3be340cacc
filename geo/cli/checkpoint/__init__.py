"""``borderatlas checkpoint``: the register of checkpoints at the command line."""

from __future__ import annotations

import click

from geo.cli.checkpoint.adding import add, bring
from geo.cli.checkpoint.changing import close, edit, reclassify, rename, undo
from geo.cli.checkpoint.looking import check, diff, list_, log, show

__all__ = ["checkpoint"]


@click.group(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas checkpoint list --class international\n"
        "  borderatlas checkpoint show bavet\n"
        "  borderatlas checkpoint add                 asks for what it needs\n"
        "  borderatlas checkpoint import sent.geojson\n"
        "  borderatlas checkpoint reclassify cp-bac-dai main --since 2026-05-04 --source URL\n"
        "  borderatlas checkpoint undo\n\n"
        "A checkpoint is a pair: its Vietnamese and its Cambodian half. Every command takes the "
        "pair's id or any name of either half."
    )
)
def checkpoint() -> None:
    """Add, change, check and list checkpoints."""


for _command in (
    add, bring, edit, close, rename, reclassify, show, list_, check, diff, log, undo,
):  # fmt: skip
    checkpoint.add_command(_command)
