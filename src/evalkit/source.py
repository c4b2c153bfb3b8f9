"""YAML text -> nodes with places. The only import of yaml.

Scalars stay text: the field that they fill types them, so `NO`, `010` and `1:40` survive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from evalkit.diagnostics import EvalkitError, Message, Place, Problems, Words
from evalkit.diagnostics import scheme as kinds

MAX_BYTES = 10_000_000
MAX_NODES = 300_000
MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as it is written."""

    text: str
    place: Place
    plain: bool
    """Written without quotes."""

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order written."""

    entries: tuple[Entry, ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None where it is not there."""
        return next((e.value for e in self.entries if e.key.text == key), None)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


Node: TypeAlias = Scalar | Mapping | Sequence

TAB = Words("indent with blanks, not with tabs", "请用空格缩进, 不要用制表符")
WIDE_COLON = Words("the full-width colon ： is not YAML's; write : and a blank", "全角冒号 ： 无效, 请用半角冒号加空格")
QUOTE = Words("look at the indentation, the colons and the quotes near here", "请检查附近的缩进、冒号和引号")
ONE_DOCUMENT = Words("it has more than one document", "文件含有多个文档")
NOTHING = Words("it is empty", "文件为空")
NODES = Words("more than {limit} values, aliases counted", "超过{limit}个值(含引用展开)")
DEPTH = Words("nested deeper than {limit}", "嵌套超过{limit}层")
BYTES = Words("more than {limit} bytes", "超过{limit}字节")
ALIAS = Words("no anchor is called {name}", "没有名为 {name} 的锚点")
KEY_FORM = Words("a key must be a plain text", "键必须是普通文字")
FILE_MISSING = Words("there is no such file", "没有这个文件")
LITERAL = Words("{text}", "{text}")


def read(path: Path, problems: Problems) -> Node:
    """Read a file.

    Raises:
        EvalkitError: where it is no file, no UTF-8 or no YAML.
    """
    shown = path.as_posix()
    try:
        data = path.read_bytes()
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
    builder = _Builder(file, text.splitlines(), problems)
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
        line = text.count("\n", 0, error.position)
        why = LITERAL(text=f"{error.reason} (U+{ord(text[error.position]):04X})")
        raise EvalkitError((kinds.NOT_YAML(builder.place(line, 0), why=why, advice=QUOTE()),)) from None
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


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    place: Place
    anchor: str | None
    mapping: bool
    flow: bool
    parts: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """Events -> nodes, without recursion, counting what aliases would unfold to."""

    file: str
    lines: list[str]
    problems: Problems
    root: Node | None = None
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    count: int = 0

    def place(self, line: int, column: int, width: int = 1) -> Place:
        excerpt = self.lines[line] if line < len(self.lines) else ""
        return Place(self.file, line + 1, column + 1, width=max(1, width), excerpt=excerpt)

    def take(self, event: Any) -> None:
        match event:
            case yaml.DocumentStartEvent() if self.root is not None:
                self.stop(kinds.NOT_YAML(self.of(event), why=ONE_DOCUMENT(), advice=QUOTE()))
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.AliasEvent():
                self.alias(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.check_tag(event)
                if len(self.stack) >= MAX_DEPTH:
                    self.stop(kinds.TOO_MUCH(self.of(event), what=DEPTH(limit=MAX_DEPTH)))
                mapping = isinstance(event, yaml.MappingStartEvent)
                self.stack.append(_Open(self.of(event), event.anchor, mapping, bool(event.flow_style)))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                opened = self.stack.pop()
                node = self.mapping(opened) if opened.mapping else Sequence(tuple(opened.parts), opened.place)
                self.add(node, opened.anchor)

    def of(self, event: Any) -> Place:
        return self.place(event.start_mark.line, event.start_mark.column)

    def stop(self, diagnostic: Any) -> None:
        raise EvalkitError((*self.problems.found, diagnostic))

    def check_tag(self, event: Any) -> None:
        if event.tag not in (None, "!"):
            self.stop(kinds.TAG(self.of(event), tag=event.tag.replace("tag:yaml.org,2002:", "!!")))

    def scalar(self, event: Any) -> None:
        self.check_tag(event)
        plain = not event.style
        start, end = event.start_mark, event.end_mark
        quote = 1 if event.style in ("'", '"') else 0
        width = end.column - start.column - 2 * quote if start.line == end.line else 1
        scalar = Scalar(event.value, self.place(start.line, start.column + quote, width), plain)
        self.add(scalar, event.anchor)

    def alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            self.stop(kinds.NOT_YAML(self.of(event), why=ALIAS(name=event.anchor), advice=QUOTE()))
        node, size = self.anchors[event.anchor]
        self.count += size - 1
        self.add(node, None)

    def add(self, node: Node, anchor: str | None) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            self.stop(kinds.TOO_MUCH(node.place, what=NODES(limit=MAX_NODES)))
        if anchor is not None:
            self.anchors[anchor] = (node, _size(node))
        if not self.stack:
            self.root = node
            return
        opened = self.stack[-1]
        opened.parts.append(node)
        if opened.flow and isinstance(node, Scalar) and node.plain and node.text.count("(") > node.text.count(")"):
            self.problems.add(kinds.COMMA_IN_CALL(node.place, text=node.text))

    def mapping(self, opened: _Open) -> Mapping:
        entries: list[Entry] = []
        first: dict[str, Scalar] = {}
        for key, value in zip(opened.parts[::2], opened.parts[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.stop(kinds.NOT_YAML(key.place, why=KEY_FORM(), advice=QUOTE()))
                continue
            if key.text in first:
                self.problems.add(kinds.SAME_KEY(key.place, others=(first[key.text].place,), key=key.text))
                continue
            first[key.text] = key
            entries.append(Entry(key, value))
        return Mapping(tuple(entries), opened.place)


def _size(node: Node) -> int:
    """How many values `node` holds, shared ones counted each time (the limit keeps this small)."""
    match node:
        case Mapping():
            return 1 + sum(1 + _size(e.value) for e in node.entries)
        case Sequence():
            return 1 + sum(map(_size, node.items))
    return 1
