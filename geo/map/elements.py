"""The page as Folium elements: the figure, the map, the data block and the controls.

Folium names its elements at random; here every element is named after its place in the tree,
so that the same atlas gives the same bytes. The figure writes the Content Security Policy last,
when all scripts of the page stand: it allows these by their hashes and nothing else.
"""

# ruff: noqa: SLF001 - branca has no other door to the names and children of its elements
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from geo.map import assets
from geo.map.escape import to_html, to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["AtlasControls", "AtlasData", "AtlasFigure", "AtlasMap", "fix_ids"]

_SCRIPT = re.compile(r"<script(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_POLICY_HERE = "<!-- policy -->"
_EVENT_HANDLER_FREE = "base-uri 'none'; form-action 'none'"


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
            f'{_EVENT_HANDLER_FREE}">'
        )


class AtlasMap(folium.Map):
    """A Folium map whose Leaflet stands in the page and that sits in the page's main landmark."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - Folium's own protocol
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    _template = Template(
        """
{% macro header(this, kwargs) %}
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{{ this.leaflet_css }}</style>
<style>{{ this.own_css }}</style>
<script>{{ this.leaflet_js }}</script>
{% endmacro %}
{% macro html(this, kwargs) %}
<div id="app"><main id="main" tabindex="-1">
<div class="folium-map" id={{ this.get_name()|tojson }}></div>
</main></div>
<noscript><p class="notice">{{ this.noscript }}</p></noscript>
{% endmacro %}
{% macro script(this, kwargs) %}
var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
    center: {{ this.location|tojson }},
    crs: L.CRS.{{ this.crs }},
    ...{{ this.options|tojavascript }}
});
{% endmacro %}
"""
    )

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
        self.leaflet_css = assets.leaflet_css()
        self.leaflet_js = assets.leaflet_js()
        self.own_css = assets.style()
        self.noscript = to_html(
            "This map draws itself with JavaScript that stands in this file; please allow it."
        )


class AtlasData(MacroElement):
    """All data of the page, as one block of JSON that no browser takes for a script."""

    _template = Template(
        """
{% macro html(this, kwargs) %}
<script type="application/json" id="atlas-data">{{ this.json }}</script>
{% endmacro %}
"""
    )

    def __init__(self, payload: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "AtlasData"
        self.json = to_json(payload)


class AtlasControls(MacroElement):
    """What people work the map with; its JavaScript stands in ``static/``."""

    _template = Template(
        """
{% macro script(this, kwargs) %}
(function (L, map) {
"use strict";
{{ this.code }}
})(L, {{ this._parent.get_name() }});
{% endmacro %}
"""
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "AtlasControls"
        self.code = assets.script()


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
