"""Standard output and standard error: every text can be written, and a stream that fails fails in one clear way."""

import io
import os
import sys
from typing import TextIO

STANDARD_ERROR = 2


class ReaderGone(Exception):  # noqa: N818
    """Nobody reads standard output any more, as behind `| head -1`."""


class CannotWrite(Exception):  # noqa: N818
    """Standard output takes nothing: the disk is full, or it was closed."""


def prepare() -> None:
    r"""Let both streams write what their encoding has no character for as `\u4e2d`, and no file take their place."""
    _fill_closed()
    sys.stdout = _buffered(sys.stdout)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _buffered(stream: TextIO) -> TextIO:
    """The same with a buffer, which PYTHONUNBUFFERED takes away: without it the system may take only a part of what is
    written, as a full disk does, and nobody is told.
    """
    raw = getattr(stream, "buffer", None)
    return io.TextIOWrapper(io.BufferedWriter(raw), stream.encoding) if isinstance(raw, io.RawIOBase) else stream


def read() -> bytes:
    """All that comes through standard input; nothing where there is none."""
    return b"" if sys.stdin is None else sys.stdin.buffer.read()


def write(result: str | bytes) -> None:
    """Write a result to standard output; bytes are written as they are.

    Raises:
        ReaderGone: the other end of the pipe was closed.
        CannotWrite: the system refuses.
    """
    stream = sys.stdout
    if stream is None:
        raise CannotWrite("closed")
    try:
        _write(stream, result)
        stream.flush()
    except BrokenPipeError:
        _discard(stream)
        raise ReaderGone from None
    except OSError as error:
        _discard(stream)
        raise CannotWrite(error.strerror or str(error)) from None


def _write(stream: TextIO, result: str | bytes) -> None:
    if isinstance(result, str):
        stream.write(result)
    elif stream.isatty():
        stream.write(result.decode())  # a console may have another encoding than files have
    else:
        stream.buffer.write(result)


def tell(message: str) -> None:
    """Write a message to standard error; that nobody can read it is no reason to fail."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(message)
            sys.stderr.flush()
        except OSError:
            _discard(sys.stderr)


def _fill_closed() -> None:
    """Open what was closed before the start: the next file would get its number, and what the system's libraries write
    to standard error would go into that file.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= STANDARD_ERROR:
        pass
    os.close(number)


def _discard(stream: TextIO) -> None:
    """Send what is still in the buffer nowhere, so that Python does not try once more at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
