"""The files of a run, each as it was when it was opened first: all that comes of a file comes of the same bytes."""

from __future__ import annotations

from pathlib import Path

from evalkit.inputs.file_bytes import FileBytes, opened

PIPED = Path("-")
"""How what comes through a pipe is called."""


class Contents:
    """What has been opened so far."""

    def __init__(self) -> None:
        self._opened: dict[Path, FileBytes] = {}

    def __contains__(self, path: Path) -> bool:
        return path in self._opened

    def keep(self, path: Path, content: bytes) -> None:
        """Take what is no file, but goes by this name."""
        self._opened[path] = FileBytes(path, content)

    def of(self, path: Path) -> FileBytes:
        """The bytes of a file.

        Raises:
            EvalkitError: D101, it cannot be read.
        """
        if path not in self._opened:
            self._opened[path] = opened(path)
        return self._opened[path]
