"""The XML of a workbook, read as a stream: nothing in it is expanded or fetched, and no part is held as a whole.

A part is a head, many elements of one kind and a tail. Pieces that end where such an element ends are given to a
regular road, which knows only the plainest form and says so where it meets another; what it does not take, and the
head and the tail, goes to the parser of XML, which decides.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import IO, NoReturn, Protocol, TypeVar
from xml.parsers import expat
from zipfile import BadZipFile

from evalkit.diagnostics import Message

T = TypeVar("T")
FIRST, PIECE = 1 << 16, 1 << 21
"""Bytes: of the first piece, so that the top of a sheet is seen at once, and of the others."""
LONGEST = 6 << 20
"""Bytes of a tag, with those of the piece that it is met in."""
MOST_NAMES = 1000
"""Different names of elements: of all that there are in a workbook a few hundred are known."""
DEEPEST = 100
"""Elements inside elements."""
NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "",
)
"""Of workbooks, of those saved as strict, and of those by programs that forget it."""
ROOT = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml version=["']1.0["'](?: encoding=["'](?i:utf-8)["'])?"""
    rb"""(?: standalone=["']\w+["'])?\s*\?>)?\s*"""
    rb"""<(?:(?P<prefix>\w+):)?\w+ [^<>]*\bxmlns(?(prefix):(?P=prefix))="(?:%s)"[^<>]*>"""
    % "|".join(NAMESPACES[:2]).encode()
)
"""Letters in UTF-8, and names of workbooks all with one prefix or none."""


LINES = re.compile(rb">\s+<")
"""Between tags; a text of nothing else is blank as well."""


class Damaged(ValueError):  # noqa: N818
    """A file is no workbook, or has in it what no workbook may hold."""


class TooMuch(Damaged):
    """There is more in it than in any honest workbook."""

    def __init__(self, what: Message) -> None:
        super().__init__(what)
        self.what = what


DAMAGED = (ValueError, LookupError, OSError, EOFError, NotImplementedError, BadZipFile, zlib.error, expat.ExpatError)
"""What reading a file raises that is no workbook."""


class Careful(Protocol[T]):
    """The road that takes everything; one of the two must have seen every piece, in their order."""

    parser: Parser

    @property
    def between(self) -> bool:
        """Whether none of the many elements is open: the regular road may go on from here."""

    def passed(self, found: T) -> None:
        """The regular road has taken a piece."""

    def take(self) -> T:
        """What was found since it was last asked."""


def read_pieces(
    part: IO[bytes],
    tag: bytes,
    regular: Callable[[bytes], T | None],
    careful: Careful[T],
    each: Callable[[Callable[[bytes], T | None], Iterator[bytes]], Iterator[tuple[bytes, T | None]]],
) -> Iterator[T]:
    """What is in the pieces of a part whose many elements are called `tag`.

    Args:
        part: a stream.
        tag: the name of the many elements.
        regular: reads a piece, or gives None where it is not plain.
        careful: reads any.
        each: gives every piece with what `regular` makes of it, one by one or some ahead.
    """
    window = part.read(FIRST)
    root = ROOT.match(window)
    prefix = b"" if root is None or root["prefix"] is None else root["prefix"] + b":"
    start = window.find(b"<%s%s" % (prefix, tag))
    plain = root is not None and start >= 0 and is_plain(window[root.end() : start])
    if plain:
        careful.parser.feed(window[:start])
        window = window[start:]
    pieces = _pieces(part, window, b"</%s%s>" % (prefix, tag))
    read = partial(_stripped, prefix, regular)
    for piece, found in each(read, pieces) if plain else ((piece, None) for piece in pieces):
        if found is not None and plain and careful.between:
            careful.passed(found)
            yield found
        else:
            careful.parser.feed(piece)
            yield careful.take()
            plain = plain and is_plain(piece)
    careful.parser.close()
    yield careful.take()


def _stripped(prefix: bytes, regular: Callable[[bytes], T | None], piece: bytes) -> T | None:
    """What `regular` makes of a piece without the prefix of all its names, and with no lines between its tags."""
    if prefix:
        begun, ended = b"<" + prefix, b"</" + prefix
        if piece.count(b"<") != piece.count(begun) + piece.count(ended):
            return None
        piece = piece.replace(begun, b"<").replace(ended, b"</")
    if piece[:1].isspace() or piece[(tag := piece.find(b">")) + 1 : tag + 2].isspace():
        piece = LINES.sub(b"><", piece.strip())
    return regular(piece)


def is_plain(piece: bytes) -> bool:
    """Whether there are no comments and their like, in which anything may stand."""
    return not any(sign in piece and b"<" + sign in piece for sign in (b"!", b"?"))


def one_by_one(work: Callable[[bytes], T], pieces: Iterator[bytes]) -> Iterator[tuple[bytes, T]]:
    """Every piece with `work` of it."""
    return ((piece, work(piece)) for piece in pieces)


def _pieces(part: IO[bytes], window: bytes, end: bytes) -> Iterator[bytes]:
    """The stream cut behind the last `end` that is there."""
    while window:
        cut = window.rfind(end) + len(end)
        if cut < len(end):
            cut = len(window)
        yield window[:cut]
        window = window[cut:] + part.read(PIECE)


class Parser:
    """A parser that is fed piece by piece, and keeps no long piece of it: a tag or a comment without end is refused."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._fed = 0

    def feed(self, piece: bytes) -> None:
        """Take what comes next."""
        self._fed += len(piece)
        self._parser.Parse(piece, False)
        if self._fed - self._parser.CurrentByteIndex > LONGEST:
            raise Damaged("a tag or a comment without end")

    def close(self) -> None:
        """That was all."""
        self._parser.Parse(b"", True)


def parser_of(
    start: Callable[[str, Mapping[str, str]], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> Parser:
    """A parser that calls these for the elements of a workbook, by their names without a namespace, and for texts."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names = _Names()
    parser.StartElementHandler = lambda name, attributes: start(names[name], attributes)
    if end is not None:
        ended = end
        parser.EndElementHandler = lambda name: ended(names[name])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return Parser(parser)


def read(
    part: IO[bytes], start: Callable[[str, Mapping[str, str]], object], end: Callable[[str], object] | None = None
) -> None:
    """Call these for every element of a part."""
    parser = parser_of(start, end)
    while piece := part.read(FIRST):
        parser.feed(piece)
    parser.close()


class _Names(dict[str, str]):
    """Names as the parser gives them -> without the namespace of workbooks; those of others keep theirs."""

    def __missing__(self, name: str) -> str:
        namespace, _, tag = name.rpartition(" ")
        found = tag if namespace in NAMESPACES else name
        if len(self) == MOST_NAMES:
            raise Damaged("names of elements")
        self[name] = found
        return found


def _refuse(*_declaration: object) -> NoReturn:
    raise Damaged("a document type")
