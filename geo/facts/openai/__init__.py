"""A reader of facts that asks a model behind an OpenAI-compatible endpoint.

Nothing here is used, and nothing touches the network, unless an ``OpenAIReader`` is made and
given to ``geo.build_atlas`` or ``geo.corpus.read_corpus``. Needs the extra ``borderatlas[openai]``.
The article's text is sent to the endpoint; what comes back counts only as far as the text proves
it: every quote stands in the text, every number in the quote, every place is one that the
geoparser found, every date is read by the program from words of the text.
"""

from geo.facts.openai.endpoint import KEY_VARIABLE
from geo.facts.openai.reader import OpenAIReader

__all__ = ["KEY_VARIABLE", "OpenAIReader"]
