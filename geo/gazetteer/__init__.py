"""Places by name, by id and by date: administrative units, towns, hamlets, gates, rivers.

``Gazetteer.load`` reads the data folder (and what the user imported); the places then answer
what is called so, what lies in what on a given day, and where a thing is as far as is known.
"""

from __future__ import annotations

from geo.gazetteer.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
