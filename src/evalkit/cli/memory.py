"""When memory does not suffice: how that shows, and how much there was to do."""

import errno
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

SIGNS = {
    ImportError: "failed to map segment",  # the system's loader
    RuntimeError: "can't start new thread",
    SystemError: "without setting an exception",  # NumPy
    SyntaxError: "out of memory",  # the reader of XML
}
"""What is said of it in errors that are no MemoryError."""
BLOCK = 1 << 16
MOST = 1 << 30
"""Bytes that are looked through for rows."""
LINE_END, ROW = b"\n", (b"<row ", b"<row>")


def is_lack(error: Exception) -> bool:
    """Whether an error comes of too little memory."""
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    said = (sign for kind, sign in SIGNS.items() if isinstance(error, kind))
    return isinstance(error, MemoryError) or any(sign in str(error) for sign in said)


def rows(paths: Sequence[Path]) -> int:
    """How many rows the files have, the first of each table not counted; 0 where that cannot be told in little memory
    and time.
    """
    try:
        return sum(max(count - 1, 0) for path in paths if path.is_file() for count in _tables(path))
    except Exception:  # the number is not worth a failure of its own
        return 0


def _tables(path: Path) -> Iterator[int]:
    """The rows of each table of a file, the first included."""
    match path.suffix.lower():
        case ".csv":
            with path.open("rb") as file:
                yield _count(file, LINE_END)
        case ".xlsx":
            from zipfile import ZipFile

            with ZipFile(path) as archive:
                for name in archive.namelist():
                    if name.startswith("xl/worksheets/sheet"):
                        with archive.open(name) as part:
                            yield _count(part, *ROW)


def _count(file: IO[bytes], *signs: bytes) -> int:
    """How often the signs, which are of one length, stand in a file; 0 where it is too long to be looked through."""
    count, seen, before = 0, 0, b""
    while block := file.read(BLOCK):
        block = before + block
        count += sum(map(block.count, signs))
        before = block[len(block) - len(signs[0]) + 1 :]
        seen += len(block)
        if seen > MOST:
            return 0
    return count
