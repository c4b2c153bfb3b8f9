"""A file that is read more than once: it need not be in memory, and must stay as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from evalkit.diagnostics import EvalkitError, Place, files

HEAD = 4096


@dataclass(frozen=True)
class Stored:
    """The bytes of a file."""

    path: Path
    content: bytes | None = None
    """All of them, where they are in memory already or cannot be read a second time."""

    @cached_property
    def head(self) -> bytes:
        """The first bytes."""
        return next(self.pieces(HEAD), b"")

    def pieces(self, size: int, start: int = 0) -> Iterator[bytes]:
        """The bytes from `start` on, in order.

        Raises:
            OSError: the file cannot be read at all.
            EvalkitError: D275, it is not what it was.
        """
        self.check()
        with self.path.open("rb") if self.content is None else BytesIO(self.content) as file:
            file.seek(start)
            while piece := file.read(size):
                yield piece
        self.check()

    def check(self) -> None:
        """Make sure that the file is what it was when it was read first.

        Raises:
            EvalkitError: D275, it is not.
        """
        if self._first_state != self._state():
            raise EvalkitError((files.CHANGED(Place(str(self.path))),))

    @cached_property
    def _first_state(self) -> tuple[int, ...]:
        return self._state()

    def _state(self) -> tuple[int, ...]:
        """What is another when the file has changed; none where there is no file any more."""
        if self.content is not None:
            return ()
        try:
            now = self.path.stat()
        except FileNotFoundError:
            return ()
        return now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns
