"""The bytes of a file that is read more than once: a large one need not be in memory, and must stay as it is."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from evalkit.diagnostics import EvalkitError, Message, Place, files

HEAD = 4096
MOST_IN_MEMORY = 1 << 26
"""Bytes of a file that is read once and kept; a larger one is read again, and refused where it has changed."""
LONGEST_LINE = 1 << 22
"""Bytes: no row of a table is longer."""
NO_TEXT = (bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x03\x04", b"PAR1")
"""With these begins what must be seen as a whole to tell what it is."""


def opened(path: Path) -> FileBytes:
    """A file as it is now: read, unless it is large and can be read again.

    Raises:
        EvalkitError: D101, it cannot be read.
    """
    try:
        state = path.stat()
        mode = state.st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):  # it might have no end
            raise EvalkitError((files.NOT_OPENED(Place(str(path)), reason=files.A_DEVICE()),))
        large = stat.S_ISREG(mode) and state.st_size > MOST_IN_MEMORY
        found = FileBytes(path, None if large else path.read_bytes())
    except OSError as error:
        raise EvalkitError((files.NOT_OPENED(Place(str(path)), reason=_reason(error)),)) from None
    found.check()
    return found


@dataclass(frozen=True)
class FileBytes:
    """The bytes of a file."""

    path: Path
    content: bytes | None = None
    """All of them, where they are in memory already or cannot be read a second time."""

    @cached_property
    def whole(self) -> bytes:
        """All bytes."""
        if self.content is not None:
            return self.content
        size = self._first_state[0] if self._first_state else 0
        return b"".join(self.pieces(size or HEAD))

    @cached_property
    def head(self) -> bytes:
        """The first bytes."""
        return next(self.pieces(HEAD), b"")

    @property
    def sample(self) -> bytes:
        """Enough to tell what it is."""
        return self.whole if self.head.startswith(NO_TEXT) else self.head

    def pieces(self, size: int, start: int = 0, *, of_lines: bool = False) -> Iterator[bytes]:
        """The bytes from `start` on, in order, `size` at a time or, where they are wanted whole, some lines; one that
        is longer than any row is cut.

        Raises:
            EvalkitError: D101, the file cannot be read; D275, it is not what it was.
        """
        self.check()
        try:
            with self.path.open("rb") if self.content is None else BytesIO(self.content) as file:
                while True:
                    file.seek(start + size)
                    more = size + len(file.readline(LONGEST_LINE)) if of_lines else size
                    file.seek(start)
                    if not (piece := file.read(more)):
                        break
                    yield piece
                    start += len(piece)
        except OSError as error:
            raise EvalkitError((files.NOT_OPENED(Place(str(self.path)), reason=_reason(error)),)) from None
        self.check()

    def check(self) -> None:
        """Make sure that the file is what it was when this was asked first.

        Raises:
            EvalkitError: D275, it is not.
        """
        if self._first_state != self._state():
            raise EvalkitError((files.CHANGED(Place(str(self.path))),))

    @cached_property
    def _first_state(self) -> tuple[int, ...]:
        return self._state()

    def _state(self) -> tuple[int, ...]:
        """Its size, and what else is another when the file has changed; nothing where it is in memory, or gone."""
        if self.content is not None:
            return ()
        try:
            now = self.path.stat()
        except OSError:
            return ()
        return now.st_size, now.st_dev, now.st_ino, now.st_mtime_ns


def _reason(error: OSError) -> Message | str:
    match error:
        case FileNotFoundError():
            return files.NO_SUCH_FILE()
        case IsADirectoryError():
            return files.A_FOLDER()
        case PermissionError():
            return files.NO_PERMISSION()
    return error.strerror or type(error).__name__
