"""Those who read chunks of articles: processes of one machine, or machines of a cluster."""

from __future__ import annotations

from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

__all__ = ["Workers"]

_LOOK_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Workers:
    """An executor, how many chunks it reads at a time, and whether it is still there."""

    executor: Executor
    count: int
    is_there: Callable[[], bool] = lambda: True

    def answers(self, future: Any) -> Any:
        """Wait for the answers to a chunk.

        Raises
        ------
        AtlasError
            Nobody is left who could give them: a lost cluster would be waited for for ever.
        """
        gone = "The cluster went away before all was read. Start it again, and then the reading."
        while True:
            try:
                return future.result(timeout=_LOOK_SECONDS)
            except TimeoutError:
                if future.done():
                    raise  # the work's own
                if not self.is_there():
                    raise AtlasError(gone) from None
            except CancelledError:
                raise AtlasError(gone) from None
