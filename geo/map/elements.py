"""The page as Folium elements: the figure, the map, the data block and the controls.

Folium names its elements at random; here every element is named after its place in the tree,
so that the same atlas gives the same bytes. The figure writes the Content Security Policy last,
when all scripts of the page stand: it allows these by their hashes and nothing else.
"""

# ruff: noqa: SLF001 - branca has no other door to the names and children of its elements
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.utilities import camelize
from jinja2 import Template

from geo.map import assets
from geo.map.escape import to_html, to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["AtlasControls", "AtlasData", "AtlasFigure", "AtlasMap", "fix_ids"]

_SCRIPT = re.compile(r"<script(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_POLICY_HERE = "<!-- policy -->"
_NO_SCRIPT = "This map draws itself with JavaScript that stands in this file; please allow it."
_NO_BASE = "base-uri 'none'; form-action 'none'"


class AtlasFigure(Figure):
    """The document: landmarks, one script at the end, the policy at the top."""

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="{{ this.lang }}" data-theme="{{ this.theme }}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f"{_POLICY_HERE}\n"
        '<meta name="referrer" content="no-referrer">\n'
        "<title>{{ this.title }}</title>\n"
        "{{ this.header.render(**kwargs) }}\n"
        "</head>\n"
        "<body>\n"
        "{{ this.html.render(**kwargs) }}\n"
        "<script>\n"
        "{{ this.script.render(**kwargs) }}\n"
        "</script>\n"
        "</body>\n"
        "</html>\n"
    )

    def __init__(self, *, title: str, lang: str, theme: str, hosts: Sequence[str] = ()) -> None:
        super().__init__(height="680px")
        self.title = to_html(title)
        self.lang = to_html(lang)
        self.theme = to_html(theme)
        self.hosts = tuple(hosts)
        self.header._children.clear()  # Folium's own content type; ours stands first

    def render(self, **kwargs: Any) -> str:
        """Return the whole document with its policy."""
        fix_ids(self)
        text: str = super().render(**kwargs)
        return text.replace(_POLICY_HERE, self.policy(text), 1)

    def policy(self, text: str) -> str:
        """Return the Content Security Policy of a rendered document as a meta element."""
        scripts = " ".join(f"'{assets.digest(m[1])}'" for m in _SCRIPT.finditer(text))
        styles = " ".join(f"'{assets.digest(m[1])}'" for m in _STYLE.finditer(text))
        images = " ".join(["data:", "blob:", *self.hosts])
        return (
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            f"img-src {images}; style-src {styles}; script-src {scripts}; "
            f'{_NO_BASE}">'
        )


class _Raw(Element):
    """Text that stands in the page as it is.

    branca takes what a macro returned for a template once more; a headline with ``{{ … }}`` would
    run there while the page is built. What comes from outside never goes that way.
    """

    _template = Template("")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "raw"
        self.text = text

    def render(self, **_: Any) -> str:
        """Return the text."""
        return self.text


class AtlasMap(folium.Map):
    """A Folium map whose Leaflet stands in the page and that sits in the page's main landmark."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - Folium's own protocol
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, figure: AtlasFigure, location: tuple[float, float], zoom: int) -> None:
        super().__init__(
            location=location,
            zoom_start=zoom,
            tiles=None,
            zoom_control=False,
            attributionControl=False,
            min_zoom=4,
            max_zoom=18,
            zoomSnap=0.25,
            zoomDelta=1,
            wheelPxPerZoomLevel=120,
        )
        figure.add_child(self)
        self._parent = figure

    def render(self, **kwargs: Any) -> str:
        """Put the map, then all that was added to it, into the figure."""
        figure, name = _figure(self), self.get_name()
        options = to_json(
            {"center": self.location}
            | {camelize(key): value for key, value in self.options.items()}
        )
        _put(
            figure.header,
            "map",
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<style>{assets.leaflet_css()}</style>\n"
            f"<style>{assets.style()}</style>\n"
            f"<script>{assets.leaflet_js()}</script>",
        )
        _put(
            figure.html,
            "map",
            '<div id="app"><main id="main" tabindex="-1">\n'
            f'<div class="folium-map" id="{name}"></div>\n'
            "</main></div>\n"
            f'<noscript><p class="notice">{to_html(_NO_SCRIPT)}</p></noscript>',
        )
        _put(figure.script, "map", f'var {name} = L.map("{name}", {options});')
        for child in self._children.values():
            child.render(**kwargs)
        return ""


class AtlasData(MacroElement):
    """All data of the page, as one block of JSON that no browser takes for a script."""

    def __init__(self, payload: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "AtlasData"
        self.payload = payload

    def render(self, **_: Any) -> str:
        """Put the data into the body of the figure."""
        block = f'<script type="application/json" id="atlas-data">{to_json(self.payload)}</script>'
        _put(_figure(self).html, "data", block)
        return ""


class AtlasControls(MacroElement):
    """What people work the map with; its JavaScript stands in ``static/``."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "AtlasControls"

    def render(self, **_: Any) -> str:
        """Put the script at the end of the figure's, after all that was added to the map."""
        name = self._parent.get_name() if self._parent else ""
        code = f'(function (L, map) {{\n"use strict";\n{assets.script()}\n}})(L, {name});'
        _put(_figure(self).script, "controls", code)
        return ""


def _figure(element: Element) -> Figure:
    return cast("Figure", element.get_root())


def _put(part: Element, name: str, text: str) -> None:
    """Set a text into a part of the figure; rendering twice replaces it."""
    part.add_child(_Raw(text), name=f"atlas_{name}")


def fix_ids(element: Element, path: str = "atlas") -> None:
    """Name an element and all below it after their place in the tree."""
    element._id = path
    for part in ("header", "html", "script"):
        child = getattr(element, part, None)
        if isinstance(child, Element):
            child._id = f"{path}_{part}"
    children = element._children
    renamed = []
    for number, child in enumerate(children.values()):
        fix_ids(child, f"{path}_{number}")
        renamed.append((child.get_name(), child))
    if not isinstance(element, Figure):
        children.clear()
        children.update(renamed)
