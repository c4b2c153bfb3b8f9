"""Source nodes -> records: one reader for every shape. It goes on after a mistake, to find them all."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from evalkit import source
from evalkit.diagnostics import Message, Place, Problems, Words
from evalkit.diagnostics import expression as expression_kinds
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.parser import ExpressionError, parse
from evalkit.expression.syntax import Number, Span
from evalkit.expression.tokens import is_word
from evalkit.loader.called import called
from evalkit.scheme.criteria import POLICIES
from evalkit.scheme.shapes import TEXT, Choice, Either, Expression, ListOf, MapOf, Names, Plain, Record, Shape, keys_of

MAX_TEXT = 2_000
RESERVED = frozenset(
    ["x", "points", "base", "total", "rank", "grade", "class", "parent", "period", "none", "best", "else"]
)

MAPPING = Words("a mapping of keys", "键值对")
LIST = Words("a list", "列表")
ONE_VALUE = Words("one value", "单个值")
NOTHING = Words("nothing", "空")
LONG = Words("it has {count} characters, more than {limit}", "有{count}个字符, 超过{limit}个")
CONTROL = Words("it holds the invisible character U+{code}", "含有不可见字符 U+{code}")
NO_WORD = Words("it is not one word", "不是一个词")
IS_RESERVED = Words("it has a meaning of its own in formulas", "在公式中有专门含义")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads nodes by their shapes. A value that cannot be read is None, and its mistake is in `problems`."""

    problems: Problems

    def value(self, node: source.Node, shape: Shape) -> Any:
        """What `node` says, read as `shape`."""
        match shape:
            case Plain() | Choice():
                return self.scalar(node, shape)
            case ListOf():
                if shape.single and not isinstance(node, source.Sequence):
                    return () if _is_null(node) else self.several((node,), shape.item)
                if not isinstance(node, source.Sequence):
                    self.wrong(node, LIST())
                    return ()
                return self.several(node.items, shape.item)
            case MapOf():
                return self.map(node, shape)
            case Names():
                if isinstance(node, source.Mapping):
                    return self.map(node, MapOf(TEXT, shape.item))
                return dict.fromkeys(self.value(node, ListOf(TEXT, single=True)))
            case Either():
                with_sign = isinstance(node, source.Mapping) and node.get(shape.sign) is not None
                if with_sign:
                    return self.record(node, shape.record)
                return shape.record.of(place=node.place, **{shape.sign: self.value(node, shape.plain)})
            case Record():
                return self.record(node, shape)

    def several(self, nodes: Sequence[source.Node], shape: Shape) -> tuple[Any, ...]:
        """The values of a list, those left out that cannot be read."""
        return tuple(value for value in (self.value(node, shape) for node in nodes) if value is not None)

    def map(self, node: source.Node, shape: MapOf) -> dict[Any, Any]:
        """A mapping; a record that has a `name` gets its key for one."""
        if not isinstance(node, source.Mapping):
            self.wrong(node, MAPPING())
            return {}
        found: dict[Any, Any] = {}
        for entry in node:
            name = self.scalar(entry.key, shape.keys) if isinstance(shape.keys, Plain) else entry.key.text
            value = self.value(entry.value, shape.item)
            if name is None or value is None:
                continue
            if isinstance(shape.item, Record) and hasattr(value, "name") and isinstance(name, str):
                value = replace(value, name=name, place=entry.key.place)
            found[name] = value
        return found

    def record(self, node: source.Node, shape: Record) -> Any:
        """A mapping with the keys of a dataclass, or a short form of it. None where a needed key is missing."""
        if isinstance(node, source.Mapping):
            values = self.fields(node, shape.of)
        elif shape.short is not None and not _is_null(node):
            _, key, _ = keys_of(shape.of)[shape.short]
            values = {shape.short: self.value(node, key.shape)}
        elif _is_null(node):
            values = {}
        else:
            self.wrong(node, MAPPING())
            return None
        return self.build(shape.of, values, node.place)

    def build(self, cls: type, values: dict[str, Any], place: Place, **more: Any) -> Any:
        """A record of `cls`, or None where a needed key is missing."""
        complete = True
        for yaml_key, (name, key, needed) in keys_of(cls).items():
            if needed and values.get(name) is None:
                complete = False
                if name not in values:
                    self.problems.add(kinds.MISSING_KEY(place, where=called(cls), key=yaml_key, meaning=key.meaning()))
        given = {name: value for name, value in values.items() if value is not None}
        return cls(place=place, **given, **more) if complete else None

    def fields(self, node: source.Mapping, cls: type, others: Sequence[str] = ()) -> dict[str, Any]:
        """Field name -> value for the keys of `cls` in `node`; `others` are keys that somebody else reads."""
        known = keys_of(cls)
        values: dict[str, Any] = {}
        for entry in node:
            if entry.key.text in known:
                name, key, _ = known[entry.key.text]
                if not (_is_null(entry.value) and _keeps_null(key.shape)):
                    values[name] = self.value(entry.value, key.shape)
            elif entry.key.text not in others:
                self.unknown_key(entry.key, [*known, *others], cls)
        return values

    def unknown_key(self, key: source.Scalar, known: Sequence[str], cls: type) -> None:
        near = get_close_matches(key.text, known, n=3, cutoff=0.6)
        hint = expression_kinds.DID_YOU_MEAN(names=tuple(near)) if near else None
        self.problems.add(
            kinds.UNKNOWN_KEY(key.place, hint=hint, key=_cut(key.text), where=called(cls), keys=tuple(known))
        )

    def wrong(self, node: source.Node, wanted: Message) -> None:
        self.problems.add(kinds.WRONG_FORM(node.place, wanted=wanted, found=_form(node)))

    def scalar(self, node: source.Node, shape: Plain | Choice) -> Any:
        if not isinstance(node, source.Scalar):
            return self.wrong(node, ONE_VALUE())
        if isinstance(shape, Choice):
            if node.text in shape.options:
                return node.text
            near = get_close_matches(node.text, shape.options, n=1)
            hint = expression_kinds.DID_YOU_MEAN(names=tuple(near)) if near else None
            return self.problems.add(
                kinds.BAD_CHOICE(node.place, hint=hint, found=_cut(node.text), options=shape.options)
            )
        return getattr(self, f"read_{shape.name}")(node)

    def read_text(self, node: source.Scalar) -> str | None:
        """Letter for letter, but nothing that hides or is endless."""
        if len(node.text) > MAX_TEXT:
            self.problems.add(kinds.BAD_TEXT(node.place, why=LONG(count=len(node.text), limit=MAX_TEXT)))
            return None
        hidden = next((c for c in node.text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"), None)
        if hidden is not None:
            self.problems.add(kinds.BAD_TEXT(node.place, why=CONTROL(code=f"{ord(hidden):04X}")))
            return None
        return node.text

    def read_word(self, node: source.Scalar) -> str | None:
        name = unicodedata.normalize("NFC", node.text)
        if is_word(name) and name not in RESERVED:
            return name
        why = IS_RESERVED() if name in RESERVED else NO_WORD()
        self.problems.add(kinds.BAD_NAME(node.place, name=_cut(node.text), why=why))
        return None

    def read_whole(self, node: source.Scalar) -> int | None:
        digits = node.text.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) <= 9:
            return int(node.text)
        self.problems.add(kinds.BAD_WHOLE(node.place, found=_cut(node.text)))
        return None

    def read_decimals(self, node: source.Scalar) -> int | None:
        found = self.scalar(node, Choice(tuple("0123456789")))
        return None if found is None else int(found)

    def read_date(self, node: source.Scalar) -> date | None:
        try:
            return date.fromisoformat(node.text)
        except ValueError:
            self.problems.add(kinds.BAD_DATE(node.place, found=_cut(node.text)))
            return None

    def read_flag(self, node: source.Scalar) -> bool | None:
        found = self.scalar(node, Choice(("true", "false")))
        return None if found is None else bool(found == "true")

    def read_expression(self, node: source.Scalar) -> Expression | None:
        try:
            return Expression(parse(node.text), node.text, node.place)
        except ExpressionError as error:
            whole = Expression(Number(Fraction(0), False, error.span), node.text, node.place)
            self.problems.add(error.diagnostic.at(whole.at(error.span)))
            return None

    def read_limit(self, node: source.Scalar) -> Expression | None:
        """A bound, or `none`: no bound."""
        if node.text == "none":
            return Expression(Number(Fraction(0), False, Span(0, 4)), "none", node.place)
        return self.read_expression(node)

    read_condition = read_expression
    read_score = read_expression

    def read_policy(self, node: source.Scalar) -> Any:
        return node.text if node.text in POLICIES else self.read_expression(node)


def _is_null(node: source.Node) -> bool:
    return isinstance(node, source.Scalar) and node.is_null


def _keeps_null(shape: Shape) -> bool:
    """Whether an empty value leaves the key unsaid instead of being read."""
    return not isinstance(shape, Record)


def _form(node: source.Node) -> Message:
    match node:
        case source.Mapping():
            return MAPPING()
        case source.Sequence():
            return LIST()
    return NOTHING() if node.is_null else Words("{text}", "{text}")(text=_cut(node.text))


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
