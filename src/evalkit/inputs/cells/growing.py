"""An array that grows while its rows are read, so that nothing is held twice when the last is there."""

from __future__ import annotations

import numpy as np

from evalkit.expression.data import Array


class Growing:
    """Values one after the other."""

    def __init__(self, dtype: type) -> None:
        self._values: Array = np.empty(0, dtype)
        self.count = 0

    def add(self, values: Array) -> None:
        """Put `values` behind the others; a float -0 becomes 0."""
        start, self.count = self.count, self.count + len(values)
        if self.count > len(self._values):
            before = self._values[:start]
            # Room to which nothing is written takes no memory.
            self._values = np.empty(max(self.count, 2 * start), before.dtype)
            self._values[:start] = before
        np.add(values, 0, out=self._values[start : self.count], casting="same_kind")

    def taken(self) -> Array:
        """All values; nothing is added any more."""
        return self._values[: self.count]
