"""Events of the YAML parser -> nodes, without recursion, refusing what would hide, run or never end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from evalkit.diagnostics import EvalkitError, Place, Problems, Words
from evalkit.diagnostics import form as kinds
from evalkit.source.commas import cut_numbers, cuts_call
from evalkit.source.nodes import Entry, Mapping, Node, Scalar, Sequence

MAX_NODES = 300_000
MAX_DEPTH = 60

ONE_DOCUMENT = Words("it has more than one document", "文件含有多个文档")
NODES = Words("more than {limit} values, aliases counted", "超过{limit}个值(含引用展开)")
DEPTH = Words("nested deeper than {limit}", "嵌套超过{limit}层")
ALIAS = Words("no anchor is called {name}", "没有名为 {name} 的锚点")
KEY_FORM = Words("a key must be a plain text", "键必须是普通文字")
QUOTE = Words("look at the indentation, the colons and the quotes near here", "请检查附近的缩进、冒号和引号")


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    place: Place
    anchor: str | None
    mapping: bool
    flow: bool
    parts: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Builder:
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
        if opened.flow and isinstance(node, Scalar) and cuts_call(node):
            self.problems.add(kinds.COMMA_IN_CALL(node.place, text=node.text))

    def mapping(self, opened: _Open) -> Mapping:
        entries: list[Entry] = []
        first: dict[str, Scalar] = {}
        for left, right in cut_numbers(opened.parts) if opened.flow else ():
            self.problems.add(kinds.COMMA_IN_NUMBER(left.place, text=f"{left.text},{right.text}"))
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
