"""The files of a run, each as it was when it was opened first: all that comes of a file comes of the same bytes."""

from __future__ import annotations

from pathlib import Path

from evalkit.inputs.file_bytes import FileBytes, opened


class Contents:
    """What has been opened so far."""

    def __init__(self) -> None:
        self._opened: dict[Path, FileBytes] = {}

    def of(self, path: Path) -> FileBytes:
        """The bytes of a file.

        Raises:
            EvalkitError: D101, it cannot be read.
        """
        if path not in self._opened:
            self._opened[path] = opened(path)
        return self._opened[path]
