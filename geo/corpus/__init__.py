"""Many articles: on the cores of one machine, or on many machines with Dask.

Results come in the order of the articles, one by one; what is held at a time does not grow
with their number.
"""

from __future__ import annotations

from geo.corpus.engine import CHUNK
from geo.corpus.reading import read_corpus, readings_of
from geo.corpus.writing import Summary, write_corpus

__all__ = ["CHUNK", "Summary", "read_corpus", "readings_of", "write_corpus"]
