"""How well extraction reads: predictions held against gold annotations made by hand.

The measures are those of the public evaluation format: places, checkpoints and countries by
overlapping spans; positions inside the gold's own radius; events, aid, twinnings, projects and
indicators by overlapping evidence and agreeing values.
"""

from geo.score.board import Scoreboard, score
from geo.score.matching import Tally
from geo.score.records import read_gold, read_predictions

__all__ = ["Scoreboard", "Tally", "read_gold", "read_predictions", "score"]
