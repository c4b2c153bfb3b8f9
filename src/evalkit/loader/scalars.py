"""One value of the source -> text, name, number, day or expression."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from evalkit import source
from evalkit.diagnostics import Message, Problems, Words
from evalkit.diagnostics import expression as expression_kinds
from evalkit.diagnostics import form as kinds
from evalkit.expression.parser import ExpressionError, parse
from evalkit.expression.syntax import Number, Span
from evalkit.expression.tokens import is_word
from evalkit.scheme.criteria import POLICIES
from evalkit.scheme.shapes import Choice, Expression, Plain
from evalkit.scheme.sources import rows_of

MAX_TEXT = 2_000
RESERVED = frozenset(
    ["x", "points", "base", "total", "rank", "grade", "class", "parent", "period", "none", "best", "else"]
)
OWN_SCOPES = ("class", "parent")

INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of Unicode: what controls, hides, or ends a line that nobody sees end."""

MAPPING = Words("a mapping of keys", "键值对")
LIST = Words("a list", "列表")
ONE_VALUE = Words("one value", "单个值")
NOTHING = Words("nothing", "空")
LONG = Words("it has {count} characters, more than {limit}", "有{count}个字符, 超过{limit}个")
CONTROL = Words("it holds the invisible character U+{code}", "含有不可见字符 U+{code}")
ROWS = Words("a row of a file, as 3, or its first and last row, as 3-4", "行号, 如 3, 或首末行号, 如 3-4")
NO_WORD = Words("it is not one word", "不是一个词")
IS_RESERVED = Words("it has a meaning of its own in formulas", "在公式中有专门含义")


@dataclass(frozen=True, slots=True)
class ScalarReader:
    """Reads what stands in one place. What cannot be read is None, and its mistake is in `problems`."""

    problems: Problems

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
                kinds.BAD_CHOICE(node.place, hint=hint, found=cut(node.text), options=shape.options)
            )
        return getattr(self, f"read_{shape.name}")(node)

    def read_text(self, node: source.Scalar) -> str | None:
        """Letter for letter, but nothing that hides or is endless."""
        if len(node.text) > MAX_TEXT:
            self.problems.add(kinds.BAD_TEXT(node.place, why=LONG(count=len(node.text), limit=MAX_TEXT)))
            return None
        hidden = next((c for c in node.text if unicodedata.category(c) in INVISIBLE and c != "\n"), None)
        if hidden is not None:
            self.problems.add(kinds.BAD_TEXT(node.place, why=CONTROL(code=f"{ord(hidden):04X}")))
            return None
        return node.text

    def read_word(self, node: source.Scalar) -> str | None:
        name = unicodedata.normalize("NFC", node.text)
        if is_word(name) and name not in RESERVED:
            return name
        why = IS_RESERVED() if name in RESERVED else NO_WORD()
        self.problems.add(kinds.BAD_NAME(node.place, name=cut(node.text), why=why))
        return None

    def read_scope(self, node: source.Scalar) -> str | None:
        """A name of a scope; `class` and `parent` may be called by their own names."""
        return node.text if node.text in OWN_SCOPES else self.read_word(node)

    def read_whole(self, node: source.Scalar) -> int | None:
        digits = node.text.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) <= 9:
            return int(node.text)
        self.problems.add(kinds.BAD_WHOLE(node.place, found=cut(node.text)))
        return None

    def read_decimals(self, node: source.Scalar) -> int | None:
        found = self.scalar(node, Choice(tuple("0123456789")))
        return None if found is None else int(found)

    def read_date(self, node: source.Scalar) -> date | None:
        try:
            return date.fromisoformat(node.text)
        except ValueError:
            self.problems.add(kinds.BAD_DATE(node.place, found=cut(node.text)))
            return None

    def read_flag(self, node: source.Scalar) -> bool | None:
        found = self.scalar(node, Choice(("true", "false")))
        return None if found is None else bool(found == "true")

    def read_rows(self, node: source.Scalar) -> tuple[int, int] | None:
        found = rows_of(node.text)
        if found is None:
            self.wrong(node, ROWS())
        return found

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


def _form(node: source.Node) -> Message:
    match node:
        case source.Mapping():
            return MAPPING()
        case source.Sequence():
            return LIST()
    return NOTHING() if node.is_null else Words("{text}", "{text}")(text=cut(node.text))


def cut(text: str) -> str:
    """What a message quotes of a text that may be endless."""
    return text if len(text) <= 60 else text[:60] + "…"
