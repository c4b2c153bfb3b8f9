"""YAML text -> nodes with places. Nothing else imports yaml.

Scalars stay text: the field that they fill types them, so `NO`, `010` and `1:40` survive.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from evalkit.diagnostics import EvalkitError, Message, Place, Problems, Words
from evalkit.diagnostics import form as kinds
from evalkit.source.builder import QUOTE, Builder
from evalkit.source.nodes import Entry, Mapping, Node, Scalar, Sequence

__all__ = ["FILE_MISSING", "Entry", "Mapping", "Node", "Scalar", "Sequence", "parse", "read"]

MAX_BYTES = 10_000_000


TAB = Words("indent with blanks, not with tabs", "请用空格缩进, 不要用制表符")
WIDE_COLON = Words("the full-width colon ： is not YAML's; write : and a blank", "全角冒号 ： 无效, 请用半角冒号加空格")
NOTHING = Words("it is empty", "文件为空")
BYTES = Words("more than {limit} bytes", "超过{limit}字节")
FILE_MISSING = Words("there is no such file", "没有这个文件")
LITERAL = Words("{text}", "{text}")


def read(path: Path, problems: Problems) -> Node:
    """Read a file.

    Raises:
        EvalkitError: where it is no file, no UTF-8 or no YAML.
    """
    shown = path.as_posix()
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        why = FILE_MISSING() if isinstance(error, FileNotFoundError) else LITERAL(text=error.strerror or "?")
        raise EvalkitError((kinds.NO_FILE(Place(shown), file=shown, why=why),)) from None
    return parse(_decode(data, shown), shown, problems)


def _decode(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise EvalkitError((kinds.TOO_MUCH(Place(file), what=BYTES(limit=MAX_BYTES)),))
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EvalkitError((kinds.NOT_UTF8(Place(file, line), offset=error.start + 1),)) from None


def parse(text: str, file: str, problems: Problems) -> Node:
    """Read a text; `file` is how its places call it. Keys given twice are added to `problems`.

    Raises:
        EvalkitError: where it is no YAML.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = Builder(file, text.splitlines(), problems)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is not None and mark.line >= len(builder.lines) and error.context_mark is not None:
            mark = error.context_mark  # the file ends before what began there
        place = builder.place(mark.line, mark.column) if mark else Place(file)
        why = LITERAL(text=error.problem or "?")
        raise EvalkitError((kinds.NOT_YAML(place, why=why, advice=_advice(place, text)),)) from None
    except yaml.reader.ReaderError as error:
        # Its own position counts bytes or characters, as it was built.
        before = (text[: text.index(chr(error.character))] + ".").splitlines()
        place = builder.place(len(before) - 1, len(before[-1]) - 1)
        why = LITERAL(text=f"{error.reason} (U+{error.character:04X})")
        raise EvalkitError((kinds.NOT_YAML(place, why=why, advice=QUOTE()),)) from None
    if builder.root is None:
        raise EvalkitError((kinds.NOT_YAML(Place(file, 1, 1), why=NOTHING(), advice=QUOTE()),))
    return builder.root


def _advice(place: Place, text: str) -> Message:
    lines = text.splitlines()
    number = place.line or 1
    nearby = "\n".join(lines[max(0, number - 2) : number])
    if "\t" in nearby:
        return TAB()
    return WIDE_COLON() if "：" in nearby else QUOTE()
