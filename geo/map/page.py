"""The page as people get it: a Folium map, its HTML, a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geo.errors import UsageError
from geo.map.escape import clean, to_html
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Sequence

    import folium

    from geo.atlas import Atlas

__all__ = ["LANGUAGES", "THEMES", "render", "to_folium", "write_page"]

LANGUAGES = ("en", "vi", "km")
THEMES = ("auto", "light", "dark")
_START = (11.9, 106.2)
_TILE_URL = re.compile(r"https://[A-Za-z0-9{}.-]+(?::\d+)?/[A-Za-z0-9{}()@/._~=&?%+,:-]*")
_SUBDOMAINS = "abc"
_SHORT_NAMES = {"openstreetmap": "OpenStreetMap.Mapnik", "osm": "OpenStreetMap.Mapnik"}


def to_folium(
    atlas: Atlas,
    *,
    title: str | None = None,
    lang: str = "en",
    theme: str = "auto",
    layers: Sequence[str] | None = None,
    tiles: str | None = None,
    data: Path | str | None = None,
) -> folium.Map:
    """Return the atlas as a Folium map with everything it needs inside.

    Parameters
    ----------
    atlas
        What :func:`geo.build_atlas` returns; any object with ``layers``, ``articles`` and
        ``unplaced`` will do.
    title
        Heading of the page; any text, it is escaped. None for the atlas's own, which follows
        the language.
    lang
        Language in which the page opens: ``en``, ``vi`` or ``km``. The reader can change it.
    theme
        ``auto`` (as the reader's system), ``light`` or ``dark``.
    layers
        Names of the layers to take into the page; None for all.
    tiles
        Name of an online base map (as ``xyzservices`` has them) or an ``https`` address with
        ``{z}``, ``{x}``, ``{y}``. None, the default, makes no request at all.
    data
        Folder with ``basemap.geojson``; None for the one in use.

    Raises
    ------
    UsageError
        A language, theme, layer or base map that does not exist.
    """
    from geo.map.assets import strings
    from geo.map.elements import AtlasControls, AtlasData, AtlasFigure, AtlasMap
    from geo.map.payload import payload

    _check("language", lang, LANGUAGES)
    _check("theme", theme, THEMES)
    names = list(atlas.layers) if layers is None else list(layers)
    for name in names:
        _check("layer", name, tuple(atlas.layers))
    provider = _tiles(tiles) if tiles is not None else None
    heading = title or strings()["title"][lang]
    figure = AtlasFigure(
        title=heading, lang=lang, theme=theme, hosts=_hosts(provider) if provider else ()
    )
    page = AtlasMap(figure, _START, 7)
    if provider:
        import folium

        folium.TileLayer(
            tiles=provider["url"], attr=to_html(provider["attribution"]), name="tiles"
        ).add_to(page)
    meta = {
        "title": clean(title) if title else None,
        "lang": lang,
        "theme": theme,
        "tiles": clean(provider["attribution"]) if provider else None,
    }
    AtlasData(payload(atlas, names, meta, data=data)).add_to(page)
    AtlasControls().add_to(page)
    return page


def render(atlas: Atlas, **options: Any) -> str:
    """Return the whole page as HTML; the options are those of :func:`to_folium`."""
    html: str = to_folium(atlas, **options).get_root().render()
    return html


def write_page(atlas: Atlas, path: Path | str, **options: Any) -> Path:
    """Write the page, all of it or nothing, and return its path."""
    target = Path(path)
    text = render(atlas, **options)
    with atomic_write(target) as stream:
        stream.write(text)
    return target


def _check(what: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        msg = f"There is no {what} {value!r}. Choose one of: {', '.join(known)}."
        raise UsageError(msg)


def _tiles(name: str) -> dict[str, str]:
    """Return the address and attribution of an online base map."""
    if name.startswith("https://"):
        url, attribution = name, urlsplit(name).hostname or name
    else:
        import xyzservices.providers as known

        try:
            provider = known.query_name(_SHORT_NAMES.get(name.lower(), name))
        except ValueError:
            provider = None
        if provider is None or provider.requires_token():
            msg = f"There is no base map {name!r}. Give a name such as OpenStreetMap or an address."
            raise UsageError(msg)
        url = provider.build_url(scale_factor="{r}")
        attribution = provider.attribution
    if (
        not _TILE_URL.fullmatch(url)
        or "{%" in url
        or "{{" in url
        or not all(part in url for part in ("{z}", "{x}", "{y}"))
    ):
        msg = f"{name!r} is no base map: its address needs https, {{z}}, {{x}} and {{y}}."
        raise UsageError(msg)
    return {"url": url, "attribution": attribution}


def _hosts(provider: dict[str, str]) -> list[str]:
    """Return the origins that a base map is fetched from, as the policy names them."""
    origin = "/".join(provider["url"].split("/")[:3])
    if "{s}" in origin:
        return [origin.replace("{s}", letter) for letter in _SUBDOMAINS]
    return [origin]
