"""The folder that ``build`` writes: ``index.html`` and ``layers/``."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.atlas import LAYERS
from geo.tables import atomic_write, naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.atlas import Atlas

__all__ = ["PageOptions", "stale_files", "write_site"]

PAGE = Path("index.html")
BELOW = Path("layers")


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How the page looks when it opens; see ``geo.map.render``."""

    title: str | None = None
    lang: str = "en"
    theme: str = "auto"
    layers: tuple[str, ...] | None = None
    tiles: str | None = None


def _render_into(atlas: Atlas, folder: Path, options: PageOptions) -> list[Path]:
    """Write everything below a folder; return the paths relative to it, the page first."""
    from geo.export import export
    from geo.map import render

    html = render(
        atlas,
        title=options.title,
        lang=options.lang,
        theme=options.theme,
        layers=options.layers,
        tiles=options.tiles,
    )
    with atomic_write(folder / PAGE) as stream:
        stream.write(html)
    written = export(atlas.layers, folder / BELOW, "geojson", layers=options.layers)
    return [PAGE, *sorted(path.relative_to(folder) for path in written)]


def write_site(atlas: Atlas, folder: Path, options: PageOptions | None = None) -> list[Path]:
    """Write the page and its layers; return the files, the page first.

    Everything is rendered beside the folder first and takes its place file by file only when all
    of it stands: whatever fails, the last good map stays. Layers of an earlier build that are no
    longer asked for are removed; what else lies there is not touched.
    """
    with naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
        building = tempfile.TemporaryDirectory(prefix=".building-", dir=folder)
    with building as scratch:
        names = _render_into(atlas, Path(scratch), options or PageOptions())
        (folder / BELOW).mkdir(exist_ok=True)
        for name in names:
            with naming(folder / name):
                (Path(scratch) / name).replace(folder / name)
    for old in _left_over(folder, names):
        (folder / old).unlink()
    return [folder / name for name in names]


def _left_over(folder: Path, names: Sequence[Path]) -> list[Path]:
    """Return the layers of an earlier build that are not among the files of this one."""
    layers = (BELOW / f"{name}.geojson" for name in sorted(LAYERS))
    return [layer for layer in layers if layer not in names and (folder / layer).is_file()]


def stale_files(atlas: Atlas, folder: Path, options: PageOptions | None = None) -> list[str]:
    """Return the names of the files of a folder that are not what ``write_site`` would write."""
    scratch = Path(tempfile.mkdtemp(prefix="borderatlas-"))
    try:
        names = _render_into(atlas, scratch, options or PageOptions())
        stale = [
            str(name)
            for name in names
            if not (folder / name).is_file()
            or (folder / name).read_bytes() != (scratch / name).read_bytes()
        ]
        return stale + [str(old) for old in _left_over(folder, names)]
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
