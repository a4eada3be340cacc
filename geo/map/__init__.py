"""The map: one HTML file that holds everything it shows and asks the network for nothing.

:func:`to_folium` gives the :class:`folium.Map` (in a notebook it shows itself), :func:`render`
the whole page as text, :func:`write_page` the file.
"""

from __future__ import annotations

from geo.map.page import LANGUAGES, THEMES, render, to_folium, write_page

__all__ = ["LANGUAGES", "THEMES", "render", "to_folium", "write_page"]
