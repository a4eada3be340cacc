"""The root of the command line; every command's module is imported only when it is called."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

import click

import geo
from geo.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

# name → (module, attribute, one line for the list of commands)
COMMANDS = {
    "build": ("geo.cli.build", "build", "Read the articles and write the map and its layers."),
    "extract": (
        "geo.cli.extract",
        "extract",
        "Print what articles name and report, as JSON Lines.",
    ),
    "export": (
        "geo.cli.export",
        "export",
        "Write the layers as GeoJSON, GeoPackage, CSV and more.",
    ),
    "checkpoint": ("geo.cli.checkpoint", "checkpoint", "Add, change, check and list checkpoints."),
    "review": ("geo.cli.review", "review", "Decide on what the program is unsure of."),
    "edit": ("geo.cli.edit", "edit", "Add and change checkpoints on a local web page."),
    "gazetteer": ("geo.cli.gazetteer", "gazetteer", "Look up names; import larger gazetteers."),
    "score": ("geo.cli.score", "score", "Measure extraction against gold annotations."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are used, so that ``--help`` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - a broken table, not input
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; suggest the nearest one for a slip of the keyboard."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas build                        the map of the articles that come with it\n"
        "  borderatlas build news/*.html -o maps    the map of your own\n"
        "  borderatlas extract news.txt | jq .aid   what one article reports\n"
        "  borderatlas checkpoint add --help        how to add a checkpoint\n\n"
        "Exit codes: 0 all went well; 1 an unexpected fault of the program, or stopped by Ctrl-C; "
        "2 the request or a data file is wrong, or the disk refuses; 3 some articles were not read "
        "(the others were); 4 a check or comparison found a difference.\n\n"
        'Completion: eval "$(_BORDERATLAS_COMPLETE=bash_source borderatlas)" in ~/.bashrc; '
        "zsh_source in ~/.zshrc; for fish: "
        "_BORDERATLAS_COMPLETE=fish_source borderatlas | source."
    ),
)
@click.version_option(geo.__version__, "-V", "--version", message="borderatlas %(version)s")
def root() -> None:
    """Read articles about a border, place what they name, and draw a map of what they report."""


def main(args: Sequence[str] | None = None) -> Any:
    """Run the command line; expected errors become one clear message and exit code 2."""
    try:
        return root.main(args=list(args) if args is not None else None, prog_name="borderatlas")
    except AtlasError as error:
        click.echo(f"borderatlas: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader (head, less) has had enough; that is no fault of the program.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:  # a full disk, a folder that may not be written
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"borderatlas: {where}{error.strerror or error}.", err=True)
        sys.exit(2)
