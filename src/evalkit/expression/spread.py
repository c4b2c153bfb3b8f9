"""What records have themselves, and what their units have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, Self, TypeVar

import numpy.typing as npt

Array = npt.NDArray[Any]


class Rowwise(Protocol):
    """Something with a value for every row."""

    def at(self, rows: Array) -> Self:
        """Its values at these rows, in their order."""


Key = TypeVar("Key")
Kept = TypeVar("Kept", bound="Rowwise")


class Spread(Mapping[Key, Kept]):
    """What records have themselves, and what their units have, spread over them when it is asked for."""

    def __init__(
        self,
        own: Mapping[Key, Kept],
        outer: Mapping[Key, Kept],
        owners: npt.NDArray[Any],
        is_own: Callable[[Key], bool],
    ) -> None:
        self._found: dict[Key, Kept] = dict(own)
        self._outer: Mapping[Key, Kept] = outer
        self._owners, self._is_own = owners, is_own

    def __getitem__(self, key: Key) -> Kept:
        if key not in self._found:
            source = self._outer[key]
            self._found[key] = source if self._is_own(key) else source.at(self._owners)
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        return key in self._found or key in self._outer

    def __iter__(self) -> Iterator[Key]:
        return iter({**self._found, **self._outer})

    def __len__(self) -> int:
        return len({**self._found, **self._outer})
