"""``borderatlas checkpoint``: the register of checkpoints at the command line."""

from __future__ import annotations

import click

from geo.cli.checkpoint.adding import add, bring
from geo.cli.checkpoint.changing import close, edit, open_, reclassify, redo, rename, undo
from geo.cli.checkpoint.looking import check, diff, list_, log, show

__all__ = ["checkpoint"]


class _InOrder(click.Group):
    """A group that lists its commands as people meet them."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which they were added."""
        return list(self.commands)


@click.group(
    cls=_InOrder,
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
    ),
)
def checkpoint() -> None:
    """Add, change, check and list checkpoints."""


# command → one line for the list of commands, in the order in which people meet them
for _command, _line in {
    add: "Add a pair; asks for what is missing.",
    bring: "Add or change the pairs of a file.",
    edit: "Change fields of a pair.",
    open_: "Mark a pair as open.",
    close: "Mark a pair as closed.",
    rename: "Give one half of a pair a new name.",
    reclassify: "Give a pair another class.",
    undo: "Take the last change back.",
    redo: "Make the change again that was undone last.",
    list_: "List the pairs.",
    show: "Show everything of a pair.",
    log: "Tell what happened to a pair, and who changed its row.",
    diff: "Show what a change did, or how two registers differ.",
    check: "Check the whole register.",
}.items():
    _command.short_help = _line
    checkpoint.add_command(_command)
