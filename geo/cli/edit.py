"""``borderatlas edit``: the local page on which people add and change checkpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geo.cli.common import data_option, quiet_option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["edit"]


@click.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas edit                   opens the page in your browser\n"
        "  borderatlas edit --no-browser      prints its address only\n"
        "  borderatlas edit --data ~/atlas    a data folder of your own\n\n"
        "The page is served on 127.0.0.1 only, to whoever has the address with its token. "
        "Ctrl-C ends it."
    )
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="[default: a free one]")
@click.option("--no-browser", is_flag=True, help="Print the address; open nothing.")
@data_option
@quiet_option
def edit(port: int, no_browser: bool, data: Path | None, quiet: bool) -> None:
    """Open a page with the map and a form on which checkpoints are added and changed."""
    import contextlib
    import webbrowser

    from geo.cli.checkpoint.telling import tell_folder
    from geo.editor import serve
    from geo.register import Register

    tell_folder(Register(data))
    serving = serve(data, port)
    click.echo(serving.address)
    if not quiet:
        click.echo("Ctrl-C ends it.", err=True)
    if not no_browser:
        webbrowser.open(serving.address)
    with contextlib.suppress(KeyboardInterrupt):
        serving.forever()
